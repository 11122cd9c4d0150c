//! The state of the page: a plain reducer, without a browser.

mod address;
mod asked;
mod field;
mod reader;
mod recent;
mod reduce;
pub mod stops;

pub use address::{AddressFault, query_with, read as read_address, value_of, write as write_address};
pub use asked::{Asked, CPU};
pub use field::Field;
pub use reader::{Reader, Theme};
pub use recent::{lines as recent_lines, recall};
pub use reduce::{Action, Commit, History, State};
