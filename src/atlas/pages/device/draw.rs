//! What several sections of the page draw.

use will_it_run_engine::answer::Rate;
use will_it_run_engine::fit::Fit;
use will_it_run_engine::units::Known;

use crate::app::charts::shape;
use crate::app::draw::{El, el};
use crate::text::number::range;
use crate::text::{DeviceKey, Fixed, Key, fit_key, t};

/// A section with its heading, which names it; `id` is the section's word.
pub fn sheet(id: &'static str, title: DeviceKey) -> El {
    let heading = ["dv-", id].concat();
    el("section")
        .class("sheet list dv")
        .is("data-section", id)
        .with("aria-labelledby", heading.clone())
        .put(el("h2").with("id", heading).say(title))
}

/// A table with its head; columns that hold numbers say so.
pub fn table(head: &[(DeviceKey, &'static str)], body: impl IntoIterator<Item = El>) -> El {
    let head = head.iter().map(|(name, class)| {
        el("th").is("scope", "col").maybe("class", (!class.is_empty()).then_some(class)).say(*name)
    });
    el("table").put(el("thead").put(el("tr").all(head))).put(el("tbody").all(body))
}

/// A cell that names its column where a narrow screen has no head.
pub fn cell(what: DeviceKey, text: String) -> El {
    el("td").is("data-label", what.text()).text(text)
}

/// The same for a number.
pub fn number(what: DeviceKey, text: String) -> El {
    cell(what, text).class("number")
}

/// A verdict: shape and word.
pub fn fit_cell(fit: Fit) -> El {
    el("td").class("fit").put(shape(fit)).say(fit_key(fit))
}

/// A decode range with its unit; `none` where there is no rate.
pub fn rate_text(rate: Known<Rate>, none: DeviceKey) -> String {
    rate.get().map_or_else(
        || none.text().to_owned(),
        |rate| [&range(rate.low.get(), rate.high.get()), "\u{a0}", t(Key::TokPerSecond)].concat(),
    )
}

/// A quiet line.
pub fn note(text: impl Fixed) -> El {
    el("p").class("note").say(text)
}
