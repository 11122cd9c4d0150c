//! What one decoded token (or one pass over a batch) makes a device do.

use super::pace::{ByPace, Pace};
use crate::architecture::{Architecture, FeedForward, Layer, Mixer, Span};
use crate::weights::GgmlType;

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
    /// KV-cache bytes one sequence reads at the depth in question; windowed layers only their window.
    pub kv_bytes: f64,
    /// Recurrent state one sequence reads and writes, bytes in both directions together.
    pub state_bytes: f64,
    /// Operations of attention over the cache, one sequence, at the depth in question.
    pub attention_flops: f64,
    /// Layers by kind.
    pub layers: LayerSteps,
}

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
    /// Dense feed-forward.
    pub dense: f64,
    /// Mixture of experts.
    pub experts: f64,
}

impl TokenWork {
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
        self.whole_bytes + self.routed_bytes + self.kv_bytes + self.state_bytes * 0.5
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
            kv_bytes: self.kv_bytes * share,
            state_bytes: self.state_bytes * share,
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
            FeedForward::Moe(_) => self.experts += count,
        }
    }
}

/// Operations of attention over `depth` cached tokens for one new token: 2 for each multiply-add of Q·K and of P·V.
#[must_use]
pub fn attention_flops(architecture: &Architecture, depth: f64) -> f64 {
    architecture.groups().map(|(layer, count)| layer_flops(layer, depth) * f64::from(count)).sum()
}

/// Operations of attention over the prompt itself and `depth` tokens before it, for `tokens` new tokens: the quadratic part of
/// prefill. A windowed layer sees at most its window.
#[must_use]
pub fn prefill_attention_flops(architecture: &Architecture, tokens: f64, depth: f64) -> f64 {
    // The mean token of the prompt sees what was there before and half of the prompt.
    attention_flops(architecture, depth + tokens / 2.0) * tokens
}

fn layer_flops(layer: &Layer, depth: f64) -> f64 {
    match &layer.mixer {
        Mixer::Attention(a) | Mixer::Parallel(a, _) => {
            let seen = match a.span {
                // Where the span is not recorded the cache's bytes are unknown, and with them the speed; this is the upper bound.
                Span::Full | Span::Unknown => depth,
                Span::Window(window) => depth.min(f64::from(window)),
            };
            2.0 * seen * f64::from(a.heads) * f64::from(a.head_k.saturating_add(a.head_v))
        }
        Mixer::Mla(m) => {
            // Absorbed: every query head works on the shared latent row (key: latent and rotary part; value: latent).
            let (k, v) = if m.absorbed {
                (m.kv_lora.saturating_add(m.rope), m.kv_lora)
            } else {
                (m.nope.saturating_add(m.rope), m.head_v)
            };
            let index = m.indexer.map_or(0.0, |i| 2.0 * depth * f64::from(i.heads) * f64::from(i.key_length));
            let seen = m.indexer.map_or(depth, |i| depth.min(f64::from(i.top_k)));
            index + 2.0 * seen * f64::from(m.heads) * f64::from(k.saturating_add(v))
        }
        Mixer::Compressed(c) => {
            let entries = if c.ratio == 0 { 0.0 } else { depth / f64::from(c.ratio) };
            let index =
                c.indexer.map_or(0.0, |i| 2.0 * entries * f64::from(i.heads) * f64::from(i.key_length));
            let picked = c.indexer.map_or(entries, |i| entries.min(f64::from(i.top_k)));
            let seen = depth.min(f64::from(c.window)) + picked;
            index + 4.0 * seen * f64::from(c.heads) * f64::from(c.entry)
        }
        Mixer::None
        | Mixer::Cross(_)
        | Mixer::Mamba1(_)
        | Mixer::Mamba2(_)
        | Mixer::DeltaNet(_)
        | Mixer::ShortConv(_)
        | Mixer::Rwkv(_) => 0.0,
    }
}
