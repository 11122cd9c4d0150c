//! Rules prepared once and kept.

use std::cell::RefCell;
use std::rc::Rc;

use super::{Calculator, Quants};
use crate::assess::{Case, Load, assess};
use crate::catalog::ModelKey;
use crate::question::{Fault, Question, RawQuestion};
use crate::rules::{Kind, ModelRules, RigRules, Weights};
use crate::units::{Bytes, Tokens};
use crate::weights::{Imatrix, Quant};

/// Tensor bytes of a model in a quant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TensorBytes {
    /// In the file.
    pub file: Bytes,
    /// Loaded, everything on the host.
    pub loaded: Bytes,
    /// What the bytes rest on: `exact`, `by-rule`, `fallback`.
    pub basis: &'static str,
}

/// A question with everything prepared.
pub(crate) struct Prepared {
    pub(crate) question: Question,
    pub(crate) model: Rc<ModelRules>,
    pub(crate) weights: Rc<Weights>,
    pub(crate) rig: RigRules,
}

impl Prepared {
    /// The case as asked.
    pub(crate) fn case(&self) -> Case<'_> {
        Case::new(&self.model, &self.weights, &self.rig, Load::from(&self.question))
    }
}

impl Calculator {
    /// Tensor bytes of a model in a quant; the model by id, alias or repository.
    ///
    /// # Errors
    /// The model is unknown.
    pub fn weights(&self, model: &str, quant: Quant, imatrix: Imatrix) -> Result<TensorBytes, Fault> {
        let key = crate::question::find_model(&self.catalog, model)?;
        let weights = self.weights_of(key, quant, imatrix);
        Ok(TensorBytes { file: weights.file, loaded: weights.loaded(), basis: weights.basis.key() })
    }

    /// What a model's memory rests on, and whether it is a language model.
    #[must_use]
    pub fn basis(&self, key: ModelKey) -> (crate::rules::Basis, Kind) {
        let rules = self.rules(key);
        (rules.basis, rules.kind)
    }

    pub(super) fn rules(&self, key: ModelKey) -> Rc<ModelRules> {
        if let Some(rules) = kept(&self.models, key) {
            return rules;
        }
        let rules = Rc::new(
            self.catalog
                .model(key)
                .map_or_else(|| ModelRules::nothing(key), |model| ModelRules::new(key, model)),
        );
        keep(&self.models, key, &rules);
        rules
    }

    pub(super) fn weights_of(&self, key: ModelKey, quant: Quant, imatrix: Imatrix) -> Rc<Weights> {
        let stored = (quant, imatrix);
        let of_model = |all: &[Quants]| {
            all.get(key.index())?.iter().find(|(s, _)| *s == stored).map(|(_, weights)| Rc::clone(weights))
        };
        if let Some(weights) = of_model(&self.weights.borrow()) {
            return weights;
        }
        let weights = Rc::new(self.rules(key).weights(quant, imatrix));
        let mut all = self.weights.borrow_mut();
        if all.len() <= key.index() {
            all.resize_with(key.index() + 1, Vec::new);
        }
        if let Some(of_model) = all.get_mut(key.index()) {
            of_model.push((stored, Rc::clone(&weights)));
        }
        weights
    }

    /// Prepares a question once and hands out its assessment as a function of the context per user: for sweeps and for timing. The function
    /// gives the headroom, 0 where it is unknown.
    ///
    /// # Errors
    /// What is wrong with the question.
    pub fn assess_many(
        &self,
        raw: &RawQuestion,
        work: impl FnOnce(&mut dyn FnMut(u32) -> f64),
    ) -> Result<(), Fault> {
        let prepared = self.prepare(raw)?;
        let mut case = prepared.case();
        work(&mut |context| {
            case.load.settings = case.load.settings.with_context(Tokens::new(context));
            assess(&case).headroom.get().unwrap_or(0.0)
        });
        Ok(())
    }

    pub(super) fn prepare(&self, raw: &RawQuestion) -> Result<Prepared, Fault> {
        let question = Question::parse(raw, &self.catalog)?;
        Ok(Prepared {
            model: self.rules(question.model),
            weights: self.weights_of(question.model, question.quant, question.imatrix),
            rig: RigRules::new(&question, &self.catalog),
            question,
        })
    }
}

/// What is kept of a model.
pub(super) fn kept<T>(all: &RefCell<Vec<Option<Rc<T>>>>, key: ModelKey) -> Option<Rc<T>> {
    all.borrow().get(key.index())?.as_ref().map(Rc::clone)
}

/// Keeps it.
pub(super) fn keep<T>(all: &RefCell<Vec<Option<Rc<T>>>>, key: ModelKey, what: &Rc<T>) {
    let mut all = all.borrow_mut();
    if all.len() <= key.index() {
        all.resize_with(key.index() + 1, || None);
    }
    if let Some(slot) = all.get_mut(key.index()) {
        *slot = Some(Rc::clone(what));
    }
}
