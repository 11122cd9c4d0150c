//! A drafter beside the model: a smaller model, or the model's own blocks for multi-token prediction, guesses some tokens, and the model checks
//! them in one step.
//!
//! Memory and step times are those of the rest of the engine; here are the vocabulary rules, the acceptance that was published, and the sum.
//! The sum is that of Leviathan, Kalman, Matias, "Fast inference from transformers via speculative decoding" (ICML 2023, arXiv 2211.17192,
//! theorem 3.8), with measured costs in place of a ratio.

mod acceptance;
mod answer;
mod gain;
mod raw;
mod runtime;
mod vocabulary;

pub use acceptance::{Acceptance, Drafter, Text, tokens_per_cycle};
pub use answer::{DraftAnswer, DraftCandidate, DraftDevice, DraftMemory, DraftReason, Gain, Outcome, Range};
pub use gain::{Cycle, break_even, gains, longest_check};
pub use raw::RawDraft;
pub use runtime::{Drafting, drafting};
pub use vocabulary::{Vocabulary, vocabulary};
