//! Hooks: where components meet the browser.

mod use_page;
mod use_rested;
mod use_travel;
mod use_warm;
mod use_world;

pub use use_page::{Page, use_page};
pub use use_rested::use_rested;
pub use use_travel::use_travel;
pub use use_warm::use_warm;
pub use use_world::{Loaded, use_whole_world, use_world};
