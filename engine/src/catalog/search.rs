//! Search while somebody types: every word must be found somewhere, and where decides the order.

use super::names::{is_letter, normal};
use super::{Catalog, Class, Hardware, HardwareKey, Model, ModelKey, Vendor, Vision, Word};
use crate::order;
use crate::units::{Date, Known};
use crate::within::holds;

/// A record that matches, and how well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit<K> {
    /// The record.
    pub key: K,
    /// Larger is better; comparable within one search only.
    pub score: u32,
}

/// All that was typed is the whole name.
const SAME: u32 = 200;
/// The name begins with all that was typed.
const START: u32 = 30;
/// The name ends with all that was typed.
const END: u32 = 20;
/// The whole word of a name.
const WHOLE: u32 = 40;
/// The beginning of a word of a name.
const PREFIX: u32 = 24;
/// A property: maker, family, kind, interface.
const PROPERTY: u32 = 16;
/// Inside a name.
const INSIDE: u32 = 12;
/// Inside a property.
const ASIDE: u32 = 8;
/// Its letters in their order with gaps, in a name: a slip or an abbreviation.
const GAPS: u32 = 4;

impl Catalog {
    /// Models that match all words typed: name, alias, repository, publisher, family, task, `moe`, `vision`, licence.
    /// The best first, the plainer name and then the newer before the older; all, by id, when nothing was typed.
    #[must_use]
    pub fn search_models(&self, typed: &str) -> Vec<Hit<ModelKey>> {
        keyed(self.ranked_models(typed), ModelKey)
    }

    /// Devices that match all words typed: name, maker, chip generation, class, memory (`24GB`), interface.
    /// The best first, the plainer name and then the newer before the older; all, by id, when nothing was typed.
    #[must_use]
    pub fn search_hardware(&self, typed: &str) -> Vec<Hit<HardwareKey>> {
        keyed(self.ranked_hardware(typed), HardwareKey)
    }

    pub(super) fn ranked_models(&self, typed: &str) -> Vec<Hit<u16>> {
        ranked(typed, &mut self.models().iter().map(model_text))
    }

    pub(super) fn ranked_hardware(&self, typed: &str) -> Vec<Hit<u16>> {
        ranked(typed, &mut self.hardware().iter().map(hardware_text))
    }
}

/// What of a record is searched, in lower case.
struct Text {
    name: String,
    names: String,
    properties: String,
    released: Known<Date>,
}

fn model_text(model: &Model) -> Text {
    let names: Vec<&str> =
        [&model.name, &model.repo].into_iter().chain(&model.aliases).map(|name| &**name).collect();
    let mut properties = vec![&*model.family, &model.publisher, &model.license];
    properties.extend(model.tasks.iter().map(|task| task.as_str()));
    properties.extend(model.modality.iter().map(|way| way.as_str()));
    properties.push(if model.params.active.known() < model.params.total.known() { "moe" } else { "dense" });
    if !matches!(model.vision, Vision::None) {
        properties.push("vision");
    }
    text(&model.name, &names.join(" "), &properties.join(" "), model.released.known())
}

fn hardware_text(device: &Hardware) -> Text {
    let mut names = [&*device.name, " ", &device.id].concat();
    for size in device.memory.sizes() {
        // Whole numbers, as on the box: people type no fractions, and exact printing of real numbers costs the page 5 KB.
        let gib = ((size.as_gib() + 0.5) as u64).to_string();
        for part in [" ", &gib, "gb ", &gib, "gib"] {
            names.push_str(part);
        }
    }
    let mut properties =
        vec![device.vendor.as_str(), &device.architecture, device.class.as_str(), device.kind.as_str()];
    properties.extend(device.apis.iter().map(|api| api.as_str()));
    properties.extend([device.form_factor.as_str(), &device.notes]);
    if device.vendor == Vendor::Apple && device.class != Class::Phone {
        properties.push("mac macbook");
    }
    text(&device.name, &names, &properties.join(" "), device.released.known())
}

fn text(name: &str, names: &str, properties: &str, released: Known<Date>) -> Text {
    let (names, properties) = (names.to_ascii_lowercase(), properties.to_ascii_lowercase());
    Text { name: normal(name), names, properties, released }
}

fn keyed<K>(hits: Vec<Hit<u16>>, key: fn(u16) -> K) -> Vec<Hit<K>> {
    hits.into_iter().map(|hit| Hit { key: key(hit.key), score: hit.score }).collect()
}

/// Places of records in their list. Without their type, so that one code serves models and devices.
fn ranked(typed: &str, records: &mut dyn Iterator<Item = Text>) -> Vec<Hit<u16>> {
    let typed = joined_units(&typed.to_ascii_lowercase());
    let words: Vec<&str> = typed.split_whitespace().collect();
    let whole = normal(&typed);
    let mut hits: Vec<(Hit<u16>, usize, Known<Date>)> = records
        .zip(0..)
        .filter_map(|(text, key)| {
            let score = score(&whole, &words, &text)?;
            // Nothing typed: the order of ids.
            let (plain, released) = if words.is_empty() {
                (0, Known::Unknown)
            } else {
                (plainness(&words, &text), text.released)
            };
            Some((Hit { key, score }, plain, released))
        })
        .collect();
    order::sort_by(&mut hits, |(a, a_words, a_date), (b, b_words, b_date)| {
        let newer = b_date.get().cmp(&a_date.get());
        b.score.cmp(&a.score).then(a_words.cmp(b_words)).then(newer).then(a.key.cmp(&b.key))
    });
    hits.into_iter().map(|(hit, ..)| hit).collect()
}

/// Letters of the name that nobody typed, in sixes: a suffix counts, a version does not.
fn plainness(words: &[&str], text: &Text) -> usize {
    let typed: usize =
        words.iter().map(|word| normal(word)).filter(|word| holds(&text.name, word)).map(|w| w.len()).sum();
    text.name.len().saturating_sub(typed) / 6
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

fn score(whole: &str, words: &[&str], text: &Text) -> Option<u32> {
    let mut sum = match text.name.strip_prefix(whole) {
        _ if words.is_empty() => 0,
        Some("") => SAME,
        Some(_) => START,
        None if text.name.ends_with(whole) => END,
        None => 0,
    };
    for word in words {
        sum += word_score(word, text)?;
    }
    Some(sum)
}

fn word_score(word: &str, text: &Text) -> Option<u32> {
    let parts = |text: &str, test: &dyn Fn(&str) -> bool| text.split(is_break).any(test);
    if parts(&text.names, &|part| part == word) {
        Some(WHOLE)
    } else if is_size(word) {
        // 4 GB is not found in 24 GB.
        None
    } else if parts(&text.names, &|part| part.starts_with(word)) {
        Some(PREFIX)
    } else if text.properties.split_whitespace().any(|part| part == word) {
        Some(PROPERTY)
    } else if holds(&text.names, word) || holds(&text.name, word) {
        Some(INSIDE)
    } else if word.len() > 2 && holds(&text.properties, word) {
        Some(ASIDE)
    } else {
        (word.len() > 2 && text.names.split_whitespace().any(|name| in_order(word, name))).then_some(GAPS)
    }
}

/// `24gb`, `8b`, `0.6b`, `350m`.
fn is_size(word: &str) -> bool {
    let unit = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    unit.len() < word.len() && matches!(unit, "gb" | "gib" | "b" | "m")
}

fn is_break(c: char) -> bool {
    !(is_letter(c) || c == '.')
}

/// Whether the letters of `word` are in `name`, in their order, beginning with the first.
fn in_order(word: &str, name: &str) -> bool {
    let mut letters = name.chars();
    word.chars().next() == name.chars().next()
        && word.chars().all(|letter| letters.any(|other| other == letter))
}
