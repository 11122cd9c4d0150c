//! What `assets/guard.js` does for the program: it says why there is none.

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    /// The catalog did not come, or is not one: an error or a text.
    #[wasm_bindgen(js_namespace = bootGuard, js_name = noCatalog)]
    pub fn no_catalog(why: JsValue);
}
