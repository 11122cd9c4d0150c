//! The verdict of the whole; what is wrong; how to begin.

use will_it_run_engine::question::Fault;
use will_it_run_engine::together::{Search, Together};

use super::found::Found;
use crate::app::charts::{fit_class, shape};
use crate::app::draw::{El, el};
use crate::atlas::components::compare_rig::rig_name;
use crate::atlas::place::Place;
use crate::text::{TogetherKey as Key, fit_key, together};

/// The verdict.
pub fn verdict(place: &Place, found: &Found, answer: &Together) -> El {
    let rig = rig_name(&place.world, &found.asked.rig());
    let wrong = (!found.wrong.is_empty())
        .then(|| el("p").class("note").text(together::rows_wrong(found.wrong.len())));
    let greedy =
        (answer.search == Search::LargestFirst).then(|| el("p").class("note").say(Key::LargestFirst));
    el("div")
        .with("class", ["verdict ", fit_class(answer.fit)].concat())
        .is("role", "status")
        .is("data-fit", fit_class(answer.fit))
        .put(el("h2").class("word").put(shape(answer.fit)).say(fit_key(answer.fit)))
        .put(el("p").class("headline").text(together::verdict(answer, &rig)))
        .put(el("p").class("summary").text(together::left(answer, place.reader.unit)))
        .maybe_put(wrong)
        .maybe_put(greedy)
}

/// No row can be read, or there is none.
pub fn nothing(found: &Found) -> El {
    let says = if found.asked.rows.is_empty() { Key::NoModels } else { Key::NoneReads };
    el("div").class("verdict unknown").is("role", "status").put(el("p").class("headline").say(says))
}

/// What is wrong with the rig.
pub fn refused(wrong: &Fault) -> El {
    el("div")
        .class("verdict fault")
        .is("role", "alert")
        .put(el("h2").class("word").say(Key::CannotAnswer))
        .put(el("p").class("headline").text(wrong.message.clone()))
}
