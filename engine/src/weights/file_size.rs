//! The size of a model file: tensor data, which is exact, and header with tokenizer, which is an estimate.

use crate::architecture::Family;
use crate::units::Bytes;

/// Bytes per token of a SentencePiece vocabulary in a GGUF header: text with its length, score, kind.
/// Published files: 23.1 (Mistral 7B v0.3), 23.2 (Phi-3-mini), 23.6 (Gemma 2).
const SENTENCEPIECE_TOKEN: u64 = 24;
/// Bytes per token of a byte-pair vocabulary: text with its length, kind, and about one merge rule.
/// Published files: 35.5 (OLMo 2), 36.3 (SmolLM2), 39.2 (Qwen2.5); Llama 3, which lists more merges than tokens, 61.1.
const BYTE_PAIR_TOKEN: u64 = 40;
/// Vocabularies up to this are mostly SentencePiece's 32,000 with a few additions.
const SMALL_VOCABULARY: u32 = 33_000;

/// Header and tokenizer of a model file: an estimate, right to about 40 %, of a part below 20 MB.
#[must_use]
pub fn header_estimate(family: Family, vocab: u32) -> Bytes {
    use Family as F;
    let gemma =
        matches!(family, F::Gemma | F::Gemma2 | F::Gemma3 | F::Gemma3n | F::Gemma4 | F::GemmaEmbedding);
    let per_token = if gemma || vocab <= SMALL_VOCABULARY { SENTENCEPIECE_TOKEN } else { BYTE_PAIR_TOKEN };
    Bytes::new(u64::from(vocab) * per_token)
}
