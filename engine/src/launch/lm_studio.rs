//! LM Studio's command line, `lms load` (<https://lmstudio.ai/docs/cli/load>, read 2026-11): context and the share of layers on the device. All
//! else is set in the app.

use super::{Launch, LaunchNote, Start, Step};
use crate::memory::KvTypes;
use crate::question::Runtime;

/// The version of `lms` in the documentation that was read.
const VERSION: &str = "lms 0.0.47";

pub(super) fn launch(start: &Start<'_>) -> Launch {
    let (settings, placed) = (&start.question.settings, start.placed);
    let mut step = Step::new(["lms", "load", start.stem()]);
    step.flag("--context-length", settings.n_ctx_asked().to_string());
    let gpu = if placed.gpu_layers == 0 {
        "off".to_owned()
    } else if placed.gpu_layers == placed.layers {
        "max".to_owned()
    } else {
        // A share of one in hundredths, rounded down: what the placement leaves off the device stays off it.
        let hundredths = placed.gpu_layers * 100 / placed.layers.max(1);
        let digits = hundredths.to_string();
        ["0.", if digits.len() < 2 { "0" } else { "" }, &digits].concat()
    };
    step.flag("--gpu", gpu);
    let mut notes = vec![LaunchNote::OwnFile];
    let by_app = [(settings.kv() != KvTypes::F16, "kv_k"), (settings.n_seq() > 1, "users")];
    notes.extend(start.not_by_command(&by_app));
    Launch { runtime: Runtime::LmStudio, version: VERSION, files: Vec::new(), steps: vec![step], notes }
}
