//! MLX's server. Flags: `mlx_lm/server.py` of mlx-lm 0.28. The cache grows with what is asked; no flag bounds or quantises it there.

use super::{Launch, LaunchNote, Start, Step};
use crate::memory::KvType;
use crate::question::Runtime;
use crate::weights::Quant;

/// The version that the flags were read from.
const VERSION: &str = "0.28";

pub(super) fn launch(start: &Start<'_>) -> Launch {
    let mut step = Step::new(["mlx_lm.server"]);
    let mut notes = vec![LaunchNote::NotByCommand { field: "context" }];
    let model = name(start, &mut notes);
    step.flag("--model", model);
    let kv = start.question.settings.kv();
    notes.extend(start.not_by_command(&[(kv.k != KvType::F16 && kv.k != KvType::Bf16, "kv_k")]));
    Launch { runtime: Runtime::Mlx, version: VERSION, files: Vec::new(), steps: vec![step], notes }
}

/// The model's repository: as its maker published it, or the community's.
pub(super) fn name(start: &Start<'_>, notes: &mut Vec<LaunchNote>) -> String {
    match start.question.quant {
        Quant::HF_BF16 => start.published(notes),
        quant => {
            // Names as the community's repositories have them.
            notes.push(LaunchNote::OwnFile);
            let bits = quant.label().trim_start_matches("MLX");
            ["mlx-community/", start.stem(), bits].concat()
        }
    }
}
