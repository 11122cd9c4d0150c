//! The commands for a question that runs.

use super::Calculator;
use crate::assess::assess;
use crate::fit::Fit;
use crate::launch::{Launch, Start};
use crate::question::{Fault, RawQuestion};
use crate::rules::{Basis, Kind};
use crate::units::Known;

impl Calculator {
    /// How the question's runtime is started so that the answer holds. Unknown where nothing runs: it does not fit, the layers are not known, or it is no
    /// language model of an architecture that llama.cpp has.
    ///
    /// # Errors
    /// What is wrong with the question.
    pub fn launch(&self, raw: &RawQuestion) -> Result<Known<Launch>, Fault> {
        let prepared = self.prepare(raw)?;
        let figures = assess(&prepared.case());
        let runs = !matches!(figures.fit, Fit::DoesNotFit | Fit::Unknown);
        let known = prepared.model.basis == Basis::Tensors && prepared.model.kind != Kind::Pipeline;
        let model = self.catalog().model(prepared.question.model).filter(|_| runs && known);
        Ok(Known::from(model).map(|model| {
            let (question, rig) = (&prepared.question, &prepared.rig);
            Launch::of(&Start { question, model, rig, placed: figures.placed })
        }))
    }
}
