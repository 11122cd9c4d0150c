//! Tables over quants, models and devices. They are worked out once the reader rests, and drawn a page at a time.

mod devices;
mod list;
mod models;
mod quants;

pub use devices::DeviceList;
pub use models::ModelList;
pub use quants::QuantTable;

use will_it_run_engine::answer::Rate;
use will_it_run_engine::fit::Fit;
use will_it_run_engine::units::{Bytes, Known};
use yew::{Html, html};

use crate::app::charts::shape;
use crate::text::measure::{MemoryUnit, bytes};
use crate::text::number::range;
use crate::text::{Key, fit_key, t};

/// A verdict in a table cell: shape and word.
fn fit_cell(fit: Fit) -> Html {
    html! { <td class="fit">{ shape(fit) }{ t(fit_key(fit)) }</td> }
}

/// Memory in a table cell.
fn bytes_cell(amount: Known<Bytes>, unit: MemoryUnit) -> Html {
    match amount {
        Known::Known(amount) => html! { <td class="number">{ bytes(amount, unit) }</td> },
        Known::Unknown => unknown_cell(),
    }
}

/// A rate in a table cell. Nothing that does not fit has a rate, which is not the same as an unknown one.
fn rate_cell(rate: Known<Rate>, fit: Fit) -> Html {
    match rate {
        Known::Known(rate) => html! {
            <td class="number">{ range(rate.low.get(), rate.high.get()) }<span class="unit">{ "\u{a0}" }{ t(Key::TokPerSecond) }</span></td>
        },
        Known::Unknown if fit == Fit::DoesNotFit => html! { <td class="number quiet">{ "–" }</td> },
        Known::Unknown => unknown_cell(),
    }
}

fn unknown_cell() -> Html {
    html! { <td class="number quiet">{ t(Key::Unknown) }</td> }
}
