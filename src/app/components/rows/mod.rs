//! Tables over quants, models and devices. They are worked out once the reader rests, and drawn a page at a time.

mod list;
mod quants;
mod row;

pub use list::List;
pub use quants::QuantTable;
pub use row::Kind;

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

/// Memory in a table cell; `what` names the column where a narrow screen has no head.
fn bytes_cell(amount: Known<Bytes>, unit: MemoryUnit, what: Key) -> Html {
    match amount {
        Known::Known(amount) => {
            html! { <td class="number" data-label={t(what)}>{ bytes(amount, unit) }</td> }
        }
        Known::Unknown => unknown_cell(what),
    }
}

/// A rate in a table cell. Nothing that does not fit has a rate, which is not the same as an unknown one.
fn rate_cell(rate: Known<Rate>, fit: Fit) -> Html {
    match rate {
        Known::Known(rate) => html! {
            <td class="number" data-label={t(Key::Speed)}>{ range(rate.low.get(), rate.high.get()) }<span class="unit">{ "\u{a0}" }{ t(Key::TokPerSecond) }</span></td>
        },
        Known::Unknown if fit == Fit::DoesNotFit => {
            html! { <td class="number quiet" data-label={t(Key::Speed)}>{ "–" }</td> }
        }
        Known::Unknown => unknown_cell(Key::Speed),
    }
}

fn unknown_cell(what: Key) -> Html {
    html! { <td class="number quiet" data-label={t(what)}>{ t(Key::Unknown) }</td> }
}
