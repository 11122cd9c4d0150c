//! Files that the page makes and the reader keeps.

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// How long the browser may take to fetch the file from the page's memory, in milliseconds.
const KEPT: u32 = 60_000;

/// Hands a text to the browser as a file of this name and media type.
pub fn save(name: &str, media_type: &str, text: &str) {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = js_sys::Array::of1(&text.into());
    let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &options) else { return };
    let Ok(address) = Url::create_object_url_with_blob(&blob) else { return };
    offer(name, &address);
    // Some browsers fetch it only after this turn.
    Timeout::new(KEPT, move || {
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
}

/// Hands what an address stands for to the browser as a file of this name.
pub fn offer(name: &str, address: &str) {
    let anchor = gloo::utils::document().create_element("a").ok();
    if let Some(anchor) = anchor.and_then(|anchor| anchor.dyn_into::<HtmlAnchorElement>().ok()) {
        anchor.set_href(address);
        anchor.set_download(name);
        anchor.click();
    }
}
