//! What a family's files hold beyond the figures: which norms, which biases, what is fused.
//!
//! Source: `load_arch_tensors` in llama.cpp's `src/models`, and what its conversion writes.

use crate::architecture::{Family, HParams, Optional};

use super::list::Bias;

/// Norms of the width of the residual stream, by stem.
pub(super) type Norms = &'static [&'static str];

const PRE: Norms = &["attn_norm", "ffn_norm"];
const PARALLEL: Norms = &["attn_norm"];
const POST: Norms = &["post_attention_norm", "post_ffw_norm"];
const SANDWICH: Norms = &["attn_norm", "post_attention_norm", "ffn_norm", "post_ffw_norm"];
const PRE_AND_POST_ATTENTION: Norms = &["attn_norm", "post_attention_norm"];
const ENCODER: Norms = &["attn_output_norm", "layer_output_norm"];

/// Norms of queries and keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum QkNorm {
    /// None.
    None,
    /// One vector of a head's size, for all heads.
    Head,
    /// One vector over all heads.
    Full,
    /// One vector for each head: two dimensions (Command R+, StableLM 2 12B).
    PerHead,
}

/// How queries, keys and values are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Qkv {
    /// Three matrices.
    Split,
    /// One matrix, `attn_qkv`.
    Fused,
}

/// Gate on the attention's output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gate {
    /// None.
    None,
    /// The query matrix is twice as wide.
    InQuery,
    /// `attn_gate` of the output's width.
    Elementwise,
    /// `attn_gate` with one value per head.
    Headwise,
}

/// The form of a family's files.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub(super) norms: Norms,
    pub(super) norm_bias: Bias,
    pub(super) qkv: Qkv,
    pub(super) qkv_bias: Bias,
    pub(super) out_bias: Bias,
    pub(super) qk_norm: QkNorm,
    pub(super) gate: Gate,
    pub(super) sinks: Bias,
    pub(super) ffn_bias: Bias,
    /// Gate and up are one matrix, `ffn_up`, of twice the width.
    pub(super) ffn_fused: Bias,
    /// `exp_probs_b`.
    pub(super) router_bias: Bias,
    /// `ffn_gate_inp_shexp`: a gate on the shared experts.
    pub(super) shared_gate: Bias,
}

const PLAIN: Style = Style {
    norms: PRE,
    norm_bias: Bias::No,
    qkv: Qkv::Split,
    qkv_bias: Bias::No,
    out_bias: Bias::No,
    qk_norm: QkNorm::None,
    gate: Gate::None,
    sinks: Bias::No,
    ffn_bias: Bias::No,
    ffn_fused: Bias::No,
    router_bias: Bias::No,
    shared_gate: Bias::No,
};

/// The family's form, with the optional tensors that this file has.
pub(super) fn style(h: &HParams) -> Style {
    let mut style = family_style(h.architecture);
    let add = |slot: &mut Bias, tensor| {
        if h.has(tensor) {
            *slot = Bias::Yes;
        }
    };
    add(&mut style.qkv_bias, Optional::QkvBias);
    add(&mut style.out_bias, Optional::OutputBias);
    add(&mut style.ffn_bias, Optional::FfnBias);
    add(&mut style.norm_bias, Optional::NormBias);
    add(&mut style.sinks, Optional::Sinks);
    add(&mut style.router_bias, Optional::RouterBias);
    if h.has(Optional::PostNorms) {
        style.norms = SANDWICH;
    } else if h.has(Optional::ParallelBlock) {
        style.norms = PARALLEL;
    }
    if h.has(Optional::QkNorm) {
        style.qk_norm = match h.architecture {
            Family::CommandR | Family::StableLm => QkNorm::PerHead,
            _ => QkNorm::Head,
        };
    } else if h.has(Optional::QkNormFull) {
        style.qk_norm = QkNorm::Full;
    }
    if h.has(Optional::AttnGate) {
        style.gate = Gate::Elementwise;
    } else if h.has(Optional::AttnGateHeadwise) {
        style.gate = Gate::Headwise;
    }
    style
}

fn family_style(family: Family) -> Style {
    let yes = Bias::Yes;
    match family {
        Family::Qwen2 | Family::Qwen2Vl | Family::Dream => Style { qkv_bias: yes, ..PLAIN },
        Family::Qwen2Moe => Style { qkv_bias: yes, shared_gate: yes, ..PLAIN },
        Family::Qwen => Style { qkv: Qkv::Fused, qkv_bias: yes, ..PLAIN },
        Family::Qwen3
        | Family::Qwen3Moe
        | Family::Qwen3Vl
        | Family::Qwen3VlMoe
        | Family::GroveMoe
        | Family::Mellum
        | Family::HunyuanDense
        | Family::HunyuanMoe
        | Family::Lfm2
        | Family::HyV3 => Style { qk_norm: QkNorm::Head, ..PLAIN },
        Family::Lfm2Moe | Family::Dots1 | Family::ExaoneMoe | Family::MiniMaxM3 | Family::Laguna => {
            Style { qk_norm: QkNorm::Head, router_bias: yes, ..PLAIN }
        }
        Family::Qwen3Next | Family::Qwen35 | Family::Qwen35Moe => Style {
            norms: PRE_AND_POST_ATTENTION,
            qk_norm: QkNorm::Head,
            gate: Gate::InQuery,
            shared_gate: yes,
            ..PLAIN
        },
        Family::BailingMoe2 => Style { qkv: Qkv::Fused, qk_norm: QkNorm::Head, router_bias: yes, ..PLAIN },
        Family::Gemma2 => Style { norms: SANDWICH, ..PLAIN },
        Family::Gemma3 | Family::Gemma3n | Family::Gemma4 | Family::GemmaEmbedding => {
            Style { norms: SANDWICH, qk_norm: QkNorm::Head, ..PLAIN }
        }
        Family::AfMoe => Style {
            norms: SANDWICH,
            qk_norm: QkNorm::Head,
            gate: Gate::Elementwise,
            router_bias: yes,
            ..PLAIN
        },
        // Its query and key norms are made at conversion, to hold the attention's scale.
        Family::MuseGlimmer => {
            Style { norms: SANDWICH, qk_norm: QkNorm::Head, gate: Gate::Elementwise, ..PLAIN }
        }
        Family::Step35 => Style { qk_norm: QkNorm::Head, gate: Gate::Headwise, router_bias: yes, ..PLAIN },
        Family::MiMo2 => Style { router_bias: yes, ..PLAIN },
        Family::Phi2 => {
            Style { norms: PARALLEL, norm_bias: yes, qkv_bias: yes, out_bias: yes, ffn_bias: yes, ..PLAIN }
        }
        Family::Phi3 => Style { qkv: Qkv::Fused, ffn_fused: yes, ..PLAIN },
        Family::PhiMoe => Style { norm_bias: yes, qkv_bias: yes, out_bias: yes, ..PLAIN },
        Family::Falcon => Style { norms: PARALLEL, norm_bias: yes, qkv: Qkv::Fused, ..PLAIN },
        Family::CommandR | Family::Cohere2 | Family::Cohere2Moe => Style { norms: PARALLEL, ..PLAIN },
        Family::ChatGlm => Style { qkv: Qkv::Fused, qkv_bias: yes, ffn_fused: yes, ..PLAIN },
        Family::Glm4 => Style { norms: SANDWICH, ffn_fused: yes, ..PLAIN },
        Family::Glm4Moe => Style { norms: PRE_AND_POST_ATTENTION, router_bias: yes, ..PLAIN },
        Family::GptOss => {
            Style { norms: PRE_AND_POST_ATTENTION, qkv_bias: yes, out_bias: yes, sinks: yes, ..PLAIN }
        }
        Family::SeedOss => Style { norms: PRE_AND_POST_ATTENTION, qkv_bias: yes, ..PLAIN },
        Family::Olmo2 => Style { norms: POST, qk_norm: QkNorm::Full, ..PLAIN },
        Family::Olmoe => Style { qk_norm: QkNorm::Full, ..PLAIN },
        Family::Exaone4 => Style { norms: POST, qk_norm: QkNorm::Head, ..PLAIN },
        Family::Olmo => Style { norms: &[], ..PLAIN },
        Family::MiniMaxM2 => Style { qk_norm: QkNorm::Full, router_bias: yes, ..PLAIN },
        Family::Starcoder2 => Style { norm_bias: yes, qkv_bias: yes, out_bias: yes, ffn_bias: yes, ..PLAIN },
        Family::StableLm | Family::Orion | Family::Nemotron => Style { norm_bias: yes, ..PLAIN },
        Family::Apertus => Style { qk_norm: QkNorm::Head, ..PLAIN },
        Family::Dbrx => Style { norms: &["attn_norm", "attn_output_norm"], qkv: Qkv::Fused, ..PLAIN },
        Family::Grok => {
            Style { norms: &["attn_norm", "attn_output_norm", "ffn_norm", "layer_output_norm"], ..PLAIN }
        }
        Family::GlmDsa | Family::DeepSeek32 | Family::KimiLinear | Family::KimiK3 | Family::BailingMoe3 => {
            Style { router_bias: yes, ..PLAIN }
        }
        Family::Glm5Next => Style { router_bias: yes, ..PLAIN },
        Family::DeepSeek4 => Style { sinks: yes, router_bias: yes, ..PLAIN },
        Family::NemotronH | Family::Mamba | Family::Mamba2 => Style { norms: PARALLEL, ..PLAIN },
        Family::NemotronHMoe => Style { norms: PARALLEL, router_bias: yes, ..PLAIN },
        Family::Ernie45Moe => Style { router_bias: yes, ..PLAIN },
        Family::Bert => {
            Style { norms: ENCODER, norm_bias: yes, qkv_bias: yes, out_bias: yes, ffn_bias: yes, ..PLAIN }
        }
        Family::NomicBert => Style { norms: ENCODER, norm_bias: yes, qkv: Qkv::Fused, ..PLAIN },
        Family::Rwkv7 => Style { norms: &["attn_norm", "attn_norm_2"], norm_bias: yes, ..PLAIN },
        Family::JinaBertV2 => Style { norms: ENCODER, norm_bias: yes, qkv_bias: yes, out_bias: yes, ..PLAIN },
        Family::ModernBert => Style { qkv: Qkv::Fused, ffn_fused: yes, ..PLAIN },
        _ => PLAIN,
    }
}
