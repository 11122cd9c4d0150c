//! A model's weights in any quant.

use super::{GgmlType, Imatrix, Layout, LoaderFacts, Mix, MixFigures, Quant, Tensor, WeightPlan, tensors};
use crate::architecture::{Architecture, HParams};

/// A model's tensors, read once; each quant is then a few microseconds.
#[derive(Debug, Clone)]
pub struct ModelWeights {
    mix: Mix,
    layout: Layout,
}

impl ModelWeights {
    /// From a header's figures and what they mean.
    #[must_use]
    pub fn new(h: &HParams, architecture: &Architecture) -> Self {
        let tensors = tensors(h, architecture);
        Self::from_tensors(&tensors, MixFigures::from(h), LoaderFacts::from(architecture))
    }

    /// From a list of tensors, as a file states it.
    #[must_use]
    pub fn from_tensors(tensors: &[Tensor], figures: MixFigures, facts: LoaderFacts) -> Self {
        Self { mix: Mix::new(tensors, figures), layout: Layout::new(tensors, facts) }
    }

    /// The plan of a quant.
    #[must_use]
    pub fn plan(&self, quant: Quant, imatrix: Imatrix) -> WeightPlan {
        self.layout.plan(self.mix.each(quant, imatrix))
    }

    /// The plan of a file whose types are known, in the order of the tensors.
    #[must_use]
    pub fn plan_of(&self, types: &[GgmlType]) -> WeightPlan {
        self.layout.plan(types.iter().copied())
    }

    /// Types of the tensors, needs of a matrix.
    #[must_use]
    pub const fn mix(&self) -> &Mix {
        &self.mix
    }
}
