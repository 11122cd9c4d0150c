//! What an hour costs.

use super::{Hours, Usd, real_quantity};

real_quantity! {
    /// United States dollars for an hour.
    UsdPerHour
}

impl core::ops::Mul<Hours> for UsdPerHour {
    type Output = Usd;
    fn mul(self, time: Hours) -> Usd {
        Usd::new(self.get() * time.get())
    }
}
