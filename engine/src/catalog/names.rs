//! What is made of the lists once: the names that devices and models answer to, and where a device's measurements are.

use super::{Answers, Measured};
use crate::order;

/// A name as it is compared: lower case, without what people separate words by.
///
/// `Llama 3.1 8B`, `llama3.1:8b` and `Llama-3.1-8B` are the same name. Dots and plus signs tell versions and variants
/// apart and stay. Only ASCII has cases here: the catalog holds nothing else, and the tables for all of Unicode would be
/// 5 KB of the page.
#[must_use]
pub fn normal(name: &str) -> String {
    name.chars().filter(|c| is_letter(*c) || matches!(c, '.' | '+')).map(|c| c.to_ascii_lowercase()).collect()
}

/// Letters and digits; beyond ASCII everything counts as one.
pub(super) const fn is_letter(c: char) -> bool {
    !c.is_ascii() || c.is_ascii_alphanumeric()
}

/// A normal name, and the place of what it stands for: one type for devices and models, so that one code serves both.
pub(super) type Name = (String, u16);

/// Normal names in ascending order, each with what it stands for.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    /// For each device, from where to where its measurements are in their list.
    pub(super) measured: Vec<(usize, usize)>,
    pub(super) hardware: Vec<Name>,
    pub(super) models: Vec<Name>,
}

impl Names {
    pub(super) fn of(lists: &Answers) -> Self {
        let mut hardware = Vec::new();
        let mut short = Vec::new();
        for (device, key) in lists.hardware.iter().zip(0..) {
            add(&mut hardware, &device.id, key);
            add(&mut hardware, &device.name, key);
            // `rtx-4090` of `nvidia-rtx-4090`, and `Apple M3 Max` and `M3 Max` of `Apple M3 Max (40-core GPU)`.
            if let Some((_, name)) = device.id.split_once('-') {
                add(&mut short, name, key);
            }
            if let Some(name) = device.name.split_once('(').and_then(|(name, _)| name.strip_suffix(' ')) {
                add(&mut short, name, key);
                if let Some((_, name)) = name.split_once(' ') {
                    add(&mut short, name, key);
                }
            }
        }
        let mut models = Vec::new();
        let mut tails = Vec::new();
        for (model, key) in lists.models.iter().zip(0..) {
            for name in [&model.id, &model.name, &model.repo].into_iter().chain(&model.aliases) {
                add(&mut models, name, key);
            }
            if let Some(tail) = model.repo.rsplit('/').next() {
                add(&mut tails, tail, key);
            }
        }
        Self {
            measured: measured(lists),
            hardware: with_short(hardware, short),
            models: with_short(models, tails),
        }
    }
}

/// Names that stand for two things, as keys and places in their list. Short forms are not among them: they are left
/// out where they are not unique.
#[cfg(feature = "json")]
pub(super) fn clashes<'a>(records: impl Iterator<Item = Vec<&'a str>>) -> Vec<(String, usize, usize)> {
    let mut names: Vec<(String, usize)> = records
        .enumerate()
        .flat_map(|(at, own)| own.into_iter().map(move |name| (normal(name), at)))
        .collect();
    names.sort();
    names.dedup();
    let pairs = names.windows(2).filter_map(|pair| match pair {
        [(name, first), (other, second)] if name == other => Some((name.clone(), *first, *second)),
        _ => None,
    });
    pairs.collect()
}

/// Measurements are sorted by device, so those of one stand together.
fn measured(lists: &Answers) -> Vec<(usize, usize)> {
    let mut runs = vec![(0, 0); lists.hardware.len()];
    for (at, measurement) in lists.measurements.iter().enumerate() {
        let Measured::Listed(key) = measurement.hardware else { continue };
        if let Some(run) = runs.get_mut(key.index()) {
            *run = if run.1 == 0 { (at, at + 1) } else { (run.0, at + 1) };
        }
    }
    runs
}

#[inline(never)]
fn add(names: &mut Vec<Name>, name: &str, key: u16) {
    names.push((normal(name), key));
}

fn with_short(mut names: Vec<Name>, mut short: Vec<Name>) -> Vec<Name> {
    order::sort_by(&mut names, Ord::cmp);
    names.dedup();
    order::sort_by(&mut short, Ord::cmp);
    short.dedup();
    let unique = |at: usize, name: &str| {
        let same = |i: usize| short.get(i).is_some_and(|(other, _)| other == name);
        !(at.checked_sub(1).is_some_and(same) || same(at + 1))
    };
    let extra: Vec<Name> = short
        .iter()
        .enumerate()
        .filter(|(at, (name, _))| unique(*at, name) && find(&names, name).is_none())
        .map(|(_, entry)| entry.clone())
        .collect();
    names.extend(extra);
    order::sort_by(&mut names, Ord::cmp);
    names
}

/// What a normal name stands for.
pub(super) fn find(names: &[Name], name: &str) -> Option<u16> {
    names
        .binary_search_by(|(other, _)| other.as_str().cmp(name))
        .ok()
        .and_then(|at| names.get(at))
        .map(|(_, key)| *key)
}
