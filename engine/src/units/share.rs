//! Parts of a whole, and rates of change.

use super::real_quantity;

real_quantity! {
    /// A part of a whole: 0.25 is a quarter. May be above one where more than the whole comes back.
    Share
}

impl Share {
    /// The whole.
    pub const ONE: Self = Self(1.0);

    /// What is left of the whole, at least nothing.
    #[must_use]
    pub fn rest(self) -> Self {
        Self::new(1.0 - self.0)
    }
}

real_quantity! {
    /// Growth or decline in a year: 0.05 is five per cent.
    YearlyRate
}
