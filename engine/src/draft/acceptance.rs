//! How often a guess is right, as published.
//!
//! A rate is per guess: each is taken right with this probability when all before it were. Publications that give accepted ÷ drafted of k
//! guesses in a row, s, are turned into it by solving (a + a² + … + aᵏ) ÷ k = s.

use serde::Serialize;

use super::answer::Range;
use crate::math::pow_whole;

crate::question::choice::choice! {
    /// What is written.
    Text {
        /// Prose, questions and answers, translation.
        Chat = "chat",
        /// Code, and other text of strict form.
        Code = "code",
    }
}

crate::question::choice::choice! {
    /// What guesses.
    Drafter {
        /// A smaller model.
        Model = "model",
        /// The model's own blocks for multi-token prediction.
        Mtp = "mtp",
    }
}

/// A range of published rates.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Acceptance {
    /// From the lowest to the highest.
    pub rate: Range,
    /// Where they are published.
    pub sources: &'static [&'static str],
}

/// Prose by a smaller model of the same series. Lowest: Qwen2.5-0.5B for 7B translates, 34.9 % rejected; T5-small for T5-XXL summarises, 0.65.
/// Highest: T5-large for T5-XXL translates, 0.82; LaMDA 2B and 8B for 137B in dialogue lie between, 0.71 and 0.75.
const MODEL_CHAT: Acceptance = Acceptance {
    rate: Range { low: 0.65, high: 0.82 },
    sources: &[
        "arXiv 2211.17192 table 3",
        "huggingface.co/RyeCatcher/speculative-decoding-cross-domain-analysis EXPERIMENT_LOG.md",
    ],
};

/// Code by a smaller model of the same series. Lowest: Qwen2.5-0.5B for 7B does sums, 26.1 % rejected. Highest: Llama 3.2 1B for 3.1 8B, 526 of
/// 730 with five in a row (0.89). Between: Chinchilla 4B for 70B on HumanEval (2.46 times as fast with four in a row at 1.8 ms against 14.1 ms:
/// 0.85), Qwen2.5-Coder 3B for 32B (313 of 912 with sixteen in a row: 0.855), Qwen2.5-0.5B for 7B on HumanEval (14.0 % rejected: 0.86).
const MODEL_CODE: Acceptance = Acceptance {
    rate: Range { low: 0.74, high: 0.89 },
    sources: &[
        "arXiv 2302.01318 table 1",
        "github.com/ggml-org/llama.cpp issue 5877",
        "github.com/ggml-org/llama.cpp pull 10455",
        "huggingface.co/RyeCatcher/speculative-decoding-cross-domain-analysis EXPERIMENT_LOG.md",
    ],
};

/// Prose by the model's own block. Lowest: Qwen3.6-27B translates, 0.542 of three in a row (0.73). Highest: DeepSeek-V3's second token, 85–90 %.
const MTP_CHAT: Acceptance = Acceptance {
    rate: Range { low: 0.73, high: 0.90 },
    sources: &["arXiv 2412.19437 section 5.4.3", "github.com/ggml-org/llama.cpp pull 22673"],
};

/// Code by the model's own block: Qwen3.6-27B, C++ 0.740 of three in a row (0.857), Python 0.908 of three in a row (0.954).
const MTP_CODE: Acceptance = Acceptance {
    rate: Range { low: 0.85, high: 0.95 },
    sources: &["github.com/ggml-org/llama.cpp pull 22673"],
};

impl Acceptance {
    /// What is published of a drafter and a kind of text.
    #[must_use]
    pub const fn of(drafter: Drafter, text: Text) -> Self {
        match (drafter, text) {
            (Drafter::Model, Text::Chat) => MODEL_CHAT,
            (Drafter::Model, Text::Code) => MODEL_CODE,
            (Drafter::Mtp, Text::Chat) => MTP_CHAT,
            (Drafter::Mtp, Text::Code) => MTP_CODE,
        }
    }
}

/// Tokens that one step of checking yields on average: (1 − aᵏ⁺¹) ÷ (1 − a), the model's own token included.
#[must_use]
pub fn tokens_per_cycle(acceptance: f64, guesses: u32) -> f64 {
    let all = f64::from(guesses) + 1.0;
    if acceptance >= 1.0 || acceptance.is_nan() {
        return all;
    }
    let a = acceptance.max(0.0);
    ((1.0 - pow_whole(a, guesses.saturating_add(1))) / (1.0 - a)).max(1.0).min(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cycle_yields_from_one_to_all() {
        assert!((tokens_per_cycle(0.0, 5) - 1.0).abs() < 1e-12);
        assert!((tokens_per_cycle(0.5, 2) - 1.75).abs() < 1e-12);
        assert!((tokens_per_cycle(1.0, 5) - 6.0).abs() < 1e-12);
        assert!((tokens_per_cycle(0.999_999_999, 5) - 6.0).abs() < 1e-6);
        assert!(tokens_per_cycle(f64::NAN, 3) <= 4.0);
    }
}
