//! SGLang's server. Flags: <https://docs.sglang.io/advanced_features/server_arguments.html>, version 0.5.

use super::{Launch, Start, Step};
use crate::memory::KvType;
use crate::question::Runtime;

/// The version that the flags were read from.
const VERSION: &str = "0.5";

pub(super) fn launch(start: &Start<'_>) -> Launch {
    let settings = &start.question.settings;
    let users = settings.n_seq().to_string();
    let mut step = Step::new(["python3", "-m", "sglang.launch_server"]);
    let mut notes = Vec::new();
    step.flag("--model-path", start.published(&mut notes));
    step.flag("--context-length", start.context());
    step.flag("--max-running-requests", users.as_str());
    step.flag("--cuda-graph-max-bs", users);
    step.flag("--chunked-prefill-size", settings.ubatch().to_string());
    if start.rig.devices > 1 {
        step.flag("--tp-size", start.rig.devices.to_string());
    }
    if settings.kv().k == KvType::Fp8 {
        step.flag("--kv-cache-dtype", "fp8_e4m3");
    }
    Launch { runtime: Runtime::Sglang, version: VERSION, files: Vec::new(), steps: vec![step], notes }
}
