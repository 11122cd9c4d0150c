//! Tensors of feed-forward parts.

use crate::architecture::{Dense, Family, HParams, Moe, Optional};

use super::list::{Bias, List, n};
use super::style::Style;

/// A dense block: two or three matrices, or gate and up in one.
pub(super) fn dense(list: &mut List, h: &HParams, style: &Style, dense: &Dense) {
    let (d, width) = (n(h.embedding_length), n(dense.width));
    if style.ffn_fused == Bias::Yes {
        list.linear("ffn_up", d, 2 * width, style.ffn_bias);
    } else {
        if dense.gated {
            list.linear("ffn_gate", d, width, style.ffn_bias);
        }
        list.linear("ffn_up", d, width, style.ffn_bias);
    }
    // Jina's gated halves have no bias, what follows them has one.
    let down = Bias::when(style.ffn_bias == Bias::Yes || h.architecture == Family::JinaBertV2);
    list.linear("ffn_down", width, d, down);
}

/// Router, routed experts, shared experts, and what stands beside them. `layer` is the block's number.
pub(super) fn moe(list: &mut List, h: &HParams, style: &Style, moe: &Moe, layer: u32) {
    let (d, experts, width) = (n(h.embedding_length), n(moe.experts), n(moe.width));
    let biased = Bias::when(h.architecture == Family::GptOss);
    list.linear("ffn_gate_inp", d, experts, biased);
    if layer < h.hash_layer_count {
        // The first layers choose experts by the token itself (DeepSeek V4).
        list.weight("ffn_gate_tid2eid", &[n(moe.used), n(h.vocab_size)]);
    } else if h.architecture == Family::HyV3 {
        // Its loader asks for the name without a suffix.
        list.bare("exp_probs_b", &[experts]);
    } else if style.router_bias == Bias::Yes {
        list.bias("exp_probs_b", &[experts]);
    }
    if moe.dense_width > 0 {
        dense(list, h, style, &Dense { width: moe.dense_width, gated: moe.gated });
    }
    let inner = latent(list, h, moe);
    let mut expert = |stem: &'static str, from: u64, to: u64| {
        list.weight(stem, &[from, to, experts]);
        if biased == Bias::Yes {
            list.bias(stem, &[to, experts]);
        }
    };
    if moe.gated && h.has(Optional::FusedExperts) {
        expert("ffn_gate_up_exps", inner, 2 * width);
    } else {
        if moe.gated {
            expert("ffn_gate_exps", inner, width);
        }
        expert("ffn_up_exps", inner, width);
    }
    expert("ffn_down_exps", width, inner);
    if moe.shared_width > 0 {
        shared(list, d, style, moe);
    }
}

/// Projections into and out of a smaller width for the routed experts; returns the width they work in.
fn latent(list: &mut List, h: &HParams, moe: &Moe) -> u64 {
    let (d, latent) = (n(h.embedding_length), n(moe.latent));
    if latent == 0 {
        return d;
    }
    if h.architecture == Family::KimiK3 {
        list.weight("ffn_routed_down", &[d, latent]);
        list.weight("ffn_routed_up", &[latent, d]);
        list.weight("ffn_routed_norm", &[latent]);
    } else {
        list.weight("ffn_latent_down", &[d, latent]);
        list.weight("ffn_latent_up", &[latent, d]);
    }
    latent
}

fn shared(list: &mut List, d: u64, style: &Style, moe: &Moe) {
    let width = n(moe.shared_width);
    if style.shared_gate == Bias::Yes {
        list.weight("ffn_gate_inp_shexp", &[d]);
    }
    if moe.gated {
        list.weight("ffn_gate_shexp", &[d, width]);
    }
    list.weight("ffn_up_shexp", &[d, width]);
    list.weight("ffn_down_shexp", &[width, d]);
}
