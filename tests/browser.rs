//! The page's components in a real browser.
#![cfg(all(target_arch = "wasm32", feature = "browser"))]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use will_it_run::app::App;

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn the_page_renders_its_title() {
    let document = web_sys::window().and_then(|window| window.document()).unwrap();
    let root = document.create_element("div").unwrap();
    document.body().unwrap().append_child(&root).unwrap();
    yew::Renderer::<App>::with_root(root.clone()).render();
    yew::scheduler::flush().await;
    assert!(root.text_content().unwrap_or_default().contains("will it run?"));
}
