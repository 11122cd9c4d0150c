//! What one decoded token (or one pass over a batch) makes a device do.

use super::pace::{ByPace, Pace};
use crate::architecture::{Architecture, FeedForward, Layer, Mixer};
use crate::packed::packed;
use crate::units::{Bytes, Flops};
use crate::weights::{GgmlType, WeightPlan};

/// The work of one decode step on one place (a device, or the host), as pure numbers.
///
/// Filled once per model, quant and context; every device is then judged from it without touching tensors again.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct TokenWork {
    /// Bytes of weights read whole at every step: attention, norms, router, shared experts, dense blocks, output head. Not
    /// the embedding table of an untied model and not per-layer embeddings, which are looked up.
    pub whole_bytes: f64,
    /// Bytes of routed experts read for one token: all of them × used ÷ total.
    pub routed_bytes: f64,
    /// Weights (not bytes) read whole, by class of type.
    pub whole: ByPace,
    /// Weights of routed experts read for one token, by class of type.
    pub routed: ByPace,
    /// Routed experts in a layer; 0 for dense models.
    pub experts: u32,
    /// Routed experts a token uses.
    pub used: u32,
    /// Cache bytes one sequence moves for a token at the depth in question: visible keys and values, windowed layers only their
    /// window; recurrent states read and written back.
    pub cache_bytes: f64,
    /// Operations of attention over the cache, one sequence, at the depth in question.
    pub attention_flops: f64,
    /// Layers by kind.
    pub layers: LayerSteps,
}

packed! {
    /// Layers by what they launch; each kind has its own fixed cost.
    #[derive(Debug, Clone, Copy, PartialEq, Default)]
    pub struct LayerSteps {
        /// Plain attention.
        pub attention: f64,
        /// Latent attention.
        pub latent: f64,
        /// Compressed sparse attention.
        pub compressed: f64,
        /// Gated delta rule.
        pub delta: f64,
        /// State space, RWKV and short convolution.
        pub state_space: f64,
        /// Dense feed-forward; shared experts are one too.
        pub dense: f64,
        /// Mixture of experts, in multiples of a layer that uses eight.
        pub experts: f64,
    }
}

impl TokenWork {
    /// The work of a planned model, with nothing in its cache yet.
    #[must_use]
    pub fn of(plan: &WeightPlan, layers: LayerSteps) -> Self {
        let mut work =
            Self { experts: plan.facts.experts, used: plan.facts.experts_used, layers, ..Self::default() };
        for part in plan.layers_work.entries().iter().chain(plan.output_work.entries()) {
            work.add_whole(part.ty, part.bytes.as_f64());
        }
        for part in plan.experts_work.entries() {
            work.add_routed(part.ty, part.bytes.as_f64());
        }
        work
    }

    /// The same with a cache: bytes moved for a token, and operations of attention ([`super::AttentionWork::decode`]).
    #[must_use]
    pub fn with_cache(&self, bytes: Bytes, attention: Flops) -> Self {
        let mut work = *self;
        work.cache_bytes = bytes.as_f64();
        work.attention_flops = attention.get();
        work
    }

    /// The same weights in files that are this many times as large: a publisher's own mix near a label.
    #[must_use]
    pub fn with_bytes_scaled(self, factor: f64) -> Self {
        Self { whole_bytes: self.whole_bytes * factor, routed_bytes: self.routed_bytes * factor, ..self }
    }

    /// The same weights, all in one width and class: how MLX and ExLlama store matrices.
    #[must_use]
    pub fn with_width(self, bits: f64, pace: Pace) -> Self {
        let all = |weights: f64| {
            let mut by = ByPace::ZERO;
            by.add(pace, weights);
            by
        };
        let (whole, routed) = (self.whole.total(), self.routed.total());
        Self {
            whole_bytes: whole * bits / 8.0,
            routed_bytes: routed * bits / 8.0,
            whole: all(whole),
            routed: all(routed),
            ..self
        }
    }

    /// Adds a tensor read whole, with its bytes in this type.
    pub fn add_whole(&mut self, ty: GgmlType, bytes: f64) {
        self.whole_bytes += bytes;
        self.whole.add(Pace::of(ty), bytes * 8.0 / ty.bits());
    }

    /// Adds a routed-expert tensor: `bytes` of all experts; a token reads used ÷ total of it.
    pub fn add_routed(&mut self, ty: GgmlType, bytes: f64) {
        let share = if self.experts == 0 { 1.0 } else { f64::from(self.used) / f64::from(self.experts) };
        self.routed_bytes += bytes * share;
        self.routed.add(Pace::of(ty), bytes * share * 8.0 / ty.bits());
    }

    /// Whether the model has routed experts.
    #[must_use]
    pub fn is_routed(&self) -> bool {
        self.routed_bytes > 0.0
    }

    /// Weights multiplied per token.
    #[must_use]
    pub fn active_weights(&self) -> f64 {
        self.whole.total() + self.routed.total()
    }

    /// Bytes that must be read for one token of one sequence, whatever the kernel: what the ceiling is made of.
    #[must_use]
    pub fn bytes_read(&self) -> f64 {
        self.whole_bytes + self.routed_bytes + self.cache_bytes
    }

    /// This share of the layers (for a split over devices, or layers on the host). The head goes with the layers.
    #[must_use]
    pub fn share(&self, share: f64) -> Self {
        let layers = self.layers;
        Self {
            whole_bytes: self.whole_bytes * share,
            routed_bytes: self.routed_bytes * share,
            whole: self.whole.scaled(share),
            routed: self.routed.scaled(share),
            cache_bytes: self.cache_bytes * share,
            attention_flops: self.attention_flops * share,
            layers: LayerSteps {
                attention: layers.attention * share,
                latent: layers.latent * share,
                compressed: layers.compressed * share,
                delta: layers.delta * share,
                state_space: layers.state_space * share,
                dense: layers.dense * share,
                experts: layers.experts * share,
            },
            ..*self
        }
    }

    /// Splits off the routed experts of `share` of the layers: what stays, and what goes (to the host).
    #[must_use]
    pub fn without_experts(&self, share: f64) -> (Self, Self) {
        let (stays, goes) = (1.0 - share, share);
        let rest = Self {
            routed_bytes: self.routed_bytes * stays,
            routed: self.routed.scaled(stays),
            layers: LayerSteps { experts: self.layers.experts * stays, ..self.layers },
            ..*self
        };
        let gone = Self {
            routed_bytes: self.routed_bytes * goes,
            routed: self.routed.scaled(goes),
            experts: self.experts,
            used: self.used,
            layers: LayerSteps { experts: self.layers.experts * goes, ..LayerSteps::default() },
            ..Self::default()
        };
        (rest, gone)
    }
}

impl LayerSteps {
    /// Counts the layers of an architecture.
    #[must_use]
    pub fn of(architecture: &Architecture) -> Self {
        let mut steps = Self::default();
        for (layer, count) in architecture.groups() {
            steps.count(layer, f64::from(count));
        }
        steps
    }

    fn count(&mut self, layer: &Layer, count: f64) {
        match &layer.mixer {
            Mixer::None => {}
            Mixer::Attention(_) | Mixer::Cross(_) => self.attention += count,
            Mixer::Mla(_) => self.latent += count,
            Mixer::Compressed(_) => self.compressed += count,
            Mixer::DeltaNet(_) => self.delta += count,
            Mixer::Mamba1(_) | Mixer::Mamba2(_) | Mixer::Rwkv(_) | Mixer::ShortConv(_) => {
                self.state_space += count;
            }
            Mixer::Parallel(..) => {
                self.attention += count;
                self.state_space += count;
            }
        }
        match &layer.ffn {
            FeedForward::None => {}
            FeedForward::Dense(_) => self.dense += count,
            FeedForward::Moe(moe) => {
                // Half of an expert layer's operations do not depend on how many are used (router, selection, the three batched products);
                // gathering and summing do, one by one (llama.cpp `src/llama-graph.cpp`, `build_moe_ffn`). Eight is the usual number.
                self.experts += count * (0.5 + f64::from(moe.used) / 16.0);
                // Shared experts, and a dense block beside the routed ones, launch what a dense layer does.
                let beside = u8::from(moe.shared_width > 0) + u8::from(moe.dense_width > 0);
                self.dense += count * f64::from(beside);
            }
        }
    }
}
