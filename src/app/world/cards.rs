//! Records of the catalog as pickers and lists show them: a name and its key figures in one line.

use will_it_run_engine::catalog::{
    Catalog, Confirmed, Figure, Hardware, MemorySize, Modality, Model, Vision, Word,
};
use will_it_run_engine::units::{Bytes, Date, Known};

use crate::text::number::{compact, grouped, three};
use crate::text::{Key, UNCONFIRMED, t};

/// Whether a record holds figures that nobody could look up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// All of them have a source that was looked at.
    Confirmed,
    /// Some were entered from memory; they carry a `◇`.
    Unconfirmed,
}

/// A model as a picker shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelCard {
    /// Catalog id.
    pub id: String,
    /// For people.
    pub name: String,
    /// Key figures in one line.
    pub detail: String,
    /// Longest context.
    pub context: Known<u32>,
    /// Name of the repository, without its owner.
    pub file_stem: String,
    /// Has a vision projector.
    pub sees: bool,
    /// Has experts.
    pub experts: bool,
    /// Whether all is confirmed.
    pub mark: Mark,
    /// What a filter is matched against, in lower case.
    pub haystack: String,
}

/// A device as a picker shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct DeviceCard {
    /// Catalog id.
    pub id: String,
    /// For people.
    pub name: String,
    /// Key figures in one line.
    pub detail: String,
    /// The sizes it is sold in.
    pub sizes: Vec<Bytes>,
    /// Words of its backends, the usual one first.
    pub backends: Vec<&'static str>,
    /// Whether all is confirmed.
    pub mark: Mark,
    /// What a filter is matched against, in lower case.
    pub haystack: String,
}

/// Writes key figures one after the other, and remembers whether one is unconfirmed.
struct Line<'a> {
    catalog: &'a Catalog,
    text: String,
    mark: Mark,
}

impl<'a> Line<'a> {
    const fn new(catalog: &'a Catalog) -> Self {
        Self { catalog, text: String::new(), mark: Mark::Confirmed }
    }

    fn say(&mut self, text: &str) {
        if !text.is_empty() {
            if !self.text.is_empty() {
                self.text.push_str(" · ");
            }
            self.text.push_str(text);
        }
    }

    /// A figure; an unknown one is left out here and said where it matters.
    fn figure<T: Copy>(&mut self, figure: &Figure<T>, write: impl FnOnce(T) -> String) {
        if let Known::Known(value) = figure.known() {
            self.say(&write(value));
            if self.catalog.confirmed(figure) == Confirmed::No {
                self.text.push_str(UNCONFIRMED);
                self.mark = Mark::Unconfirmed;
            }
        }
    }
}

impl ModelCard {
    /// The card of a model.
    #[must_use]
    pub fn of(model: &Model, catalog: &Catalog) -> Self {
        let mut line = Line::new(catalog);
        line.say(&model.publisher);
        line.figure(&model.params.total, |count| compact(count as f64));
        let experts = model.params.active.known() < model.params.total.known()
            && model.params.active.known().is_known();
        if experts {
            line.figure(&model.params.active, |count| [&compact(count as f64), " ", t(Key::Active)].concat());
        }
        line.figure(&model.context.max, |tokens| {
            [&grouped(u64::from(tokens.get())), " ", t(Key::ContextShort)].concat()
        });
        let senses = model.modality.iter().filter(|way| **way != Modality::Text).map(|way| way.as_str());
        line.say(&senses.collect::<Vec<_>>().join(", "));
        line.figure(&model.released, month);
        let stem = model.repo.rsplit('/').next().unwrap_or_default();
        let kind = if experts { " moe" } else { " dense" };
        let words: Vec<&str> = model.tasks.iter().map(|task| task.as_str()).collect();
        let haystack =
            [&model.name, " ", &model.repo, " ", &model.family, " ", &line.text, kind, " ", &words.join(" ")]
                .concat();
        Self {
            id: model.id.to_string(),
            name: model.name.to_string(),
            context: model.context.max.known().map(|tokens| tokens.get()),
            file_stem: if stem.is_empty() { model.id.to_string() } else { stem.to_owned() },
            sees: !matches!(model.vision, Vision::None),
            experts,
            mark: line.mark,
            haystack: haystack.to_ascii_lowercase(),
            detail: line.text,
        }
    }
}

impl DeviceCard {
    /// The card of a device.
    #[must_use]
    pub fn of(device: &Hardware, catalog: &Catalog) -> Self {
        let mut line = Line::new(catalog);
        let sizes = device.memory.sizes();
        let source = device.memory.source();
        let figure = |size: Bytes| Figure::Known { value: size, source };
        if let (Some(smallest), Some(largest)) = (sizes.first(), sizes.last()) {
            line.figure(&figure(*smallest), |size| {
                let to = if largest > smallest { "–".to_owned() + &whole(*largest) } else { String::new() };
                [&whole(size), &to, "\u{a0}GiB ", &device.memory_kind.as_str().to_ascii_uppercase()].concat()
            });
        }
        line.figure(&device.bandwidth, |rate| three(rate.as_gb_s()) + "\u{a0}GB/s");
        line.figure(&device.tdp, |power| three(power.get()) + "\u{a0}W");
        line.figure(&device.released, month);
        let mut haystack =
            [&device.name, " ", &device.id, " ", device.vendor.as_str(), " ", &device.architecture].concat();
        for word in [device.class.as_str(), device.kind.as_str(), &line.text] {
            haystack = haystack + " " + word;
        }
        for size in sizes {
            haystack = haystack + " " + &whole(*size) + "gb";
        }
        let backends: Vec<&'static str> =
            device.backends().into_iter().map(|backend| backend.word()).collect();
        haystack = haystack + " " + &backends.join(" ");
        Self {
            id: device.id.to_string(),
            name: device.name.to_string(),
            sizes: match &device.memory {
                MemorySize::One { .. } => Vec::new(),
                MemorySize::Choice { sizes, .. } => sizes.clone(),
            },
            backends,
            mark: line.mark,
            haystack: haystack.to_ascii_lowercase(),
            detail: line.text,
        }
    }
}

/// A date to the month, on one line.
fn month(date: Date) -> String {
    date.to_string().chars().take(7).map(|c| if c == '-' { '\u{2011}' } else { c }).collect()
}

/// A memory size as it is sold: whole GiB, or as many digits as it needs.
fn whole(size: Bytes) -> String {
    let gib = size.as_gib();
    if gib.fract().abs() < 1e-9 { grouped(gib as u64) } else { three(gib) }
}
