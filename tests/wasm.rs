//! The engine in wasm, under node.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::wasm_bindgen_test;
use will_it_run_engine::units::Bytes;

#[wasm_bindgen_test]
fn bytes_are_64_bits_wide() {
    assert_eq!(Bytes::gib(80.0).get(), 80 << 30);
}
