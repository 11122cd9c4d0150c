//! Tensors of the whole model: embeddings, final norm, head, rotary factors.

use crate::architecture::{Architecture, Family, HParams, Mixer, Optional};

use super::list::{Bias, List, n};
use super::style::Style;

/// Tensors outside the blocks.
pub(super) fn whole(list: &mut List, h: &HParams, a: &Architecture, style: &Style) {
    let (d, vocab) = (n(h.embedding_length), n(h.vocab_size));
    list.weight("token_embd", &[d, vocab]);
    embedding_extras(list, h);
    final_norm(list, h, style);
    if !h.tied_embeddings && has_head(h.architecture) {
        list.weight("output", &[d, vocab]);
        if h.architecture == Family::Phi2 || h.has(Optional::HeadBias) {
            list.bias("output", &[vocab]);
        }
    }
    rotary_factors(list, h, a);
    match h.architecture {
        Family::Gemma3n => {
            // Three of the four streams are made of the first (`n_altup - 1`).
            list.weight("altup_proj", &[d, d, 3]);
            list.weight("altup_unembd_proj", &[d, d, 3]);
            per_layer(list, h);
        }
        Family::Gemma4 if h.embedding_length_per_layer_input > 0 => per_layer(list, h),
        Family::DeepSeek4 => {
            let streams = n(h.hyper_connection_count);
            list.weight("output_hc_fn", &[streams * d, streams]);
            list.weight("output_hc_base", &[streams]);
            list.weight("output_hc_scale", &[1]);
        }
        Family::KimiK3 if h.attn_res_block_size > 0 => list.weight("output_res_score", &[d]),
        _ => {}
    }
}

/// What is added to the token embedding, and the norm after it.
fn embedding_extras(list: &mut List, h: &HParams) {
    let d = n(h.embedding_length);
    if h.token_type_count > 0 {
        list.weight("token_types", &[d, n(h.token_type_count)]);
    }
    if h.architecture == Family::Bert {
        list.weight("position_embd", &[d, n(h.context_length)]);
    }
    let (norm, biased) = match h.architecture {
        Family::ModernBert => (true, false),
        family => (is_bert(family) || family == Family::Rwkv7, true),
    };
    if norm {
        list.weight("token_embd_norm", &[d]);
        if biased {
            list.bias("token_embd_norm", &[d]);
        }
    }
    if h.has(Optional::Classifier) {
        list.weight("cls", &[d, d]);
        list.bias("cls", &[d]);
    }
    if h.classifier_output_labels > 0 {
        list.weight("cls.output", &[d, n(h.classifier_output_labels)]);
        list.bias("cls.output", &[n(h.classifier_output_labels)]);
    }
}

/// Encoders that norm after each part and end with the last layer.
const fn is_bert(family: Family) -> bool {
    matches!(
        family,
        Family::Bert | Family::NomicBert | Family::NomicBertMoe | Family::JinaBertV2 | Family::JinaBertV3
    )
}

fn per_layer(list: &mut List, h: &HParams) {
    let width = n(h.embedding_length_per_layer_input) * n(h.block_count);
    list.weight("per_layer_token_embd", &[width, n(h.vocab_size)]);
    list.weight("per_layer_model_proj", &[n(h.embedding_length), width]);
    list.weight("per_layer_proj_norm", &[n(h.embedding_length_per_layer_input)]);
}

/// Encoders end without a head.
const fn has_head(family: Family) -> bool {
    !is_bert(family) && !matches!(family, Family::ModernBert | Family::LlamaEmbed | Family::GemmaEmbedding)
}

fn final_norm(list: &mut List, h: &HParams, style: &Style) {
    let d = n(h.embedding_length);
    let stem = match h.architecture {
        // LFM2 norms after the last layer with what its original calls the embedding's norm.
        Family::Lfm2 | Family::Lfm2Moe => "token_embd_norm",
        family if is_bert(family) || family == Family::Olmo => return,
        _ => "output_norm",
    };
    list.weight(stem, &[d]);
    if style.norm_bias == Bias::Yes {
        list.bias(stem, &[d]);
    }
}

/// One factor per rotary pair. Gemma 4 has them for its global layers.
fn rotary_factors(list: &mut List, h: &HParams, a: &Architecture) {
    if h.architecture == Family::Gemma4 {
        let head = a.layers().filter_map(|layer| match &layer.mixer {
            Mixer::Attention(attention) => Some(attention.head_k),
            _ => None,
        });
        list.weight("rope_freqs", &[n(head.max().unwrap_or(0)) / 2]);
    } else if h.has(Optional::RopeFreqs) {
        list.weight("rope_freqs", &[n(h.rotary()) / 2]);
    }
    if h.has(Optional::RopeFactors) {
        list.weight("rope_factors_long", &[n(h.rotary()) / 2]);
        list.weight("rope_factors_short", &[n(h.rotary()) / 2]);
    }
}
