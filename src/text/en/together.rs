//! The page about several models, in English.

use crate::text::{Fixed, TogetherKey};

impl Fixed for TogetherKey {
    fn text(self) -> &'static str {
        together_text(self)
    }
}

/// The English text of a key.
#[must_use]
pub const fn together_text(key: TogetherKey) -> &'static str {
    use TogetherKey as K;
    match key {
        K::Title => "Several models at once",
        K::Help => "",
    }
}
