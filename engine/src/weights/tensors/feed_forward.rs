//! Tensors of feed-forward parts.

use crate::architecture::{Dense, Family, HParams, Moe};

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
    list.linear("ffn_down", width, d, style.ffn_bias);
}

/// Router, routed experts, shared experts, and what stands beside them. `layer` is the block's number.
pub(super) fn moe(list: &mut List, h: &HParams, style: &Style, moe: &Moe, layer: u32) {
    let (d, experts, width) = (n(h.embedding_length), n(moe.experts), n(moe.width));
    let biased = Bias::when(h.architecture == Family::GptOss);
    list.linear("ffn_gate_inp", d, experts, biased);
    if layer < h.hash_layer_count {
        // The first layers choose experts by the token itself (DeepSeek V4).
        list.weight("ffn_gate_tid2eid", &[n(moe.used), n(h.vocab_size)]);
    } else if style.router_bias == Bias::Yes {
        list.bias("exp_probs_b", &[experts]);
    }
    let inner = if moe.latent > 0 {
        list.weight("ffn_latent_down", &[d, n(moe.latent)]);
        list.weight("ffn_latent_up", &[n(moe.latent), d]);
        n(moe.latent)
    } else {
        d
    };
    let mut expert = |stem: &'static str, from: u64, to: u64| {
        list.weight(stem, &[from, to, experts]);
        if biased == Bias::Yes {
            list.bias(stem, &[to, experts]);
        }
    };
    if moe.gated {
        expert("ffn_gate_exps", inner, width);
    }
    expert("ffn_up_exps", inner, width);
    expert("ffn_down_exps", width, inner);
    if moe.shared_width > 0 {
        shared(list, d, style, moe);
    }
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
