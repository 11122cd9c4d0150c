//! What goes into a score.

use serde::{Deserialize, Serialize};

use super::PriceSeen;
use crate::evidence::Evidence;
use crate::fit::Fit;
use crate::question::Backend;
use crate::units::{Bytes, BytesPerSecond, Known, TokensPerSecond, Watts};

/// What a score rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScoreBasis {
    /// The engine's decode of the reference question, with the best evidence there is; a missing figure makes the score unknown.
    #[default]
    Live,
    /// As the published pages compute it: a rule of thumb from bandwidth, always an estimate, and a missing figure scores zero.
    AsPublished,
}

/// The figures of one device.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ScoreInputs {
    /// Installed memory, bytes.
    pub memory: Known<Bytes>,
    /// Printed memory bandwidth, bytes per second.
    pub bandwidth: Known<BytesPerSecond>,
    /// Rated power, watts.
    pub tdp: Known<Watts>,
    /// What drives the device; for its ecosystem and the rule of thumb.
    pub backend: Known<Backend>,
    /// Verdict of the reference question; unknown where it was not asked.
    pub reference_fit: Fit,
    /// Decode: of the reference question (live), by the rule of thumb (as published).
    pub tokens_per_second: Known<TokensPerSecond>,
    /// What the decode rate rests on.
    pub evidence: Evidence,
    /// Newest price in the catalog.
    pub price: Known<PriceSeen>,
}

impl ScoreInputs {
    /// As the published pages see these figures: their own decode rate, as an estimate.
    #[must_use]
    pub fn as_published(self) -> Self {
        let rate =
            self.backend.zip(self.bandwidth).map(|(backend, gb_s)| super::rule_of_thumb(backend, gb_s));
        Self { tokens_per_second: rate, reference_fit: Fit::Unknown, evidence: Evidence::Estimated, ..self }
    }
}
