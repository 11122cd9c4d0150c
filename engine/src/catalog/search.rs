//! Search while somebody types: every word must be found somewhere, and where decides the order.

use super::names::is_letter;
use super::{Catalog, Hardware, HardwareKey, MemorySize, Model, ModelKey, Vision, Word};

/// A record that matches, and how well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit<K> {
    /// The record.
    pub key: K,
    /// Larger is better; comparable within one search only.
    pub score: u32,
}

/// The whole word of a name.
const WHOLE: u32 = 40;
/// The beginning of a word of a name.
const PREFIX: u32 = 24;
/// Inside a name.
const INSIDE: u32 = 12;
/// A property: maker, family, memory size, kind.
const PROPERTY: u32 = 16;
/// Its letters in their order with gaps, in a name.
const GAPS: u32 = 4;
/// The name begins with all that was typed.
const START: u32 = 30;

impl Catalog {
    /// Models that match all words typed: name, alias, repository, publisher, family, task, `moe`, `vision`, licence.
    /// The best first; all, by name, when nothing was typed.
    #[must_use]
    pub fn search_models(&self, typed: &str) -> Vec<Hit<ModelKey>> {
        ranked(typed, self.models().iter().zip(0..).map(|(model, at)| (ModelKey(at), model_text(model))))
    }

    /// Devices that match all words typed: name, maker, chip generation, class, memory (`24GB`), interface.
    /// The best first; all, by name, when nothing was typed.
    #[must_use]
    pub fn search_hardware(&self, typed: &str) -> Vec<Hit<HardwareKey>> {
        ranked(
            typed,
            self.hardware().iter().zip(0..).map(|(device, at)| (HardwareKey(at), hardware_text(device))),
        )
    }
}

/// What of a record is searched, in lower case.
struct Text {
    names: String,
    properties: String,
}

fn model_text(model: &Model) -> Text {
    let mut names = format!("{} {}", model.name, model.repo);
    for alias in &model.aliases {
        names.push(' ');
        names.push_str(alias);
    }
    let mut properties = format!("{} {} {}", model.family, model.publisher, model.license);
    let words =
        model.tasks.iter().map(|task| task.as_str()).chain(model.modality.iter().map(|way| way.as_str()));
    for word in words {
        properties.push(' ');
        properties.push_str(word);
    }
    if model.params.active.known() < model.params.total.known() {
        properties.push_str(" moe");
    } else {
        properties.push_str(" dense");
    }
    if !matches!(model.vision, Vision::None) {
        properties.push_str(" vision");
    }
    Text { names: names.to_ascii_lowercase(), properties: properties.to_ascii_lowercase() }
}

fn hardware_text(device: &Hardware) -> Text {
    let names = format!("{} {}", device.name, device.id);
    let mut properties =
        format!("{} {} {} {}", device.vendor, device.architecture, device.class, device.kind);
    for api in &device.apis {
        properties.push(' ');
        properties.push_str(api.as_str());
    }
    let sizes = match &device.memory {
        MemorySize::One { size, .. } => core::slice::from_ref(size),
        MemorySize::Choice { sizes, .. } => sizes,
    };
    for size in sizes {
        let gib = size.as_gib();
        properties.push_str(&format!(" {gib}gb {gib}gib"));
    }
    Text { names: names.to_ascii_lowercase(), properties: properties.to_ascii_lowercase() }
}

fn ranked<K: Copy + Ord>(typed: &str, records: impl Iterator<Item = (K, Text)>) -> Vec<Hit<K>> {
    let typed = joined_units(&typed.to_ascii_lowercase());
    let words: Vec<&str> = typed.split_whitespace().collect();
    let mut hits: Vec<Hit<K>> = records
        .filter_map(|(key, text)| score(&typed, &words, &text).map(|score| Hit { key, score }))
        .collect();
    hits.sort_by(|a, b| b.score.cmp(&a.score).then(a.key.cmp(&b.key)));
    hits
}

/// `24 gb` is one word, `24gb`.
fn joined_units(typed: &str) -> String {
    let mut out = String::with_capacity(typed.len());
    for word in typed.split_whitespace() {
        let unit = matches!(word, "gb" | "gib" | "b") && out.ends_with(|c: char| c.is_ascii_digit());
        if !unit && !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn score(typed: &str, words: &[&str], text: &Text) -> Option<u32> {
    let mut sum = if !typed.is_empty() && text.names.starts_with(typed) { START } else { 0 };
    for word in words {
        sum += word_score(word, text)?;
    }
    Some(sum)
}

fn word_score(word: &str, text: &Text) -> Option<u32> {
    let parts = |text: &str, test: &dyn Fn(&str) -> bool| text.split(is_break).any(test);
    if parts(&text.names, &|part| part == word) {
        Some(WHOLE)
    } else if parts(&text.names, &|part| part.starts_with(word)) {
        Some(PREFIX)
    } else if text.properties.split_whitespace().any(|part| part == word) {
        Some(PROPERTY)
    } else if text.names.contains(word) {
        Some(INSIDE)
    } else if parts(&text.properties, &|part| part.starts_with(word))
        || text.properties.contains(word) && word.len() > 2
    {
        Some(PROPERTY / 2)
    } else {
        // A slip or an abbreviation: `rtx4090`, `qwn3`.
        (word.len() > 2 && text.names.split_whitespace().any(|name| in_order(word, name))).then_some(GAPS)
    }
}

fn is_break(c: char) -> bool {
    !(is_letter(c) || c == '.')
}

/// Whether the letters of `word` are in `name`, in their order.
fn in_order(word: &str, name: &str) -> bool {
    let mut letters = name.chars();
    word.chars().all(|letter| letters.any(|other| other == letter))
}
