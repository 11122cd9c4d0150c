//! Hours of use, and months of ownership.

use super::real_quantity;

/// Hours of an average month: 8,760 hours of a year of 365 days ÷ 12. The month of cloud price lists.
pub const HOURS_PER_MONTH: f64 = 730.0;

real_quantity! {
    /// A span of time in hours.
    Hours
}

impl Hours {
    /// So many hours a day, as hours of an average month: 24 are exactly 730.
    #[must_use]
    pub fn per_month(self) -> Self {
        Self::new(self.get() * HOURS_PER_MONTH / 24.0)
    }

    /// So many hours of an average month, as hours a day: 730 are exactly 24.
    #[must_use]
    pub fn per_day(self) -> Self {
        Self::new(self.get() * 24.0 / HOURS_PER_MONTH)
    }
}
