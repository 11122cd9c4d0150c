//! What an average month costs.

use super::{Months, Usd, real_quantity};

real_quantity! {
    /// United States dollars for an average month of 730 hours.
    UsdPerMonth
}

impl core::ops::Mul<Months> for UsdPerMonth {
    type Output = Usd;
    fn mul(self, time: Months) -> Usd {
        Usd::new(self.get() * time.get())
    }
}
