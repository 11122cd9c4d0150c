//! Small pieces that the sections of the page share.

use will_it_run_engine::units::{Bytes, Known};

use crate::app::draw::{El, el};
use crate::text::measure::{MemoryUnit, bytes};
use crate::text::{Key as Common, ModelPageKey as Key};

/// A section with its heading, which names it.
#[inline(never)]
pub fn sheet(class: &'static str, id: &'static str, title: Key) -> El {
    el("section").class(class).is("aria-labelledby", id).put(el("h2").is("id", id).say(title))
}

/// The row of a table's head: names of columns, each with its class.
pub fn head(columns: &[(&'static str, &'static str)]) -> El {
    let cells = columns.iter().map(|(name, class)| {
        el("th").is("scope", "col").maybe("class", (!class.is_empty()).then_some(*class)).text(*name)
    });
    el("tr").put(crate::app::draw::all(cells))
}

/// A cell; `what` names the column where a narrow screen has no head.
#[inline(never)]
pub fn cell(class: &'static str, what: &'static str) -> El {
    el("td").class(class).is("data-label", what)
}

/// Memory in a cell.
pub fn bytes_cell(amount: Known<Bytes>, unit: MemoryUnit, what: &'static str) -> El {
    match amount {
        Known::Known(amount) => cell("number", what).text(bytes(amount, unit)),
        Known::Unknown => cell("number quiet", what).say(Common::Unknown),
    }
}

/// A control below its label.
#[inline(never)]
pub fn field(label: &'static str, control: El) -> El {
    el("label").class("field").put(el("span").class("label").text(label)).put(control)
}

/// A figure under its name.
#[inline(never)]
pub fn fact(name: Key, said: El) -> El {
    el("div").class("figure").put(el("dt").say(name)).put(said)
}

/// What is not known, with the reason.
pub fn unknown(why: Key) -> El {
    el("dd").say(Common::Unknown).put(el("span").class("note").say(why))
}
