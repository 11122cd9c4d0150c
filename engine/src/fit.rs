//! Grades of fit and the limits between them: the one place they stand.

use serde::{Deserialize, Serialize};

use crate::units::TokensPerSecond;

/// The verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fit {
    /// On the devices with headroom, at a usable rate.
    Comfortable,
    /// On the devices, with less headroom.
    Tight,
    /// Weights below four bits, layers or experts on the host, or a rate below usable.
    Marginal,
    /// Not enough memory, or refused by the runtime.
    DoesNotFit,
    /// A figure the verdict needs is unknown.
    Unknown,
}

impl Fit {
    /// Whether the model runs at all.
    #[must_use]
    pub const fn runs(self) -> bool {
        matches!(self, Self::Comfortable | Self::Tight | Self::Marginal)
    }

    /// Order of preference: larger is better; unknown stands between "runs" and "does not fit".
    #[must_use]
    pub const fn rank(self) -> u8 {
        match self {
            Self::Comfortable => 4,
            Self::Tight => 3,
            Self::Marginal => 2,
            Self::Unknown => 1,
            Self::DoesNotFit => 0,
        }
    }
}

/// Limits between the grades; printed on the page and editable by the reader.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Thresholds {
    /// Free ÷ usable from which a fit is comfortable.
    pub headroom: f64,
    /// Decode rate from which a fit is usable.
    pub usable_rate: TokensPerSecond,
    /// Bits per weight below which a quant is marginal.
    pub marginal_bits: f64,
}

impl Thresholds {
    /// Comfortable from 15 % free (the project's design). Usable from 5 tokens per second: people read English at about
    /// 238 words a minute (Brysbaert 2019, "How many words do we read per minute?"), which at about 1.3 tokens a word is 5.2
    /// tokens per second. Weights are marginal below four bits (the project's design).
    #[must_use]
    pub fn standard() -> Self {
        Self { headroom: 0.15, usable_rate: TokensPerSecond::new(5.0), marginal_bits: 4.0 }
    }
}

impl Default for Thresholds {
    fn default() -> Self {
        Self::standard()
    }
}
