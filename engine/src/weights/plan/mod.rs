//! The weight plan: the figures of a model in a quant that all other rules read, computed once.
//!
//! What the file holds, what is loaded where, and what a token reads and multiplies.

mod facts;
mod layer;
mod layout;
mod role;
mod split;
mod work;

pub use facts::{LoaderFacts, MissingHead};
use layer::Cumulative;
pub use layer::LayerWeights;
pub use layout::Layout;
pub use split::{Offload, Share, Split};
pub use work::{Work, WorkByType};

use super::{GgmlType, Tensor};
use crate::packed::packed;
use crate::units::{Bytes, Flops};

packed! {
    /// The weights of a model in a quant. Bytes are as allocated: each tensor padded to 32.
    #[derive(Debug, Clone, PartialEq)]
    pub struct WeightPlan {
        /// Tensor data of the file, multi-token-prediction blocks included.
        pub file: Bytes,
        /// Elements of all tensors in the file: the parameters, as files count them.
        pub elements: u64,
        /// Of the file multi-token-prediction blocks, which are not loaded.
        pub mtp: Bytes,
        /// Tables that are looked up (embeddings, per-layer embeddings): always on the host.
        pub input: Bytes,
        /// The output layer: head, last norm. Without a tied head.
        pub output: Bytes,
        /// The embedding table where it is the head too, else zero.
        pub tied: Bytes,
        /// Rotary factors, held once by every memory that has a layer using them.
        pub rotary: Bytes,
        /// What a token reads and multiplies in all layers, without routed experts.
        pub layers_work: WorkByType,
        /// The same of all routed experts: a token uses `experts_used / experts` of it.
        pub experts_work: WorkByType,
        /// The same of the output layer; for prefill only tokens whose logits are wanted.
        pub output_work: WorkByType,
        /// The loader's facts.
        pub facts: LoaderFacts,
        /// Entry `i` is the sum of the layers before layer `i`; one more entry than layers.
        cumulative: Cumulative,
    }
}

impl WeightPlan {
    /// Adds up tensors and their types (in the same order; a tensor without a type is left out).
    /// For several quants of a model [`Layout`] saves reading the names again.
    #[must_use]
    pub fn new(tensors: &[Tensor], types: &[GgmlType], facts: LoaderFacts) -> Self {
        Layout::new(tensors, facts).plan(types.iter().copied())
    }

    /// Bits the file spends per parameter; 0 for a file without tensors.
    #[must_use]
    pub fn bits_per_weight(&self) -> f64 {
        if self.elements == 0 { 0.0 } else { self.file.as_f64() * 8.0 / self.elements as f64 }
    }

    /// Bytes one token reads: everything but tables that are looked up, and of the routed experts its share.
    #[must_use]
    pub fn read_per_token(&self) -> Bytes {
        self.layers_work.bytes()
            + self.output_work.bytes()
            + self.experts_work.bytes().scaled(self.expert_share())
    }

    /// Operations to multiply one token with all weights, its share of the routed experts and the output head included.
    #[must_use]
    pub fn flops_per_token(&self) -> Flops {
        self.layers_work.flops() + self.output_work.flops() + self.experts_work.flops() * self.expert_share()
    }

    /// The share of the routed experts that one token uses.
    #[must_use]
    pub fn expert_share(&self) -> f64 {
        let (used, experts) = (self.facts.experts_used, self.facts.experts);
        if experts == 0 { 0.0 } else { f64::from(used.min(experts)) / f64::from(experts) }
    }
}
