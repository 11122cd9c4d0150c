//! Why figures do not make an architecture.

use core::fmt;

use super::Family;

/// A figure that is missing or cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArchitectureFault {
    /// The family needs this key.
    Missing {
        /// The family that needs it.
        family: Family,
        /// GGUF's key without the architecture prefix.
        key: &'static str,
    },
    /// The figure is larger than any model's.
    TooLarge {
        /// GGUF's key without the architecture prefix.
        key: &'static str,
        /// The figure.
        value: u32,
        /// The largest one accepted.
        limit: u32,
    },
    /// More distinct kinds of layer than the index holds.
    TooManyKinds,
    /// More multi-token-prediction blocks than blocks.
    OnlyMtp,
}

impl fmt::Display for ArchitectureFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { family, key } => write!(f, "{family} needs {key}"),
            Self::TooLarge { key, value, limit } => {
                write!(f, "{key} is {value}, at most {limit} is plausible")
            }
            Self::TooManyKinds => f.write_str("more than 256 distinct kinds of layer"),
            Self::OnlyMtp => f.write_str("nextn_predict_layers is not below block_count"),
        }
    }
}

impl core::error::Error for ArchitectureFault {}
