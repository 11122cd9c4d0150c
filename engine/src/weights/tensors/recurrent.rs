//! Tensors of recurrent layers.

use crate::architecture::{DeltaNet, Family, HParams, Mamba1, Mamba2, Optional, ShortConv};

use super::list::{List, n};

/// First-generation state space.
pub(super) fn mamba1(list: &mut List, h: &HParams, m: &Mamba1) {
    let (d, inner, state, rank) = (n(h.embedding_length), n(m.d_inner), n(m.d_state), n(m.dt_rank));
    list.weight("ssm_in", &[d, 2 * inner]);
    list.weight("ssm_conv1d", &[n(m.d_conv), inner]);
    list.bias("ssm_conv1d", &[inner]);
    list.weight("ssm_x", &[inner, rank + 2 * state]);
    if h.architecture == Family::Jamba {
        list.weight("ssm_dt_norm", &[rank]);
        list.weight("ssm_b_norm", &[state]);
        list.weight("ssm_c_norm", &[state]);
    }
    list.weight("ssm_dt", &[rank, inner]);
    list.bias("ssm_dt", &[inner]);
    list.bare("ssm_a", &[state, inner]);
    list.bare("ssm_d", &[inner]);
    list.weight("ssm_out", &[inner, d]);
}

/// Second-generation state space.
pub(super) fn mamba2(list: &mut List, h: &HParams, m: &Mamba2) {
    let (d, inner, heads, groups) = (n(h.embedding_length), n(m.d_inner), n(m.heads), n(m.groups));
    let conv = inner + 2 * groups * n(m.d_state);
    list.weight("ssm_in", &[d, inner + conv + heads]);
    list.weight("ssm_conv1d", &[n(m.d_conv), conv]);
    list.bias("ssm_conv1d", &[conv]);
    list.bias("ssm_dt", &[heads]);
    list.bare("ssm_a", &[1, heads]);
    list.bare("ssm_d", &[1, heads]);
    // Falcon-H1 files have the norm or not (`mamba_rms_norm` of the original).
    if h.architecture != Family::FalconH1 || h.has(Optional::SsmNorm) {
        list.weight("ssm_norm", &[inner / groups.max(1), groups]);
    }
    list.weight("ssm_out", &[inner, d]);
}

/// Gated delta rule of Qwen3-Next and Qwen3.5.
pub(super) fn delta_net(list: &mut List, h: &HParams, net: &DeltaNet) {
    let d = n(h.embedding_length);
    let (keys, values) = (n(net.k_heads) * n(net.head_k), n(net.v_heads) * n(net.head_v));
    let v_heads = n(net.v_heads);
    list.weight("attn_qkv", &[d, 2 * keys + values]);
    list.weight("attn_gate", &[d, values]);
    list.weight("ssm_conv1d", &[n(net.d_conv), 2 * keys + values]);
    list.bias("ssm_dt", &[v_heads]);
    list.bare("ssm_a", &[v_heads]);
    if h.architecture == Family::Qwen3Next {
        list.weight("ssm_ba", &[d, 2 * v_heads]);
    } else {
        list.weight("ssm_beta", &[d, v_heads]);
        list.weight("ssm_alpha", &[d, v_heads]);
    }
    list.weight("ssm_norm", &[n(net.head_v)]);
    list.weight("ssm_out", &[values, d]);
}

/// Kimi delta attention: separate convolutions, decay and output gates low-rank or full.
pub(super) fn kimi_delta(list: &mut List, h: &HParams, net: &DeltaNet) {
    let (d, head, heads) = (n(h.embedding_length), n(net.head_k), n(net.k_heads));
    let inner = head * heads;
    for stem in ["ssm_conv1d_q", "ssm_conv1d_k", "ssm_conv1d_v"] {
        list.weight(stem, &[n(net.d_conv), 1, inner]);
    }
    for stem in ["attn_q", "attn_k", "attn_v"] {
        list.weight(stem, &[d, inner]);
    }
    let full = h.architecture == Family::BailingMoe3;
    let factors = |list: &mut List, a: &'static str, b: &'static str| {
        list.weight(a, &[d, if full { inner } else { head }]);
        if !full {
            list.weight(b, &[head, inner]);
        }
    };
    factors(list, "ssm_f_a", "ssm_f_b");
    list.weight("ssm_beta", &[d, heads]);
    if matches!(h.architecture, Family::KimiK3 | Family::Glm5Next) {
        list.bare("ssm_a", &[heads]);
    } else {
        list.bare("ssm_a", &[1, heads]);
    }
    list.bias("ssm_dt", &[inner]);
    if h.architecture == Family::KimiK3 {
        list.weight("ssm_g", &[d, inner]);
    } else {
        factors(list, "ssm_g_a", "ssm_g_b");
    }
    list.weight("ssm_norm", &[head]);
    list.weight("attn_output", &[inner, d]);
}

/// Gated short convolution.
pub(super) fn short_conv(list: &mut List, h: &HParams, conv: ShortConv) {
    let d = n(h.embedding_length);
    list.weight("shortconv.conv", &[n(conv.l_cache), d]);
    list.weight("shortconv.in_proj", &[d, 3 * d]);
    list.weight("shortconv.out_proj", &[d, d]);
}

/// RWKV-7: time mix with low-rank decay, learning rate, value mix and gate, and channel mix.
pub(super) fn rwkv7(list: &mut List, h: &HParams, layer: u32) {
    let (d, width) = (n(h.embedding_length), n(h.feed_forward_length.at(layer)));
    let iclr = n(h.attention_iclr_lora_rank);
    // The first layer has no earlier value to mix in; the conversion fills the place with its learning-rate factors.
    let value = if layer == 0 { iclr } else { n(h.attention_value_residual_mix_lora_rank) };
    for ([bias, down, up], rank) in [
        (["time_mix_w0", "time_mix_w1", "time_mix_w2"], n(h.attention_decay_lora_rank)),
        (["time_mix_a0", "time_mix_a1", "time_mix_a2"], iclr),
        (["time_mix_v0", "time_mix_v1", "time_mix_v2"], value),
    ] {
        list.weight(bias, &[d]);
        list.weight(down, &[d, rank]);
        list.weight(up, &[rank, d]);
    }
    list.weight("time_mix_g1", &[d, n(h.attention_gate_lora_rank)]);
    list.weight("time_mix_g2", &[n(h.attention_gate_lora_rank), d]);
    list.weight("time_mix_lerp_fused", &[d, 1, 1, 6]);
    for stem in ["time_mix_k_k", "time_mix_k_a", "time_mix_r_k"] {
        list.weight(stem, &[d]);
    }
    for stem in ["time_mix_key", "time_mix_value", "time_mix_receptance", "time_mix_output"] {
        list.weight(stem, &[d, d]);
    }
    list.weight("time_mix_ln", &[d]);
    list.bias("time_mix_ln", &[d]);
    list.weight("channel_mix_lerp_k", &[d]);
    list.weight("channel_mix_key", &[d, width]);
    list.weight("channel_mix_value", &[width, d]);
}
