//! One model with everything prepared, and the devices it is asked about: what a widget loads instead of the catalog.
//!
//! The build makes rules, weights of every quant and layouts of compute buffers; what is left is to assess. Formulas and figures are those of
//! [`Calculator`](crate::calculator::Calculator), and a test holds the answers equal. It knows the usual settings of the
//! runtime alone.

mod devices;
mod model;

pub use crate::packed::Corrupt;
pub use devices::PortableDevices;
pub use model::{PortableModel, portable_model};

use crate::answer::{Answer, MAX_DEVICES};
use crate::assess::assess;
use crate::calculator::prepared::Prepared;
use crate::catalog::{Catalog, ModelKey};
use crate::evidence::Evidence;
use crate::question::{Host, Question, Rig, usual_context};
use crate::rules::RigRules;
use crate::speed::{Asked, CONSTANTS, mark, without_rows};
use crate::units::{Bytes, Date, Known, Tokens};
use crate::weights::Quant;

/// The longest context that can be asked about, tokens: more than any window has.
const MOST_CONTEXT: u32 = 100_000_000;

/// What is asked: everything else is as the runtime has it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ask<'a> {
    /// The device, by its id.
    pub hardware: &'a str,
    /// How many of it.
    pub count: u32,
    /// Its memory, where it is sold with several.
    pub memory: Option<Bytes>,
    /// RAM beside it.
    pub host: Known<Bytes>,
    /// The quant; the model's usual one where nobody says.
    pub quant: Option<Quant>,
    /// Tokens of context; the usual ones where nobody says.
    pub context: Option<Tokens>,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unanswered {
    /// The file has no device of this id.
    UnknownDevice,
    /// The device is sold with several memories, and none was named.
    ChooseMemory,
    /// More devices than a rig has, or none.
    TooManyDevices,
    /// A context that is too short or too long.
    ContextOutOfRange,
    /// A quant that nobody prepared.
    UnknownQuant,
}

/// A model and devices, ready to be asked.
#[derive(Debug)]
pub struct Portable {
    model: PortableModel,
    devices: PortableDevices,
}

impl Portable {
    /// From the two files.
    ///
    /// # Errors
    /// A file is damaged, or of another build.
    pub fn new(model: &[u8], devices: &[u8]) -> Result<Self, Corrupt> {
        Ok(Self { model: PortableModel::unpack(model)?, devices: PortableDevices::unpack(devices)? })
    }

    /// The model.
    #[must_use]
    pub const fn model(&self) -> &PortableModel {
        &self.model
    }

    /// The devices, as a catalog of nothing else.
    #[must_use]
    pub const fn devices(&self) -> &Catalog {
        self.devices.catalog()
    }

    /// Context where nobody says.
    #[must_use]
    pub fn usual_context(&self) -> Tokens {
        usual_context(self.model.rules().context_max)
    }

    /// The day of the catalog that both are from, as it is written.
    #[must_use]
    pub fn day(&self) -> &str {
        self.devices.day()
    }

    /// The day of the catalog that both are from.
    #[must_use]
    pub const fn date(&self) -> Date {
        self.devices.catalog().date()
    }

    /// Answers a question about the model. Without fixes and sources, which need the whole catalog, and without the time to the
    /// first token and joules.
    ///
    /// # Errors
    /// What it cannot answer.
    pub fn answer(&self, ask: &Ask<'_>) -> Result<Answer, Unanswered> {
        let devices = self.devices();
        let key = devices.hardware_key(ask.hardware).ok_or(Unanswered::UnknownDevice)?;
        let record = devices.device(key).ok_or(Unanswered::UnknownDevice)?;
        let memory = match (ask.memory, record.memory.only()) {
            (Some(memory), _) | (None, Some(memory)) => memory,
            (None, None) => return Err(Unanswered::ChooseMemory),
        };
        if !(1..=MAX_DEVICES as u32).contains(&ask.count) {
            return Err(Unanswered::TooManyDevices);
        }
        let context = ask.context.unwrap_or_else(|| self.usual_context());
        if !(1..=MOST_CONTEXT).contains(&context.get()) {
            return Err(Unanswered::ContextOutOfRange);
        }
        let quant = ask.quant.unwrap_or(self.model.default_quant);
        let weights = self.model.weights(quant).ok_or(Unanswered::UnknownQuant)?;
        let host = Host { memory: ask.host, bandwidth: Known::Unknown, usable: None };
        let rig = Rig::of_equal(key, record, memory, ask.count, host);
        let question = Question::usual(ModelKey(0), quant, rig, record.usual_backend(), context);
        // A context shorter than a micro-batch cuts that down, and layouts were made for a whole one.
        if let Known::Known(compute) = &self.model.rules().compute
            && !compute.covers(&question.settings)
        {
            return Err(Unanswered::ContextOutOfRange);
        }
        let rig = RigRules::new(&question, devices);
        let prepared = Prepared { question, model: self.model.shared_rules(), weights, rig };
        let figures = prepared.stood(assess(&prepared.case()), &|asked| self.evidence(&prepared, asked));
        Ok(prepared.answered(devices, &figures))
    }

    fn evidence(&self, prepared: &Prepared, asked: &Asked<'_>) -> Evidence {
        let best = without_rows(prepared.rig.family, &CONSTANTS);
        let Some(devices) = prepared.question.rig.devices else { return best };
        let Some(device) = self.devices().device(devices.hardware) else { return best };
        let rig = (mark(&device.id), devices.count);
        let of_model = self.model.rows().iter().filter_map(|row| row.evidence(rig, asked)).min();
        let heard = self.devices.heard().iter().any(|heard| heard.answers(rig, asked));
        let others = if heard { best.min(Evidence::Extrapolated) } else { best };
        of_model.map_or(others, |found| found.min(others))
    }
}
