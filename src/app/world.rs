//! What the page knows of the world: the engine's calculator, and its catalog in the words a picker shows.

use std::rc::Rc;

use will_it_run_engine::answer::{Answer, DeviceRow, ModelRow, QuantRow, Term};
use will_it_run_engine::fit::Thresholds;
use will_it_run_engine::question::{Fault, RawQuestion};
use will_it_run_engine::units::{Bytes, Known};

/// Whether a record holds figures that nobody could look up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// All of them have a source that was looked at.
    Confirmed,
    /// Some were entered from memory.
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
    /// What typing is matched against, in lower case.
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
    /// Words of its backends.
    pub backends: Vec<&'static str>,
    /// Whether all is confirmed.
    pub mark: Mark,
    /// What typing is matched against, in lower case.
    pub haystack: String,
}

/// Published quality loss of a quant, on the model it was measured on.
#[derive(Debug, Clone, PartialEq)]
pub struct Loss {
    /// The model it was measured on.
    pub model: String,
    /// Perplexity more than the unquantised model.
    pub perplexity: Known<f64>,
    /// Mean divergence.
    pub divergence: Known<f64>,
    /// Share of tokens with the same first choice, percent.
    pub same: Known<f64>,
    /// Who measured.
    pub source: String,
}

/// The calculator with its catalog; cheap to clone, compared by identity.
#[derive(Clone)]
pub struct World(pub(super) Rc<super::fixture::Fixture>);

impl PartialEq for World {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl World {
    /// All models.
    #[must_use]
    pub fn models(&self) -> &[ModelCard] {
        &self.0.models
    }

    /// All devices.
    #[must_use]
    pub fn devices(&self) -> &[DeviceCard] {
        &self.0.devices
    }

    /// The model with this id.
    #[must_use]
    pub fn model(&self, id: &str) -> Option<&ModelCard> {
        self.models().iter().find(|m| m.id == id)
    }

    /// The device with this id.
    #[must_use]
    pub fn device(&self, id: &str) -> Option<&DeviceCard> {
        self.devices().iter().find(|d| d.id == id)
    }

    /// The answer.
    ///
    /// # Errors
    /// When something is wrong with the question.
    pub fn answer(&self, question: &RawQuestion) -> Result<Answer, Fault> {
        self.0.answer(question)
    }

    /// How the figures of the answer come about, one root for each.
    #[must_use]
    pub fn explain(&self, question: &RawQuestion) -> Vec<Term> {
        self.0.explain(question)
    }

    /// All quants of the question's model.
    #[must_use]
    pub fn quants(&self, question: &RawQuestion) -> Vec<QuantRow> {
        self.0.quants(question)
    }

    /// Every model on the question's rig.
    #[must_use]
    pub fn model_rows(&self, question: &RawQuestion) -> Vec<ModelRow> {
        self.0.model_rows(question)
    }

    /// The question's model on every device.
    #[must_use]
    pub fn device_rows(&self, question: &RawQuestion) -> Vec<DeviceRow> {
        self.0.device_rows(question)
    }

    /// The quant that is meant when none is named.
    #[must_use]
    pub fn default_quant(&self, _question: &RawQuestion) -> String {
        "Q4_K_M".to_owned()
    }

    /// The limits that hold when the reader sets none.
    #[must_use]
    pub fn thresholds(&self) -> Thresholds {
        Thresholds::standard()
    }

    /// The labels of all quants.
    #[must_use]
    pub fn quant_labels(&self) -> Vec<String> {
        self.0.quant_labels()
    }

    /// The text of a source, and whether a copy was looked at.
    #[must_use]
    pub fn source(&self, key: &str) -> (String, Mark) {
        (key.to_owned(), Mark::Confirmed)
    }

    /// Published losses of a quant.
    #[must_use]
    pub fn losses(&self, quant: &str) -> Vec<Loss> {
        self.0.losses(quant)
    }
}
