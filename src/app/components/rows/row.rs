//! A row of a long list: a model on the rig, or a device for the model.

use will_it_run_engine::answer::Rate;
use will_it_run_engine::fit::Fit;
use will_it_run_engine::question::RawQuestion;
use will_it_run_engine::units::{Bytes, Known};

use crate::app::state::{Asked, Field};
use crate::app::world::World;
use crate::text::Key;
use crate::text::measure::{MemoryUnit, bytes};

/// What a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Every model of the catalog at its best quant on the rig.
    Models,
    /// Every device of the catalog running the question's model and quant.
    Devices,
}

impl Kind {
    /// Id in the document, title, and what stands in the first column.
    #[must_use]
    pub const fn words(self) -> (&'static str, Key, Key) {
        match self {
            Self::Models => ("models", Key::ModelsTitle, Key::Model),
            Self::Devices => ("devices", Key::DevicesTitle, Key::Device),
        }
    }

    /// The rows, best first.
    #[must_use]
    pub fn rows(self, world: &World, question: &RawQuestion) -> Vec<Row> {
        match self {
            Self::Models => {
                let rows = world.model_rows(question).into_iter();
                rows.map(|row| Row {
                    place: row.model,
                    quant: row.quant,
                    memory: Known::Unknown,
                    fit: row.fit,
                    total: row.total,
                    decode: row.decode,
                })
                .collect()
            }
            Self::Devices => {
                let rows = world.device_rows(question).into_iter();
                rows.map(|row| Row {
                    place: row.hardware,
                    quant: "",
                    memory: row.memory,
                    fit: row.fit,
                    total: row.total,
                    decode: row.decode,
                })
                .collect()
            }
        }
    }
}

/// A row.
#[derive(Debug, Clone)]
pub struct Row {
    /// Place of the record in the catalog.
    pub place: usize,
    /// The quant, of a model.
    pub quant: &'static str,
    /// The size, of a device.
    pub memory: Known<Bytes>,
    /// The verdict.
    pub fit: Fit,
    /// Memory needed.
    pub total: Known<Bytes>,
    /// Speed.
    pub decode: Known<Rate>,
}

/// What a row shows of its record.
#[derive(Debug, Clone, Copy)]
pub struct Card<'a> {
    id: &'a str,
    /// For people.
    pub name: &'a str,
    /// Key figures.
    pub detail: &'a str,
    /// What filters match, in lower case.
    pub haystack: &'a str,
    sizes: usize,
}

impl Card<'_> {
    /// Whether it is the record that is asked about.
    #[must_use]
    pub fn is_asked(&self, asked: &Asked, kind: Kind) -> bool {
        match kind {
            Kind::Models => asked.question.model == self.id,
            Kind::Devices => asked.device().is_some_and(|device| device.hardware == self.id),
        }
    }
}

impl Row {
    /// The record.
    #[must_use]
    pub fn card<'a>(&self, kind: Kind, world: &'a World) -> Option<Card<'a>> {
        Some(match kind {
            Kind::Models => {
                let card = world.models().get(self.place)?;
                Card {
                    id: &card.id,
                    name: &card.name,
                    detail: &card.detail,
                    haystack: &card.haystack,
                    sizes: 1,
                }
            }
            Kind::Devices => {
                let card = world.devices().get(self.place)?;
                let sizes = card.sizes.len();
                Card { id: &card.id, name: &card.name, detail: &card.detail, haystack: &card.haystack, sizes }
            }
        })
    }

    /// What was chosen for the record: the quant of a model, the size of a device sold in several.
    #[must_use]
    pub fn chosen(&self, card: Card<'_>, unit: MemoryUnit) -> String {
        match self.memory {
            Known::Known(size) if card.sizes > 1 => bytes(size, unit) + " · ",
            Known::Unknown if !self.quant.is_empty() => self.quant.to_owned() + " · ",
            Known::Known(_) | Known::Unknown => String::new(),
        }
    }

    /// The question the row leads to.
    #[must_use]
    pub fn question(&self, asked: &Asked, card: Card<'_>, kind: Kind) -> Asked {
        let mut to = asked.clone();
        let size = self.memory.get().filter(|_| card.sizes > 1);
        let size = size.map(|size| (size.as_gib() as u64).to_string()).unwrap_or_default();
        let fields = match kind {
            Kind::Models => [(Field::Model, card.id), (Field::Quant, self.quant), (Field::Mmproj, "")],
            Kind::Devices => {
                [(Field::Device, card.id), (Field::Count, ""), (Field::MemoryGib, size.as_str())]
            }
        };
        for (field, text) in fields {
            // All of these read as their fields; one that did not would leave the question as it is.
            let _ = to.set(field, text);
        }
        to
    }
}
