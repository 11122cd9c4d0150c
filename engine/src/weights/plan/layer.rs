//! Bytes of a layer, and of runs of layers.

use core::ops::{Add, Sub};

use crate::packed::{Packed, Reader, Writer, packed};
use crate::units::Bytes;

packed! {
    /// Bytes of a layer by part.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct LayerWeights {
        /// Attention or another token mixer, with its norms.
        pub mixer: Bytes,
        /// Dense feed-forward, shared experts, router, with their norms.
        pub dense: Bytes,
        /// Routed experts.
        pub experts: Bytes,
        /// Of mixer and dense: tables that are looked up, not read.
        pub looked_up: Bytes,
    }
}

impl LayerWeights {
    /// No layer.
    pub const NOTHING: Self =
        Self { mixer: Bytes::ZERO, dense: Bytes::ZERO, experts: Bytes::ZERO, looked_up: Bytes::ZERO };

    /// All of the layer.
    #[must_use]
    pub fn total(self) -> Bytes {
        self.mixer + self.dense + self.experts
    }
}

impl Add for LayerWeights {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            mixer: self.mixer + other.mixer,
            dense: self.dense + other.dense,
            experts: self.experts + other.experts,
            looked_up: self.looked_up + other.looked_up,
        }
    }
}

/// Saturates at zero.
impl Sub for LayerWeights {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self {
            mixer: self.mixer - other.mixer,
            dense: self.dense - other.dense,
            experts: self.experts - other.experts,
            looked_up: self.looked_up - other.looked_up,
        }
    }
}

/// Weights before each layer, and before the end: sums over earlier layers.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cumulative(pub(super) Vec<LayerWeights>);

impl Cumulative {
    /// From the weights of each layer, after a first of nothing.
    pub(super) fn of(mut each: Vec<LayerWeights>) -> Self {
        let mut sum = LayerWeights::default();
        for layer in &mut each {
            sum = sum + *layer;
            *layer = sum;
        }
        Self(each)
    }
}

impl Packed for Cumulative {
    const WIDTH: usize = <Vec<LayerWeights> as Packed>::WIDTH;
    /// Layer by layer: most are equal, and short.
    fn write(&self, out: &mut Writer) {
        let mut before = LayerWeights::default();
        let each = self.0.iter().map(|sum| *sum - core::mem::replace(&mut before, *sum));
        each.collect::<Vec<_>>().write(out);
    }
    fn read(from: &mut Reader<'_>) -> Self {
        Self::of(Packed::read(from))
    }
}
