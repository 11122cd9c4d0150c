//! What an event says.

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, HtmlSelectElement};

/// The text of the input or select that an event came from.
#[must_use]
pub fn value(event: &Event) -> String {
    let target = event.target();
    let input = target.clone().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()).map(|i| i.value());
    input
        .or_else(|| target.and_then(|t| t.dyn_into::<HtmlSelectElement>().ok()).map(|s| s.value()))
        .unwrap_or_default()
}

/// Selects the text of the input that an event came from, so that typing replaces it.
pub fn select_all(event: &Event) {
    if let Some(input) = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) {
        input.select();
    }
}
