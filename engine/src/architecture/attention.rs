//! The token mixer of each layer.

use super::recurrent::{self, Place};
use super::window::layer_span;
use super::{ArchitectureFault, Attention, Compressed, Family, HParams, Indexer, Mixer, Mla, Span};

/// What mixes the tokens of layer `i`.
pub(super) fn layer_mixer(h: &HParams, i: u32) -> Result<Mixer, ArchitectureFault> {
    match recurrent::place(h, i) {
        Place::Recurrent => return recurrent::mixer(h),
        Place::Both => return Ok(Mixer::Parallel(attention(h, i)?, recurrent::mamba2(h)?)),
        Place::None => return Ok(Mixer::None),
        Place::Attention => {}
    }
    if h.attention_cross_layers.at(i) == 1 {
        return Ok(Mixer::Cross(attention(h, i)?));
    }
    if h.architecture == Family::DeepSeek4 {
        return compressed(h, i);
    }
    if h.attention_kv_lora_rank > 0 {
        return mla(h, i).map(Mixer::Mla);
    }
    attention(h, i).map(Mixer::Attention)
}

fn missing(h: &HParams, key: &'static str) -> ArchitectureFault {
    ArchitectureFault::Missing { family: h.architecture, key }
}

/// Encoders have neither a causal mask nor a cache (`causal_attn = false` in their loaders).
const fn is_encoder(family: Family) -> bool {
    matches!(
        family,
        Family::Bert
            | Family::ModernBert
            | Family::NomicBert
            | Family::NomicBertMoe
            | Family::NeoBert
            | Family::JinaBertV2
            | Family::JinaBertV3
            | Family::GemmaEmbedding
            | Family::LlamaEmbed
    )
}

fn attention(h: &HParams, i: u32) -> Result<Attention, ArchitectureFault> {
    let heads = h.attention_head_count.at(i);
    if heads == 0 {
        return Err(missing(h, "attention.head_count"));
    }
    let span = layer_span(h, i);
    // Local layers of Gemma 4 and MiMo V2 have other head sizes than global ones (`n_embd_head_k_swa`).
    let local =
        |stated: u32, all: u32| if matches!(span, Span::Window(_)) && stated > 0 { stated } else { all };
    Ok(Attention {
        heads,
        kv_heads: h.kv_heads(i),
        head_k: local(h.attention_key_length_swa, h.head_k()),
        head_v: local(h.attention_value_length_swa, h.head_v()),
        span,
        // MiniMax-M3 picks blocks on the layers with experts only.
        indexer: if i >= h.leading_dense_block_count { indexer(h) } else { None },
        encoder: is_encoder(h.architecture),
    })
}

fn indexer(h: &HParams) -> Option<Indexer> {
    (h.attention_indexer_head_count > 0).then_some(Indexer {
        heads: h.attention_indexer_head_count,
        key_length: h.attention_indexer_key_length,
        top_k: h.attention_indexer_top_k,
    })
}

fn mla(h: &HParams, i: u32) -> Result<Mla, ArchitectureFault> {
    let absorbed = h.attention_key_length_mla > 0;
    let (key, head_v) = if absorbed {
        (h.attention_key_length_mla, h.attention_value_length_mla)
    } else {
        (h.head_k(), h.head_v())
    };
    let rope = h.rope_dimension_count;
    // GLM-5.3 Flash has no positions in its latent attention at all.
    let without = h.architecture == Family::Glm5Next;
    if (rope == 0) != without || rope >= key {
        return Err(missing(h, "rope.dimension_count"));
    }
    Ok(Mla {
        heads: h.attention_head_count.at(i),
        q_lora: (h.attention_q_lora_rank > 0).then_some(h.attention_q_lora_rank),
        kv_lora: h.attention_kv_lora_rank,
        nope: key - rope,
        rope,
        head_v,
        absorbed,
        indexer: if owns_indexer(h, i) { indexer(h) } else { None },
    })
}

/// From this context on the loader takes GLM-5.2's layout if the file does not state one (llama.cpp `src/models/glm-dsa.cpp`).
const GLM_5_2_CONTEXT: u32 = 1 << 20;

/// Whether layer `i` picks tokens itself rather than reusing an earlier layer's choice.
fn owns_indexer(h: &HParams, i: u32) -> bool {
    if i >= h.main_blocks() {
        return true;
    }
    if !h.attention_indexer_types.is_absent() {
        return h.attention_indexer_types.at(i) == 1;
    }
    let every_fourth = h.architecture == Family::GlmDsa && h.context_length >= GLM_5_2_CONTEXT;
    !every_fourth || i < 2 || (i - 2).is_multiple_of(4)
}

/// DeepSeek V4 indexes only the layers that keep one entry per four tokens (llama.cpp `src/models/deepseek4.cpp`).
const INDEXED_RATIO: u32 = 4;

fn compressed(h: &HParams, i: u32) -> Result<Mixer, ArchitectureFault> {
    if h.attention_output_group_count == 0 {
        return Err(missing(h, "attention.output_group_count"));
    }
    let ratio = h.attention_compress_ratios.at(i);
    Ok(Mixer::Compressed(Compressed {
        heads: h.attention_head_count.at(i),
        entry: h.head_k(),
        rope: h.rotary(),
        q_lora: h.attention_q_lora_rank,
        o_groups: h.attention_output_group_count,
        o_lora: h.attention_output_lora_rank,
        window: h.attention_sliding_window,
        ratio,
        indexer: if ratio == INDEXED_RATIO { indexer(h) } else { None },
    }))
}
