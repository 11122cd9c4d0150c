//! Where llama.cpp's loader puts a tensor, and how a token uses it.
//!
//! Source: llama.cpp `src/llama-arch.cpp` (`LLM_TENSOR_INFOS`: layer class and operation of every tensor),
//! `src/llama-model-loader.cpp` (`create_tensor`), `common/common.h` (`LLM_FFN_EXPS_REGEX`).

use super::super::{Suffix, Tensor};
use super::facts::LoaderFacts;

/// The memory a tensor belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A table that is looked up: always on the host.
    Input,
    /// Follows the output layer.
    Output,
    /// Follows its layer.
    Layer(u32, Part),
    /// Rotary factors: one copy in every memory that holds a layer using them.
    Rotary,
    /// Part of a multi-token-prediction block: in the file, not loaded.
    NotLoaded,
}

/// The part of a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Attention or another token mixer, and its norms.
    Mixer,
    /// Dense feed-forward, shared experts, router, and their norms.
    Dense,
    /// Routed experts: what `--cpu-moe` moves.
    Experts,
}

/// How one token uses a tensor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// A row or so is looked up: neither read whole nor multiplied.
    LookedUp,
    /// Read, but not a matrix product (norms, biases, convolutions).
    Read,
    /// Read and multiplied with the token's vector.
    Multiplied,
}

impl Role {
    pub(super) fn of(tensor: &Tensor, facts: &LoaderFacts) -> Self {
        let stem = tensor.stem.as_ref();
        match tensor.layer {
            Some(layer) if layer >= facts.layers => Self::NotLoaded,
            Some(layer) => Self::Layer(layer, part(stem)),
            None => match stem {
                "token_embd" | "position_embd" | "token_types" | "per_layer_token_embd" => Self::Input,
                "rope_freqs" | "rope_factors_long" | "rope_factors_short" => Self::Rotary,
                // LFM2 stores its output norm under this name; elsewhere it is the norm before the first layer.
                "token_embd_norm" if facts.embedding_norm_is_last => Self::Output,
                "token_embd_norm" | "per_layer_model_proj" | "per_layer_proj_norm" => {
                    Self::Layer(0, Part::Mixer)
                }
                _ => Self::Output,
            },
        }
    }
}

/// `\.ffn_(up|down|gate|gate_up)_(ch|)exps` is what `--cpu-moe` matches, biases included.
fn part(stem: &str) -> Part {
    if let Some(rest) = stem.strip_prefix("ffn_") {
        let matrix = rest.strip_suffix("_exps").or_else(|| rest.strip_suffix("_chexps"));
        if matrix.is_some_and(|matrix| matches!(matrix, "up" | "down" | "gate" | "gate_up")) {
            return Part::Experts;
        }
        return Part::Dense;
    }
    let dense = ["exp_probs_b", "post_ffw", "hc_ffn", "channel_mix", "layer_output_norm"];
    if dense.iter().any(|prefix| stem.starts_with(prefix)) { Part::Dense } else { Part::Mixer }
}

impl Use {
    pub(super) fn of(tensor: &Tensor) -> Self {
        let stem = tensor.stem.as_ref();
        let [_, ne1, ne2, ne3] = tensor.ne;
        if stem.ends_with("ffn_gate_tid2eid")
            || stem.ends_with("compressor_ape")
            || stem.ends_with("attn_rel_b")
        {
            Self::LookedUp
        } else if tensor.suffix != Suffix::Weight
            || (ne1 == 1 && ne2 == 1 && ne3 == 1)
            || stem.ends_with("_norm")
            || crate::within::holds(stem, "conv")
        {
            // `shortconv.in_proj` and `.out_proj` are matrices; the kernels are not.
            if stem.starts_with("shortconv.") && stem.ends_with("_proj") {
                Self::Multiplied
            } else {
                Self::Read
            }
        } else {
            Self::Multiplied
        }
    }
}
