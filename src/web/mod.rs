//! The only place that touches the browser. Everything here tolerates a browser that refuses.

pub mod address;
#[cfg(not(target_arch = "wasm32"))]
pub mod build;
pub mod clipboard;
pub mod clock;
pub mod dialog;
pub mod download;
pub mod event;
pub mod fetch;
pub mod file;
pub mod guard;
pub mod idle;
pub mod page;
pub mod picture;
pub mod storage;
pub mod theme;
