//! Tensors of attention layers.

use crate::architecture::{Attention, Compressed, Family, HParams, Indexer, Mla, Optional, Span};

use super::list::{Bias, List, n};
use super::style::{Gate, QkNorm, Qkv, Style};

/// Queries, keys, values, output, and the norms, gates and sinks among them.
pub(super) fn attention(list: &mut List, h: &HParams, style: &Style, a: &Attention) {
    let d = n(h.embedding_length);
    let (q, k, v) = widths(a);
    let q_stored = if style.gate == Gate::InQuery { 2 * q } else { q };
    match style.qkv {
        Qkv::Fused => list.linear("attn_qkv", d, q_stored + k + v, style.qkv_bias),
        Qkv::Split => {
            list.linear("attn_q", d, q_stored, style.qkv_bias);
            list.linear("attn_k", d, k, style.qkv_bias);
            if !(h.has(Optional::SharedV) && a.span == Span::Full) {
                list.linear("attn_v", d, v, style.qkv_bias);
            }
        }
    }
    qk_norms(list, style.qk_norm, a);
    list.linear("attn_output", n(a.heads) * n(a.head_v), d, style.out_bias);
    match style.gate {
        Gate::None | Gate::InQuery => {}
        Gate::Elementwise => list.weight("attn_gate", &[d, n(a.heads) * n(a.head_v)]),
        Gate::Headwise => list.weight("attn_gate", &[d, n(a.heads)]),
    }
    if style.sinks == Bias::Yes || (h.architecture == Family::MiMo2 && matches!(a.span, Span::Window(_))) {
        list.weight("attn_sinks", &[n(a.heads)]);
    }
    if let Some(indexer) = &a.indexer {
        block_indexer(list, d, indexer);
    }
}

/// Elements of all query, key and value heads.
fn widths(a: &Attention) -> (u64, u64, u64) {
    (n(a.heads) * n(a.head_k), n(a.kv_heads) * n(a.head_k), n(a.kv_heads) * n(a.head_v))
}

fn qk_norms(list: &mut List, norm: QkNorm, a: &Attention) {
    let (q, k, _) = widths(a);
    let (q_shape, k_shape): ([u64; 2], [u64; 2]) = match norm {
        QkNorm::None => return,
        QkNorm::Head => ([n(a.head_k), 1], [n(a.head_k), 1]),
        QkNorm::Full => ([q, 1], [k, 1]),
        QkNorm::PerHead => ([n(a.head_k), n(a.heads)], [n(a.head_k), n(a.kv_heads)]),
    };
    list.weight("attn_q_norm", &q_shape);
    list.weight("attn_k_norm", &k_shape);
}

/// MiniMax-M3's indexer: queries and keys of its own.
fn block_indexer(list: &mut List, d: u64, indexer: &Indexer) {
    let key = n(indexer.key_length);
    list.weight("indexer.q_proj", &[d, n(indexer.heads) * key]);
    list.weight("indexer.k_proj", &[d, key]);
    list.weight("indexer.q_norm", &[key]);
    list.weight("indexer.k_norm", &[key]);
}

/// Latent attention: the low-rank factors of queries, the shared latent and what expands it.
pub(super) fn mla(list: &mut List, h: &HParams, a: &Mla) {
    let d = n(h.embedding_length);
    let (heads, latent, rope) = (n(a.heads), n(a.kv_lora), n(a.rope));
    let key = n(a.nope) + rope;
    match a.q_lora.map(n) {
        Some(rank) => {
            list.weight("attn_q_a_norm", &[rank]);
            list.weight("attn_q_a", &[d, rank]);
            list.weight("attn_q_b", &[rank, heads * key]);
        }
        None => list.weight("attn_q", &[d, heads * key]),
    }
    list.weight("attn_kv_a_norm", &[latent]);
    list.weight("attn_kv_a_mqa", &[d, latent + rope]);
    if a.absorbed {
        list.weight("attn_k_b", &[n(a.nope), latent, heads]);
        list.weight("attn_v_b", &[latent, n(a.head_v), heads]);
    } else {
        list.weight("attn_kv_b", &[latent, heads * (n(a.nope) + n(a.head_v))]);
    }
    list.weight("attn_output", &[heads * n(a.head_v), d]);
    match h.architecture {
        Family::KimiK3 => list.weight("attn_gate", &[d, heads * n(a.head_v)]),
        Family::BailingMoe3 => list.weight("attn_gate", &[d, heads]),
        _ => {}
    }
    if let Some(indexer) = &a.indexer {
        latent_indexer(list, h, a, indexer);
    }
}

/// The indexer beside latent attention (DeepSeek V3.2, GLM-5).
fn latent_indexer(list: &mut List, h: &HParams, a: &Mla, indexer: &Indexer) {
    let d = n(h.embedding_length);
    let key = n(indexer.key_length);
    list.weight("indexer.k_norm", &[key]);
    list.bias("indexer.k_norm", &[key]);
    list.weight("indexer.proj", &[d, n(indexer.heads)]);
    list.weight("indexer.attn_k", &[d, key]);
    list.weight("indexer.attn_q_b", &[a.q_lora.map_or(d, n), n(indexer.heads) * key]);
    if h.architecture == Family::Glm5Next {
        list.weight("indexer_compressor_gate", &[d, key]);
        list.weight("indexer_compressor_ape", &[key, n(h.attention_indexer_kpool)]);
    }
}

/// DeepSeek V4: low-rank queries and output, one shared key-value row, compressors on layers with a ratio.
pub(super) fn compressed(list: &mut List, h: &HParams, c: &Compressed) {
    let d = n(h.embedding_length);
    let (heads, entry, ratio) = (n(c.heads), n(c.entry), n(c.ratio));
    list.weight("attn_sinks", &[heads]);
    list.weight("attn_q_a", &[d, n(c.q_lora)]);
    list.weight("attn_q_a_norm", &[n(c.q_lora)]);
    list.weight("attn_q_b", &[n(c.q_lora), heads * entry]);
    list.weight("attn_kv", &[d, entry]);
    list.weight("attn_kv_a_norm", &[entry]);
    list.weight("attn_output_a", &[heads * entry / n(c.o_groups).max(1), n(c.o_lora) * n(c.o_groups)]);
    list.weight("attn_output_b", &[n(c.o_groups) * n(c.o_lora), d]);
    if c.ratio == 0 {
        return;
    }
    // Layers with an indexer compress overlapping pairs: twice the width.
    let doubled = if c.indexer.is_some() { 2 } else { 1 };
    list.weight("attn_compressor_kv", &[d, doubled * entry]);
    list.weight("attn_compressor_gate", &[d, doubled * entry]);
    list.weight("attn_compressor_ape", &[doubled * entry, ratio]);
    list.weight("attn_compressor_norm", &[entry]);
    if let Some(indexer) = &c.indexer {
        let key = n(indexer.key_length);
        list.weight("indexer.proj", &[d, n(indexer.heads)]);
        list.weight("indexer.attn_q_b", &[n(c.q_lora), n(indexer.heads) * key]);
        list.weight("indexer_compressor_kv", &[d, 2 * key]);
        list.weight("indexer_compressor_gate", &[d, 2 * key]);
        list.weight("indexer_compressor_ape", &[2 * key, ratio]);
        list.weight("indexer_compressor_norm", &[key]);
    }
}
