//! Fixed texts of the pages about hardware and models, in English.

use crate::text::PageKey;

/// The English text of a key.
#[must_use]
pub const fn page_text(key: PageKey) -> &'static str {
    match key {
        PageKey::NowhereTitle => "No page has this address",
        PageKey::NowhereHelp => {
            "Perhaps the id is spelled differently. These lists hold everything there is:"
        }
    }
}
