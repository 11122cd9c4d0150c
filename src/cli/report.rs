//! An answer as lines of text.

use std::fmt::Write;

use will_it_run_engine::answer::{Answer, Parts, Rate};
use will_it_run_engine::units::{Bytes, Known};

/// The answer as a short report.
pub fn report(answer: &Answer) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: String| {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{name:<12} {value}");
    };
    line("fit", format!("{:?}", answer.fit));
    let headroom =
        answer.memory.headroom.get().map(|h| format!(", {:.1} % free", h * 100.0)).unwrap_or_default();
    for (place, parts) in [("device", &answer.memory.device), ("host", &answer.memory.host)] {
        if parts.total != Known::Known(Bytes::ZERO) {
            line(place, components(parts));
        }
    }
    line("usable", format!("{}{headroom}", gib(answer.memory.usable)));
    line("file", answer.memory.file.get().map_or("unknown".to_owned(), |b| format!("{:.2} GB", b.as_gb())));
    line("decode", rate(&answer.decode));
    line("prefill", rate(&answer.prefill));
    line(
        "first token",
        answer.ttft_seconds.get().map_or("unknown".to_owned(), |t| format!("{:.2} s", t.get())),
    );
    line(
        "max context",
        answer.max_context.get().map_or("unknown".to_owned(), |n| format!("{} tokens", n.get())),
    );
    line("placement", format!("-ngl {} of {}", answer.placement.gpu_layers, answer.placement.layers));
    for reason in &answer.reasons {
        line("because", format!("{reason:?}"));
    }
    for fix in &answer.fixes {
        line("or", format!("{:?} → {:?}, {}, {}", fix.change, fix.fit, gib(fix.total), rate(&fix.decode)));
    }
    text
}

fn components(parts: &Parts) -> String {
    let names =
        ["weights", "KV cache", "windowed KV", "recurrent", "compute", "output", "projector", "runtime"];
    let mut text = gib(parts.total);
    for (name, part) in names.iter().zip(parts.components()) {
        if part != Known::Known(Bytes::ZERO) {
            let _ = write!(text, ", {name} {}", gib(part));
        }
    }
    text
}

fn gib(bytes: Known<Bytes>) -> String {
    bytes.get().map_or("unknown".to_owned(), |b| format!("{:.3} GiB", b.as_gib()))
}

fn rate(rate: &Known<Rate>) -> String {
    rate.get().map_or("unknown".to_owned(), |r| {
        let [typical, low, high] = [r.tokens_per_second, r.low, r.high].map(|x| x.get());
        format!("{typical:.1} tok/s ({low:.1}–{high:.1}; ceiling {:.1})", r.ceiling.get())
    })
}
