//! What the quantiser sees in a tensor's name: its broad category, and whether it is left as it is.
//!
//! Source: llama.cpp `src/llama-quant.cpp`, `tensor_get_category` and `tensor_allows_quantization`;
//! types of the source file: `conversion/base.py` (`prepare_tensors`).

use super::super::{GgmlType, Suffix, Tensor};
use crate::within::holds;

/// The broad categories the quantiser's rules speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Category {
    TokenEmbedding,
    AttentionQ,
    AttentionK,
    /// V, fused QKV and MLA's fused K and V: all as sensitive as V.
    AttentionV,
    AttentionOutput,
    FfnUp,
    FfnGate,
    FfnDown,
    Output,
    Other,
}

/// The type a tensor has in the 16-bit file the quantiser starts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SourceType {
    F32,
    /// 16 bits in an all-16-bit file; 32 bits where the converter packs a maker's own low-bit experts and keeps small tensors whole.
    WideWhenNative,
    F16,
    I32,
}

impl SourceType {
    /// In a file of 16-bit matrices.
    pub(super) const fn in_f16_file(self) -> GgmlType {
        match self {
            Self::F32 => GgmlType::F32,
            Self::WideWhenNative | Self::F16 => GgmlType::F16,
            Self::I32 => GgmlType::I32,
        }
    }

    /// In the converter's own layout of a model published with low-bit experts.
    pub(super) const fn in_native_file(self) -> GgmlType {
        match self {
            Self::WideWhenNative => GgmlType::F32,
            Self::F32 | Self::F16 | Self::I32 => self.in_f16_file(),
        }
    }
}

/// What a name alone decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NameClass {
    pub(super) category: Category,
    /// The name is on the quantiser's list of tensors to keep.
    pub(super) kept: bool,
    /// Source type of a matrix of this name.
    pub(super) source: SourceType,
}

/// Parts of names that are never quantised (small, sensitive, or not weights at all).
const KEPT: [&str; 17] = [
    "ffn_gate_tid2eid",
    "altup",
    "laurel",
    "per_layer_model_proj",
    "ssm_conv1d",
    "shortconv.conv",
    "indexer.k_proj",
    "indexer.q_proj",
    "attn_rel_b",
    ".position_embd",
    "sam.pos_embd",
    "sam.neck.",
    "sam.net_",
    ".rel_pos",
    ".patch_embd",
    ".patch_merger",
    "a.rvq.codebook",
];

/// Names the converter always writes in 32 bits, though they are matrices.
const WIDE: [&str; 9] = [
    "ffn_gate_inp",
    "ffn_gate_inp_shexp",
    "position_embd",
    "token_types",
    "ssm_conv1d",
    "ssm_conv1d_q",
    "ssm_conv1d_k",
    "ssm_conv1d_v",
    "shortconv.conv",
];

/// Names the converter keeps in 32 bits when it packs a maker's own low-bit experts: hyper-connections,
/// compressor positions and the indexer's projection of DeepSeek V4.
const WIDE_WHEN_NATIVE: [&str; 6] = [
    "hc_attn_fn",
    "hc_ffn_fn",
    "output_hc_fn",
    "attn_compressor_ape",
    "indexer_compressor_ape",
    "indexer.proj",
];

impl NameClass {
    /// Classifies a name. Costs string searches: do it once per distinct name, not per layer.
    pub(super) fn of(tensor: &Tensor) -> Self {
        let stem = tensor.stem.as_ref();
        Self { category: category(tensor, stem), kept: kept(tensor, stem), source: source(tensor, stem) }
    }
}

fn category(tensor: &Tensor, stem: &str) -> Category {
    let weight = tensor.suffix == Suffix::Weight;
    let ends = |part: &str| weight && stem.ends_with(part);
    if weight && tensor.layer.is_none() && stem == "output" {
        Category::Output
    } else if weight && tensor.layer.is_none() && matches!(stem, "token_embd" | "per_layer_token_embd") {
        Category::TokenEmbedding
    } else if ends("attn_qkv") || ends("attn_kv_b") || ends("attn_v") {
        Category::AttentionV
    } else if ends("attn_k") {
        Category::AttentionK
    } else if ends("attn_q") {
        Category::AttentionQ
    } else if ends("attn_output") {
        Category::AttentionOutput
    } else if holds(stem, "ffn_up") {
        Category::FfnUp
    } else if holds(stem, "ffn_gate") {
        Category::FfnGate
    } else if holds(stem, "ffn_down") {
        Category::FfnDown
    } else {
        Category::Other
    }
}

fn kept(tensor: &Tensor, stem: &str) -> bool {
    tensor.suffix != Suffix::Weight
        || stem.ends_with("_norm")
        || stem.ends_with("ffn_gate_inp")
        || (tensor.layer.is_none() && matches!(stem, "position_embd" | "token_types"))
        || KEPT.iter().any(|part| holds(stem, part))
        || is_small_time_mix(stem)
}

fn source(tensor: &Tensor, stem: &str) -> SourceType {
    if stem.ends_with("ffn_gate_tid2eid") {
        SourceType::I32
    } else if tensor.suffix != Suffix::Weight
        || stem.ends_with("_norm")
        || WIDE.contains(&stem)
        || is_small_time_mix(stem)
    {
        SourceType::F32
    } else if WIDE_WHEN_NATIVE.contains(&stem) {
        SourceType::WideWhenNative
    } else {
        SourceType::F16
    }
}

/// RWKV's small low-rank matrices and shifts (`time_mix_w1`, `time_mix_lerp_fused`): never quantised, always 32 bits.
fn is_small_time_mix(stem: &str) -> bool {
    stem.strip_prefix("time_mix_").is_some_and(|rest| {
        matches!(rest, "first" | "lerp_fused" | "decay_w1" | "decay_w2" | "g1" | "g2")
            || matches!(rest, "w0" | "w1" | "w2" | "v0" | "v1" | "v2" | "a0" | "a1" | "a2")
    })
}
