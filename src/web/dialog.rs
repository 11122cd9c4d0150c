//! Dialogs and focus.

use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement, HtmlInputElement};
use yew::NodeRef;

/// Opens a `<dialog>` above the page; the browser keeps the focus in it and closes it on Escape.
pub fn open(node: &NodeRef) {
    if let Some(dialog) = node.cast::<HtmlDialogElement>()
        && !dialog.open()
    {
        let _ = dialog.show_modal();
    }
}

/// Closes it.
pub fn close(node: &NodeRef) {
    if let Some(dialog) = node.cast::<HtmlDialogElement>() {
        dialog.close();
    }
}

/// Gives an element the focus.
pub fn focus(node: &NodeRef) {
    if let Some(element) = node.cast::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// Selects the whole text of an input, if it has the focus.
pub fn select_if_focused(node: &NodeRef) {
    let focused = gloo::utils::document().active_element();
    if let Some(input) = node.cast::<HtmlInputElement>().filter(|input| focused.as_ref() == Some(input)) {
        input.select();
    }
}

/// Gives the element with this id the focus.
pub fn focus_id(id: &str) {
    if let Some(element) = gloo::utils::document().get_element_by_id(id) {
        let _ = element.unchecked_into::<HtmlElement>().focus();
    }
}

/// The same; what it is folded away in is opened first.
pub fn focus_folded(id: &str) {
    let element = gloo::utils::document().get_element_by_id(id);
    if let Some(folded) = element.and_then(|element| element.closest("details").ok().flatten()) {
        let _ = folded.set_attribute("open", "");
    }
    focus_id(id);
}

/// Scrolls the element with this id into view, if it is not.
pub fn reveal(id: &str) {
    if let Some(element) = gloo::utils::document().get_element_by_id(id) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}
