//! A link that changes the question in place; opened in a new tab it is an ordinary address.

use wasm_bindgen::JsCast;
use web_sys::MouseEvent;

use crate::app::draw::{El, On, el};
use crate::app::hooks::Page;
use crate::app::state::{Action, Asked, write_address};
use crate::text::Key;

/// The link. `current` is set where it leads to the question at hand.
pub fn link(page: &Page, to: Asked, class: &'static str, current: Option<&'static str>) -> El {
    let state = page.state.dispatcher();
    let href = ["?", &write_address(&to)].concat();
    el("a").class(class).with("href", href).maybe("aria-current", current).on(On::Click, move |e| {
        // With a modifier the reader wants a tab or a window of their own.
        let mouse: &MouseEvent = e.unchecked_ref();
        if !(mouse.ctrl_key()
            || mouse.meta_key()
            || mouse.shift_key()
            || mouse.alt_key()
            || mouse.button() != 0)
        {
            e.prevent_default();
            state.dispatch(Action::Ask(to.clone()));
        }
    })
}

/// A button with its text.
pub fn button(class: &'static str, says: Key) -> El {
    el("button").is("type", "button").maybe("class", (!class.is_empty()).then_some(class)).say(says)
}

/// A button that does not ask for attention; put inside what it shows.
pub fn quiet_button() -> El {
    el("button").is("type", "button").class("quiet-button")
}
