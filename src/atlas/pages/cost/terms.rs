//! The sums, term by term.

use will_it_run_engine::cost::{CostAnswer, CostTerm};
use will_it_run_engine::units::Known;

use crate::app::components::section;
use crate::app::draw::{El, el};
use crate::app::world::Mark;
use crate::atlas::place::Place;
use crate::text::cost::{Shown, quantity, rule, term_name};
use crate::text::{CostKey, Fixed, said};

/// Each sum, folded.
pub fn terms(place: &Place, answer: &CostAnswer, shown: &Shown) -> Option<El> {
    if answer.terms.is_empty() {
        return None;
    }
    let roots = answer.terms.iter().map(|term| branch(place, term, shown));
    Some(section("part", "terms", CostKey::Derivation).put(el("ul").class("terms").all(roots)))
}

fn branch(place: &Place, term: &CostTerm, shown: &Shown) -> El {
    let value = match term.value {
        Known::Known(figure) => quantity(figure, shown),
        Known::Unknown => CostKey::Unknown.text().to_owned(),
    };
    let line = |around: &'static str| {
        el(around)
            .put(el("span").class("name").text(term_name(term.key)))
            .put(el("span").class("value").text(value.clone()))
    };
    let (source, mark) = if term.source.is_empty() {
        (String::new(), Mark::Confirmed)
    } else {
        place.world.source(&term.source)
    };
    let between = if source.is_empty() { "" } else { " · " };
    let note = el("p").class("note").text([rule(term.rule), between, &source].concat());
    let note = match mark {
        Mark::Confirmed => note,
        Mark::Unconfirmed => note.text(" ").put(el("span").class("unconfirmed").text(said!(Unconfirmed))),
    };
    if term.inputs.is_empty() {
        return el("li").put(line("div").class("leaf")).put(note);
    }
    let inputs = term.inputs.iter().map(|input| branch(place, input, shown));
    let inside = el("details").put(line("summary")).put(note).put(el("ul").all(inputs));
    el("li").is("data-term", term.key).put(inside)
}
