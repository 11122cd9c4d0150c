//! Money, in the one currency the catalog is kept in.

use super::{Hours, Known, MillionTokens, Share, UsdPerHour, UsdPerMillionTokens, real_quantity};

real_quantity! {
    /// United States dollars of the day they were quoted on.
    Usd
}

impl core::ops::Mul<Share> for Usd {
    type Output = Self;
    fn mul(self, share: Share) -> Self {
        Self::new(self.get() * share.get())
    }
}

impl Usd {
    /// The hours that this pays for; unknown where an hour costs nothing.
    #[must_use]
    pub fn hours_at(self, rate: UsdPerHour) -> Known<Hours> {
        if rate.get() > 0.0 { Known::Known(Hours::new(self.get() / rate.get())) } else { Known::Unknown }
    }

    /// What each million of tokens cost; unknown where there were none.
    #[must_use]
    pub fn per_million(self, tokens: MillionTokens) -> Known<UsdPerMillionTokens> {
        if tokens.get() > 0.0 {
            Known::Known(UsdPerMillionTokens::new(self.get() / tokens.get()))
        } else {
            Known::Unknown
        }
    }
}
