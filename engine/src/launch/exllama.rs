//! ExLlamaV3 behind TabbyAPI: its `config.yml`. Fields: `config_sample.yml` of TabbyAPI, read 2026-11.

use super::{Launch, LaunchFile, LaunchNote, Start, Step};
use crate::memory::KvType;
use crate::question::Runtime;

/// The version of the documentation that was read.
const VERSION: &str = "TabbyAPI 2026-11";

pub(super) fn launch(start: &Start<'_>) -> Launch {
    let settings = &start.question.settings;
    let context = start.context();
    let cells = settings.n_ctx_allocated().to_string();
    let bits = |ty: KvType| match ty {
        KvType::Q8_0 => "8",
        KvType::Q5_0 => "5",
        _ => "4",
    };
    let kv = settings.kv();
    let mode = if kv.k == KvType::F16 { "FP16".to_owned() } else { [bits(kv.k), ",", bits(kv.v)].concat() };
    let name = [start.stem(), "-", start.question.quant.label()].concat();
    let fields = [
        ("backend", "exllamav3".to_owned()),
        ("model_dir", "models".to_owned()),
        ("model_name", name),
        ("max_seq_len", context),
        ("cache_size", cells),
        ("cache_mode", mode),
        ("chunk_size", settings.ubatch().to_string()),
        ("max_batch_size", settings.n_seq().to_string()),
        ("gpu_split_auto", "true".to_owned()),
    ];
    let mut text = "model:\n".to_owned();
    for (field, value) in fields {
        // A value may hold a comma or begin like a number: all are texts in quotes but the plain ones.
        let plain = value.bytes().all(|letter| letter.is_ascii_alphanumeric());
        let quote = if plain { "" } else { "\"" };
        text = [&text, "  ", field, ": ", quote, &value, quote, "\n"].concat();
    }
    let files = vec![LaunchFile { name: "config.yml", text }];
    let steps = vec![Step::new(["python3", "main.py"])];
    Launch { runtime: Runtime::ExLlama, version: VERSION, files, steps, notes: vec![LaunchNote::OwnFile] }
}
