//! How a model is stored when nobody says.

use crate::catalog::{Modality, Model, NativeType};
use crate::weights::Quant;

impl Model {
    /// The quant a question means when it names none: the native type of models published only so, F16 for pipelines and speech
    /// models (which are not published as GGUF in the first place), else Q4_K_M, what most people download.
    #[must_use]
    pub fn default_quant(&self) -> Quant {
        match self.native {
            NativeType::Ternary => Quant::TQ2_0,
            _ if !self.components.is_empty() || self.is_no_gguf_family() => Quant::F16,
            native => Quant::default_for(native),
        }
    }
    /// Speech, image and video without a layout that llama.cpp reads.
    fn is_no_gguf_family(&self) -> bool {
        use Modality as M;
        let other = [M::AudioIn, M::AudioOut, M::ImageOut, M::VideoOut];
        !self.gguf.is_known() && other.iter().any(|way| self.modality.contains(way))
    }
}
