//! The element that the program draws in.

use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::BaseComponent;

/// The element; `index.html` has it.
const ROOT: &str = "app";

/// Draws a program in the element, in place of what the build wrote there. The page stays as tall as that was until all is drawn: who has
/// scrolled already stays where they are.
pub fn take_over<C: BaseComponent>(props: C::Properties) {
    let Some(root) = root() else { return };
    let _ = root.style().set_property("min-height", &[&root.client_height().to_string(), "px"].concat());
    yew::Renderer::<C>::with_root_and_props(root.into(), props).render();
}

fn root() -> Option<HtmlElement> {
    document().get_element_by_id(ROOT).and_then(|root| root.dyn_into().ok())
}

/// All of the page is drawn: it is as tall as it is.
pub fn let_go() {
    if let Some(root) = root() {
        let _ = root.style().remove_property("min-height");
    }
}
