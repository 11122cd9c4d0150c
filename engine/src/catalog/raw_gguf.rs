//! The figures of a GGUF header as `catalog.json` writes them: GGUF's keys without the architecture prefix.
//!
//! To add a model, copy its header's figures. A figure per layer is a number, a list with one entry per layer, or
//! `{"cycle": […]}` for a list that repeats.

use serde::{Deserialize, Serialize};

use crate::architecture::{Family, HParams, Optional, PerLayer, TensorBasis, WindowPattern};

/// A figure per layer, as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum RawPerLayer<T> {
    /// The same for all layers.
    One(T),
    /// One entry per layer.
    List(Vec<T>),
    /// Entries that repeat over the layers.
    Cycle {
        /// The entries.
        cycle: Vec<T>,
    },
}

/// `attention.sliding_window_pattern`, as written: a period, a list or cycle of true (window) and false (all), or `"unknown"`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum RawWindowPattern {
    /// The last layer of every period of this length sees everything.
    Period(u32),
    /// One entry per layer.
    List(Vec<bool>),
    /// Entries that repeat over the layers.
    Cycle {
        /// The entries.
        cycle: Vec<bool>,
    },
    /// The layout was never recorded.
    Word(RawUnknown),
}

/// The word `"unknown"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RawUnknown {
    /// Not known to anybody who wrote it down.
    Unknown,
}

/// Why written figures are not a header's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GgufFault {
    /// A list has neither one entry per block nor the word `cycle`.
    ListLength {
        /// The key.
        key: &'static str,
        /// Its entries.
        entries: usize,
        /// `block_count`.
        blocks: u32,
    },
    /// A cycle or list without entries.
    Empty {
        /// The key.
        key: &'static str,
    },
    /// An optional tensor is named twice.
    Twice(Optional),
}

impl core::fmt::Display for GgufFault {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::ListLength { key, entries, blocks } => {
                write!(f, "{key} lists {entries} layers of {blocks}")
            }
            Self::Empty { key } => write!(f, "{key} is an empty list"),
            Self::Twice(tensor) => write!(f, "tensors names {tensor:?} twice"),
        }
    }
}

impl core::error::Error for GgufFault {}

macro_rules! raw_gguf {
    (
        numbers { $($number:ident = $number_key:literal;)* }
        flags { $($flag:ident = $flag_key:literal;)* }
        per_layer { $($list:ident = $list_key:literal;)* }
    ) => {
        /// A model's figures, as written.
        #[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[allow(missing_docs, reason = "the names are GGUF's own")]
        pub struct RawGguf {
            pub architecture: Family,
            $(#[serde(rename = $number_key, default, skip_serializing_if = "is_zero")] pub $number: u32,)*
            $(#[serde(rename = $flag_key, default, skip_serializing_if = "is_no")] pub $flag: bool,)*
            $(#[serde(rename = $list_key, default, skip_serializing_if = "Option::is_none")]
              pub $list: Option<RawPerLayer<u32>>,)*
            #[serde(rename = "attention.sliding_window_pattern", default, skip_serializing_if = "Option::is_none")]
            pub attention_sliding_window_pattern: Option<RawWindowPattern>,
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            pub tensors: Vec<Optional>,
            #[serde(default, skip_serializing_if = "is_exact")]
            pub basis: TensorBasis,
        }

        impl RawGguf {
            /// The number of a key, to be set.
            pub(crate) fn number_mut(&mut self, key: &str) -> Option<&mut u32> {
                match key {
                    $($number_key => Some(&mut self.$number),)*
                    _ => None,
                }
            }

            /// The flag of a key, to be set.
            pub(crate) fn flag_mut(&mut self, key: &str) -> Option<&mut bool> {
                match key {
                    $($flag_key => Some(&mut self.$flag),)*
                    _ => None,
                }
            }

            /// The figure per layer of a key, to be set.
            pub(crate) fn per_layer_mut(&mut self, key: &str) -> Option<&mut Option<RawPerLayer<u32>>> {
                match key {
                    $($list_key => Some(&mut self.$list),)*
                    _ => None,
                }
            }

            /// The figures, checked for their own shape; what the family needs is checked when layers are made of them.
            ///
            /// # Errors
            /// A list of the wrong length, or a tensor named twice.
            pub fn hparams(&self) -> Result<HParams, GgufFault> {
                Ok(HParams {
                    architecture: self.architecture,
                    $($number: self.$number,)*
                    $($flag: self.$flag,)*
                    $($list: per_layer($list_key, self.$list.as_ref(), self.block_count)?,)*
                    attention_sliding_window_pattern: pattern(self.attention_sliding_window_pattern.as_ref(), self.block_count)?,
                    tensors: tensors(&self.tensors)?,
                    basis: self.basis,
                })
            }
        }
    };
}

raw_gguf! {
    numbers {
        vocab_size = "vocab_size";
        token_type_count = "token_type_count";
        classifier_output_labels = "classifier.output_labels";
        context_length = "context_length";
        block_count = "block_count";
        embedding_length = "embedding_length";
        embedding_length_out = "embedding_length_out";
        embedding_length_per_layer_input = "embedding_length_per_layer_input";
        attention_key_length = "attention.key_length";
        attention_value_length = "attention.value_length";
        attention_key_length_swa = "attention.key_length_swa";
        attention_value_length_swa = "attention.value_length_swa";
        attention_key_length_mla = "attention.key_length_mla";
        attention_value_length_mla = "attention.value_length_mla";
        attention_q_lora_rank = "attention.q_lora_rank";
        attention_kv_lora_rank = "attention.kv_lora_rank";
        attention_sliding_window = "attention.sliding_window";
        attention_shared_kv_layers = "attention.shared_kv_layers";
        attention_indexer_head_count = "attention.indexer.head_count";
        attention_indexer_key_length = "attention.indexer.key_length";
        attention_indexer_top_k = "attention.indexer.top_k";
        attention_indexer_block_size = "attention.indexer.block_size";
        attention_indexer_local_blocks = "attention.indexer.local_blocks";
        attention_indexer_kpool = "attention.indexer.kpool";
        attention_output_group_count = "attention.output_group_count";
        attention_output_lora_rank = "attention.output_lora_rank";
        attention_decay_lora_rank = "attention.decay_lora_rank";
        attention_iclr_lora_rank = "attention.iclr_lora_rank";
        attention_value_residual_mix_lora_rank = "attention.value_residual_mix_lora_rank";
        attention_gate_lora_rank = "attention.gate_lora_rank";
        full_attention_interval = "full_attention_interval";
        rope_dimension_count = "rope.dimension_count";
        rope_dimension_count_swa = "rope.dimension_count_swa";
        rope_scaling_original_context_length = "rope.scaling.original_context_length";
        expert_count = "expert_count";
        expert_used_count = "expert_used_count";
        expert_feed_forward_length = "expert_feed_forward_length";
        expert_shared_feed_forward_length = "expert_shared_feed_forward_length";
        expert_shared_count = "expert_shared_count";
        leading_dense_block_count = "leading_dense_block_count";
        interleave_moe_layer_step = "interleave_moe_layer_step";
        moe_every_n_layers = "moe_every_n_layers";
        moe_latent_size = "moe_latent_size";
        nextn_predict_layers = "nextn_predict_layers";
        ssm_conv_kernel = "ssm.conv_kernel";
        ssm_inner_size = "ssm.inner_size";
        ssm_state_size = "ssm.state_size";
        ssm_time_step_rank = "ssm.time_step_rank";
        ssm_group_count = "ssm.group_count";
        kda_head_dim = "kda.head_dim";
        shortconv_l_cache = "shortconv.l_cache";
        wkv_head_size = "wkv.head_size";
        token_shift_count = "token_shift_count";
        hyper_connection_count = "hyper_connection.count";
        attn_res_block_size = "attn_res_block_size";
        hash_layer_count = "hash_layer_count";
    }
    flags {
        tied_embeddings = "tied_embeddings";
        ssm_dt_b_c_rms = "ssm.dt_b_c_rms";
    }
    per_layer {
        feed_forward_length = "feed_forward_length";
        attention_head_count = "attention.head_count";
        attention_head_count_kv = "attention.head_count_kv";
        attention_compress_ratios = "attention.compress_ratios";
        attention_indexer_types = "attention.indexer.types";
        attention_cross_layers = "attention.cross_layers";
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_zero(value: &u32) -> bool {
    *value == 0
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_no(value: &bool) -> bool {
    !*value
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_exact(value: &TensorBasis) -> bool {
    matches!(value, TensorBasis::Exact)
}

fn listed<T: Clone>(key: &'static str, entries: &[T], blocks: Option<u32>) -> Result<Vec<T>, GgufFault> {
    match blocks {
        _ if entries.is_empty() => Err(GgufFault::Empty { key }),
        Some(blocks) if entries.len() != blocks as usize => {
            Err(GgufFault::ListLength { key, entries: entries.len(), blocks })
        }
        _ => Ok(entries.to_vec()),
    }
}

fn per_layer(key: &'static str, raw: Option<&RawPerLayer<u32>>, blocks: u32) -> Result<PerLayer, GgufFault> {
    match raw {
        None => Ok(PerLayer::One(0)),
        Some(RawPerLayer::One(value)) => Ok(PerLayer::One(*value)),
        Some(RawPerLayer::List(list)) => listed(key, list, Some(blocks)).map(PerLayer::Cycle),
        Some(RawPerLayer::Cycle { cycle }) => listed(key, cycle, None).map(PerLayer::Cycle),
    }
}

fn pattern(raw: Option<&RawWindowPattern>, blocks: u32) -> Result<WindowPattern, GgufFault> {
    let key = "attention.sliding_window_pattern";
    match raw {
        None => Ok(WindowPattern::Family),
        Some(RawWindowPattern::Period(n)) => Ok(WindowPattern::Period(*n)),
        Some(RawWindowPattern::List(list)) => listed(key, list, Some(blocks)).map(WindowPattern::Cycle),
        Some(RawWindowPattern::Cycle { cycle }) => listed(key, cycle, None).map(WindowPattern::Cycle),
        Some(RawWindowPattern::Word(RawUnknown::Unknown)) => Ok(WindowPattern::Unknown),
    }
}

fn tensors(raw: &[Optional]) -> Result<Vec<Optional>, GgufFault> {
    let mut sorted = raw.to_vec();
    sorted.sort_unstable();
    match sorted.windows(2).find_map(|pair| if let [a, b] = pair { (a == b).then_some(*a) } else { None }) {
        Some(twice) => Err(GgufFault::Twice(twice)),
        None => Ok(sorted),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(text: &str) -> RawGguf {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn figures_per_layer_take_three_forms() {
        let figures = |kv: &str| {
            let text = format!(
                r#"{{"architecture":"lfm2","block_count":4,"attention.head_count":8,"attention.head_count_kv":{kv}}}"#
            );
            let h = raw(&text).hparams().unwrap();
            (0..4).map(|i| h.kv_heads(i)).collect::<Vec<_>>()
        };
        assert_eq!(figures("2"), [2, 2, 2, 2]);
        assert_eq!(figures("[0,2,0,1]"), [0, 2, 0, 1]);
        assert_eq!(figures(r#"{"cycle":[0,2]}"#), [0, 2, 0, 2]);
    }

    #[test]
    fn faults_name_what_is_wrong() {
        let fault = |text: &str| raw(text).hparams().unwrap_err().to_string();
        assert_eq!(
            fault(r#"{"architecture":"llama","block_count":4,"feed_forward_length":[1,2,3]}"#),
            "feed_forward_length lists 3 layers of 4"
        );
        assert_eq!(
            fault(r#"{"architecture":"llama","block_count":4,"feed_forward_length":{"cycle":[]}}"#),
            "feed_forward_length is an empty list"
        );
        assert_eq!(
            fault(r#"{"architecture":"llama","block_count":4,"tensors":["rope_freqs","rope_freqs"]}"#),
            "tensors names RopeFreqs twice"
        );
        let unknown = serde_json::from_str::<RawGguf>(r#"{"architecture":"llama","layers":4}"#).unwrap_err();
        assert!(unknown.to_string().contains("unknown field `layers`"), "{unknown}");
        let family = serde_json::from_str::<RawGguf>(r#"{"architecture":"lama"}"#).unwrap_err();
        assert!(family.to_string().contains("unknown variant `lama`"), "{family}");
    }

    #[test]
    fn what_is_read_is_written_again() {
        let text = r#"{"architecture":"gemma4","block_count":6,"tied_embeddings":true,"attention.head_count_kv":{"cycle":[8,2]},"attention.sliding_window_pattern":"unknown","tensors":["attn_v.shared"],"basis":"by-rule"}"#;
        assert_eq!(serde_json::to_string(&raw(text)).unwrap(), text);
    }
}
