//! A tensor: its GGUF name and shape.

use std::borrow::Cow;

use super::GgmlType;
use crate::units::Bytes;

/// What follows the stem in a tensor's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Suffix {
    /// `.weight`
    Weight,
    /// `.bias`
    Bias,
    /// Nothing (`ssm_a`, `ssm_d`).
    Bare,
}

/// A tensor of a model file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tensor {
    /// Name without block prefix and suffix: `attn_v`, `ffn_down_exps`, `token_embd`.
    pub stem: Cow<'static, str>,
    /// The block it belongs to (`blk.7.`), or `None` for tensors of the whole model.
    pub layer: Option<u32>,
    /// What follows the stem.
    pub suffix: Suffix,
    /// Elements per dimension, fastest first, as GGUF writes them; unused dimensions are 1.
    pub ne: [u64; 4],
    /// Dimensions the file states (1–4).
    pub n_dims: u8,
}

impl Tensor {
    /// A `.weight` of a block (`layer`) or of the whole model (`None`).
    #[must_use]
    pub fn weight(layer: Option<u32>, stem: &'static str, shape: &[u64]) -> Self {
        Self::new(layer, stem, Suffix::Weight, shape)
    }

    /// A tensor with the given suffix; at most four dimensions are kept.
    #[must_use]
    pub fn new(layer: Option<u32>, stem: &'static str, suffix: Suffix, shape: &[u64]) -> Self {
        let mut ne = [1; 4];
        for (slot, &n) in ne.iter_mut().zip(shape) {
            *slot = n;
        }
        Self { stem: Cow::Borrowed(stem), layer, suffix, ne, n_dims: shape.len().min(4) as u8 }
    }

    /// Elements in the tensor.
    #[must_use]
    pub fn elements(&self) -> u64 {
        self.ne.iter().fold(1, |a, &n| a.saturating_mul(n))
    }

    /// Bytes in this type, not padded to the alignment.
    #[must_use]
    pub fn bytes(&self, ty: GgmlType) -> Bytes {
        let [ne0, ne1, ne2, ne3] = self.ne;
        ty.matrices(ne0, ne1, ne2.saturating_mul(ne3))
    }

    /// The full GGUF name: `blk.7.attn_v.weight`.
    #[must_use]
    pub fn name(&self) -> String {
        let suffix = match self.suffix {
            Suffix::Weight => ".weight",
            Suffix::Bias => ".bias",
            Suffix::Bare => "",
        };
        match self.layer {
            Some(layer) => format!("blk.{layer}.{}{suffix}", self.stem),
            None => format!("{}{suffix}", self.stem),
        }
    }
}
