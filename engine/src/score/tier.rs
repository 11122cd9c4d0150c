//! Tiers: the headline as a letter.

use serde::{Deserialize, Serialize};

/// A letter for a headline. Published: 500 is B and 28 is D; the cut-offs are ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Tier {
    /// From 800: out of reach without a measurement, since an estimate is worth at most 700.
    S,
    /// From 650.
    A,
    /// From 450.
    B,
    /// From 250.
    C,
    /// Below.
    D,
}

impl Tier {
    /// All of them, best first.
    pub const ALL: [Self; 5] = [Self::S, Self::A, Self::B, Self::C, Self::D];

    /// The lowest headline of the tier, in points of 1000.
    #[must_use]
    pub const fn from_headline(self) -> u32 {
        match self {
            Self::S => 800,
            Self::A => 650,
            Self::B => 450,
            Self::C => 250,
            Self::D => 0,
        }
    }

    /// The tier of a headline, in points of 1000.
    #[must_use]
    pub fn of(headline: u32) -> Self {
        Self::ALL.into_iter().find(|tier| headline >= tier.from_headline()).unwrap_or(Self::D)
    }

    /// The letter.
    #[must_use]
    pub const fn letter(self) -> &'static str {
        match self {
            Self::S => "S",
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
        }
    }
}
