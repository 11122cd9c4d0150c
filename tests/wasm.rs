//! The engine in wasm, under node: the same tests over the same files as on the host.
#![cfg(target_arch = "wasm32")]

#[path = "../engine/tests/golden.rs"]
mod golden;
