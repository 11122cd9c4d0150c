//! Components: each draws one thing. What keeps a state of its own is a Yew component; what only draws is a plain function,
//! because every Yew component adds about two kilobytes to what readers download.

mod choices;
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
mod preferences;
mod rate;
mod reasons;
mod rows;
mod segmented;
mod select_field;
mod verdict;

pub use choices::Search;
pub use combobox::{Combobox, ComboboxProps};
pub use context_field::context_field;
pub use derivation::{Derivation, DerivationProps, use_derivation};
pub use download::download;
pub use figure::{ask, figure};
pub use fixes::fixes;
pub use header::header;
pub use link::{button, link, quiet_button};
pub use memory::{column, memory_table, section};
pub use notice::{fault_notice, notice};
pub use number_field::{NumberField, number_field};
pub use playback::{Playback, PlaybackProps};
pub use preferences::{preferences, tools};
pub use rate::{RateFigure, rate_figure};
pub use reasons::{reasons, sources};
pub use rows::{Kind, List, ListProps, QuantTable, QuantTableProps};
pub use segmented::segmented;
pub use select_field::{labelled, option, select_field};
pub use verdict::verdict;
