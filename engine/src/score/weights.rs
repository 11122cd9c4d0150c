//! The parts of a score, and how much each counts.

use serde::{Deserialize, Serialize};

/// A part of the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartKey {
    /// How fast it writes.
    Throughput,
    /// How much it holds.
    Memory,
    /// How much software runs on it.
    Ecosystem,
    /// Tokens for each joule.
    Efficiency,
    /// Points for each dollar; only where the reader asks for it.
    Value,
}

impl PartKey {
    /// All of them, in the order every surface shows.
    pub const ALL: [Self; 5] =
        [Self::Throughput, Self::Memory, Self::Ecosystem, Self::Efficiency, Self::Value];

    /// The key of its term in a derivation.
    #[must_use]
    pub const fn term(self) -> &'static str {
        match self {
            Self::Throughput => "score.throughput",
            Self::Memory => "score.memory",
            Self::Ecosystem => "score.ecosystem",
            Self::Efficiency => "score.efficiency",
            Self::Value => "score.value",
        }
    }
}

/// How much each part counts, relative to the others: only proportions matter, the whole is always 1000. A part of weight 0 is left out,
/// and nothing it would need can make the score unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ScoreWeights {
    /// How fast it writes; 500 as published.
    pub throughput: u16,
    /// How much it holds; 200 as published.
    pub memory: u16,
    /// How much software runs on it; 200 as published.
    pub ecosystem: u16,
    /// Tokens for each joule; 100 as published.
    pub efficiency: u16,
    /// Points for each dollar; 0 as published, the reader's own addition.
    pub value: u16,
}

impl ScoreWeights {
    /// 500, 200, 200 and 100, without price. Source: runlocalai.co hardware pages, read 2026.
    pub const STANDARD: Self =
        Self { throughput: 500, memory: 200, ecosystem: 200, efficiency: 100, value: 0 };

    /// The weight of a part.
    #[must_use]
    pub const fn of(&self, part: PartKey) -> u16 {
        match part {
            PartKey::Throughput => self.throughput,
            PartKey::Memory => self.memory,
            PartKey::Ecosystem => self.ecosystem,
            PartKey::Efficiency => self.efficiency,
            PartKey::Value => self.value,
        }
    }

    /// The most points a part can give, of 1000; zero when no part counts.
    #[must_use]
    pub fn points(&self, part: PartKey) -> f64 {
        let all: u32 = PartKey::ALL.into_iter().map(|part| u32::from(self.of(part))).sum();
        if all == 0 { 0.0 } else { 1000.0 * f64::from(self.of(part)) / f64::from(all) }
    }
}

impl Default for ScoreWeights {
    fn default() -> Self {
        Self::STANDARD
    }
}
