//! The widget's engine for a browser: what `assets/embed/will-it-run.js` loads. No page, no Yew.
#![cfg_attr(target_arch = "wasm32", no_main)]

use wasm_bindgen::prelude::wasm_bindgen;

/// What a question is answered with, as JSON: [`will_it_run::widget::ask`].
#[wasm_bindgen]
#[must_use]
pub fn ask(input: Vec<u8>) -> Vec<u8> {
    will_it_run::widget::ask(&input).into_bytes()
}

/// Nothing runs by itself; without the usual start there is none of its code in the wasm, either.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
