//! The address bar.

use gloo::events::EventListener;
use gloo::utils::window;
use wasm_bindgen::JsValue;

/// The query of the page's address, with its question mark.
#[must_use]
pub fn query() -> String {
    #[cfg(target_arch = "wasm32")]
    return window().location().search().unwrap_or_default();
    #[cfg(not(target_arch = "wasm32"))]
    String::new()
}

/// The whole of it, for noticing that it changed.
#[must_use]
pub fn whole() -> String {
    #[cfg(target_arch = "wasm32")]
    return window().location().href().unwrap_or_default();
    #[cfg(not(target_arch = "wasm32"))]
    super::build::path()
}

/// The page's address with this query, for a link. The address bar itself lags behind a drag.
#[must_use]
pub fn link(query: &str) -> String {
    let place = window().location();
    [&place.origin().unwrap_or_default(), &place.pathname().unwrap_or_default(), "?", query].concat()
}

/// The path of the address below the site's own (`<base>`): `hardware/nvidia-l40s/`.
#[must_use]
pub fn path() -> String {
    #[cfg(target_arch = "wasm32")]
    return below_base();
    #[cfg(not(target_arch = "wasm32"))]
    super::build::path()
}

#[cfg(target_arch = "wasm32")]
fn below_base() -> String {
    let here = window().location().pathname().unwrap_or_default();
    let base = gloo::utils::document().base_uri().ok().flatten().unwrap_or_default();
    // The path of the base: what follows the host.
    let base = base
        .split_once(':')
        .and_then(|(_, rest)| rest.strip_prefix("//"))
        .and_then(|rest| rest.find('/').and_then(|at| rest.get(at..)));
    let base = base.unwrap_or("/");
    let base = base.rfind('/').and_then(|at| base.get(..=at)).unwrap_or("/");
    here.strip_prefix(base).unwrap_or(&here).to_owned()
}

/// Puts a new entry into the history: an address relative to the site's own.
pub fn visit(address: &str) {
    if let Ok(history) = window().history() {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// Changes the address of the entry at hand, relative to the site's own.
pub fn revisit(address: &str) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// Loads another page of the site.
pub fn load(address: &str) {
    let _ = window().location().assign(address);
}

/// Scrolls to the top, as a new page begins there.
pub fn to_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
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
