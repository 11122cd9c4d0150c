//! Counts and rates of tokens.

use serde::{Deserialize, Serialize};

use super::{Seconds, packed_as, real_quantity};

/// A count of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tokens(u32);

packed_as! { Tokens: u32 }

impl Tokens {
    /// None.
    pub const ZERO: Self = Self(0);

    /// A count.
    #[must_use]
    pub const fn new(tokens: u32) -> Self {
        Self(tokens)
    }

    /// The count.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The count as a real number.
    #[must_use]
    pub const fn as_f64(self) -> f64 {
        self.0 as f64
    }
}

impl core::ops::Add for Tokens {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

real_quantity! {
    /// Tokens per second.
    TokensPerSecond
}

impl TokensPerSecond {
    /// The rate of `tokens` in `time`; zero time gives zero, never infinity.
    #[must_use]
    pub fn over(tokens: f64, time: Seconds) -> Self {
        if time.get() > 0.0 { Self::new(tokens / time.get()) } else { Self::ZERO }
    }
}
