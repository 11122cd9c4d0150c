//! Results of `vllm bench`: `serve` has throughputs and times per token, `throughput` only prompt and answer in one figure, `latency` seconds
//! of a batch whose tokens it does not state.
//!
//! Fields: vllm `vllm/benchmarks/serve.py` (`benchmark`, `main_async`), `throughput.py` and `latency.py` (`main`).

use super::fault::FaultCode;
use super::json::Json;
use super::said::{Format, Paste, Row, Timed};
use crate::catalog::Engine;
use crate::units::{Date, Known};

/// Whether an object is one of the three.
pub(super) fn is_result(item: &Json) -> bool {
    ["output_throughput", "tokens_per_second", "avg_latency"].iter().any(|name| item.get(name).is_some())
}

/// Reads one.
pub(super) fn result(item: &Json, paste: &mut Paste) {
    paste.format = Format::Vllm;
    let at = paste.next();
    let figure = |name: &str| item.get(name).and_then(Json::number);
    let Some(rate) = figure("output_throughput") else {
        // Prompt and answer together, or no tokens at all.
        let code =
            if item.get("tokens_per_second").is_some() { FaultCode::TotalOnly } else { FaultCode::NoRate };
        paste.fault(at, code, "");
        return;
    };
    let each = |name: &str| match figure("completed").filter(|n| *n >= 1.0) {
        Some(requests) => (figure(name).unwrap_or(0.0) / requests) as u32,
        None => 0,
    };
    let (prompt, generated) = (each("total_input_tokens"), each("total_output_tokens"));
    let text = |name: &str| item.get(name).map_or("", Json::text);
    let users = figure("max_concurrency").filter(|n| *n >= 1.0).map(|n| n as u32);
    let base = |at: u32, timed: Timed, rate: f64| {
        let mut row = Row::new(at, Engine::Vllm, timed, rate);
        text("model_id").clone_into(&mut row.model.name);
        row.quant = super::matching::quant_in(text("model_id"));
        // `20260729-101500`
        let date = text("date");
        if let (Some(year), Some(month), Some(day)) = (date.get(..4), date.get(4..6), date.get(6..8)) {
            row.date =
                Date::parse(&[year, "-", month, "-", day].concat()).map_or(Known::Unknown, Known::Known);
        }
        row
    };
    let mut serve = base(at, Timed::Serve(prompt, generated), rate);
    serve.users = users.map_or(Known::Unknown, Known::Known);
    serve.note = note(item);
    // One request at a time: the time between its tokens is the speed of one stream.
    let alone = figure("median_tpot_ms").filter(|ms| *ms > 0.0 && users == Some(1) && generated > 0);
    paste.take(serve);
    if let Some(milliseconds) = alone {
        let mut decode = base(at + 1, Timed::Decode(generated), 1000.0 / milliseconds);
        decode.depth = prompt;
        paste.take(decode);
    }
}

/// What the figure is of, in the words of the catalog's other rows of servers.
fn note(item: &Json) -> String {
    let parts: Vec<String> = [
        ("request_rate", "requests/s"),
        ("request_throughput", "requests/s done"),
        ("median_tpot_ms", "ms median TPOT"),
        ("median_ttft_ms", "ms median TTFT"),
    ]
    .into_iter()
    .filter_map(|(name, says)| {
        let value = item.get(name)?.text();
        let short: String = value.chars().take(8).collect();
        (!short.is_empty()).then(|| [&short, " ", says].concat())
    })
    .collect();
    ["output tok/s", if parts.is_empty() { "" } else { "; " }, &parts.join("; ")].concat()
}
