//! Which one to move: single changes that better the whole, each with what comes of it, and a button that makes it.

use will_it_run_engine::together::{Move, Together};

use super::badge;
use super::fields::Form;
use super::found::Found;
use super::placed::cell;
use crate::app::charts::shape;
use crate::app::components::section as headed;
use crate::app::draw::{El, el};
use crate::atlas::place::Place;
use crate::text::number::{percent, range};
use crate::text::{Fixed, TogetherKey as Key, fit_key, together};

/// The section; none where nothing is to be bettered, or nothing betters it.
pub fn section(place: &Place, found: &Found, answer: &Together) -> Option<El> {
    if answer.moves.is_empty() {
        let short = !answer.left_out.is_empty();
        return short
            .then(|| headed("part", "moves", Key::MovesTitle).put(el("p").class("note").say(Key::NoMoves)));
    }
    let columns = [Key::Change, Key::Then, Key::ItsDecode, Key::LeastLeft];
    let head = el("tr")
        .all(columns.map(|name| el("th").is("scope", "col").say(name)))
        .put(el("th").is("scope", "col").put(el("span").class("unseen").say(Key::Apply)));
    let rows = answer.moves.iter().enumerate().map(|(at, step)| row(place, found, step).key(at));
    let table = el("table").class("cost-table").put(el("thead").put(head)).put(el("tbody").all(rows));
    Some(
        headed("part together-moves", "moves", Key::MovesTitle)
            .put(el("p").class("note").say(Key::MovesNote))
            .put(table),
    )
}

fn row(place: &Place, found: &Found, step: &Move) -> El {
    let form = Form { place, asked: &found.asked };
    let says = together::moved(step);
    let apply = found.row(&step.name).map(|at| {
        let change = step.change.clone();
        let button = form.button(Key::Apply.text().to_owned(), move |asked| asked.apply(at, &change));
        button
            .class("choice")
            .is("data-apply", "")
            .put(el("span").class("unseen").text([": ", &says].concat()))
    });
    let decode = step.decode.get().map(|rate| range(rate.low.get(), rate.high.get()));
    let headroom = step.headroom.get().map(percent);
    let out = (step.left_out > 0).then(|| el("span").class("note").text(together::still_out(step.left_out)));
    let dash = || "–".to_owned();
    el("tr")
        .put(
            el("th")
                .is("scope", "row")
                .put(badge(found, &step.name))
                .text(says.clone())
                .put(el("span").class("note").text(together::bytes_moved(step, place.reader.unit))),
        )
        .put(
            cell(Key::Then)
                .put(el("span").class("fit").put(shape(step.fit)).say(fit_key(step.fit)))
                .maybe_put(out),
        )
        .put(cell(Key::ItsDecode).put(el("b").text(decode.map_or_else(dash, |rate| together::rate(&rate)))))
        .put(cell(Key::LeastLeft).text(headroom.unwrap_or_else(dash)))
        .put(el("td").maybe_put(apply))
}
