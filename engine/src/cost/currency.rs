//! Another currency, at the border alone: the engine reckons in dollars, so no rate can change a month.

use serde::Serialize;

use crate::units::{Balance, Usd};

/// What a page shows money in, at a rate the reader typed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Currency {
    /// Three letters.
    pub code: String,
    /// Units of it for one dollar.
    pub per_usd: f64,
}

impl Currency {
    /// An amount as shown.
    #[must_use]
    pub fn shown(&self, amount: Balance) -> f64 {
        amount.get() * self.per_usd
    }

    /// An amount as typed.
    #[must_use]
    pub fn typed(&self, amount: f64) -> Usd {
        Usd::new(amount / self.per_usd)
    }
}
