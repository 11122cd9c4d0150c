//! Power as tariffs count it.

use super::{Hours, KilowattHours, Watts, real_quantity};

real_quantity! {
    /// Power in kilowatts.
    Kilowatts
}

impl From<Watts> for Kilowatts {
    fn from(power: Watts) -> Self {
        Self::new(power.get() / 1000.0)
    }
}

impl core::ops::Mul<Hours> for Kilowatts {
    type Output = KilowattHours;
    fn mul(self, time: Hours) -> KilowattHours {
        KilowattHours::new(self.get() * time.get())
    }
}
