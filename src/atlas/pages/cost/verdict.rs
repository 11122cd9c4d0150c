//! The verdict: how it stands between the first two ways that can be compared, readable from afar; what is asked, what is wrong, how to begin.

use will_it_run_engine::cost::{BreakEven, CostAnswer, PairAnswer};
use will_it_run_engine::question::{Fault, FaultCode};

use super::fields;
use super::form::presets;
use super::inputs::{DEVICE, MEMORY, MODEL, QUANT, word_of};
use crate::app::draw::{El, On, el};
use crate::app::state::query_with;
use crate::atlas::place::Place;
use crate::atlas::route::Route;
use crate::text::{CostKey, cost};
use crate::web::dialog;

/// The pair that the page is about: the first that can be reckoned, else buying against renting.
#[must_use]
pub fn first(answer: &CostAnswer) -> Option<&PairAnswer> {
    let known = |pair: &&PairAnswer| !matches!(pair.point, BreakEven::Unknown { .. });
    answer.pairs.iter().find(known).or(answer.pairs.first())
}

/// The verdict.
pub fn verdict(place: &Place, answer: &CostAnswer) -> El {
    let Some(pair) = first(answer) else { return el("div") };
    let (word, says) = cost::verdict(pair);
    let state = match pair.point {
        BreakEven::After { months, .. } if months > answer.horizon => "verdict marginal",
        BreakEven::AtOnce | BreakEven::After { .. } => "verdict comfortable",
        BreakEven::Never { .. } => "verdict marginal",
        BreakEven::CannotServe { .. } => "verdict does-not-fit",
        BreakEven::Unknown { .. } => "verdict unknown",
    };
    let needed = match &pair.point {
        BreakEven::Unknown { asks } => Some(state_these(asks.iter().map(|ask| ask.field()))),
        _ => None,
    };
    let at = cost::load(&answer.load).map(|load| {
        let over = match pair.point {
            BreakEven::Unknown { .. } | BreakEven::CannotServe { .. } => String::new(),
            _ => {
                let months = cost::neat(answer.horizon.get());
                [" Over ", &months, "\u{a0}months: ", &lower(&cost::flip(pair.pair, &pair.flip)), "."]
                    .concat()
            }
        };
        el("p").class("headline").text(load + &over)
    });
    let load_asked =
        matches!(&pair.point, BreakEven::Unknown { asks } if asks.iter().any(|ask| ask.field() == "load"));
    el("div")
        .class(state)
        .is("role", "status")
        .put(el("h2").class("word").text(word))
        .put(el("p").class("headline").text(says))
        .maybe_put(needed)
        .maybe_put(load_asked.then(|| presets(place)))
        .maybe_put(at)
}

fn lower(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    text
}

/// Buttons that lead to fields of the form.
pub fn state_these(fields: impl Iterator<Item = &'static str>) -> El {
    let buttons = fields.map(|field| el("li").put(to_field(field)));
    el("ul").class("choices").all(buttons)
}

/// A button that leads to the field of this name.
pub fn to_field(field: &'static str) -> El {
    let id = word_of(field).map(fields::id);
    el("button").is("type", "button").class("choice").is("data-to", field).text(cost::term_name(field)).on(
        On::Click,
        move |_| {
            if let Some(id) = &id {
                dialog::focus_folded(id);
            }
        },
    )
}

/// What is wrong with the question, with the ways out.
pub fn refused(place: &Place, wrong: &[Fault]) -> El {
    let size = wrong.iter().any(|fault| fault.code == FaultCode::ChooseMemory);
    let rows = wrong.iter().map(|fault| fault_row(place, fault));
    el("div")
        .class("verdict fault")
        .is("role", "alert")
        .put(el("h2").class("word").say(if size { CostKey::Which } else { CostKey::CannotAnswer }))
        .all(rows)
}

/// At most so many choices are offered.
const OFFERED: usize = 8;

fn fault_row(place: &Place, fault: &Fault) -> El {
    let word = match fault.code {
        FaultCode::ChooseMemory => Some(MEMORY),
        FaultCode::UnknownModel => Some(MODEL),
        FaultCode::UnknownHardware => Some(DEVICE),
        FaultCode::UnknownQuant => Some(QUANT),
        _ => word_of(&fault.field),
    };
    let near = fault.near.iter().take(OFFERED).filter_map(|near| {
        let unit = if fault.code == FaultCode::ChooseMemory { "\u{a0}GiB" } else { "" };
        let name = near.clone() + unit;
        let query = query_with(&place.query, word?, near);
        Some(el("li").put(place.link_with(Route::Cost, query).class("choice").text(name)))
    });
    let near: Vec<El> = near.collect();
    el("div")
        .put(el("p").class("headline").text(super::says(fault).to_owned()))
        .maybe_put((!near.is_empty()).then(|| el("ul").class("choices").all(near)))
}

/// Nothing is asked yet.
pub fn start(place: &Place) -> El {
    let examples = [
        (CostKey::ExamplePublished, "hours=24&price=8000&rent=1.5-2.5"),
        (CostKey::ExamplePower, "hours=24&price=8000&rent=1.5-2.5&watts=350&country=de"),
        (CostKey::ExampleCard, "on=nvidia-rtx-3090&model=qwen3-14b&preset=coding-agent&buy=used&country=de"),
    ];
    let links = examples.into_iter().map(|(says, query)| {
        el("li").put(place.link_with(Route::Cost, query.to_owned()).class("choice").say(says))
    });
    el("section")
        .class("part")
        .put(el("h2").say(CostKey::StartTitle))
        .put(el("p").say(CostKey::StartHelp))
        .put(el("ul").class("choices").all(links))
}
