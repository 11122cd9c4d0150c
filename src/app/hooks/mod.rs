//! Hooks: where components meet the browser.

mod use_page;
mod use_rested;
mod use_stage;
mod use_travel;
mod use_warm;

pub use use_page::{Page, use_page};
pub use use_rested::use_rested;
pub use use_stage::{part, use_stage};
pub use use_travel::use_travel;
pub use use_warm::use_warm;
