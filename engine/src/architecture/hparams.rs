//! The figures of a GGUF header that decide tensors, caches and graphs.
//!
//! Field names are GGUF's metadata keys without the architecture prefix, dots as underscores
//! (`attention.head_count_kv` is `attention_head_count_kv`). Zero means the key is absent, as llama.cpp's loader treats it.
//! Source: llama.cpp `src/llama-arch.cpp`, `src/llama-model.cpp`.

use serde::{Deserialize, Serialize};

use super::Family;
use crate::packed::{packed, variants};

/// A figure that is the same for all layers or given for each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PerLayer {
    /// The same everywhere.
    One(u32),
    /// A cycle that repeats over the layers: layer `i` has entry `i % len`. A full list is a cycle of full length.
    Cycle(Vec<u32>),
}

variants! {
    PerLayer, else Self::One(0);
    One(figure: u32) = 0,
    Cycle(figures: Vec<u32>) = 1,
}

impl Default for PerLayer {
    fn default() -> Self {
        Self::One(0)
    }
}

impl PerLayer {
    /// The figure of layer `i`, 0-based; an empty cycle is zero.
    #[must_use]
    pub fn at(&self, i: u32) -> u32 {
        match self {
            Self::One(value) => *value,
            Self::Cycle(values) if values.is_empty() => 0,
            Self::Cycle(values) => values.get(i as usize % values.len()).copied().unwrap_or(0),
        }
    }

    /// The largest figure over `n` layers. A cycle is looked through once, whatever `n` a damaged file states.
    #[must_use]
    pub fn max(&self, n: u32) -> u32 {
        match self {
            Self::One(value) => *value,
            Self::Cycle(values) => values.iter().take(n as usize).copied().max().unwrap_or(0),
        }
    }

    /// The key is absent: zero everywhere.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::One(0))
    }
}

/// Which layers see a window only (`attention.sliding_window_pattern`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum WindowPattern {
    /// Not stated: the family's own pattern.
    #[default]
    Family,
    /// The last layer of every period of this length sees everything, the others a window; 0 or 1: no windows.
    Period(u32),
    /// For each layer of a repeating cycle whether it sees a window only.
    Cycle(Vec<bool>),
    /// There are windows, but which layers have them was never recorded: the cache is unknown.
    Unknown,
}

variants! {
    WindowPattern, else Self::Family;
    Family = 0,
    Period(length: u32) = 1,
    Cycle(windows: Vec<bool>) = 2,
    Unknown = 3,
}

/// A tensor (or a group) that some files of a family have and others do not: only the tensor list tells.
///
/// The catalog names them by the tensor, as `rope_freqs` or `attn_qkv.bias`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Optional {
    /// `attn_q.bias`, `attn_k.bias`, `attn_v.bias` (or `attn_qkv.bias`).
    #[serde(rename = "attn_qkv.bias")]
    QkvBias,
    /// `attn_output.bias`.
    #[serde(rename = "attn_output.bias")]
    OutputBias,
    /// Biases of the dense feed-forward matrices.
    #[serde(rename = "ffn.bias")]
    FfnBias,
    /// Biases of the norms.
    #[serde(rename = "norm.bias")]
    NormBias,
    /// `output.bias`: a bias of the output head.
    #[serde(rename = "output.bias")]
    HeadBias,
    /// `rope_freqs`: one factor per rotary pair (Llama 3.1 and later).
    #[serde(rename = "rope_freqs")]
    RopeFreqs,
    /// `rope_factors_long` and `rope_factors_short` (Phi-3 128k, Phi-4-mini, MiniCPM4).
    #[serde(rename = "rope_factors")]
    RopeFactors,
    /// `attn_q_norm` and `attn_k_norm` of one head's size.
    #[serde(rename = "attn_qk_norm")]
    QkNorm,
    /// `attn_q_norm` and `attn_k_norm` over all heads.
    #[serde(rename = "attn_qk_norm.full")]
    QkNormFull,
    /// `attn_sinks`.
    #[serde(rename = "attn_sinks")]
    Sinks,
    /// `exp_probs_b`: a bias of the router's choice.
    #[serde(rename = "exp_probs_b")]
    RouterBias,
    /// `attn_v` is left out where V is K (Gemma 4's global layers).
    #[serde(rename = "attn_v.shared")]
    SharedV,
    /// `ssm_norm` (Mamba 2; some Falcon-H1 files have none).
    #[serde(rename = "ssm_norm")]
    SsmNorm,
    /// `nextn.embed_tokens` and `nextn.shared_head_head` in multi-token-prediction blocks.
    #[serde(rename = "nextn.embed_tokens")]
    NextnEmbeddings,
    /// `attn_gate` of the attention output's width.
    #[serde(rename = "attn_gate")]
    AttnGate,
    /// `attn_gate` with one value per head.
    #[serde(rename = "attn_gate.headwise")]
    AttnGateHeadwise,
    /// Norms after attention and feed-forward as well as before.
    #[serde(rename = "post_norms")]
    PostNorms,
    /// Feed-forward parts without the gate matrix.
    #[serde(rename = "ffn.ungated")]
    Ungated,
    /// A classifier head or pooler of an encoder (`cls`, `cls.output`).
    #[serde(rename = "cls")]
    Classifier,
    /// Gate and up of the experts in one tensor, `ffn_gate_up_exps` (conversions of checkpoints that store them so).
    #[serde(rename = "ffn_gate_up_exps")]
    FusedExperts,
    /// One norm per layer: `ffn_norm` is left out, attention and feed-forward run side by side (StableLM 2 12B).
    #[serde(rename = "ffn_norm.none")]
    ParallelBlock,
}

variants! {
    Optional, else Self::QkvBias;
    QkvBias = 0,
    OutputBias = 1,
    FfnBias = 2,
    NormBias = 3,
    HeadBias = 4,
    RopeFreqs = 5,
    RopeFactors = 6,
    QkNorm = 7,
    QkNormFull = 8,
    Sinks = 9,
    RouterBias = 10,
    SharedV = 11,
    SsmNorm = 12,
    NextnEmbeddings = 13,
    AttnGate = 14,
    AttnGateHeadwise = 15,
    PostNorms = 16,
    Ungated = 17,
    Classifier = 18,
    FusedExperts = 19,
    ParallelBlock = 20,
}

/// How a tensor list was come by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TensorBasis {
    /// As llama.cpp's loader asks for it.
    #[default]
    Exact,
    /// llama.cpp does not know the family, or its name was not confirmed: by the rules of the nearest one.
    ByRule,
    /// No figures: parameters × bits.
    Fallback,
}

variants! {
    TensorBasis, else Self::Exact;
    Exact = 0,
    ByRule = 1,
    Fallback = 2,
}

packed! {
    /// The figures of a model's header, and the few facts that only its tensor list shows.
    #[derive(Debug, Clone, PartialEq, Eq, Default)]
    #[allow(missing_docs, reason = "the names are GGUF's own")]
    pub struct HParams {
        /// The family: `general.architecture`.
        pub architecture: Family,
        /// Rows of `token_embd`.
        pub vocab_size: u32,
        /// There is no `output` tensor: the head is the embedding table.
        pub tied_embeddings: bool,
        /// Optional tensors that the file has.
        pub tensors: Vec<Optional>,
        /// How far the figures carry a tensor list.
        pub basis: TensorBasis,

        /// Rows of `token_types` (encoders; `tokenizer.ggml.token_type_count`).
        pub token_type_count: u32,
        /// Classes of the head of a classifier or reranker (`classifier.output_labels`); 0: no such head.
        pub classifier_output_labels: u32,
        pub context_length: u32,
        pub block_count: u32,
        pub embedding_length: u32,
        pub embedding_length_out: u32,
        pub embedding_length_per_layer_input: u32,
        pub feed_forward_length: PerLayer,

        pub attention_head_count: PerLayer,
        pub attention_head_count_kv: PerLayer,
        pub attention_key_length: u32,
        pub attention_value_length: u32,
        pub attention_key_length_swa: u32,
        pub attention_value_length_swa: u32,
        pub attention_key_length_mla: u32,
        pub attention_value_length_mla: u32,
        pub attention_q_lora_rank: u32,
        pub attention_kv_lora_rank: u32,
        pub attention_sliding_window: u32,
        pub attention_sliding_window_pattern: WindowPattern,
        pub attention_shared_kv_layers: u32,
        pub attention_indexer_head_count: u32,
        pub attention_indexer_key_length: u32,
        pub attention_indexer_top_k: u32,
        pub attention_indexer_block_size: u32,
        pub attention_indexer_local_blocks: u32,
        /// Positions that share one pooled indexer key (GLM-5.3 Flash).
        pub attention_indexer_kpool: u32,
        /// For each layer whether it has an indexer of its own (1) or uses an earlier layer's choice (0); absent: all have.
        pub attention_indexer_types: PerLayer,
        pub attention_output_group_count: u32,
        pub attention_output_lora_rank: u32,
        pub attention_compress_ratios: PerLayer,
        pub attention_decay_lora_rank: u32,
        pub attention_iclr_lora_rank: u32,
        pub attention_value_residual_mix_lora_rank: u32,
        pub attention_gate_lora_rank: u32,
        /// Every this-many-th layer attends fully, the others are recurrent.
        pub full_attention_interval: u32,
        /// 1 for layers that attend image states (Llama 3.2 Vision), 0 for the others.
        pub attention_cross_layers: PerLayer,

        pub rope_dimension_count: u32,
        pub rope_dimension_count_swa: u32,
        pub rope_scaling_original_context_length: u32,

        pub expert_count: u32,
        pub expert_used_count: u32,
        pub expert_feed_forward_length: u32,
        pub expert_shared_feed_forward_length: u32,
        pub expert_shared_count: u32,
        pub leading_dense_block_count: u32,
        /// Layer `i` has experts if `(i + 1) % step == 0`. Jamba's files do not state it: its tensor list shows it.
        pub interleave_moe_layer_step: u32,
        pub moe_every_n_layers: u32,
        pub moe_latent_size: u32,
        pub nextn_predict_layers: u32,

        pub ssm_conv_kernel: u32,
        pub ssm_inner_size: u32,
        pub ssm_state_size: u32,
        pub ssm_time_step_rank: u32,
        pub ssm_group_count: u32,
        /// Norms on the time step, B and C without weights (Falcon-Mamba).
        pub ssm_dt_b_c_rms: bool,
        pub kda_head_dim: u32,
        pub shortconv_l_cache: u32,
        pub wkv_head_size: u32,
        pub token_shift_count: u32,

        pub hyper_connection_count: u32,
        /// Layers between banked residuals (Kimi K3).
        pub attn_res_block_size: u32,
        pub hash_layer_count: u32,
    }
}

impl HParams {
    /// How far the tensor list of these figures can be trusted.
    #[must_use]
    pub fn tensor_basis(&self) -> TensorBasis {
        if self.architecture.is_compared() { self.basis } else { self.basis.max(TensorBasis::ByRule) }
    }

    /// Whether the file has the optional tensor.
    #[must_use]
    pub fn has(&self, tensor: Optional) -> bool {
        self.tensors.contains(&tensor)
    }

    /// Blocks that are run for every token: all but the multi-token-prediction blocks at the end.
    #[must_use]
    pub fn main_blocks(&self) -> u32 {
        self.block_count.saturating_sub(self.nextn_predict_layers)
    }

    /// Elements per key head: stated, or the width divided among the heads of the first layer.
    #[must_use]
    pub fn head_k(&self) -> u32 {
        self.head(self.attention_key_length)
    }

    /// Elements per value head: stated, or the width divided among the heads of the first layer.
    #[must_use]
    pub fn head_v(&self) -> u32 {
        self.head(self.attention_value_length)
    }

    fn head(&self, stated: u32) -> u32 {
        match (stated, self.attention_head_count.at(0)) {
            (0, 0) => 0,
            (0, heads) => self.embedding_length / heads,
            (stated, _) => stated,
        }
    }

    /// Key and value heads of a layer: stated, or as many as query heads.
    #[must_use]
    pub fn kv_heads(&self, layer: u32) -> u32 {
        if self.attention_head_count_kv.is_absent() {
            self.attention_head_count.at(layer)
        } else {
            self.attention_head_count_kv.at(layer)
        }
    }

    /// Inner width of a routed expert: stated, or the dense width.
    #[must_use]
    pub fn expert_width(&self, layer: u32) -> u32 {
        match self.expert_feed_forward_length {
            0 => self.feed_forward_length.at(layer),
            width => width,
        }
    }

    /// Rotary elements per head: stated, or the whole key head.
    #[must_use]
    pub fn rotary(&self) -> u32 {
        match self.rope_dimension_count {
            0 => self.head_k(),
            n => n,
        }
    }
}
