//! From what somebody wrote to what they meant.

use super::names::{Name, find, normal};
use super::{Catalog, Hardware, HardwareKey, Hit, Model, ModelKey, Source, SourceKey};
use crate::order;

/// Nothing has this name; these come near.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotFound {
    /// Ids, the nearest first; may be empty.
    pub near: Vec<Box<str>>,
}

/// How many near names an error offers.
const NEAR: usize = 5;

impl Catalog {
    /// The device of this key.
    #[must_use]
    pub fn device(&self, key: HardwareKey) -> Option<&Hardware> {
        self.answers.hardware.get(key.index())
    }

    /// The model of this key.
    #[must_use]
    pub fn model(&self, key: ModelKey) -> Option<&Model> {
        self.answers.models.get(key.index())
    }

    /// The source of this key.
    #[must_use]
    pub fn source(&self, key: SourceKey) -> Option<&Source> {
        self.answers.sources.get(key.index())
    }

    /// The keys of all devices, by id.
    pub fn hardware_keys(&self) -> impl Iterator<Item = HardwareKey> + use<> {
        (0..u16::try_from(self.answers.hardware.len()).unwrap_or(u16::MAX)).map(HardwareKey)
    }

    /// The keys of all models, by id.
    pub fn model_keys(&self) -> impl Iterator<Item = ModelKey> + use<> {
        (0..u16::try_from(self.answers.models.len()).unwrap_or(u16::MAX)).map(ModelKey)
    }

    /// The device with exactly this id.
    #[must_use]
    pub fn hardware_key(&self, id: &str) -> Option<HardwareKey> {
        let at = self.answers.hardware.binary_search_by(|device| (*device.id).cmp(id)).ok()?;
        u16::try_from(at).ok().map(HardwareKey)
    }

    /// The model with exactly this id.
    #[must_use]
    pub fn model_key(&self, id: &str) -> Option<ModelKey> {
        let at = self.answers.models.binary_search_by(|model| (*model.id).cmp(id)).ok()?;
        u16::try_from(at).ok().map(ModelKey)
    }

    /// The device that answers to this name: id, name, or either without its maker.
    ///
    /// # Errors
    /// The nearest ids.
    pub fn find_hardware(&self, text: &str) -> Result<HardwareKey, NotFound> {
        self.hardware_key(text)
            .or_else(|| find(&self.names.hardware, &normal(text)).map(HardwareKey))
            .ok_or_else(|| NotFound { near: self.near_hardware(text) })
    }

    /// The model that answers to this name: id, name, repository, alias, or any repository of that name, whoever
    /// republished it and whether or not it ends in `-GGUF`.
    ///
    /// # Errors
    /// The nearest ids.
    pub fn find_model(&self, text: &str) -> Result<ModelKey, NotFound> {
        self.model_key(text)
            .or_else(|| self.named_model(text).map(ModelKey))
            .ok_or_else(|| NotFound { near: self.near_models(text) })
    }

    fn named_model(&self, text: &str) -> Option<u16> {
        let names = &self.names.models;
        let bare = normal(tail(text));
        find(names, &normal(text))
            .or_else(|| find(names, &bare))
            .or_else(|| bare.strip_suffix("gguf").and_then(|name| find(names, name)))
            .or_else(|| bare.strip_suffix("latest").and_then(|name| find(names, name)))
    }

    fn near_hardware(&self, text: &str) -> Vec<Box<str>> {
        let keys = near(&self.names.hardware, text, self.ranked_hardware(text));
        keys.into_iter().filter_map(|key| self.device(HardwareKey(key))).map(|it| it.id.clone()).collect()
    }

    fn near_models(&self, text: &str) -> Vec<Box<str>> {
        let keys = near(&self.names.models, tail(text), self.ranked_models(text));
        keys.into_iter().filter_map(|key| self.model(ModelKey(key))).map(|it| it.id.clone()).collect()
    }
}

/// A repository's name without its owner.
fn tail(text: &str) -> &str {
    text.rsplit('/').next().unwrap_or(text)
}

/// What a text may have meant: names that differ by less than a third, the most alike first; what a search finds; for want
/// of either the names that differ least, however much that is: a text like no name still leads on.
fn near(names: &[Name], text: &str, hits: Vec<Hit<u16>>) -> Vec<u16> {
    let text = normal(text);
    let limit = text.chars().count() / 3 + 1;
    let mut scored: Vec<(usize, u16)> =
        names.iter().map(|(name, key)| (distance(&text, name), *key)).collect();
    order::sort_by(&mut scored, Ord::cmp);
    let least = scored.first().map_or(0, |(distance, _)| *distance);
    let limit = if hits.is_empty() { limit.max(least) } else { limit };
    let alike = scored.into_iter().take_while(|(distance, _)| *distance <= limit).map(|(_, key)| key);
    let mut distinct = Vec::with_capacity(NEAR);
    for key in alike.chain(hits.into_iter().map(|hit| hit.key)) {
        if distinct.len() < NEAR && !distinct.contains(&key) {
            distinct.push(key);
        }
    }
    distinct
}

/// Letters to insert, delete, replace or swap with their neighbour (optimal string alignment).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let width = b.len() + 1;
    let mut before: Vec<usize> = vec![0; width];
    let mut above: Vec<usize> = (0..width).collect();
    let mut last = '\0';
    for (row, letter) in a.chars().enumerate() {
        let mut line = Vec::with_capacity(width);
        line.push(row + 1);
        for (column, other) in b.iter().enumerate() {
            let at = |line: &[usize], i: usize| line.get(i).copied().unwrap_or(usize::MAX);
            let replace = at(&above, column) + usize::from(letter != *other);
            let mut best = replace.min(at(&above, column + 1) + 1).min(at(&line, column) + 1);
            let left = column.checked_sub(1);
            if let Some(left) = left
                && row > 0
                && last == *other
                && b.get(left) == Some(&letter)
            {
                best = best.min(at(&before, left) + 1);
            }
            line.push(best);
        }
        before = above;
        above = line;
        last = letter;
    }
    above.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn counts_edits_and_swaps() {
        assert_eq!(distance("llama3.18b", "llama3.18b"), 0);
        assert_eq!(distance("lama3.18b", "llama3.18b"), 1);
        assert_eq!(distance("qewn3", "qwen3"), 1);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("abc", ""), 3);
    }
}
