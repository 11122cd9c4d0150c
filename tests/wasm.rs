//! The engine in wasm, under node: the same tests over the same files as on the host.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]
#![cfg(target_arch = "wasm32")]

#[path = "../engine/tests/golden.rs"]
mod golden;
