//! Rates at which memory is read.

use super::real_quantity;

real_quantity! {
    /// Bytes moved per second.
    BytesPerSecond
}

impl BytesPerSecond {
    /// Decimal gigabytes per second (10^9), as memory bandwidth is quoted.
    #[must_use]
    pub fn gb_s(gb_s: f64) -> Self {
        Self::new(gb_s * 1e9)
    }

    /// In decimal gigabytes per second.
    #[must_use]
    pub fn as_gb_s(self) -> f64 {
        self.get() / 1e9
    }
}
