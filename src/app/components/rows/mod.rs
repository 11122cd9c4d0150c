//! Tables over quants, models and devices. They are worked out once the reader rests, and drawn a page at a time.

mod list;
mod quants;
mod row;

pub use list::{List, ListProps};
pub use quants::{QuantTable, QuantTableProps};
pub use row::Kind;

use will_it_run_engine::answer::Rate;
use will_it_run_engine::fit::Fit;
use will_it_run_engine::units::{Bytes, Known};

use crate::app::charts::shape;
use crate::app::draw::{El, el};
use crate::text::measure::{MemoryUnit, bytes};
use crate::text::number::range;
use crate::text::{Key, fit_key, t};

/// A verdict in a table cell: shape and word.
fn fit_cell(fit: Fit) -> El {
    el("td").class("fit").put(shape(fit)).say(fit_key(fit))
}

/// Memory in a table cell; `what` names the column where a narrow screen has no head.
fn bytes_cell(amount: Known<Bytes>, unit: MemoryUnit, what: Key) -> El {
    match amount {
        Known::Known(amount) => cell("number", what).text(bytes(amount, unit)),
        Known::Unknown => cell("number quiet", what).say(Key::Unknown),
    }
}

/// A rate in a table cell. Nothing that does not fit has a rate, which is not the same as an unknown one.
fn rate_cell(rate: Known<Rate>, fit: Fit) -> El {
    match rate {
        Known::Known(rate) => cell("number", Key::Speed)
            .text(range(rate.low.get(), rate.high.get()))
            .put(el("span").class("unit").text(["\u{a0}", t(Key::TokPerSecond)].concat())),
        Known::Unknown if fit == Fit::DoesNotFit => cell("number quiet", Key::Speed).text("–"),
        Known::Unknown => cell("number quiet", Key::Speed).say(Key::Unknown),
    }
}

#[inline(never)]
fn cell(class: &'static str, what: Key) -> El {
    el("td").class(class).is("data-label", t(what))
}
