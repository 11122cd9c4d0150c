//! What an event says.

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

/// The text of the input or select that an event came from.
#[must_use]
pub fn value(event: &Event) -> String {
    // All of them have a `value`; asking each what it is costs more than the answer.
    event.target().map(|target| target.unchecked_into::<HtmlInputElement>().value()).unwrap_or_default()
}

/// Selects the text of the input that an event came from, so that typing replaces it.
pub fn select_all(event: &Event) {
    if let Some(input) = event.target() {
        input.unchecked_into::<HtmlInputElement>().select();
    }
}
