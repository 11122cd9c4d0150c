//! TensorRT-LLM's server. Flags: <https://nvidia.github.io/TensorRT-LLM/commands/trtllm-serve/trtllm-serve.html>, version 1.2; what they do not set
//! stands in a file of options of the LLM API.

use super::{Launch, LaunchFile, Start, Step};
use crate::memory::KvType;
use crate::question::Runtime;

/// The version that the flags were read from.
const VERSION: &str = "1.2";
const OPTIONS: &str = "options.yaml";

pub(super) fn launch(start: &Start<'_>) -> Launch {
    let settings = &start.question.settings;
    let (mut notes, mut files) = (Vec::new(), Vec::new());
    let mut step = Step::new(["trtllm-serve"]);
    step.argv.push(start.published(&mut notes));
    step.flag("--max_seq_len", start.context());
    step.flag("--max_batch_size", settings.n_seq().to_string());
    step.flag("--max_num_tokens", settings.ubatch().to_string());
    step.flag("--kv_cache_free_gpu_memory_fraction", "0.9");
    if start.rig.devices > 1 {
        step.flag("--tp_size", start.rig.devices.to_string());
    }
    if settings.kv().k == KvType::Fp8 {
        files.push(LaunchFile { name: OPTIONS, text: "kv_cache_config:\n  dtype: fp8\n".to_owned() });
        step.flag("--extra_llm_api_options", OPTIONS);
    }
    Launch { runtime: Runtime::TensorRt, version: VERSION, files, steps: vec![step], notes }
}
