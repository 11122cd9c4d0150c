//! English.

pub mod choose;
pub mod compare;
mod derivation;
mod fixes;
mod pages;
mod reasons;
mod verdict;
mod words;

pub use derivation::{derivation_name, derivation_rule};
pub use fixes::change;
pub use pages::page_text;
pub use reasons::{reason, refusal};
pub use verdict::{PLAYBACK_TEXT, address_fault, combination, fault, finished, headline, summary};
pub use words::text;
