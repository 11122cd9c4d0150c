//! From figures to layers.

use super::{
    Architecture, ArchitectureFault, Cache, Family, HParams, Layer, attention::layer_mixer,
    feed_forward::layer_ffn,
};

/// llama.cpp holds 512 layers (`LLAMA_MAX_LAYERS`, `src/llama-hparams.h`).
const MAX_LAYERS: u32 = 512;
/// Widths above this are no model's; the bound keeps every later product below 2^63.
const MAX_WIDTH: u32 = 1 << 20;
/// Rows of an embedding table above this are no model's.
const MAX_VOCAB: u32 = 1 << 24;
/// Windows above this are no model's.
const MAX_CONTEXT: u32 = 1 << 30;
/// llama.cpp holds 512 experts (`LLAMA_MAX_EXPERTS`) and newer versions more.
const MAX_EXPERTS: u32 = 1 << 14;
/// Residual streams of hyper-connections; known models have four.
const MAX_STREAMS: u32 = 64;

impl Architecture {
    /// What the figures mean, as llama.cpp's loader reads them (`load_arch_hparams` in its `src/models`).
    ///
    /// # Errors
    /// A figure that the family needs is missing or implausible.
    pub fn from_hparams(h: &HParams) -> Result<Self, ArchitectureFault> {
        check(h)?;
        let mut kinds: Vec<Layer> = Vec::new();
        let mut order = Vec::with_capacity(h.main_blocks() as usize);
        for i in 0..h.main_blocks() {
            let layer = block(h, i)?;
            let kind = kinds.iter().position(|kind| *kind == layer).unwrap_or_else(|| {
                kinds.push(layer);
                kinds.len() - 1
            });
            order.push(u8::try_from(kind).map_err(|_| ArchitectureFault::TooManyKinds)?);
        }
        Ok(Self {
            family: h.architecture,
            d_model: h.embedding_length,
            vocab: h.vocab_size,
            tied_embeddings: h.tied_embeddings,
            context_max: h.context_length,
            kinds,
            order,
            per_layer_embedding: h.embedding_length_per_layer_input,
            mtp_layers: h.nextn_predict_layers,
            mtp_block: if h.nextn_predict_layers > 0 { Some(block(h, h.main_blocks())?) } else { None },
        })
    }
}

fn block(h: &HParams, i: u32) -> Result<Layer, ArchitectureFault> {
    Ok(Layer { mixer: layer_mixer(h, i)?, ffn: layer_ffn(h, i), cache: layer_cache(h, i) })
}

/// Bounds that hold for every family; what one family needs is checked where it is used.
fn check(h: &HParams) -> Result<(), ArchitectureFault> {
    let missing = |key| ArchitectureFault::Missing { family: h.architecture, key };
    for (key, value) in [
        ("block_count", h.block_count),
        ("embedding_length", h.embedding_length),
        ("vocab_size", h.vocab_size),
    ] {
        if value == 0 {
            return Err(missing(key));
        }
    }
    let blocks = h.block_count;
    let widths = [
        ("embedding_length", h.embedding_length),
        ("embedding_length_per_layer_input", h.embedding_length_per_layer_input),
        ("feed_forward_length", h.feed_forward_length.max(blocks)),
        ("attention.head_count", h.attention_head_count.max(blocks)),
        ("attention.head_count_kv", h.attention_head_count_kv.max(blocks)),
        ("attention.key_length", h.attention_key_length),
        ("attention.value_length", h.attention_value_length),
        ("attention.key_length_swa", h.attention_key_length_swa),
        ("attention.value_length_swa", h.attention_value_length_swa),
        ("attention.key_length_mla", h.attention_key_length_mla),
        ("attention.value_length_mla", h.attention_value_length_mla),
        ("attention.q_lora_rank", h.attention_q_lora_rank),
        ("attention.kv_lora_rank", h.attention_kv_lora_rank),
        ("attention.indexer.head_count", h.attention_indexer_head_count),
        ("attention.indexer.key_length", h.attention_indexer_key_length),
        ("attention.output_group_count", h.attention_output_group_count),
        ("attention.output_lora_rank", h.attention_output_lora_rank),
        ("attention.compress_ratios", h.attention_compress_ratios.max(blocks)),
        ("attention.decay_lora_rank", h.attention_decay_lora_rank),
        ("attention.iclr_lora_rank", h.attention_iclr_lora_rank),
        ("attention.value_residual_mix_lora_rank", h.attention_value_residual_mix_lora_rank),
        ("attention.gate_lora_rank", h.attention_gate_lora_rank),
        ("rope.dimension_count", h.rope_dimension_count),
        ("expert_feed_forward_length", h.expert_feed_forward_length),
        ("expert_shared_feed_forward_length", h.expert_shared_feed_forward_length),
        ("moe_latent_size", h.moe_latent_size),
        ("ssm.inner_size", h.ssm_inner_size),
        ("ssm.state_size", h.ssm_state_size),
        ("ssm.time_step_rank", h.ssm_time_step_rank),
        ("ssm.group_count", h.ssm_group_count),
        ("ssm.conv_kernel", h.ssm_conv_kernel),
        ("kda.head_dim", h.kda_head_dim),
        ("shortconv.l_cache", h.shortconv_l_cache),
        ("wkv.head_size", h.wkv_head_size),
        ("token_type_count", h.token_type_count),
        ("classifier.output_labels", h.classifier_output_labels),
    ];
    let limits = [
        ("block_count", blocks, MAX_LAYERS),
        ("vocab_size", h.vocab_size, MAX_VOCAB),
        ("context_length", h.context_length, MAX_CONTEXT),
        ("expert_count", h.expert_count, MAX_EXPERTS),
        ("expert_used_count", h.expert_used_count, MAX_EXPERTS),
        ("expert_shared_count", h.expert_shared_count, MAX_EXPERTS),
        ("hyper_connection.count", h.hyper_connection_count, MAX_STREAMS),
    ];
    let limits = limits.into_iter().chain(widths.map(|(key, value)| (key, value, MAX_WIDTH)));
    for (key, value, limit) in limits {
        if value > limit {
            return Err(ArchitectureFault::TooLarge { key, value, limit });
        }
    }
    if h.main_blocks() == 0 {
        return Err(ArchitectureFault::OnlyMtp);
    }
    Ok(())
}

/// Gemma 3n's loader fixes the layers with a cache of their own (`n_layer_kv_from_start`, llama.cpp `src/models/gemma3n.cpp`).
const GEMMA3N_OWN_CACHES: u32 = 20;

fn layer_cache(h: &HParams, i: u32) -> Cache {
    let own = match h.architecture {
        Family::Gemma3n => GEMMA3N_OWN_CACHES,
        Family::Gemma4 => h.block_count.saturating_sub(h.attention_shared_kv_layers),
        _ => return Cache::Own,
    };
    if i < own { Cache::Own } else { Cache::Shared }
}
