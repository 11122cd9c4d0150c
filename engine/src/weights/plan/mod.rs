//! The weight plan: the figures of a model in a quant that all other rules read, computed once.
//!
//! What the file holds, what is loaded where, and what a token reads and multiplies.

mod facts;
mod role;
mod split;
mod work;

pub use facts::{LoaderFacts, MissingHead};
pub use split::{Offload, Share, Split};
pub use work::{Work, WorkByType};

use core::ops::{Add, Sub};

use super::{ALIGNMENT, GgmlType, Suffix, Tensor};
use crate::units::{Bytes, Flops};
use role::{Part, Role, Use};

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
    cumulative: Vec<LayerWeights>,
}

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

impl LayerWeights {
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

impl WeightPlan {
    /// Adds up tensors and their types (in the same order; a tensor without a type is left out).
    #[must_use]
    pub fn new(tensors: &[Tensor], types: &[GgmlType], facts: LoaderFacts) -> Self {
        let mut plan = Self {
            file: Bytes::ZERO,
            elements: 0,
            mtp: Bytes::ZERO,
            input: Bytes::ZERO,
            output: Bytes::ZERO,
            tied: Bytes::ZERO,
            rotary: Bytes::ZERO,
            layers_work: WorkByType::default(),
            experts_work: WorkByType::default(),
            output_work: WorkByType::default(),
            facts,
            cumulative: vec![LayerWeights::default(); facts.layers as usize + 1],
        };
        for (tensor, &ty) in tensors.iter().zip(types) {
            plan.add(tensor, ty);
        }
        let own_head = tensors.iter().any(|tensor| is(tensor, "output"));
        if !own_head && facts.missing_head != MissingHead::NoHead {
            plan.tie(tensors, types);
        }
        let mut sum = LayerWeights::default();
        for entry in &mut plan.cumulative {
            sum = sum + *entry;
            *entry = sum;
        }
        plan
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

    fn add(&mut self, tensor: &Tensor, ty: GgmlType) {
        let bytes = tensor.bytes(ty);
        let padded = bytes.padded_to(ALIGNMENT);
        self.file += padded;
        self.elements = self.elements.saturating_add(tensor.elements());
        let usage = Use::of(tensor);
        let work = match Role::of(tensor, &self.facts) {
            Role::NotLoaded => {
                self.mtp += padded;
                return;
            }
            Role::Input => {
                self.input += padded;
                return;
            }
            Role::Output => {
                self.output += padded;
                &mut self.output_work
            }
            Role::Rotary => {
                self.rotary += padded;
                &mut self.layers_work
            }
            Role::Layer(layer, part) => {
                // The entry after the layer's own: the sum over earlier layers is formed at the end.
                if let Some(entry) = self.cumulative.get_mut(layer as usize + 1) {
                    match part {
                        Part::Mixer => entry.mixer += padded,
                        Part::Dense => entry.dense += padded,
                        Part::Experts => entry.experts += padded,
                    }
                    if usage == Use::LookedUp {
                        entry.looked_up += padded;
                    }
                }
                if part == Part::Experts { &mut self.experts_work } else { &mut self.layers_work }
            }
        };
        match usage {
            Use::LookedUp => {}
            Use::Read => work.add(ty, bytes, 0),
            Use::Multiplied => work.add(ty, bytes, tensor.elements()),
        }
    }

    /// The embedding table is the head too.
    fn tie(&mut self, tensors: &[Tensor], types: &[GgmlType]) {
        if let Some((table, &ty)) = tensors.iter().zip(types).find(|(tensor, _)| is(tensor, "token_embd")) {
            self.tied = table.bytes(ty).padded_to(ALIGNMENT);
            self.output_work.add(ty, table.bytes(ty), table.elements());
        }
    }
}

/// Whether this is the whole model's weight of that name.
fn is(tensor: &Tensor, stem: &str) -> bool {
    tensor.layer.is_none() && tensor.suffix == Suffix::Weight && tensor.stem == stem
}
