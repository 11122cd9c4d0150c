//! What a layer keeps of a token between the way forth and the way back.
//!
//! Korthikanti et al. (arXiv 2205.05198, section 4.1) count for a layer of width h in 16 bits, without dropout: inputs of both norms 2h each; the
//! input of queries, keys and values 2h, these three 6h, softmax 2as, attention's output 2h; the input of the feed-forward part 2h, what goes
//! into its nonlinearity and what comes out 8h each. Changed here:
//! - keys and values have their own number of heads; the feed-forward part its own width; a gated one keeps gate, up, and the activated gate;
//! - fused attention keeps no scores but one sum in 32 bits for each head (Dao, "FlashAttention-2", arXiv 2307.08691, section 2.3); unfused attention
//!   of transformers keeps softmax in 32 bits and as it is multiplied (`eager_attention_forward`);
//! - experts keep it for each expert that a token goes to, with a copy of its input and its output to be weighed;
//! - the input of a frozen matrix without an adapter is not kept: only a gradient of the matrix would need it;
//! - an adapter keeps what lies between its two matrices.
//!
//! Norms are taken to be fused (one copy of their input). Recurrent layers, compressed attention and attention to images are not counted: unknown.

use super::ask::Tune;
use super::words::{Checkpointing, Method, Targets};
use crate::architecture::{Attention, Dense, FeedForward, Layer, Mixer, Mla, Moe};
use crate::units::Known;

/// Which inputs of matrices are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saved {
    /// Of queries, keys and values.
    pub attention: bool,
    /// Of attention's output matrix.
    pub output: bool,
    /// Of dense feed-forward parts.
    pub feed_forward: bool,
    /// Of routed experts.
    pub experts: bool,
}

impl Saved {
    /// Those of matrices that are trained or have adapters.
    #[must_use]
    pub const fn of(tune: &Tune) -> Self {
        let full = matches!(tune.method, Method::Full);
        let (output, feed_forward, experts) = match tune.targets {
            Targets::AllLinear => (true, true, true),
            Targets::Dense => (true, true, false),
            Targets::Attention => (true, false, false),
            Targets::QueryValue => (false, false, false),
        };
        Self {
            attention: true,
            output: full || output,
            feed_forward: full || feed_forward,
            experts: full || experts,
        }
    }
}

/// What a layer keeps of a token, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LayerActivations {
    /// Whatever the length of the sequence.
    pub token: u64,
    /// For each token of the sequence.
    pub pair: u64,
    /// What gradients of its widest part take on the way back.
    pub backward: u64,
}

/// A sum of products that cannot overflow: terms of an element count and how many bytes an element takes.
fn sum(terms: &[(u64, u64)]) -> u64 {
    terms.iter().fold(0_u64, |sum, (elements, bytes)| sum.saturating_add(elements.saturating_mul(*bytes)))
}

fn n(value: u32) -> u64 {
    value.into()
}

impl LayerActivations {
    /// Of a layer; unknown for kinds that nobody counted.
    #[must_use]
    pub fn of(layer: &Layer, d_model: u32, tune: &Tune) -> Known<Self> {
        let saved = Saved::of(tune);
        let mixer = match &layer.mixer {
            Mixer::None => Self::default(),
            Mixer::Attention(attention) => of_attention(attention, n(d_model), tune, saved),
            Mixer::Mla(mla) => of_latent(mla, n(d_model), tune, saved),
            Mixer::Compressed(_)
            | Mixer::Mamba1(_)
            | Mixer::Mamba2(_)
            | Mixer::DeltaNet(_)
            | Mixer::ShortConv(_)
            | Mixer::Rwkv(_)
            | Mixer::Parallel(..)
            | Mixer::Cross(_) => return Known::Unknown,
        };
        let ffn = match &layer.ffn {
            FeedForward::None => Self::default(),
            FeedForward::Dense(dense) => of_dense(dense, n(d_model), tune.width(), saved.feed_forward),
            FeedForward::Moe(moe) => of_experts(moe, n(d_model), tune.width(), saved),
        };
        // The gradient of the stream before and after the part.
        let stream = sum(&[(n(d_model), 2 * tune.width())]);
        Known::Known(Self {
            token: mixer.token.saturating_add(ffn.token),
            pair: mixer.pair.saturating_add(ffn.pair),
            backward: mixer.backward.max(ffn.backward).saturating_add(stream),
        })
    }
}

/// Norm's input, matrices' input where it is kept, queries, keys, values, output; then scores or sums.
fn of_attention(a: &Attention, d: u64, tune: &Tune, saved: Saved) -> LayerActivations {
    let e = tune.width();
    let (heads, kv_heads) = (n(a.heads), n(a.kv_heads));
    let (q, k, v) = (heads * n(a.head_k), kv_heads * n(a.head_k), kv_heads * n(a.head_v));
    let output = heads * n(a.head_v);
    attended(
        tune,
        heads,
        &[(d, e), (kept(saved.attention, d), e), (q + k + v, e)],
        (output, saved.output),
        q + k + v,
    )
}

/// The same of latent attention, expanded to all heads as trainers do, with the latents before that.
fn of_latent(a: &Mla, d: u64, tune: &Tune, saved: Saved) -> LayerActivations {
    let e = tune.width();
    let heads = n(a.heads);
    let key = n(a.nope) + n(a.rope);
    let (q, k, v) = (heads * key, heads * key, heads * n(a.head_v));
    let latents = a.q_lora.map_or(0, n) + n(a.kv_lora) + n(a.rope);
    let before = [
        (d, e),
        (kept(saved.attention, d), e),
        (latents, e),
        (kept(saved.attention, latents), e),
        (q + k + v, e),
    ];
    attended(tune, heads, &before, (heads * n(a.head_v), saved.output), q + k + v)
}

fn attended(
    tune: &Tune,
    heads: u64,
    before: &[(u64, u64)],
    (output, kept_output): (u64, bool),
    qkv: u64,
) -> LayerActivations {
    let e = tune.width();
    let token = sum(before);
    let backward = sum(&[(qkv, e), (output, e)]);
    if tune.flash_attention {
        let token = token.saturating_add(sum(&[(output, e), (heads, 4)]));
        return LayerActivations { token, pair: 0, backward };
    }
    let token = token.saturating_add(sum(&[(kept(kept_output, output), e)]));
    // Scores in 32 bits, and once more as they are multiplied, where that is not the same.
    let copy = if e < 4 { e } else { 0 };
    let pair = match tune.checkpointing {
        // What selective recomputation leaves out.
        Checkpointing::Selective => 0,
        Checkpointing::Full | Checkpointing::None => heads.saturating_mul(4 + copy),
    };
    LayerActivations { token, pair, backward }
}

const fn kept(kept: bool, elements: u64) -> u64 {
    if kept { elements } else { 0 }
}

fn of_dense(dense: &Dense, d: u64, e: u64, trained: bool) -> LayerActivations {
    let width = n(dense.width);
    let token = sum(&[(d, e), (kept(trained, d), e)]).saturating_add(inner(width, dense.gated, e, trained));
    LayerActivations { token, pair: 0, backward: sum(&[(width, if dense.gated { 3 * e } else { 2 * e })]) }
}

/// Gate, up and activated gate, or what goes into the nonlinearity; and the input of the last matrix.
fn inner(width: u64, gated: bool, e: u64, trained: bool) -> u64 {
    sum(&[(width, if gated { 3 * e } else { e }), (kept(trained, width), e)])
}

fn of_experts(moe: &Moe, d: u64, e: u64, saved: Saved) -> LayerActivations {
    let used = n(moe.used);
    let inside = if moe.latent == 0 { d } else { n(moe.latent) };
    let one = sum(&[(kept(saved.experts, inside), e), (inside, e)]).saturating_add(inner(
        n(moe.width),
        moe.gated,
        e,
        saved.experts,
    ));
    let beside = n(moe.shared_width) + n(moe.dense_width);
    let token =
        sum(&[(d, e), (kept(saved.feed_forward && beside > 0, d), e), (used, one), (n(moe.experts), 4)])
            .saturating_add(inner(beside, moe.gated, e, saved.feed_forward));
    let widest = used.saturating_mul(n(moe.width)).saturating_add(beside);
    LayerActivations { token, pair: 0, backward: sum(&[(widest, if moe.gated { 3 * e } else { 2 * e })]) }
}
