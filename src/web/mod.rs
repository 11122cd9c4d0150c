//! The only place that touches the browser. Everything here tolerates a browser that refuses.

pub mod address;
pub mod clipboard;
pub mod dialog;
pub mod event;
pub mod fetch;
pub mod idle;
pub mod storage;
pub mod theme;
