//! What runtimes do of drafting.

use crate::question::Runtime;

/// What a runtime does of drafting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drafting {
    /// Whether a smaller model may guess.
    pub model: bool,
    /// Whether the model's own blocks may.
    pub mtp: bool,
    /// Tokens guessed in a row when nobody says.
    pub tokens: u32,
    /// How much the sizes of two vocabularies may differ.
    pub vocabulary: u32,
    /// Where this stands.
    pub source: &'static str,
}

/// Drafting of a runtime; none where it does none.
///
/// Ollama 0.13 and KTransformers 0.3 document none.
#[must_use]
pub const fn drafting(runtime: Runtime) -> Option<Drafting> {
    match runtime {
        // `SPEC_VOCAB_MAX_SIZE_DIFFERENCE` 128: padding of the embedding table may differ.
        Runtime::LlamaCpp => Some(Drafting {
            model: true,
            mtp: true,
            tokens: 3,
            vocabulary: 128,
            source: "llama.cpp docs/speculative.md and common/speculative.cpp",
        }),
        // Its engine for GGUF is llama.cpp's; the app offers models of one vocabulary.
        Runtime::LmStudio => Some(Drafting {
            model: true,
            mtp: false,
            tokens: 3,
            vocabulary: 128,
            source: "lmstudio.ai/docs/app/advanced/speculative-decoding",
        }),
        // Tokenizers are compared, not padded tables.
        Runtime::Mlx => Some(Drafting {
            model: true,
            mtp: false,
            tokens: 3,
            vocabulary: 128,
            source: "mlx-lm 0.28 mlx_lm/server.py",
        }),
        // The number must be given; 3 is what the documentation's examples give.
        Runtime::Vllm => Some(Drafting {
            model: true,
            mtp: true,
            tokens: 3,
            vocabulary: 0,
            source: "vLLM vllm/config/speculative.py verify_equal_vocab_size_if_draft_model",
        }),
        Runtime::Sglang => Some(Drafting {
            model: true,
            mtp: true,
            tokens: 3,
            vocabulary: 0,
            source: "docs.sglang.io advanced_features/speculative_decoding",
        }),
        // `max_draft_len` must be given; 4 is the documentation's example.
        Runtime::TensorRt => Some(Drafting {
            model: true,
            mtp: true,
            tokens: 4,
            vocabulary: 0,
            source: "TensorRT-LLM 1.x speculative_config",
        }),
        // `num_draft_tokens` of its generator.
        Runtime::ExLlama => Some(Drafting {
            model: true,
            mtp: false,
            tokens: 4,
            vocabulary: 128,
            source: "exllamav3/generator/generator.py",
        }),
        Runtime::Ollama | Runtime::KTransformers => None,
    }
}
