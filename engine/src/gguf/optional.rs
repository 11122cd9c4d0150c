//! The tensors that some files of a family have and others do not, read off a file's own list.

use crate::architecture::{Family, HParams, Optional};
use crate::weights::{Suffix, Tensor};

/// All that the list shows; some of them the family has anyway.
pub(super) fn seen(h: &HParams, list: &[Tensor]) -> Vec<Optional> {
    let find = |stem: &str, suffix: Suffix| {
        list.iter().find(|tensor| tensor.stem == stem && tensor.suffix == suffix)
    };
    let weight = |stem: &str| find(stem, Suffix::Weight);
    let has = |stem: &str| weight(stem).is_some();
    let biased = |stem: &str| find(stem, Suffix::Bias).is_some();
    let layers_with = |stem: &str| {
        list.iter().filter(|tensor| tensor.stem == stem && tensor.suffix == Suffix::Weight).count()
    };
    let elements = |stem: &str| weight(stem).map_or(0, |tensor| tensor.ne[0]);
    let per_head = matches!(h.architecture, Family::CommandR | Family::StableLm);
    // One vector over all heads, unless it is as long as one head.
    let norm = elements("attn_q_norm");
    let full_norm = norm > 0 && norm != u64::from(h.head_k()) && !per_head;
    let gate = weight("attn_gate").map_or(0, |tensor| tensor.ne[1]);
    let headwise = gate > 0 && gate == u64::from(h.attention_head_count.max(h.block_count));
    let found = [
        (Optional::QkvBias, biased("attn_q") || biased("attn_qkv")),
        (Optional::OutputBias, biased("attn_output")),
        (Optional::FfnBias, biased("ffn_up") || biased("ffn_down")),
        (Optional::NormBias, biased("attn_norm")),
        (Optional::HeadBias, biased("output")),
        (Optional::RopeFreqs, has("rope_freqs")),
        (Optional::RopeFactors, has("rope_factors_long")),
        (Optional::QkNorm, norm > 0 && !full_norm),
        (Optional::QkNormFull, full_norm),
        (Optional::Sinks, has("attn_sinks")),
        (Optional::RouterBias, biased("exp_probs_b") || find("exp_probs_b", Suffix::Bare).is_some()),
        (Optional::SharedV, layers_with("attn_k") > layers_with("attn_v") && has("attn_v")),
        (Optional::SsmNorm, has("ssm_norm")),
        (Optional::NextnEmbeddings, has("nextn.embed_tokens")),
        (Optional::AttnGate, gate > 0 && !headwise),
        (Optional::AttnGateHeadwise, headwise),
        (Optional::PostNorms, has("post_attention_norm") && has("post_ffw_norm") && has("attn_norm")),
        (Optional::Ungated, has("ffn_up") && !has("ffn_gate")),
        (Optional::Classifier, has("cls")),
        (Optional::FusedExperts, has("ffn_gate_up_exps")),
        (Optional::ParallelBlock, has("attn_norm") && !has("ffn_norm") && has("ffn_up")),
    ];
    found.into_iter().filter(|(_, there)| *there).map(|(tensor, _)| tensor).collect()
}
