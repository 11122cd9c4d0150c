//! Whether two models have one vocabulary.
//!
//! llama.cpp compares type, first and last tokens, sizes (within 128) and every token's text from the sixth on (`common/speculative.cpp`,
//! `SPEC_VOCAB_MAX_SIZE_DIFFERENCE`, `SPEC_VOCAB_CHECK_START_TOKEN_ID`); vLLM compares sizes alone
//! (`verify_equal_vocab_size_if_draft_model`). The catalog holds sizes and no texts: models of one publisher and one series are taken to share
//! them, others of fitting size are left to the runtime.

use serde::Serialize;

use super::runtime::Drafting;
use crate::catalog::Model;

/// How far two vocabularies are known to be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Vocabulary {
    /// The model's own, or of the same publisher and series, in fitting sizes.
    Shared,
    /// Fitting sizes; the runtime compares the rest when it loads.
    SameSize,
}

/// Whether a runtime takes one model's guesses for the other's; none where sizes differ too much or are not known.
#[must_use]
pub fn vocabulary(model: &Model, draft: &Model, rule: &Drafting) -> Option<Vocabulary> {
    let size = |model: &Model| model.gguf.as_ref().get().map(|h| h.vocab_size).filter(|&size| size > 0);
    let (own, other) = (size(model)?, size(draft)?);
    if own.abs_diff(other) > rule.vocabulary {
        return None;
    }
    let shared = model.publisher == draft.publisher && series(&model.family).eq(series(&draft.family));
    Some(if shared { Vocabulary::Shared } else { Vocabulary::SameSize })
}

/// Of a family's name the words up to its number, or the first where it has none: `Qwen2.5-Coder` is of the series `Qwen2.5`.
fn series(family: &str) -> impl Iterator<Item = &str> {
    let words = || family.split([' ', '-']).filter(|word| !word.is_empty());
    let numbered = words().position(|word| word.bytes().any(|letter| letter.is_ascii_digit()));
    words().take(numbered.map_or(1, |at| at + 1))
}

#[cfg(test)]
mod tests {
    use super::series;

    #[test]
    fn a_series_ends_with_its_number() {
        let of = |family| series(family).collect::<Vec<_>>();
        assert_eq!(of("Qwen2.5-Coder"), ["Qwen2.5"]);
        assert_eq!(of("Gemma 3"), ["Gemma", "3"]);
        assert_eq!(of("Mistral Small"), ["Mistral"]);
        assert_eq!(of("Llama"), ["Llama"]);
    }
}
