//! Speeds that somebody measured.

use super::{HardwareKey, ModelKey, SourceKey};
use crate::packed::{List, Packed, Reader, Writer, packed, variants};
use crate::units::{Date, TokensPerSecond};

packed! {
    /// One speed: rows of one source that say the same thing, with their spread.
    #[derive(Debug, Clone, PartialEq)]
    pub struct Measurement {
        /// On what.
        pub hardware: Measured<HardwareKey>,
        /// On how many of them.
        pub devices: u8,
        /// Of what.
        pub model: Measured<ModelKey>,
        /// Quantisation label in lower case, as its source writes it; some name no exact mix of types (`ud-…`, `…_l`).
        pub quant: Box<str>,
        /// By which program.
        pub engine: Engine,
        /// Its version; may be empty.
        pub engine_version: Box<str>,
        /// Through which interface.
        pub backend: MeasuredBackend,
        /// Which phase.
        pub test: Test,
        /// Tokens of prompt processed.
        pub prompt: Count,
        /// Tokens generated.
        pub generated: Count,
        /// Tokens already in context.
        pub depth: Count,
        /// Sequences at once.
        pub users: Count,
        /// Where the layers were.
        pub offload: Offload,
        /// Layers on the device in a partial offload, one figure for each row where they differ; else empty.
        pub gpu_layers: Vec<u16>,
        /// Flash attention.
        pub flash_attention: FlashAttention,
        /// Whether the row may be used for a fit.
        pub mark: Mark,
        /// Median.
        pub speed: TokensPerSecond,
        /// Rows it stands for.
        pub n: u16,
        /// How far they are apart.
        pub spread: Spread,
        /// When, at the end of the period where there is one.
        pub date: Date,
        /// Who says so.
        pub source: SourceKey,
    }
}

/// A device or model of the catalog, or one that is known by name alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measured<K> {
    /// In the catalog.
    Listed(K),
    /// A place in [`Catalog::measured_hardware`](super::Catalog::measured_hardware) or
    /// [`measured_models`](super::Catalog::measured_models).
    Unlisted(u16),
}

/// A kind of record that measurements name, whether the catalog describes it or not.
pub(crate) trait Named: Packed {
    /// The list of those it does not describe.
    const UNLISTED: List;
}

impl Named for HardwareKey {
    const UNLISTED: List = List::MeasuredHardware;
}

impl Named for ModelKey {
    const UNLISTED: List = List::MeasuredModels;
}

impl<K: Named> Packed for Measured<K> {
    const WIDTH: usize = 1 + K::WIDTH;
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Listed(key) => {
                out.number(0);
                key.write(out);
            }
            Self::Unlisted(place) => {
                out.number(1);
                place.write(out);
            }
        }
    }
    fn read(from: &mut Reader<'_>) -> Self {
        if bool::read(from) { Self::Unlisted(from.key(K::UNLISTED)) } else { Self::Listed(K::read(from)) }
    }
}

packed! {
    /// A device or model that was measured and is not otherwise in the catalog.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct MeasuredOnly {
        /// The key measurements name it by.
        pub id: Box<str>,
        /// For people.
        pub name: Box<str>,
        /// Where the name is from.
        pub source: SourceKey,
    }
}

/// A count that the source may have left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Count {
    /// Not stated.
    Unknown,
    /// So many.
    Of(u32),
}

variants! {
    Count, else Self::Unknown;
    Unknown = 0,
    Of(count: u32) = 1,
}

/// How far the rows behind a median are apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Spread {
    /// One row, and it says nothing about it.
    Unknown,
    /// The row's own standard deviation.
    StdDev(TokensPerSecond),
    /// Slowest and fastest row.
    Range(TokensPerSecond, TokensPerSecond),
}

variants! {
    Spread, else Self::Unknown;
    Unknown = 0,
    StdDev(deviation: TokensPerSecond) = 1,
    Range(slowest: TokensPerSecond, fastest: TokensPerSecond) = 2,
}

super::words::words! {
    /// The program that was measured. LocalScore runs an older llamafile, about 0.85 of llama-bench.
    Engine {
        LlamaCpp = "llama.cpp", LlamaCppGfx906 = "llama.cpp-gfx906", LlamaCppAicss = "llama.cpp-aicss-genai",
        IkLlamaCpp = "ik_llama.cpp", LlamaServer = "llama-server", Ollama = "ollama", LmStudio = "lm-studio",
        DockerModelRunner = "docker-model-runner", LocalScore = "localscore", Vllm = "vllm", VllmMlx = "vllm-mlx",
        Mlx = "mlx", MlxLm = "mlx-lm", MlxVlm = "mlx-vlm", MlxSwift = "mlx-swift-lm", MlcLlm = "mlc-llm",
        ExLlamaV2 = "exllamav2", KTransformers = "ktransformers", Ds4 = "ds4",
    }
}

super::words::words! {
    /// What it ran on.
    MeasuredBackend {
        Cuda = "cuda", Cpu = "cpu", Rocm = "rocm", Metal = "metal", Vulkan = "vulkan", Mlx = "mlx", Sycl = "sycl",
        OpenCl = "opencl", RocmRpc = "rocm+rpc", CudaCpu = "cuda+cpu",
    }
}

super::words::words! {
    /// The phase that was measured; `serve` is the throughput of a server over many requests.
    Test { Prefill = "prefill", Decode = "decode", Serve = "serve" }
}

super::words::words! {
    /// Where the weights were.
    Offload {
        Unknown = "unknown", Full = "full", LayerSplit = "layer-split", TensorParallel = "tensor-parallel",
        Parallel = "tensor-or-layer-parallel", Rpc = "rpc", Partial = "partial", ExpertsOnCpu = "experts-on-cpu",
        Hybrid = "hybrid", Cpu = "cpu",
    }
}

super::words::words! {
    /// Flash attention, where the source says.
    FlashAttention { Unknown = "unknown", On = "on", Off = "off" }
}

super::words::words! {
    /// Whether a row may drive a fit.
    Mark { None = "none", Outlier = "outlier", ExceedsMemory = "exceeds-memory", MayNotFit = "may-not-fit" }
}
