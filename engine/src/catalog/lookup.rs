//! From what somebody wrote to what they meant.

use super::names::{find, normal};
use super::{Catalog, Hardware, HardwareKey, Model, ModelKey, Source, SourceKey};
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
            .or_else(|| find(&self.names.hardware, &normal(text)))
            .ok_or_else(|| NotFound { near: self.near_hardware(text) })
    }

    /// The model that answers to this name: id, name, repository, alias, or any repository of that name, whoever
    /// republished it and whether or not it ends in `-GGUF`.
    ///
    /// # Errors
    /// The nearest ids.
    pub fn find_model(&self, text: &str) -> Result<ModelKey, NotFound> {
        let names = &self.names.models;
        let tail = text.rsplit('/').next().unwrap_or(text);
        let bare = normal(tail);
        self.model_key(text)
            .or_else(|| find(names, &normal(text)))
            .or_else(|| find(names, &bare))
            .or_else(|| bare.strip_suffix("gguf").and_then(|name| find(names, name)))
            .or_else(|| bare.strip_suffix("latest").and_then(|name| find(names, name)))
            .ok_or_else(|| NotFound { near: self.near_models(text) })
    }

    fn near_hardware(&self, text: &str) -> Vec<Box<str>> {
        let (names, name) = (&self.names.hardware, normal(text));
        let by_search = self.search_hardware(text).into_iter().map(|hit| hit.key);
        let keys = first_distinct(alike(names, &name).into_iter().chain(by_search));
        let keys = if keys.is_empty() { first_distinct(nearest(names, &name).into_iter()) } else { keys };
        keys.into_iter().filter_map(|key| self.device(key)).map(|device| device.id.clone()).collect()
    }

    fn near_models(&self, text: &str) -> Vec<Box<str>> {
        let tail = text.rsplit('/').next().unwrap_or(text);
        let (names, name) = (&self.names.models, normal(tail));
        let by_search = self.search_models(text).into_iter().map(|hit| hit.key);
        let keys = first_distinct(alike(names, &name).into_iter().chain(by_search));
        let keys = if keys.is_empty() { first_distinct(nearest(names, &name).into_iter()) } else { keys };
        keys.into_iter().filter_map(|key| self.model(key)).map(|model| model.id.clone()).collect()
    }
}

fn first_distinct<K: PartialEq>(keys: impl Iterator<Item = K>) -> Vec<K> {
    let mut distinct = Vec::with_capacity(NEAR);
    for key in keys {
        if distinct.len() < NEAR && !distinct.contains(&key) {
            distinct.push(key);
        }
    }
    distinct
}

/// What stands behind the names that differ by less than a third, the most alike first.
fn alike<K: Copy + Ord>(names: &[(String, K)], text: &str) -> Vec<K> {
    let limit = text.chars().count() / 3 + 1;
    by_distance(names, text)
        .into_iter()
        .filter(|(distance, _)| *distance <= limit)
        .map(|(_, key)| key)
        .collect()
}

/// What stands behind the names that differ least, however much that is: a text like no name still leads on.
fn nearest<K: Copy + Ord>(names: &[(String, K)], text: &str) -> Vec<K> {
    let scored = by_distance(names, text);
    let least = scored.first().map(|(distance, _)| *distance);
    scored.into_iter().take_while(|(distance, _)| Some(*distance) == least).map(|(_, key)| key).collect()
}

fn by_distance<K: Copy + Ord>(names: &[(String, K)], text: &str) -> Vec<(usize, K)> {
    let mut scored: Vec<(usize, K)> = names.iter().map(|(name, key)| (distance(text, name), *key)).collect();
    order::sort_by(&mut scored, Ord::cmp);
    scored
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
