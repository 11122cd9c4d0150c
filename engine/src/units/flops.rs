//! Arithmetic work and the rate it is done at.

use super::{Seconds, real_quantity};

real_quantity! {
    /// Floating-point operations.
    Flops
}

real_quantity! {
    /// Floating-point operations per second.
    FlopsPerSecond
}

impl FlopsPerSecond {
    /// Teraflops (10^12 per second), as vendors print matrix rates.
    #[must_use]
    pub fn tera(tflops: f64) -> Self {
        Self::new(tflops * 1e12)
    }
}

impl core::ops::Div<FlopsPerSecond> for Flops {
    type Output = Seconds;
    fn div(self, rate: FlopsPerSecond) -> Seconds {
        if rate.get() > 0.0 { Seconds::new(self.get() / rate.get()) } else { Seconds::ZERO }
    }
}
