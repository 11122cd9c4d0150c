//! What the widget's break-even is reckoned with in a browser. No models, no devices: prices in, sentences out.
#![cfg_attr(target_arch = "wasm32", no_main)]

use wasm_bindgen::prelude::wasm_bindgen;

/// What seven numbers are answered with, as JSON: [`will_it_run::widget::money::break_even`].
#[wasm_bindgen]
#[must_use]
pub fn break_even(asked: Vec<f64>) -> Vec<u8> {
    will_it_run::widget::money::break_even(&asked).into_bytes()
}

/// Nothing runs by itself; without the usual start there is none of its code in the wasm, either.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
