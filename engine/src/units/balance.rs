//! Money that may be owed either way.

use serde::Serialize;

use super::Usd;

/// A difference of two amounts of money: negative where the second is larger. Never NaN.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default, Serialize)]
#[serde(transparent)]
pub struct Balance(f64);

impl Balance {
    /// Neither way.
    pub const ZERO: Self = Self(0.0);

    /// United States dollars, signed; NaN becomes zero, infinities the largest finite number.
    #[must_use]
    pub fn new(usd: f64) -> Self {
        Self(if usd.is_nan() { 0.0 } else { usd.clamp(f64::MIN, f64::MAX) })
    }

    /// United States dollars, signed.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }
}

impl core::ops::Sub for Usd {
    type Output = Balance;
    fn sub(self, other: Self) -> Balance {
        Balance::new(self.get() - other.get())
    }
}

impl core::ops::Sub for Balance {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self::new(self.0 - other.0)
    }
}

impl core::ops::Add for Balance {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.0 + other.0)
    }
}

impl From<Usd> for Balance {
    fn from(amount: Usd) -> Self {
        Self(amount.get())
    }
}
