//! Ollama: what `ollama run --verbose` writes after an answer, and the figures of an answer of its API.
//!
//! Lines and fields: ollama `api/types.go` (`Metrics`, `Metrics.Summary`). Durations of the API are nanoseconds.

use super::fault::FaultCode;
use super::json::{Json, number};
use super::said::{Format, Paste, Row, Timed};
use crate::catalog::Engine;

/// Whether a text has such lines.
pub(super) fn is_summary(text: &str) -> bool {
    text.lines().any(|line| line.trim_start().starts_with("eval rate:"))
}

/// Reads the lines; several runs one after another are several rows.
pub(super) fn summary(text: &str, paste: &mut Paste) {
    paste.format = Format::Ollama;
    let mut run = Run::default();
    for line in text.lines().map(str::trim) {
        // `$ ollama run llama3.1:8b --verbose` where the command was copied too.
        if let Some((_, command)) = line.split_once("ollama run ") {
            run.model = command.split(' ').find(|word| !word.starts_with('-')).unwrap_or("").to_owned();
        }
        let Some((name, value)) = line.split_once(':') else { continue };
        let value = value.trim();
        match name {
            "load duration" => value.clone_into(&mut run.load),
            "prompt eval count" => run.prompt = count(value),
            "prompt eval rate" => run.row(paste, Timed::Prefill(run.prompt), value),
            "eval count" => run.generated = count(value),
            "eval rate" => {
                run.row(paste, Timed::Decode(run.generated), value);
                let model = core::mem::take(&mut run.model);
                run = Run { model, ..Run::default() };
            }
            _ => {}
        }
    }
}

/// What was said of a run so far.
#[derive(Default)]
struct Run {
    model: String,
    load: String,
    prompt: u32,
    generated: u32,
}

impl Run {
    /// A rate: `45.20 tokens/s`.
    fn row(&self, paste: &mut Paste, timed: Timed, value: &str) {
        let at = paste.next();
        let (figure, unit) = value.split_once(' ').unwrap_or((value, ""));
        match number(figure) {
            _ if !matches!(unit.trim(), "tokens/s" | "token/s") => {
                paste.fault(at, FaultCode::WrongUnits, value)
            }
            None => paste.fault(at, FaultCode::RateNotANumber, value),
            Some(rate) => self.take(paste, at, timed, rate),
        }
    }

    fn take(&self, paste: &mut Paste, at: u32, timed: Timed, rate: f64) {
        if matches!(timed, Timed::Prefill(0) | Timed::Decode(0)) {
            paste.fault(at, FaultCode::UnknownTest, "");
            return;
        }
        let mut row = Row::new(at, Engine::Ollama, timed, rate);
        row.model.name.clone_from(&self.model);
        row.quant = super::matching::quant_in(&self.model);
        // The answer follows its prompt.
        row.depth = if matches!(timed, Timed::Decode(_)) { self.prompt } else { 0 };
        if !self.load.is_empty() {
            row.note = ["load duration ", &self.load].concat();
        }
        paste.take(row);
    }
}

/// `26 token(s)`
fn count(text: &str) -> u32 {
    text.split(' ').next().and_then(|count| count.parse().ok()).unwrap_or(0)
}

/// Reads an answer of the API.
pub(super) fn answer(item: &Json, paste: &mut Paste) {
    paste.format = Format::Ollama;
    let figure = |name: &str| item.get(name).and_then(Json::number).unwrap_or(0.0);
    let run = Run {
        model: item.get("model").map_or("", Json::text).to_owned(),
        load: String::new(),
        prompt: figure("prompt_eval_count") as u32,
        generated: figure("eval_count") as u32,
    };
    let phases = [
        (Timed::Prefill(run.prompt), "prompt_eval_duration"),
        (Timed::Decode(run.generated), "eval_duration"),
    ];
    for (timed, duration) in phases {
        let seconds = figure(duration) / 1e9;
        let (Timed::Prefill(tokens) | Timed::Decode(tokens) | Timed::Serve(_, tokens)) = timed;
        if seconds > 0.0 && tokens > 0 {
            run.take(paste, paste.next(), timed, f64::from(tokens) / seconds);
        }
    }
}
