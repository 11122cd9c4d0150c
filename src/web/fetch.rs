//! Files that come with the page.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    /// The bytes of the file of an address, or of the packed catalog; fails with what the browser or the server said (`assets/still.js`).
    #[wasm_bindgen(js_namespace = bootStill, js_name = bytes, catch)]
    async fn fetched(address: &str) -> Result<JsValue, JsValue>;
}

/// The bytes of the packed catalog, which the browser fetches beside the wasm.
///
/// # Errors
/// What the browser or the server said when it did not arrive.
pub async fn catalog() -> Result<Vec<u8>, JsValue> {
    Ok(Uint8Array::new(&fetched("").await?).to_vec())
}

/// A text beside the page.
///
/// # Errors
/// What the browser or the server said when it did not arrive.
pub async fn text(address: &str) -> Result<String, String> {
    let bytes = fetched(address).await.map_err(|why| why.as_string().unwrap_or_default())?;
    Ok(String::from_utf8_lossy(&Uint8Array::new(&bytes).to_vec()).into_owned())
}
