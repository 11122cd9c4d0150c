//! The clipboard.

use gloo::utils::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// Writes text; `then` learns whether the browser let it.
pub fn write(text: &str, then: impl FnOnce(Result<(), JsValue>) + 'static) {
    // Only served over https or from this machine is there a clipboard at all.
    let clipboard = js_sys::Reflect::get(&window().navigator(), &"clipboard".into());
    match clipboard.ok().filter(JsValue::is_object) {
        None => then(Err(JsValue::UNDEFINED)),
        Some(_) => {
            let promise = window().navigator().clipboard().write_text(text);
            spawn_local(async move {
                then(wasm_bindgen_futures::JsFuture::from(promise).await.map(|_| ()));
            });
        }
    }
}
