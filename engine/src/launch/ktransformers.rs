//! KTransformers' server. Flags: `doc/en/balance-serve.md` and `ktransformers/server/args.py` of KTransformers 0.3.

use super::{Launch, LaunchNote, Start, Step};
use crate::memory::KvTypes;
use crate::question::Runtime;

/// The version that the flags were read from.
const VERSION: &str = "0.3";

pub(super) fn launch(start: &Start<'_>) -> Launch {
    let settings = &start.question.settings;
    let mut step = Step::new(["python3", "ktransformers/server/main.py"]);
    step.flag("--model_path", start.model.repo.to_string());
    step.flag("--gguf_path", [start.stem(), "-", start.question.quant.label()].concat());
    step.flag("--cache_lens", settings.n_ctx_allocated().to_string());
    step.flag("--max_batch_size", settings.n_seq().to_string());
    step.flag("--backend_type", "balance_serve");
    let mut notes = vec![LaunchNote::OwnFile];
    if settings.kv() != KvTypes::F16 {
        notes.push(LaunchNote::NotByCommand { field: "kv_k" });
    }
    Launch { runtime: Runtime::KTransformers, version: VERSION, files: Vec::new(), steps: vec![step], notes }
}
