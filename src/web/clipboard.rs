//! The clipboard.

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use wasm_bindgen_futures::spawn_local;

#[wasm_bindgen]
extern "C" {
    /// Only served over https or from this machine is there a clipboard at all (`assets/still.js`).
    #[wasm_bindgen(js_namespace = bootStill, catch)]
    async fn copy(text: String) -> Result<(), JsValue>;
}

/// Writes text; `then` learns whether the browser let it.
pub fn write(text: &str, then: impl FnOnce(Result<(), JsValue>) + 'static) {
    let text = text.to_owned();
    spawn_local(async move { then(copy(text).await) });
}
