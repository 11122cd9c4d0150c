//! Foreign files to catalog types: the output of benchmark programs.
//!
//! Three steps: [`read`] takes a text apart into rows as they are written ([`Paste`]); [`judge`] joins them to a device and a model of the
//! catalog by stated rules, asks where the text does not say, and refuses what cannot be ([`Judged`]); [`record`] writes what is left as a
//! line of `catalog.json`, and
//! [`lines`] as lines for the reader's own machine ([`kept`](crate::catalog::kept)). Nothing is ever guessed: what a text does not
//! say is a question to the reader.
//!
//! The formats, by their writers' sources: `llama-bench` (llama.cpp `tools/llama-bench/llama-bench.cpp` and its README), `ollama run
//! --verbose` and Ollama's answers (ollama `api/types.go`, `Metrics.Summary`), `vllm bench serve|throughput|latency` (vllm
//! `vllm/benchmarks/serve.py`, `throughput.py`, `latency.py`).

mod fault;
mod formula;
mod json;
mod judge;
mod keep;
mod llama_bench;
mod matching;
mod objects;
mod ollama;
mod record;
mod said;
mod table;
mod vllm;

pub use fault::{FaultCode, RowFault};
pub use json::Json;
pub use judge::{Ask, Chosen, Judged, JudgedRow, Outcome, judge};
pub use keep::lines;
pub use matching::Match;
pub use record::{record, source_record};
pub use said::{Format, Layers, Paste, Row, SaidModel, Timed};

/// Longest text that is read, in bytes: a bench of a day is a few hundred kilobytes.
const LONGEST: usize = 4_000_000;

/// Takes a text apart. Never fails: what cannot be read is among the faults of the paste.
#[must_use]
pub fn read(text: &str) -> Paste {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Paste::refused(FaultCode::Empty, "");
    }
    if text.len() > LONGEST {
        return Paste::refused(FaultCode::TooLong, "");
    }
    let mut paste = Paste::new(Format::LlamaBenchMarkdown);
    if let Some(body) = objects::begin(text) {
        objects::read(text, body, &mut paste);
    } else if llama_bench::is_csv(text) {
        llama_bench::csv(text, &mut paste);
    } else if ollama::is_summary(text) {
        ollama::summary(text, &mut paste);
    } else if table::is_markdown(text) {
        llama_bench::markdown(text, &mut paste);
    } else {
        return Paste::refused(FaultCode::UnknownFormat, "");
    }
    paste.finish()
}
