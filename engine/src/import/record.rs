//! A measurement as a line of `catalog.json`, for a pull request.

use crate::catalog::kept::thousandths;
use crate::catalog::{Catalog, Count, FlashAttention, Measured, Measurement, Offload, Spread, Word};

/// The record in canonical form: what `cargo xtask catalog fmt` would write. None if it is of something that the catalog only names.
/// `source` is the key under which the one who measured stands among the sources, `note` what else must be known.
#[must_use]
pub fn record(row: &Measurement, catalog: &Catalog, source: &str, note: &str) -> Option<String> {
    let (Measured::Listed(device), Measured::Listed(model)) = (row.hardware, row.model) else { return None };
    let mut out = String::from("{");
    let mut put = |name: &str, value: String| {
        let comma = if out.len() > 1 { ", " } else { "" };
        out = [&out, comma, "\"", name, "\": ", &value].concat();
    };
    put("hardware", text(&catalog.device(device)?.id));
    put("devices", row.devices.to_string());
    put("model", text(&catalog.model(model)?.id));
    put("quant", text(&row.quant));
    put("engine", text(row.engine.as_str()));
    put("backend", text(row.backend.as_str()));
    put("test", text(row.test.as_str()));
    if !row.engine_version.is_empty() {
        put("engine_version", text(&row.engine_version));
    }
    for (name, count) in
        [("prompt", row.prompt), ("generated", row.generated), ("depth", row.depth), ("users", row.users)]
    {
        if let Count::Of(count) = count {
            put(name, count.to_string());
        }
    }
    if row.offload != Offload::Unknown {
        put("offload", text(row.offload.as_str()));
    }
    if let Some(layers) = row.gpu_layers.first() {
        put("gpu_layers", ["[", &layers.to_string(), "]"].concat());
    }
    if row.flash_attention != FlashAttention::Unknown {
        put("flash_attention", text(row.flash_attention.as_str()));
    }
    put("tokens_per_second", thousandths(row.speed));
    put("n", row.n.to_string());
    if let Spread::StdDev(deviation) = row.spread {
        put("stddev", thousandths(deviation));
    }
    put("date", text(&row.date.to_string()));
    if !note.is_empty() {
        put("note", text(note));
    }
    put("source", text(source));
    out.push('}');
    Some(out)
}

/// The source's own record, which the catalog needs beside the measurements: `"key": {"text": "…"}`.
#[must_use]
pub fn source_record(key: &str, says: &str) -> String {
    [&text(key), ": {\"text\": ", &text(says), "}"].concat()
}

/// A string of JSON.
fn text(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c < ' ' => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
