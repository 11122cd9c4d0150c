//! Spans of time.

use super::real_quantity;

real_quantity! {
    /// A span of time in seconds.
    Seconds
}

impl Seconds {
    /// Microseconds.
    #[must_use]
    pub fn micros(micros: f64) -> Self {
        Self::new(micros * 1e-6)
    }
}
