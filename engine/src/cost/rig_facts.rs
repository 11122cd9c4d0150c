//! What the calculator knows of a rig whose cost is asked.

use super::Range;
use crate::catalog::{HardwareKey, ModelKey};
use crate::fit::Fit;
use crate::units::{Bytes, Known, TokensPerSecond};

/// What the calculator knows of the rig and of the model on it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RigFacts {
    /// Its devices' record.
    pub hardware: Option<HardwareKey>,
    /// How many.
    pub count: u32,
    /// Installed memory of each.
    pub memory: Known<Bytes>,
    /// What runs on it.
    pub model: Option<ModelKey>,
    /// Whether it runs; unknown also where no model was asked about.
    pub fit: Known<Fit>,
    /// Answered tokens, all users together.
    pub decode: Known<Range<TokensPerSecond>>,
    /// Prompt tokens.
    pub prefill: Known<Range<TokensPerSecond>>,
}

impl RigFacts {
    /// Nothing is known.
    pub const NONE: Self = Self {
        hardware: None,
        count: 1,
        memory: Known::Unknown,
        model: None,
        fit: Known::Unknown,
        decode: Known::Unknown,
        prefill: Known::Unknown,
    };
}
