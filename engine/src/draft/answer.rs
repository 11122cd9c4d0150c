//! What is answered of a drafter.

use serde::Serialize;

use super::acceptance::{Drafter, Text};
use super::gain::Cycle;
use super::vocabulary::Vocabulary;
use crate::answer::{Parts, Placed, Rate};
use crate::fit::Fit;
use crate::launch::Launch;
use crate::units::{Bytes, Known};

/// From low to high.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Range {
    /// The lowest.
    pub low: f64,
    /// The highest.
    pub high: f64,
}

/// A drafter beside the question's model.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DraftAnswer {
    /// What guesses.
    pub drafter: Drafter,
    /// Catalog id of the smaller model, or of the model itself.
    pub model: String,
    /// How it is stored.
    pub quant: &'static str,
    /// Tokens guessed in a row.
    pub tokens: u32,
    /// Tokens of its context for each user.
    pub context: u32,
    /// Whether it has the model's vocabulary.
    pub vocabulary: Vocabulary,
    /// The verdict with it.
    pub fit: Fit,
    /// Where its bytes are, and what the devices hold with it.
    pub memory: DraftMemory,
    /// Where the model's layers are with it.
    pub placement: Placed,
    /// Decode of one user without it.
    pub alone: Known<Rate>,
    /// What a cycle of guessing and checking takes.
    pub cycle: Known<Cycle>,
    /// The acceptance from which on it is typically a gain; unknown where even all guesses right are none.
    pub break_even: Known<f64>,
    /// What to expect, by kind of text; empty where a step's time is not known.
    pub gains: Vec<Gain>,
    /// What to know.
    pub reasons: Vec<DraftReason>,
    /// Drafters that suit the model, the best first; only where they were asked for (`auto`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<DraftCandidate>,
    /// How model and drafter are started, where they run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub launch: Option<Launch>,
}

/// What a drafter takes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DraftMemory {
    /// On all devices together.
    pub device: Parts,
    /// On the host.
    pub host: Parts,
    /// Device by device.
    pub per_device: Vec<DraftDevice>,
    /// Free ÷ usable in the fullest place with it; negative where it does not fit.
    pub headroom: Known<f64>,
}

/// A device with a drafter on it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DraftDevice {
    /// What the drafter takes. States of recurrent layers of the model itself, kept once more for each guess, are among them.
    pub draft: Parts,
    /// What the model takes.
    pub model: Parts,
    /// Both.
    pub total: Known<Bytes>,
    /// What it can hold.
    pub usable: Bytes,
}

/// What to expect of a kind of text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Gain {
    /// The kind.
    pub text: Text,
    /// Published acceptance.
    pub acceptance: Range,
    /// Tokens that a cycle yields.
    pub tokens_per_cycle: Range,
    /// Times as fast as without; below 1 is a loss.
    pub gain: Range,
    /// Decode of one user with it, tokens per second.
    pub decode: Range,
    /// Which it is.
    pub outcome: Outcome,
    /// Where the acceptance is published.
    pub sources: &'static [&'static str],
}

/// Whether a drafter pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Faster over all of the range.
    Gain,
    /// Slower over all of the range.
    Loss,
    /// Faster or slower, as the text turns out.
    Either,
}

/// What to know of a drafter.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum DraftReason {
    /// Checking reads the experts of all its tokens: this many times those of one.
    MoreExperts {
        /// Distinct experts of a step, in multiples of what a token uses.
        times: f64,
    },
    /// Of a cycle's time guessing takes this share.
    Guessing {
        /// From 0 to 1.
        share: f64,
    },
    /// Checking takes this many times a plain step.
    Checking {
        /// At least 1.
        times: f64,
    },
    /// There is no room beside the drafter for all that the devices held without it.
    MovesToHost,
    /// Vocabularies are of the same size, but nobody compared them: the runtime does when it loads.
    VocabularyNotCompared,
    /// One block guesses all tokens in turn; it was trained for so many.
    BlockReused {
        /// Blocks of the model.
        blocks: u32,
    },
    /// Users share steps already: guessing for all of them adds to every step.
    ManyUsers {
        /// How many.
        users: u32,
    },
}

/// A drafter that suits the model.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DraftCandidate {
    /// What guesses.
    pub drafter: Drafter,
    /// Catalog id.
    pub model: String,
    /// How it is stored.
    pub quant: &'static str,
    /// Whether it has the model's vocabulary.
    pub vocabulary: Vocabulary,
    /// The verdict with it.
    pub fit: Fit,
    /// Bytes it takes on all devices, or on the host where there is none.
    pub total: Known<Bytes>,
    /// What to expect, by kind of text.
    pub gains: Vec<Gain>,
}
