//! The element that the program draws in.

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::Element;
use yew::BaseComponent;

#[wasm_bindgen]
extern "C" {
    /// Where the program draws from here on: out of sight where the build's drawing of the page stands until all is drawn.
    #[wasm_bindgen(js_namespace = bootStill)]
    fn place() -> Element;
    #[wasm_bindgen(js_namespace = bootStill, catch)]
    fn drawn() -> Result<(), JsValue>;
}

/// Draws a program in the page's element (`assets/still.js`), in place of what the build wrote there. The page stays as tall as that was until
/// all is drawn: who has scrolled already stays where they are.
pub fn take_over<C: BaseComponent>(props: C::Properties) {
    yew::Renderer::<C>::with_root_and_props(place(), props).render();
}

/// All of the page is drawn: it is as tall as it is.
pub fn let_go() {
    // A page of tests has no such script, and nothing to let go.
    let _ = drawn();
}
