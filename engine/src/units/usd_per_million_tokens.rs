//! What tokens cost.

use super::{MillionTokens, Usd, real_quantity};

real_quantity! {
    /// United States dollars for a million tokens.
    UsdPerMillionTokens
}

impl core::ops::Mul<MillionTokens> for UsdPerMillionTokens {
    type Output = Usd;
    fn mul(self, tokens: MillionTokens) -> Usd {
        Usd::new(self.get() * tokens.get())
    }
}
