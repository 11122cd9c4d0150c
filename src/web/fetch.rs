//! Files that come with the page.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// The bytes of a file beside the page.
///
/// # Errors
/// When it does not arrive or the server says no.
pub async fn bytes(address: &str) -> Result<Vec<u8>, JsValue> {
    let response: Response =
        JsFuture::from(gloo::utils::window().fetch_with_str(address)).await?.dyn_into()?;
    if !response.ok() {
        return Err(response.status_text().into());
    }
    let buffer = JsFuture::from(response.array_buffer()?).await?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// The packed catalog. Its address, which changes with its content, is in the page's head, where the browser began to
/// fetch it before the app was there.
///
/// # Errors
/// When the page names none, or it does not arrive.
pub async fn catalog() -> Result<Vec<u8>, JsValue> {
    let link = gloo::utils::document().get_element_by_id("catalog");
    let address =
        link.and_then(|link| link.get_attribute("href")).ok_or("this page was built without a catalog")?;
    bytes(&address).await
}
