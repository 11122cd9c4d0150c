//! Power and energy.

use super::{Seconds, real_quantity};

real_quantity! {
    /// Power.
    Watts
}

real_quantity! {
    /// Energy.
    Joules
}

impl core::ops::Mul<Seconds> for Watts {
    type Output = Joules;
    fn mul(self, time: Seconds) -> Joules {
        Joules::new(self.get() * time.get())
    }
}
