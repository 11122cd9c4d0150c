//! A list of tensors under construction.

use super::super::{Suffix, Tensor};

/// Tensors of one model file; everything is written to the block that was opened last.
#[derive(Debug, Default)]
pub(super) struct List {
    tensors: Vec<Tensor>,
    layer: Option<u32>,
}

/// A shape's figures come from 32-bit keys; products are taken in 64 bits.
pub(super) fn n(value: u32) -> u64 {
    u64::from(value)
}

impl List {
    /// Later tensors belong to this block, or to the whole model.
    pub(super) fn open(&mut self, layer: Option<u32>) {
        self.layer = layer;
    }

    /// `stem.weight`.
    pub(super) fn weight(&mut self, stem: &'static str, shape: &[u64]) {
        self.push(stem, Suffix::Weight, shape);
    }

    /// `stem.bias`.
    pub(super) fn bias(&mut self, stem: &'static str, shape: &[u64]) {
        self.push(stem, Suffix::Bias, shape);
    }

    /// `stem` alone.
    pub(super) fn bare(&mut self, stem: &'static str, shape: &[u64]) {
        self.push(stem, Suffix::Bare, shape);
    }

    /// A matrix with, if wanted, its bias.
    pub(super) fn linear(&mut self, stem: &'static str, from: u64, to: u64, bias: Bias) {
        self.weight(stem, &[from, to]);
        if bias == Bias::Yes {
            self.bias(stem, &[to]);
        }
    }

    /// The finished list.
    pub(super) fn finish(self) -> Vec<Tensor> {
        self.tensors
    }

    /// ggml counts dimensions without the ones at the end (`ggml_n_dims`).
    fn push(&mut self, stem: &'static str, suffix: Suffix, shape: &[u64]) {
        let used = shape.iter().rposition(|&ne| ne != 1).map_or(1, |last| last + 1);
        self.tensors.push(Tensor::new(self.layer, stem, suffix, shape.get(..used).unwrap_or(shape)));
    }
}

/// Whether a matrix has a bias.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bias {
    /// It has one.
    Yes,
    /// It has none.
    No,
}

impl Bias {
    /// A bias where the condition holds.
    pub(super) const fn when(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }
}
