//! The address bar.

use gloo::events::EventListener;
use gloo::utils::window;
use wasm_bindgen::JsValue;

/// The query of the page's address, with its question mark.
#[must_use]
pub fn query() -> String {
    window().location().search().unwrap_or_default()
}

/// The page's address with this query, for a link. The address bar itself lags behind a drag.
#[must_use]
pub fn link(query: &str) -> String {
    let place = window().location();
    [&place.origin().unwrap_or_default(), &place.pathname().unwrap_or_default(), "?", query].concat()
}

/// Puts a new entry with this query into the history.
pub fn push(query: &str) {
    if let Ok(history) = window().history() {
        // A browser that refuses (too many changes a second) keeps the old address; the page still works.
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&["?", query].concat()));
    }
}

/// Changes the query of the entry at hand.
pub fn replace(query: &str) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&["?", query].concat()));
    }
}

/// Calls back when the reader goes back or forward, until it is dropped.
pub fn on_travel(then: impl Fn() + 'static) -> EventListener {
    EventListener::new(&window(), "popstate", move |_| then())
}
