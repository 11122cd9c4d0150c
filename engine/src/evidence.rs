//! What a figure rests on.

use serde::{Deserialize, Serialize};

/// The ladder of evidence, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// This model, quant and device were measured.
    Measured,
    /// The same model and device at another context or quant.
    MeasuredNear,
    /// Reported by users, not reproducible from the source.
    Community,
    /// From a similar measured device.
    Extrapolated,
    /// From the formula alone.
    Estimated,
}

impl Evidence {
    /// Factor on a score's headline, never on a speed. Source: the project's design, section Evidence.
    #[must_use]
    pub const fn score_factor(self) -> f64 {
        match self {
            Self::Measured => 1.00,
            Self::MeasuredNear => 0.95,
            Self::Community => 0.85,
            Self::Extrapolated => 0.80,
            Self::Estimated => 0.70,
        }
    }
}
