//! What differs between the graphs of families, apart from the figures of their layers.
//!
//! Source: llama.cpp `src/models/*.cpp`, one file per family.

use crate::architecture::{Family, HParams, Optional};

/// The norm before attention and feed-forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Norm {
    /// RMS norm: may work in place.
    Rms,
    /// Mean and variance: needs memory of its own.
    Layer,
}

/// How Q, K and V come out of the stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Qkv {
    /// Three matrices.
    Separate,
    /// One matrix; Q, K and V are views of its result.
    Fused,
    /// Q carries a gate for the attention's result (Qwen3-Next, Qwen3.5).
    GatedQuery,
}

/// Norms on queries and keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QkNorm {
    /// None.
    None,
    /// On each head, after the split into heads.
    Heads,
    /// On all heads together, before the split.
    Whole,
    /// Without weights, after the rotation (Llama 4).
    AfterRope,
}

/// Where the residual stream joins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Residual {
    /// Norm, attention, add; norm, feed-forward, add.
    Sequential,
    /// As before, each part's result normed as well before it is added (Gemma 2 and 3, GLM-4).
    PostNorms,
    /// Only the results are normed (OLMo 2).
    OnlyPostNorms,
    /// Attention and feed-forward read the same norm; the three are added in this order.
    Parallel([Part; 3]),
}

/// What a parallel layer adds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The layer's input.
    Stream,
    /// The attention's result.
    Attention,
    /// The feed-forward block's result.
    FeedForward,
}

/// Which summand of the second addition may be overwritten first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sum {
    /// The feed-forward block's result.
    Result,
    /// The stream (Phi-3).
    Stream,
}

/// The shape of a dense feed-forward block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// Matrices of their own, or none.
    Split,
    /// Gate and up in one matrix (Phi-3, GLM-4).
    Fused,
}

/// What happens to the logits after the head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Logits {
    /// Nothing.
    Plain,
    /// One factor.
    Scaled,
    /// Squeezed through tanh.
    Capped,
}

/// How a router picks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Router {
    /// Probabilities over all experts.
    Probabilities,
    /// The raw scores; softmax over the picked ones only (GPT-OSS).
    Raw,
    /// Weights go on the experts' input (Llama 4).
    BeforeExperts,
}

/// The graph of a family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each field is a named choice")]
pub struct Style {
    pub norm: Norm,
    pub qkv: Qkv,
    pub qk_norm: QkNorm,
    pub residual: Residual,
    pub sum: Sum,
    pub gate: Gate,
    pub logits: Logits,
    pub router: Router,
    /// Queries are scaled before the attention instead of in it.
    pub query_scaled: bool,
    /// Embeddings are multiplied with a factor.
    pub embedding_scaled: bool,
    /// What a layer adds to the stream is multiplied with a factor.
    pub residual_scaled: bool,
    /// Scores are squeezed through tanh.
    pub scores_capped: bool,
    /// Values are normed without weights (Gemma 3n, Gemma 4).
    pub value_norm: bool,
    /// Full layers have no value projection of their own (Gemma 4).
    pub shared_values: bool,
    /// What a layer gives is multiplied with a factor (Gemma 4).
    pub layer_scaled: bool,
    /// The final norm of all tokens is an output of its own, from which a draft head reads (`t_h_nextn`): the rows that need logits are
    /// picked after it and not in the last layer.
    pub late_outputs: bool,
    /// Positions per token (4 with multi-axis rotation).
    pub positions: u32,
    /// A bias is added to the router's probabilities for the choice.
    pub router_bias: bool,
    /// The shared expert has a gate of its own (Qwen).
    pub shared_gate: bool,
    pub family: Family,
}

impl Style {
    /// The style of a model.
    pub fn of(h: &HParams) -> Self {
        let f = h.architecture;
        use Family as F;
        Self {
            norm: match f {
                F::Phi2
                | F::Falcon
                | F::CommandR
                | F::Cohere2
                | F::Cohere2Moe
                | F::Starcoder
                | F::Starcoder2
                | F::StableLm
                | F::Gpt2
                | F::GptNeox
                | F::Bloom
                | F::Nemotron
                | F::Olmo
                | F::Dbrx
                | F::PhiMoe
                | F::Bert
                | F::ModernBert
                | F::NomicBert
                | F::NomicBertMoe
                | F::JinaBertV2
                | F::JinaBertV3
                | F::Orion => Norm::Layer,
                _ => Norm::Rms,
            },
            qkv: match f {
                F::Phi3
                | F::PhiMoe
                | F::Falcon
                | F::Gpt2
                | F::GptNeox
                | F::Bloom
                | F::Starcoder
                | F::ChatGlm
                | F::Qwen
                | F::Dbrx
                | F::OpenElm
                | F::BailingMoe2
                | F::Plamo2
                | F::NomicBert
                | F::NomicBertMoe
                | F::ModernBert
                | F::NeoBert => Qkv::Fused,
                F::Qwen3Next | F::Qwen35 | F::Qwen35Moe => Qkv::GatedQuery,
                _ => Qkv::Separate,
            },
            qk_norm: match f {
                F::Llama4 => QkNorm::AfterRope,
                F::Olmo2 | F::Olmoe | F::MiniMaxM2 => QkNorm::Whole,
                _ if h.has(Optional::QkNormFull) => QkNorm::Whole,
                F::Qwen3
                | F::Qwen3Moe
                | F::Qwen3Vl
                | F::Qwen3VlMoe
                | F::Qwen3Next
                | F::Qwen35
                | F::Qwen35Moe
                | F::Gemma3
                | F::Gemma3n
                | F::Gemma4
                | F::Lfm2
                | F::Lfm2Moe
                | F::MiniMaxM3 => QkNorm::Heads,
                _ if h.has(Optional::QkNorm) => QkNorm::Heads,
                _ => QkNorm::None,
            },
            residual: match f {
                F::Gemma2 | F::Gemma3 | F::Gemma4 | F::Glm4 | F::GemmaEmbedding | F::AfMoe | F::Plamo3 => {
                    Residual::PostNorms
                }
                F::Olmo2 | F::Exaone4 => Residual::OnlyPostNorms,
                F::Phi2 => Residual::Parallel([Part::Attention, Part::FeedForward, Part::Stream]),
                F::Falcon | F::GptNeox | F::Plamo => {
                    Residual::Parallel([Part::FeedForward, Part::Attention, Part::Stream])
                }
                F::CommandR | F::Cohere2 | F::Cohere2Moe => {
                    Residual::Parallel([Part::FeedForward, Part::Stream, Part::Attention])
                }
                _ => Residual::Sequential,
            },
            sum: match f {
                F::Phi3 | F::PhiMoe => Sum::Stream,
                _ => Sum::Result,
            },
            gate: match f {
                F::Phi3 | F::Glm4 | F::ChatGlm | F::ModernBert => Gate::Fused,
                _ => Gate::Split,
            },
            logits: match f {
                F::Gemma2 | F::Gemma4 | F::Gemma3n => Logits::Capped,
                F::CommandR
                | F::Cohere2
                | F::Cohere2Moe
                | F::Granite
                | F::GraniteMoe
                | F::GraniteHybrid
                | F::FalconH1
                | F::MiniCpm
                | F::Grok => Logits::Scaled,
                _ => Logits::Plain,
            },
            router: match f {
                F::GptOss => Router::Raw,
                F::Llama4 => Router::BeforeExperts,
                _ => Router::Probabilities,
            },
            query_scaled: matches!(
                f,
                F::Gemma | F::Gemma2 | F::Gemma3 | F::GemmaEmbedding | F::Phi2 | F::Phi3 | F::PhiMoe
            ),
            embedding_scaled: matches!(
                f,
                F::Gemma
                    | F::Gemma2
                    | F::Gemma3
                    | F::Gemma3n
                    | F::Gemma4
                    | F::GemmaEmbedding
                    | F::Granite
                    | F::GraniteMoe
                    | F::GraniteHybrid
                    | F::MiniCpm
                    | F::MiniCpm3
                    | F::Grok
                    | F::FalconH1
            ),
            residual_scaled: matches!(
                f,
                F::Granite | F::GraniteMoe | F::GraniteHybrid | F::MiniCpm | F::MiniCpm3
            ),
            scores_capped: matches!(f, F::Gemma2 | F::Grok),
            positions: if matches!(
                f,
                F::Qwen35 | F::Qwen35Moe | F::Qwen2Vl | F::Qwen3Vl | F::Qwen3VlMoe | F::PaddleOcr
            ) {
                4
            } else {
                1
            },
            value_norm: matches!(f, F::Gemma3n | F::Gemma4),
            shared_values: h.has(Optional::SharedV),
            late_outputs: matches!(
                f,
                F::Gemma4
                    | F::GptOss
                    | F::Qwen3Next
                    | F::Qwen35
                    | F::Qwen35Moe
                    | F::NemotronH
                    | F::NemotronHMoe
            ),
            layer_scaled: f == F::Gemma4,
            router_bias: h.has(Optional::RouterBias),
            shared_gate: matches!(f, F::Qwen2Moe | F::Qwen3Next | F::Qwen35Moe),
            family: f,
        }
    }
}
