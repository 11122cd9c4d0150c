//! What the page knows of the world: the engine's calculator, and its catalog in the words a picker shows.

mod cards;

use std::rc::Rc;

pub use cards::{DeviceCard, Mark, ModelCard};

use will_it_run_engine::answer::{Answer, DeviceRow, ModelRow, QuantRow, Term};
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::{Catalog, Confirmed};
use will_it_run_engine::fit::Thresholds;
use will_it_run_engine::question::{Fault, Question, RawDevice, RawQuestion, Runtime};
use will_it_run_engine::rules::Basis;
use will_it_run_engine::units::Bytes;
use will_it_run_engine::weights::{Imatrix, Quant};

use crate::text::measure::MemoryUnit;
use crate::text::{Key, Loss, combination};

/// The calculator with its catalog; cheap to clone, compared by identity.
#[derive(Clone)]
pub struct World(Rc<Inner>);

struct Inner {
    calculator: Calculator,
    models: Vec<ModelCard>,
    devices: Vec<DeviceCard>,
}

impl PartialEq for World {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl World {
    /// The world of a catalog, and of the measurements that the reader kept.
    #[must_use]
    pub fn of(mut catalog: Catalog, kept: &str) -> Self {
        catalog.keep(kept, will_it_run_engine::speed::constants::INPUTS);
        let models = catalog.models().iter().map(|model| ModelCard::of(model, &catalog)).collect();
        let devices = catalog.hardware().iter().map(|device| DeviceCard::of(device, &catalog)).collect();
        Self(Rc::new(Inner { calculator: Calculator::new(catalog), models, devices }))
    }

    /// The engine.
    #[must_use]
    pub fn calculator(&self) -> &Calculator {
        &self.0.calculator
    }

    /// The catalog.
    #[must_use]
    pub fn catalog(&self) -> &Catalog {
        self.0.calculator.catalog()
    }

    /// All models, in the catalog's order.
    #[must_use]
    pub fn models(&self) -> &[ModelCard] {
        &self.0.models
    }

    /// All devices, in the catalog's order.
    #[must_use]
    pub fn devices(&self) -> &[DeviceCard] {
        &self.0.devices
    }

    /// The model of this id, name, alias or repository.
    #[must_use]
    pub fn model(&self, name: &str) -> Option<&ModelCard> {
        self.models().get(self.catalog().find_model(name).ok()?.index())
    }

    /// The device of this id or name.
    #[must_use]
    pub fn device(&self, name: &str) -> Option<&DeviceCard> {
        self.devices().get(self.catalog().find_hardware(name).ok()?.index())
    }

    /// Models for what is typed, best first.
    #[must_use]
    pub fn search_models(&self, typed: &str) -> Vec<&ModelCard> {
        let hits = self.catalog().search_models(typed);
        hits.into_iter().filter_map(|hit| self.models().get(hit.key.index())).collect()
    }

    /// Devices for what is typed, best first.
    #[must_use]
    pub fn search_devices(&self, typed: &str) -> Vec<&DeviceCard> {
        let hits = self.catalog().search_hardware(typed);
        hits.into_iter().filter_map(|hit| self.devices().get(hit.key.index())).collect()
    }

    /// The answer.
    ///
    /// # Errors
    /// When something is wrong with the question.
    pub fn answer(&self, question: &RawQuestion) -> Result<Answer, Fault> {
        self.0.calculator.answer(question)
    }

    /// The question with every default made explicit; `None` when something is wrong with it.
    #[must_use]
    pub fn checked(&self, question: &RawQuestion) -> Option<Question> {
        Question::parse(question, self.catalog()).ok()
    }

    /// How the figures of the answer come about, one root for each.
    #[must_use]
    pub fn explain(&self, question: &RawQuestion) -> Vec<Term> {
        self.0.calculator.explain(question).unwrap_or_default()
    }

    /// All quants of the question's model.
    #[must_use]
    pub fn quants(&self, question: &RawQuestion) -> Vec<QuantRow> {
        self.0.calculator.quants(question).unwrap_or_default()
    }

    /// Every model on the question's rig.
    #[must_use]
    pub fn model_rows(&self, question: &RawQuestion) -> Vec<ModelRow> {
        self.0.calculator.models(question).unwrap_or_default()
    }

    /// Prepares models for [`World::model_rows`] as long as `go` says yes; gives where to go on, `None` when all are ready.
    #[must_use]
    pub fn warm(&self, question: &RawQuestion, from: usize, go: &mut dyn FnMut() -> bool) -> Option<usize> {
        self.0.calculator.warm(question, from, go)
    }

    /// The question's model on every device.
    #[must_use]
    pub fn device_rows(&self, question: &RawQuestion) -> Vec<DeviceRow> {
        self.0.calculator.devices(question).unwrap_or_default()
    }

    /// The rig in words: each kind of device with its number, and the memory that was chosen.
    #[must_use]
    pub fn rig_name(&self, devices: &[RawDevice], unit: MemoryUnit) -> String {
        if devices.is_empty() {
            return combination(0, None, None, unit);
        }
        let said = |device: &RawDevice| {
            let name = self.device(&device.hardware).map_or(&*device.hardware, |card| &card.name);
            combination(device.count.unwrap_or(1), Some(name), device.memory_gib.map(Bytes::gib), unit)
        };
        will_it_run_engine::within::joined(&devices.iter().map(said).collect::<Vec<_>>(), " + ")
    }

    /// The quant that is meant when none is named.
    #[must_use]
    pub fn default_quant(&self, model: &str) -> &'static str {
        self.usual_quant(model, Runtime::LlamaCpp)
    }

    /// The quant a question means when it names none: of its model in its runtime.
    #[must_use]
    pub fn default_quant_of(&self, question: &RawQuestion) -> &'static str {
        self.usual_quant(&question.model, question.runtime())
    }

    fn usual_quant(&self, model: &str, runtime: Runtime) -> &'static str {
        let record = self.catalog().find_model(model).ok().and_then(|key| self.catalog().model(key));
        let gguf = record.map_or(Quant::Q4_K_M, |model| model.default_quant());
        runtime.default_quant(gguf, record.map(|model| model.native)).label()
    }

    /// What a model's memory rests on: its tensors, or its parameters alone.
    #[must_use]
    pub fn basis(&self, model: &str) -> Key {
        let basis = self.catalog().find_model(model).map(|key| self.0.calculator.basis(key).0);
        match basis {
            Ok(Basis::Tensors) => Key::MemoryExact,
            Ok(Basis::TensorsByRule) => Key::MemoryByRule,
            Ok(Basis::Parameters) | Err(_) => Key::MemoryByParameters,
        }
    }

    /// The labels of all quants.
    pub fn quant_labels(&self) -> impl Iterator<Item = &'static str> {
        Quant::ALL.iter().map(|quant| quant.label())
    }

    /// The limits that hold when the reader sets none.
    #[must_use]
    pub fn thresholds(&self) -> Thresholds {
        Thresholds::standard()
    }

    /// The text of a source, and whether a copy was looked at. What is no key of the catalog is a text already.
    #[must_use]
    pub fn source(&self, key: &str) -> (String, Mark) {
        let sources = self.catalog().sources();
        let found = sources.iter().find(|source| *source.key == *key || *source.text == *key);
        found.map_or_else(
            || (key.to_owned(), Mark::Confirmed),
            |source| {
                let mark =
                    if source.confirmed == Confirmed::No { Mark::Unconfirmed } else { Mark::Confirmed };
                (source.text.to_string(), mark)
            },
        )
    }

    /// The models that published losses were measured on, the one with most figures first.
    #[must_use]
    pub fn loss_models(&self) -> Vec<&str> {
        let mut counts: Vec<(usize, &str)> = Vec::new();
        for row in self.catalog().quant_quality() {
            match counts.iter_mut().find(|(_, model)| *model == &*row.model) {
                Some((count, _)) => *count += 1,
                None => counts.push((1, &row.model)),
            }
        }
        let most = counts.iter().map(|(count, _)| *count).max().unwrap_or(0);
        let (first, others): (Vec<_>, Vec<_>) = counts.into_iter().partition(|(count, _)| *count == most);
        first.into_iter().chain(others).map(|(_, model)| model).collect()
    }

    /// The published loss of a quant on a model: with or without an importance matrix as asked, else the other.
    #[must_use]
    pub fn loss(&self, model: &str, quant: &str, imatrix: Imatrix) -> Option<Loss> {
        let rows = self.catalog().quant_quality().iter();
        let rows = rows.filter(|row| *row.model == *model && row.quant.eq_ignore_ascii_case(quant));
        let row = rows.min_by_key(|row| row.imatrix.is_empty() != (imatrix == Imatrix::Without))?;
        Some(Loss {
            imatrix: row.imatrix.to_string(),
            perplexity: row.ppl_delta.known(),
            divergence: row.kld_mean.known(),
            same: row.same_top_token_percent.known(),
            source: self
                .catalog()
                .source(row.source)
                .map(|source| source.text.to_string())
                .unwrap_or_default(),
        })
    }
}
