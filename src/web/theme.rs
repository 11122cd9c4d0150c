//! Light and dark.

use gloo::utils::document;

/// Sets the page's theme; the style sheet does the rest.
pub fn set(word: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-theme", word);
    }
}

/// Sets the title of the page.
pub fn title(text: &str) {
    document().set_title(text);
}
