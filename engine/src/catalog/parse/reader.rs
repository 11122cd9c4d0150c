//! Reads the fields of one record and notes every fault on the way.

use core::ops::RangeInclusive;

use crate::catalog::raw::{Keyed, Number};
use crate::catalog::{Fault, FaultKind, Figure, HardwareKey, ModelKey, SourceKey, Word};
use crate::units::Date;

/// Faults found so far, and what references are checked against.
pub(super) struct Faults<'a> {
    pub(super) list: Vec<Fault>,
    /// Keys in the order of their checked lists.
    pub(super) sources: &'a [&'a str],
    pub(super) hardware: &'a [&'a str],
    pub(super) models: &'a [&'a str],
    /// Which sources a figure cites.
    pub(super) cited: Vec<bool>,
    /// No observation is younger than the catalog.
    pub(super) today: Date,
}

/// One record being read.
pub(super) struct Reader<'r, 'a> {
    faults: &'r mut Faults<'a>,
    section: &'static str,
    record: &'r str,
    named: &'r [(String, String)],
    cited: Vec<&'r str>,
}

impl<'r, 'a> Reader<'r, 'a> {
    pub(super) fn new(faults: &'r mut Faults<'a>, section: &'static str, record: &'r str) -> Self {
        Self { faults, section, record, named: &[], cited: Vec::new() }
    }

    /// A record whose figures name their sources one by one.
    pub(super) fn with_sources(mut self, sources: &'r Keyed<String>) -> Self {
        self.named = &sources.0;
        self
    }

    pub(super) fn fault(&mut self, field: &str, kind: FaultKind, detail: String) {
        self.faults.list.push(Fault {
            section: self.section,
            record: self.record.to_owned(),
            field: field.to_owned(),
            kind,
            detail,
        });
    }

    pub(super) fn word<W: Word>(&mut self, field: &str, text: &str) -> W {
        W::parse(text).unwrap_or_else(|| {
            let words: Vec<&str> = W::ALL.iter().map(|word| word.as_str()).collect();
            let detail = format!("`{text}` is not one of {}", words.join(", "));
            self.fault(field, FaultKind::UnknownWord, detail);
            W::FIRST
        })
    }

    pub(super) fn words<W: Word>(&mut self, field: &str, texts: &[String]) -> Vec<W> {
        texts.iter().map(|text| self.word(field, text)).collect()
    }

    /// The source that a field of this record names.
    pub(super) fn source_of(&mut self, field: &str) -> SourceKey {
        let Some((name, key)) = self.named.iter().find(|(name, _)| name == field) else {
            self.fault(field, FaultKind::MissingSource, "has no entry in `sources`".to_owned());
            return SourceKey(0);
        };
        self.cited.push(name);
        self.source(field, key)
    }

    /// A source by its key.
    pub(super) fn source(&mut self, field: &str, key: &str) -> SourceKey {
        let at = self.reference(field, key, self.faults.sources, "sources");
        if let Some(cited) = self.faults.cited.get_mut(usize::from(at)) {
            *cited = true;
        }
        SourceKey(at)
    }

    pub(super) fn hardware(&mut self, field: &str, key: &str) -> HardwareKey {
        HardwareKey(self.reference(field, key, self.faults.hardware, "hardware"))
    }

    pub(super) fn model(&mut self, field: &str, key: &str) -> ModelKey {
        ModelKey(self.reference(field, key, self.faults.models, "models"))
    }

    fn reference(&mut self, field: &str, key: &str, keys: &[&str], section: &str) -> u16 {
        match keys.binary_search(&key).ok().and_then(|at| u16::try_from(at).ok()) {
            Some(at) => at,
            None => {
                let detail = format!("`{key}` is not in `{section}`");
                self.fault(field, FaultKind::UnknownReference, detail);
                0
            }
        }
    }

    /// A number inside a believable range.
    pub(super) fn number(&mut self, field: &str, number: Number, range: RangeInclusive<f64>) -> f64 {
        if !range.contains(&number.0) {
            let detail = format!("{} is not between {} and {}", number.0, range.start(), range.end());
            self.fault(field, FaultKind::Implausible, detail);
        }
        number.0
    }

    /// A whole number inside a believable range.
    pub(super) fn count(&mut self, field: &str, count: u64, range: RangeInclusive<u64>) -> u64 {
        if !range.contains(&count) {
            let detail = format!("{count} is not between {} and {}", range.start(), range.end());
            self.fault(field, FaultKind::Implausible, detail);
        }
        count
    }

    /// A figure with its own source, or unknown.
    pub(super) fn figure<T>(
        &mut self,
        field: &str,
        number: Option<Number>,
        range: RangeInclusive<f64>,
        unit: impl FnOnce(f64) -> T,
    ) -> Figure<T> {
        number.map_or(Figure::Unknown, |number| Figure::Known {
            value: unit(self.number(field, number, range)),
            source: self.source_of(field),
        })
    }

    pub(super) fn date(&mut self, field: &str, text: &str) -> Date {
        let today = self.faults.today;
        match Date::parse(text) {
            Some(date) if date <= today => date,
            Some(date) => {
                self.fault(field, FaultKind::BadDate, format!("{date} is after the catalog's date {today}"));
                date
            }
            None => {
                let detail = format!("`{text}` is not a date: write 2026, 2026-07 or 2026-07-29");
                self.fault(field, FaultKind::BadDate, detail);
                today
            }
        }
    }

    /// Every named source must belong to a figure.
    pub(super) fn finish(mut self) {
        for (at, (name, _)) in self.named.iter().enumerate() {
            if self.named.iter().take(at).any(|(earlier, _)| earlier == name) {
                self.fault(name, FaultKind::DuplicateKey, "is twice in `sources`".to_owned());
            } else if !self.cited.contains(&name.as_str()) {
                self.fault(name, FaultKind::MissingSource, "has a source but no figure".to_owned());
            }
        }
    }
}
