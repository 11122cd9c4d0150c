//! Files that come with the page.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlElement, Response};

/// The element whose `href` is the packed catalog; the browser fetches it beside the wasm.
const CATALOG: &str = "catalog";

/// The bytes of the packed catalog.
///
/// # Errors
/// What the browser or the server said when it did not arrive.
pub async fn catalog() -> Result<Vec<u8>, JsValue> {
    let link =
        gloo::utils::document().get_element_by_id(CATALOG).and_then(|e| e.dyn_into::<HtmlElement>().ok());
    let address = link.and_then(|link| link.get_attribute("href")).unwrap_or_default();
    bytes(&address).await
}

/// A text beside the page.
///
/// # Errors
/// What the browser or the server said when it did not arrive.
pub async fn text(address: &str) -> Result<String, String> {
    let bytes = bytes(address).await.map_err(|why| why.as_string().unwrap_or_default())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

async fn bytes(address: &str) -> Result<Vec<u8>, JsValue> {
    let response: Response =
        JsFuture::from(gloo::utils::window().fetch_with_str(address)).await?.dyn_into()?;
    if !response.ok() {
        return Err([&response.status().to_string(), " ", &response.status_text()].concat().into());
    }
    let buffer = JsFuture::from(response.array_buffer()?).await?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}
