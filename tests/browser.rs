//! The page's components in a real browser.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]
#![cfg(all(target_arch = "wasm32", feature = "browser"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Blob, Document, Element, Url};
use will_it_run::app;
use will_it_run_engine::catalog::Catalog;

wasm_bindgen_test_configure!(run_in_browser);

fn document() -> Document {
    web_sys::window().and_then(|window| window.document()).unwrap()
}

/// Puts a link to a catalog in the page's head, as the build does.
fn link_catalog(bytes: &[u8]) -> Element {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence(&parts).unwrap();
    let link = document().create_element("link").unwrap();
    link.set_id("catalog");
    link.set_attribute("href", &Url::create_object_url_with_blob(&blob).unwrap()).unwrap();
    document().head().unwrap().append_child(&link).unwrap();
    link
}

/// Starts the calculator and waits until the page, or what it gives as the reason that there is none, holds `wanted`.
async fn text_of_page(wanted: &str) -> String {
    let root = document().create_element("div").unwrap();
    root.set_id("app");
    document().body().unwrap().append_child(&root).unwrap();
    // What `assets/guard.js` has; a reason is put where the page would be.
    let guard = js_sys::Object::new();
    let told = root.clone();
    let fail = Closure::<dyn FnMut(JsValue)>::new(move |why: JsValue| {
        told.set_text_content(Some(&["no catalog: ", &why.as_string().unwrap_or_default()].concat()));
    });
    let started = Closure::<dyn FnMut()>::new(|| {});
    for (name, function) in [("noCatalog", fail.as_ref()), ("started", started.as_ref())] {
        js_sys::Reflect::set(&guard, &name.into(), function).unwrap();
    }
    js_sys::Reflect::set(&js_sys::global(), &"bootGuard".into(), &guard).unwrap();
    // The page's own script, which fetches, waits and gives the place to draw in.
    js_sys::eval(include_str!("../assets/still.js")).unwrap();
    app::start::<app::pages::Check>(Catalog::unpack_answers, app::first_answer);
    let text = || root.text_content().unwrap_or_default();
    for _ in 0..200 {
        yew::scheduler::flush().await;
        if text().contains(wanted) {
            break;
        }
        gloo::timers::future::sleep(std::time::Duration::from_millis(20)).await;
    }
    let text = text();
    root.remove();
    text
}

#[wasm_bindgen_test]
async fn the_page_answers_from_its_catalog() {
    let catalog = Catalog::from_json(include_str!("../catalog.json")).map_err(|faults| faults.len());
    let link = link_catalog(&catalog.unwrap().pack());
    let text = text_of_page("GiB").await;
    link.remove();
    assert!(text.contains("GiB"), "{text}");
}

#[wasm_bindgen_test]
async fn a_damaged_catalog_is_said() {
    let link = link_catalog(b"not a catalog");
    let text = text_of_page("no catalog: ").await;
    link.remove();
    assert!(text.len() > "no catalog: ".len(), "it says why: {text}");
}
