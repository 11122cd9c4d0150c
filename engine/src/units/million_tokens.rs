//! Tokens as they are billed.

use super::{Hours, TokensPerSecond, real_quantity};

real_quantity! {
    /// Tokens in millions.
    MillionTokens
}

impl MillionTokens {
    /// A count of tokens.
    #[must_use]
    pub fn of(tokens: f64) -> Self {
        Self::new(tokens / 1e6)
    }
}

impl core::ops::Mul<Hours> for TokensPerSecond {
    type Output = MillionTokens;
    fn mul(self, time: Hours) -> MillionTokens {
        MillionTokens::of(self.get() * time.get() * 3600.0)
    }
}
