//! The page: state is a plain reducer, components draw, hooks touch the browser, pages compose.

pub mod charts;
pub mod components;
pub mod derive;
pub mod draw;
pub mod hooks;
pub mod pages;
mod start;
pub mod state;
pub mod world;

pub use start::{RootProps, first_answer, start};
