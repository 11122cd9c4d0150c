//! JSON of any of the programs: a list, an object, or an object on each line, with whatever log before it.

use super::fault::FaultCode;
use super::json::Json;
use super::llama_bench::{Around, Fields, row};
use super::said::{Format, Paste};
use super::{ollama, vllm};

/// Where the JSON of a text begins.
pub(super) fn begin(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let inside = line.trim_start();
        let list = inside.starts_with('[')
            && matches!(inside.get(1..).map(str::trim_start), Some(rest) if rest.is_empty() || rest.starts_with(['{', ']']));
        if inside.starts_with('{') || list {
            return Some(at + (line.len() - inside.len()));
        }
        at += line.len();
    }
    None
}

/// Reads it.
pub(super) fn read(text: &str, begin: usize, paste: &mut Paste) {
    paste.format = Format::LlamaBenchJson;
    let around = Around::of(text);
    let body = text.get(begin..).unwrap_or_default();
    if let Some(whole) = Json::first(body).filter(|_| !has_lines(body)) {
        if whole.items().is_empty() {
            object(&whole, &around, paste);
        }
        for item in whole.items() {
            object(item, &around, paste);
        }
        return;
    }
    let mut found = 0;
    for line in body.lines().filter(|line| line.trim_start().starts_with('{')) {
        match Json::first(line) {
            Some(item) => {
                found += 1;
                object(&item, &around, paste);
            }
            None => paste.fault(paste.next(), FaultCode::BadJson, line.trim()),
        }
    }
    if found == 0 && paste.faults.is_empty() {
        paste.fault(0, FaultCode::BadJson, "");
    }
}

/// Whether every object has a line of its own, and there are several.
fn has_lines(body: &str) -> bool {
    let mut lines = body.lines().map(str::trim).filter(|line| !line.is_empty());
    let own = |line: &str| line.starts_with('{') && line.ends_with('}');
    lines.next().is_some_and(own) && lines.next().is_some_and(|line| line.starts_with('{'))
}

fn object(item: &Json, around: &Around, paste: &mut Paste) {
    let Json::Object(fields) = item else {
        let at = paste.next();
        paste.fault(at, FaultCode::UnknownFormat, item.text());
        return;
    };
    if item.get("avg_ts").is_some() {
        let at = paste.next();
        let fields = fields.iter().map(|(name, value)| (name.clone(), value.text().to_owned())).collect();
        row(Fields(fields), at, around, paste);
    } else if item.get("eval_duration").is_some() {
        ollama::answer(item, paste);
    } else if vllm::is_result(item) {
        vllm::result(item, paste);
    } else {
        let at = paste.next();
        paste.fault(at, FaultCode::NoRate, "");
    }
}
