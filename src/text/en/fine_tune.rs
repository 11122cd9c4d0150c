//! The page about fine-tuning, in English.

use crate::text::{FineTuneKey, Fixed};

impl Fixed for FineTuneKey {
    fn text(self) -> &'static str {
        fine_tune_text(self)
    }
}

/// The English text of a key.
#[must_use]
pub const fn fine_tune_text(key: FineTuneKey) -> &'static str {
    use FineTuneKey as K;
    match key {
        K::Title => "Fine-tuning",
        K::Help => "",
    }
}
