//! Questions about a model of the reader's own file.

use std::rc::Rc;

use super::Calculator;
use super::prepared::Prepared;
use crate::answer::Answer;
use crate::assess::assess;
use crate::catalog::ModelKey;
use crate::gguf::{File, FileFault};
use crate::question::{About, Fault, FaultCode, Question, RawQuestion};
use crate::rules::{ModelRules, RigRules, Weights};
use crate::speed::LayerSteps;
use crate::units::Bytes;
use crate::weights::{LoaderFacts, WeightPlan};

/// A file, prepared: rules of its model, and the weights as they are stored.
#[derive(Debug)]
pub struct OpenFile {
    file: File,
    model: Rc<ModelRules>,
    weights: Rc<Weights>,
    parameters: u64,
}

impl OpenFile {
    /// Prepares a file.
    ///
    /// # Errors
    /// Its figures are none of the architecture that it names.
    pub fn new(file: File) -> Result<Self, FileFault> {
        let parameters = file.tensors.iter().map(|tensor| tensor.ne.iter().product::<u64>()).sum();
        let prepared = ModelRules::of_header(&file.hparams, parameters);
        let (model, architecture) = prepared.map_err(|fault| FileFault::figures(&fault.to_string()))?;
        let plan = WeightPlan::new(&file.tensors, &file.types, LoaderFacts::from(&architecture));
        let weights = Weights::from_plan(plan, LayerSteps::of(&architecture), model.basis);
        Ok(Self { model: Rc::new(model), weights: Rc::new(weights), parameters, file })
    }

    /// What the file says.
    #[must_use]
    pub const fn file(&self) -> &File {
        &self.file
    }

    /// Elements of all tensors.
    #[must_use]
    pub const fn parameters(&self) -> u64 {
        self.parameters
    }

    /// Bytes of all tensors.
    #[must_use]
    pub fn bytes(&self) -> Bytes {
        self.weights.file
    }

    /// Bits of a weight, on average.
    #[must_use]
    pub fn bits(&self) -> f64 {
        self.weights.bits
    }

    /// Its rules.
    #[must_use]
    pub fn rules(&self) -> &ModelRules {
        &self.model
    }
}

impl Calculator {
    /// Answers a question about a file, whose own tensors are what is loaded; the question's words for model and quant are not read, but another
    /// quant is refused. Without fixes and sources, which are about models of the catalog.
    ///
    /// # Errors
    /// What is wrong with the question.
    pub fn answer_file(&self, raw: &RawQuestion, open: &OpenFile) -> Result<Answer, Fault> {
        let prepared = self.prepare_file(raw, open)?;
        let figures = self.stand(&prepared, assess(&prepared.case()));
        Ok(Answer {
            ttft_seconds: super::answer::ttft(&prepared, &figures),
            joules_per_token: prepared.joules_per_token(self.catalog(), &figures),
            ..prepared.answered(self.catalog(), &figures)
        })
    }

    /// Prepares a question about a file.
    pub(super) fn prepare_file(&self, raw: &RawQuestion, open: &OpenFile) -> Result<Prepared, Fault> {
        let about = About {
            key: ModelKey::ELSEWHERE,
            default_quant: open.file.quant,
            context_max: open.model.context_max,
            tokens_per_image: 0,
            native: None,
            experts: open.model.moe_layers > 0,
            family: None,
        };
        let question = Question::about(raw, &about, self.catalog())?;
        if question.quant != open.file.quant {
            return Err(Fault {
                code: FaultCode::UnknownQuant,
                field: "quant".to_owned(),
                message: format!("the file is stored as {}; leave the quant out", open.file.quant.label()),
                near: vec![open.file.quant.label().to_owned()],
            });
        }
        let rig = RigRules::new(&question, self.catalog());
        let (model, weights) = (Rc::clone(&open.model), Rc::clone(&open.weights));
        Ok(Prepared { question, model, weights, rig })
    }
}
