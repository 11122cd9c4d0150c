//! Charts: plain SVG, drawn by attributes alone, each beside a table or words that say the same.

mod gauge;
mod memory_bar;
pub mod plot;
pub mod scale;
mod shape;

pub use gauge::gauge;
pub use memory_bar::{PARTS, memory_bar, stacked_bar};
pub use shape::{fit_class, shape};
