//! Numbers that are typed into the address, and choices that stand in it.

use yew::AttrValue;

use crate::app::components::option;
use crate::app::draw::{El, On, el};
use crate::atlas::components::typed::{self, Typed, figure};
use crate::atlas::place::Place;
use crate::text::{CloserKey, Fixed};
use crate::web::event;

/// A field; `usual` stands in it while the address says nothing. What is no number stays as typed, and the field says so.
pub fn number(place: &Place, word: &'static str, label: CloserKey, usual: &str, most: f64) -> El {
    let value = place.asked(word);
    let wrong = !value.is_empty() && figure(&value).is_none_or(|number| number > most);
    let note = wrong.then_some(CloserKey::NotANumber);
    typed::field(place, Typed { word, label, unit: "", usual, note, wrong })
}

/// One of a list; each choice is what the address then holds under `word`, with what it says. `name` tells fields of one word apart.
pub fn select(
    place: &Place,
    [word, name]: [&'static str; 2],
    label: CloserKey,
    choices: Vec<(String, String)>,
) -> El {
    let chosen = place.asked(word);
    let place = place.clone();
    let choices: Vec<El> = choices
        .into_iter()
        .map(|(value, says)| {
            let selected = value.eq_ignore_ascii_case(&chosen);
            option(AttrValue::from(value.clone()), AttrValue::from(says), selected).key(value)
        })
        .collect();
    let select = el("select").is("data-field", name).all(choices).on(On::Change, move |e| {
        place.step(&place.query_with(word, &event::value(&e)));
    });
    el("label").class("field").put(el("span").class("label").text(label.text())).put(select)
}
