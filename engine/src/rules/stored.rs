//! How a model is stored when nobody says.

use crate::catalog::{Model, NativeType};
use crate::weights::Quant;

impl Model {
    /// The quant a question means when it names none: the native type of models published only so, F16 for pipelines (which are
    /// not published as GGUF in the first place), else Q4_K_M, what most people download.
    #[must_use]
    pub fn default_quant(&self) -> Quant {
        match self.native {
            NativeType::Ternary => Quant::TQ2_0,
            _ if !self.components.is_empty() => Quant::F16,
            native => Quant::default_for(native),
        }
    }
}
