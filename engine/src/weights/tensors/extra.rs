//! Tensors that one family alone has.

use crate::architecture::{Family, FeedForward, HParams, Layer, Mixer, Optional};

use super::list::{List, n};

/// What a block of the family has beside mixer and feed-forward part.
pub(super) fn block(list: &mut List, h: &HParams, layer: &Layer, i: u32) {
    let d = n(h.embedding_length);
    match h.architecture {
        Family::Gemma3n => {
            per_layer_input(list, h);
            altup(list, h);
        }
        Family::Gemma4 => {
            if h.embedding_length_per_layer_input > 0 {
                per_layer_input(list, h);
            }
            list.weight("layer_output_scale", &[1]);
            if let FeedForward::Moe(moe) = &layer.ffn {
                list.bare("ffn_gate_inp.scale", &[d]);
                list.bare("ffn_down_exps.scale", &[n(moe.experts)]);
                for stem in ["pre_ffw_norm_2", "post_ffw_norm_1", "post_ffw_norm_2"] {
                    list.weight(stem, &[d]);
                }
            }
        }
        Family::DeepSeek4 => hyper_connections(list, h),
        // The prediction block keeps one residual stream.
        Family::Glm5Next if i < h.main_blocks() => hyper_connections(list, h),
        Family::KimiK3 if h.attn_res_block_size > 0 => {
            list.weight("attn_res_score", &[d]);
            list.weight("ffn_res_score", &[d]);
        }
        // Attention replaced by one matrix.
        Family::Deci if layer.mixer == Mixer::None && h.attention_head_count.at(i) > 0 => {
            list.weight("attn_output", &[d, d]);
        }
        Family::Mllama if matches!(layer.mixer, Mixer::Cross(_)) => {
            list.weight("cross_attn_q_norm", &[n(h.head_k())]);
            list.weight("cross_attn_k_norm", &[n(h.head_k())]);
            list.weight("cross_attn_attn_gate", &[1]);
            list.weight("cross_attn_mlp_gate", &[1]);
        }
        Family::BitNet => {
            list.weight("attn_sub_norm", &[d]);
            list.weight("ffn_sub_norm", &[n(h.feed_forward_length.at(i))]);
        }
        _ => {}
    }
}

/// The gate through which per-layer embeddings enter a block.
fn per_layer_input(list: &mut List, h: &HParams) {
    let (d, width) = (n(h.embedding_length), n(h.embedding_length_per_layer_input));
    list.weight("inp_gate", &[d, width]);
    list.weight("proj", &[width, d]);
    list.weight("post_norm", &[d]);
}

/// Gemma 3n's streams: `n_altup = 4`, `laurel_rank = 64` (llama.cpp `src/models/gemma3n.cpp`).
const ALTUP_STREAMS: u64 = 4;
const LAUREL_RANK: u64 = 64;

fn altup(list: &mut List, h: &HParams) {
    let d = n(h.embedding_length);
    list.weight("altup_correct_coef", &[ALTUP_STREAMS, ALTUP_STREAMS]);
    list.weight("altup_correct_scale", &[d]);
    list.weight("altup_predict_coef", &[ALTUP_STREAMS, ALTUP_STREAMS * ALTUP_STREAMS]);
    list.weight("altup_router", &[d, ALTUP_STREAMS]);
    list.weight("altup_router_norm", &[d]);
    list.weight("laurel_l", &[d, LAUREL_RANK]);
    list.weight("laurel_r", &[LAUREL_RANK, d]);
    list.weight("laurel_post_norm", &[d]);
}

/// Hyper-connections: several residual streams mixed before and after each half of a block.
fn hyper_connections(list: &mut List, h: &HParams) {
    let streams = n(h.hyper_connection_count);
    let all = streams * n(h.embedding_length);
    let mix = (2 + streams) * streams;
    list.weight("hc_attn_fn", &[all, mix]);
    list.weight("hc_attn_base", &[mix]);
    list.weight("hc_attn_scale", &[3]);
    list.weight("hc_ffn_fn", &[all, mix]);
    list.weight("hc_ffn_base", &[mix]);
    list.weight("hc_ffn_scale", &[3]);
}

/// What a multi-token-prediction block has beside an ordinary block.
pub(super) fn next_token(list: &mut List, h: &HParams) {
    let d = n(h.embedding_length);
    list.weight("nextn.eh_proj", &[2 * d, d]);
    list.weight("nextn.enorm", &[d]);
    list.weight("nextn.hnorm", &[d]);
    if h.has(Optional::NextnEmbeddings) {
        list.weight("nextn.embed_tokens", &[d, n(h.vocab_size)]);
        list.weight("nextn.shared_head_head", &[d, n(h.vocab_size)]);
    }
    match h.architecture {
        Family::BailingMoe2 | Family::BailingMoe3 => list.weight("layer_output_norm", &[d]),
        _ => list.weight("nextn.shared_head_norm", &[d]),
    }
}
