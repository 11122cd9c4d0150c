//! Components: each draws one thing.

mod combobox;
mod context_field;
mod derivation;
mod download;
mod figure;
mod fixes;
mod header;
mod link;
mod memory;
mod notice;
mod number_field;
mod playback;
mod rate;
mod reasons;
mod rows;
mod segmented;
mod select_field;
mod verdict;

pub use combobox::{Choice, Combobox};
pub use context_field::ContextField;
pub use derivation::{Derivation, use_derivation};
pub use download::Download;
pub use figure::{Ask, Figure};
pub use fixes::Fixes;
pub use header::Header;
pub use link::Link;
pub use memory::MemoryTable;
pub use notice::{FaultNotice, Notice};
pub use number_field::NumberField;
pub use playback::Playback;
pub use rate::RateFigure;
pub use reasons::{Reasons, Sources};
pub use rows::{DeviceList, ModelList, QuantTable};
pub use segmented::Segmented;
pub use select_field::SelectField;
pub use verdict::Verdict;
