//! What energy costs.

use super::{KilowattHours, Kilowatts, Usd, UsdPerHour, real_quantity};

real_quantity! {
    /// United States dollars for a kilowatt-hour.
    UsdPerKwh
}

impl core::ops::Mul<KilowattHours> for UsdPerKwh {
    type Output = Usd;
    fn mul(self, energy: KilowattHours) -> Usd {
        Usd::new(self.get() * energy.get())
    }
}

impl core::ops::Mul<Kilowatts> for UsdPerKwh {
    type Output = UsdPerHour;
    fn mul(self, power: Kilowatts) -> UsdPerHour {
        UsdPerHour::new(self.get() * power.get())
    }
}
