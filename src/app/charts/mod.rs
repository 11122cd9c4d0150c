//! Charts: plain SVG, drawn by attributes alone, each beside a table or words that say the same.

mod gauge;
mod memory_bar;
mod shape;

pub use gauge::Gauge;
pub use memory_bar::{MemoryBar, PARTS};
pub use shape::{Shape, fit_class};
