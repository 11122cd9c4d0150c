//! The figures of a model, beside its tensors, that the quantiser's rules look at.

use crate::architecture::{Family, HParams};

/// The figures of a model that decide its mix. Built from what the file's header says, never from the model's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MixFigures {
    /// Layers in the file, multi-token-prediction blocks included (`block_count`).
    pub layers: u32,
    /// Query heads per key-value head in the first layer; 0 where that layer has no attention.
    pub gqa: u32,
    /// Routed experts; 0 for dense models.
    pub experts: u32,
    /// The family is Falcon (the first one), for which the mixes were tuned apart.
    pub is_falcon: bool,
    /// llama.cpp calls the model a 70B: it then gives its small V matrices more bits.
    pub is_70b: bool,
    /// `MXFP4_MOE` packs only the feed-forward experts, not other stacked matrices.
    pub mxfp4_ffn_only: bool,
}

impl MixFigures {
    /// From the family and header figures: `block_count`, `nextn_predict_layers`, heads and key-value heads of the
    /// first layer, and `expert_count`.
    #[must_use]
    pub fn new(
        family: Family,
        layers: u32,
        mtp_layers: u32,
        heads: u32,
        kv_heads: u32,
        experts: u32,
    ) -> Self {
        // `LLM_TYPE_70B` of `src/models/{llama,qwen2,deci}.cpp`: by number of layers.
        let is_70b = match (family, layers.saturating_sub(mtp_layers)) {
            (Family::Llama | Family::LlamaEmbed, 80) => heads != kv_heads,
            (Family::Qwen2 | Family::Deci, 80) => true,
            _ => false,
        };
        Self {
            layers,
            gqa: heads.checked_div(kv_heads).unwrap_or(0),
            experts,
            is_falcon: family == Family::Falcon,
            is_70b,
            mxfp4_ffn_only: family == Family::BailingMoe3,
        }
    }
}

impl From<&HParams> for MixFigures {
    fn from(h: &HParams) -> Self {
        let heads = h.attention_head_count.at(0);
        Self::new(h.architecture, h.block_count, h.nextn_predict_layers, heads, h.kv_heads(0), h.expert_count)
    }
}
