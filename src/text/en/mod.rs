//! English.

pub mod accuracy;
pub mod choose;
pub mod closer;
pub mod cluster;
pub mod compare;
pub mod cost;
mod derivation;
pub mod device;
pub mod disk;
pub mod draft;
mod file;
pub mod fine_tune;
mod fixes;
mod lists;
mod loss;
pub mod model;
mod pages;
mod reasons;
#[cfg(not(target_arch = "wasm32"))]
pub mod site;
pub mod together;
mod verdict;
mod words;

pub use derivation::{derivation_name, derivation_rule};
pub use file::file_fault;
pub use fixes::change;
pub use lists::{
    api_name, class_name, columns_shown, devices_intro, leaderboard_intro, lists_text, of_thousand,
    offer_seen, part_name, printed_sum, rows_left, scatter_says, score_reason, sizes_from, tier_note,
    unknown_left_out, unknown_stay, vendor_name, without_filter,
};
pub use loss::loss;
pub use pages::{page_text, workload_name};
pub use reasons::{reason, refusal};
pub use verdict::{PLAYBACK_TEXT, address_fault, combination, fault, finished, headline, summary};
pub use words::text;
