//! Model by model: where it lies, its speed alone and when all work, its verdict; models without a place; the order to start them in.

use will_it_run_engine::answer::Rate;
use will_it_run_engine::together::{Placing, Together};
use will_it_run_engine::units::Known;

use super::badge;
use super::found::Found;
use crate::app::charts::shape;
use crate::app::components::section as headed;
use crate::app::draw::{El, el};
use crate::atlas::components::compare_rig::question_query;
use crate::atlas::place::Place;
use crate::text::number::range;
use crate::text::{Fixed, TogetherKey as Key, fit_key, together};

/// Models with a place.
pub fn section(place: &Place, found: &Found, answer: &Together) -> Option<El> {
    if answer.models.is_empty() {
        return None;
    }
    let columns = [Key::Model, Key::Verdict, Key::Lies, Key::Alone, Key::AllAtOnce];
    let head = el("tr").all(columns.map(|name| el("th").is("scope", "col").say(name)));
    let rows = answer.models.iter().map(|model| row(place, found, answer, model));
    let table = el("table").class("cost-table").put(el("thead").put(head)).put(el("tbody").all(rows));
    let shared = answer.models.iter().any(|model| model.all_at_once.get().is_some_and(|all| all.sharing > 1));
    Some(
        headed("part together-placed", "placed", Key::PlacedTitle)
            .put(table)
            .maybe_put(shared.then(|| el("p").class("note").say(Key::AllAtOnceNote))),
    )
}

fn row(place: &Place, found: &Found, answer: &Together, model: &Placing) -> El {
    let unit = place.reader.unit;
    let card = place.world.model(&model.model).map_or(&*model.model, |card| &card.name);
    let rate = |rate: &Rate| range(rate.low.get(), rate.high.get());
    let none = || el("span").class("none").say(Key::SpeedUnknown);
    // A model that only reads has no decode; its reading is said as what it is.
    let reads = !model.decode.is_known();
    let alone = match (&model.decode, &model.prefill) {
        (Known::Known(decode), _) => el("b").text(together::rate(&rate(decode))),
        (Known::Unknown, Known::Known(prefill)) => el("b").text(together::rate(&rate(prefill))),
        _ => none(),
    };
    let all = match model.all_at_once {
        Known::Known(all) => el("b").text(together::rate(&range(all.low.get(), all.high.get()))),
        Known::Unknown => none(),
    };
    let reading = || (reads && model.prefill.is_known()).then(|| el("span").class("note").say(Key::Reading));
    let sharing =
        model.all_at_once.get().map(|all| el("span").class("note").text(together::sharing(all.sharing)));
    let many = answer.devices.len() > 1;
    let check =
        found.row(&model.name).and_then(|at| found.asked.rows.get(at)).and_then(|row| row.read().ok());
    let name = match check {
        Some(member) => {
            let mut question = member.question;
            question.rig = found.asked.rig();
            place.ask(&question_query(&question)).text(model.name.clone())
        }
        None => el("span").text(model.name.clone()),
    };
    el("tr")
        .key(&*model.name)
        .put(
            el("th")
                .is("scope", "row")
                .put(badge(found, &model.name))
                .put(name)
                .put(el("span").class("note").text(together::model(card, model.quant))),
        )
        .put(cell(Key::Verdict).put(el("span").class("fit").put(shape(model.fit)).say(fit_key(model.fit))))
        .put(
            cell(Key::Lies)
                .text(together::lies(model, many))
                .put(el("span").class("note").text(together::takes(model, unit))),
        )
        .put(cell(Key::Alone).put(alone).maybe_put(reading()))
        .put(cell(Key::AllAtOnce).put(all).maybe_put(reading()).maybe_put(sharing))
}

/// Models without a place, and why.
pub fn left_out(place: &Place, found: &Found, answer: &Together) -> Option<El> {
    if answer.left_out.is_empty() {
        return None;
    }
    let rows = answer.left_out.iter().map(|out| {
        let card = place.world.model(&out.model).map_or(&*out.model, |card| &card.name);
        el("li")
            .is("data-left-out", "")
            .put(badge(found, &out.name))
            .put(el("b").text(out.name.clone()))
            .text(" ")
            .put(el("span").class("note").text(together::model(card, out.quant)))
            .put(el("p").text(together::left_out(out, answer, place.reader.unit)))
    });
    Some(headed("part", "left-out", Key::LeftOutTitle).put(el("ul").class("together-out").all(rows)))
}

/// The order to start them in; of one there is none.
pub fn start(answer: &Together) -> Option<El> {
    if answer.start.len() < 2 {
        return None;
    }
    let rows = answer.start.iter().map(|name| el("li").text(name.clone()));
    Some(
        headed("part", "start", Key::StartTitle)
            .put(el("p").class("note").say(Key::StartNote))
            .put(el("ol").class("together-start").all(rows)),
    )
}

/// A cell that names its column where a narrow screen has no head.
pub fn cell(name: Key) -> El {
    el("td").is("data-label", name.text())
}
