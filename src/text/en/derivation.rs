//! Names of figures and rules in a derivation. The engine may add keys at any time; one without a text here is shown as
//! its own words, so that a derivation is never cut short.

/// What a figure is.
#[must_use]
pub fn derivation_name(key: &str) -> String {
    let known = match key {
        "memory.device" => "Memory needed on the devices",
        "memory.host" => "Memory needed on the host",
        "memory.usable" => "Usable memory",
        "memory.usable.device" => "Usable memory of one device",
        "memory.usable.host" => "Usable RAM of the host",
        "memory.fullest" => "Needed on the fullest device",
        "installed" => "Installed",
        "headroom" => "Headroom",
        "weights" => "Weights",
        "file" => "Tensor bytes of the file",
        "bits_per_weight" => "Bits per weight",
        "kv_cache" => "KV cache",
        "kv_cache_swa" => "KV cache of sliding-window layers",
        "recurrent" => "Recurrent state",
        "compute" => "Compute buffer",
        "output" => "Output buffer",
        "projector" => "Vision projector",
        "runtime" => "Runtime and driver",
        "runtime.given" => "Your own figure",
        "context.cells" => "Cells of the cache, padded",
        "users" => "Users",
        "ubatch" => "Tokens computed at once (ubatch)",
        "model.layers" => "Layers, the output layer counted as one",
        "model.context_max" => "Longest context the model was made for",
        "decode" => "Decode rate",
        "decode.whole_bytes" => "Weights read for every token",
        "decode.routed_bytes" => "Routed experts read for a token",
        "decode.cache_bytes" => "Cache read for a token at this depth",
        "decode.read_share" => "Share of the bandwidth that is reached",
        "decode.step_seconds" => "Fixed cost of a layer",
        "decode.ceiling" => "Ceiling",
        "own_rows" => "Measured on this device ÷ formula",
        "own_rows.count" => "Measurements behind it",
        "experts" => "Experts of a layer",
        "experts_used" => "Experts used for a token",
        "depth" => "Tokens already in the context",
        "device.bandwidth" => "Memory bandwidth of the device",
        "device.fp32" => "32-bit vector rate of the device",
        "host.bandwidth" => "Bandwidth of the host’s RAM",
        "prefill" => "Prefill rate",
        "prefill.weights" => "Weights multiplied for a token",
        "prefill.share" => "Rate reached, as a multiple of the vector rate",
        "prompt" => "Tokens of the prompt",
        "ttft" => "Time to the first token",
        "max_context" => "Longest context that fits",
        "joules_per_token" => "Energy per token, joules",
        "finished" => "Answer finished after",
        "thinking" => "Thinking",
        "answer" => "Answer",
        "download" => "Time to download",
        "line" => "Your line",
        _ => return device_rule(key),
    };
    known.to_owned()
}

/// Rules of usable memory and of what the runtime takes stand under their own keys.
fn device_rule(key: &str) -> String {
    let known = match key {
        "ecc-inline" => "Error correction: a sixteenth of GDDR6 memory",
        "nvidia-driver" | "amd-driver" | "accelerator-driver" => "Kept by driver and firmware",
        "arc-first" | "arc-later" => "Kept by Intel’s driver",
        "desktop-linux" => "A desktop on the card (Linux)",
        "windows-headless" => "Kept by Windows",
        "windows-desktop" => "A desktop on the card (Windows)",
        "apple-wired-limit" => "Above macOS’s limit for the GPU (iogpu.wired_limit_mb)",
        "linux-gtt-half" => "Above the half that Linux lends the GPU (GTT)",
        "windows-shared-half" => "Above the half that Windows lends the GPU",
        "intel-linux-share" => "Above the share that Linux lends the GPU",
        "shared-half" => "Above the half lent to the GPU",
        "jetson-carveout" | "spark-carveout" => "Carved out by firmware",
        "jetson-system" | "spark-system" | "rtx-spark-windows" => "The operating system",
        "ios-app-limit" | "android-app-limit" => "Above what one app may take",
        "system-linux" => "The operating system (Linux)",
        "system-linux-desktop" => "The operating system and a desktop (Linux)",
        "system-windows" => "The operating system (Windows)",
        "system-macos" => "The operating system (macOS)",
        "cuda-context" => "CUDA context",
        "cuda-kernels" => "CUDA kernels, loaded when first used",
        "cublas-workspace" => "cuBLAS workspace",
        "flash-attention-scratch" => "16-bit copy of a quantised cache, one layer",
        "rocm-context" => "ROCm context",
        "vulkan-context" => "Vulkan context",
        "sycl-context" => "SYCL context",
        "metal" => "Metal",
        "cpu-work" => "Work buffer of the CPU backend",
        "above-share" => "Above the share that the runtime takes",
        "left-free" => "Left free by the runtime beside the cache",
        _ => return plain(key),
    };
    known.to_owned()
}

/// What a rule does.
#[must_use]
pub fn derivation_rule(rule: &str) -> String {
    let known = match rule {
        "given" => "from the question",
        "catalog" => "from the catalog",
        "sum" => "sum of its parts",
        "weights.tensors" => {
            "every tensor × the type the quantiser gives it, each padded to 32 bytes; tables that are looked up stay on the host"
        }
        "weights.parameters" => {
            "parameters × the quant’s bits on an ordinary dense model, since the tensor list is not known"
        }
        "file-tensors" => "all tensors as stored; header and tokenizer come on top",
        "bits-per-weight" => "file × 8 ÷ elements",
        "kv-cache" => "layers × cells × (row of K + row of V), in the cache’s types",
        "kv-cache.window" => "windowed layers × padded (window + ubatch) × (row of K + row of V)",
        "recurrent-state" => "recurrent layers × users × (state + convolution), in 32 bits",
        "compute-buffer" => {
            "the peak of llama.cpp’s graph for one micro-batch, laid out as its allocator does"
        }
        "output-buffer" => "rows of logits × vocabulary × 4 bytes",
        "projector" => "parameters of encoder and projector × 2 bytes",
        "runtime-overhead" => "what driver and runtime take beside the model",
        "usable-memory" => "installed − what driver, operating system and display hold",
        "fullest" => "the device that holds most",
        "headroom" => "1 − needed ÷ usable",
        "read-whole" => {
            "attention, norms, router, shared experts and head; not the embedding table, which is looked up"
        }
        "read-routed" => "routed experts × used ÷ all",
        "read-cache" => "visible cells of every layer; windowed layers read their window only",
        "calibrated" => "fitted to the catalog’s measurements for this family of backend and chip",
        "own-rows" => "drawn to 1 by few, old or scattered measurements",
        "ceiling" => "bandwidth ÷ bytes read",
        "decode" => "1 ÷ (bytes ÷ (share × bandwidth), with unpacking, + attention + fixed cost × layers)",
        "active-weights" => "weights × 2 operations for each token",
        "prefill" => "tokens ÷ (operations ÷ reached rate + attention + fixed cost × layers)",
        "max-context" => "the longest context whose cache and buffers still fit where the layers are now",
        "prompt-over-prefill" => "prompt ÷ prefill rate",
        "power-over-rate" => "rated power ÷ (decode rate × users)",
        "first-then-tokens" => "first token, then thinking and answer at the decode rate",
        "file-over-line" => "tensor bytes ÷ speed of your line",
        _ => return device_rule(rule),
    };
    known.to_owned()
}

/// `memory.device.kv_cache` as words, the first letter a capital.
fn plain(key: &str) -> String {
    let tail = key.rsplit('.').next().unwrap_or(key);
    let mut letters = tail.chars().map(|c| if matches!(c, '_' | '-') { ' ' } else { c });
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
