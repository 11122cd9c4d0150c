//! Class, basis, and how much each part counts.

use will_it_run_engine::catalog::{Class, Word};
use will_it_run_engine::score::{PartKey, ScoreBasis};
use yew::{AttrValue, Callback};

use super::asked::{BASIS, CLASS, MOST, PUBLISHED, WEIGHTS, basis, weights, weights_word};
use crate::app::components::{option, segmented};
use crate::app::draw::{El, On, el};
use crate::atlas::pages::lists::page::{labelled, set};
use crate::atlas::place::Place;
use crate::text::number::decimals;
use crate::text::{Fixed, ListsKey, class_name, of_thousand, part_name};
use crate::web::event;

/// The controls.
pub fn controls(place: &Place) -> El {
    let sliders = PartKey::ALL.map(|part| slider(place, part));
    let weights = el("fieldset")
        .class("weights")
        .put(el("legend").say(ListsKey::Weights))
        .put(el("div").class("sliders").all(sliders))
        .put(el("p").class("note").say(ListsKey::WeightsHelp).maybe_put(reset(place)));
    el("div").class("leaderboard-controls").put(choices(place)).put(weights)
}

/// Class and basis.
fn choices(place: &Place) -> El {
    let chosen = place.asked(CLASS);
    let classes = Class::ALL.iter().map(|class| {
        let name = class_name(*class);
        option(name.into(), name.into(), name.eq_ignore_ascii_case(&chosen))
    });
    let to = place.clone();
    let class = el("select")
        .on(On::Change, move |e| set(&to, CLASS, &event::value(&e)))
        .put(option("".into(), ListsKey::Any.text().into(), chosen.is_empty()))
        .all(classes);
    let options: Vec<(AttrValue, AttrValue)> = vec![
        ("live".into(), ListsKey::BasisLive.text().into()),
        (PUBLISHED.into(), ListsKey::BasisPublished.text().into()),
    ];
    let now = if basis(&place.query) == ScoreBasis::AsPublished { PUBLISHED } else { "live" };
    let to = place.clone();
    let choose =
        Callback::from(move |word: String| set(&to, BASIS, if word == PUBLISHED { PUBLISHED } else { "" }));
    let basis = segmented("basis", "segmented shown", ListsKey::Basis.text().into(), options, now, &choose);
    el("div").class("leaderboard-choices").put(labelled(ListsKey::Class, class)).put(basis)
}

fn slider(place: &Place, part: PartKey) -> El {
    let weights = weights(&place.query);
    let to = place.clone();
    let input = el("input")
        .is("type", "range")
        .class("slider")
        .is("min", "0")
        .with("max", MOST.to_string())
        .is("step", "20")
        .with("aria-valuetext", of_thousand(weights.points(part)))
        .value(weights.of(part).to_string())
        .on(On::Input, move |e| {
            if let Ok(weight) = event::value(&e).parse::<u16>() {
                set(&to, WEIGHTS, &weights_word(&weights, part, weight));
            }
        });
    let name = el("span")
        .class("ends")
        .put(el("span").put(swatch(part)).say(part_name(part)))
        .put(el("span").class("note").text(decimals(weights.points(part), 0)));
    el("label").class("field").put(name).put(input)
}

fn reset(place: &Place) -> Option<El> {
    if place.asked(WEIGHTS).is_empty() {
        return None;
    }
    let to = place.clone();
    let button = el("button").is("type", "button").class("quiet-button").say(ListsKey::WeightsReset);
    Some(button.on(On::Click, move |_| set(&to, WEIGHTS, "")))
}

/// The colour of a part beside its name.
pub fn swatch(part: PartKey) -> El {
    el("i").with("class", ["swatch ", part_class(part)].concat()).is("aria-hidden", "true")
}

/// A part in class names: the palette of the memory bars serves here too.
#[must_use]
pub const fn part_class(part: PartKey) -> &'static str {
    match part {
        PartKey::Throughput => "weights",
        PartKey::Memory => "kv-cache",
        PartKey::Ecosystem => "recurrent",
        PartKey::Efficiency => "compute",
        PartKey::Value => "output",
    }
}
