//! The feed-forward part of each layer.

use super::{Dense, Family, FeedForward, HParams, Moe, Optional};

/// The feed-forward part of layer `i`.
pub(super) fn layer_ffn(h: &HParams, i: u32) -> FeedForward {
    let width = h.feed_forward_length.at(i);
    if matches!(h.architecture, Family::Mamba | Family::Mamba2) {
        return FeedForward::None;
    }
    if has_experts(h, i) {
        return FeedForward::Moe(moe(h, i));
    }
    if width == 0 { FeedForward::None } else { FeedForward::Dense(Dense { width, gated: gated(h) }) }
}

/// Whether layer `i` routes to experts.
fn has_experts(h: &HParams, i: u32) -> bool {
    if h.expert_count == 0 || i < h.leading_dense_block_count {
        return false;
    }
    match h.architecture {
        // One block is one thing: experts are where a feed-forward width is stated and attention is not.
        Family::NemotronHMoe => h.kv_heads(i) == 0 && h.feed_forward_length.at(i) > 0,
        Family::Llama4 => {
            h.interleave_moe_layer_step > 0 && (i + 1).is_multiple_of(h.interleave_moe_layer_step)
        }
        Family::NomicBertMoe => h.moe_every_n_layers > 0 && i % h.moe_every_n_layers == 1,
        _ => h.interleave_moe_layer_step == 0 || (i + 1).is_multiple_of(h.interleave_moe_layer_step),
    }
}

fn moe(h: &HParams, i: u32) -> Moe {
    let width = h.expert_width(i);
    Moe {
        experts: h.expert_count,
        used: h.expert_used_count,
        width,
        gated: gated(h),
        shared_width: shared_width(h, i, width),
        latent: h.moe_latent_size,
        dense_width: match h.architecture {
            Family::Gemma4 | Family::Arctic => h.feed_forward_length.at(i),
            Family::Grok if h.expert_feed_forward_length > 0 => h.feed_forward_length.at(i),
            _ => 0,
        },
    }
}

/// Inner width of all shared experts: stated, or their number times a routed expert's.
fn shared_width(h: &HParams, i: u32, routed: u32) -> u32 {
    match h.architecture {
        // One shared expert as wide as a routed one, without a key (llama.cpp `src/models/llama4.cpp`).
        Family::Llama4 => routed,
        // `n_ff_shexp` defaults to the dense width (llama.cpp `src/models/qwen2moe.cpp`).
        Family::Qwen2Moe if h.expert_shared_feed_forward_length == 0 => h.feed_forward_length.at(i),
        _ if h.expert_shared_feed_forward_length > 0 => h.expert_shared_feed_forward_length,
        _ => routed.saturating_mul(h.expert_shared_count),
    }
}

/// Families with two matrices instead of three: no gate in their `load_arch_tensors`.
fn gated(h: &HParams) -> bool {
    let two = matches!(
        h.architecture,
        Family::Phi2
            | Family::Falcon
            | Family::Starcoder
            | Family::Starcoder2
            | Family::Gpt2
            | Family::GptNeox
            | Family::Bloom
            | Family::Bert
            | Family::JinaBertV3
            | Family::NomicBertMoe
            | Family::Arcee
            | Family::Apertus
            | Family::Nemotron
            | Family::NemotronH
            | Family::NemotronHMoe
            | Family::Rwkv6
            | Family::Rwkv7
            | Family::Plm
    );
    !two && !h.has(Optional::Ungated)
}
