//! vLLM's server. Flags: `vllm serve --help` and `docs/configuration/engine_args.md` of vLLM 0.15.

use super::{Launch, Start, Step};
use crate::memory::{KvType, SwaCache};
use crate::question::Runtime;

/// The version that the flags were read from.
const VERSION: &str = "0.15";

pub(super) fn launch(start: &Start<'_>) -> Launch {
    let settings = &start.question.settings;
    let mut step = Step::new(["vllm", "serve"]);
    let mut notes = Vec::new();
    step.argv.push(start.published(&mut notes));
    step.flag("--max-model-len", start.context());
    step.flag("--max-num-seqs", settings.n_seq().to_string());
    step.flag("--max-num-batched-tokens", settings.ubatch().to_string());
    step.flag("--gpu-memory-utilization", "0.92");
    if start.rig.devices > 1 {
        step.flag("--tensor-parallel-size", start.rig.devices.to_string());
    }
    if settings.kv().k == KvType::Fp8 {
        step.flag("--kv-cache-dtype", "fp8");
    }
    if settings.swa() == SwaCache::Full {
        step.switch("--disable-hybrid-kv-cache-manager");
    }
    Launch { runtime: Runtime::Vllm, version: VERSION, files: Vec::new(), steps: vec![step], notes }
}
