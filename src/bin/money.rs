//! What the widget's break-even is reckoned with in a browser. No models, no devices: prices in, sentences out.
#![cfg_attr(target_arch = "wasm32", no_main)]

use wasm_bindgen::prelude::wasm_bindgen;

/// What a line is answered with, as JSON: [`will_it_run::widget::money::break_even`].
#[wasm_bindgen]
#[must_use]
pub fn break_even(line: Vec<u8>) -> Vec<u8> {
    will_it_run::widget::money::break_even(core::str::from_utf8(&line).unwrap_or_default()).into_bytes()
}

/// Nothing runs by itself; without the usual start there is none of its code in the wasm, either.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
