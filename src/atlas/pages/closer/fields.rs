//! Numbers that are typed into the address.

use crate::app::draw::{El, On, el};
use crate::atlas::components::typed::figure;
use crate::atlas::place::Place;
use crate::text::CloserKey;
use crate::web::event;

/// A field; `usual` stands in it while the address says nothing. What is no number stays as typed, and the field says so.
pub fn number(place: &Place, word: &'static str, label: CloserKey, usual: String, most: f64) -> El {
    let value = place.asked(word);
    let wrong = !value.is_empty() && figure(&value).is_none_or(|number| number > most);
    let note = ["closer-", word, "-note"].concat();
    let input = el("input")
        .is("type", "text")
        .is("inputmode", "decimal")
        .is("autocomplete", "off")
        .is("data-field", word)
        .with("placeholder", usual)
        .value(value)
        .maybe("aria-invalid", wrong.then_some("true"));
    let input = if wrong { input.with("aria-describedby", note.clone()) } else { input };
    let place = place.clone();
    let input = input.on(On::Change, move |e| {
        let typed = event::value(&e);
        place.step(&place.query_with(word, typed.trim()));
    });
    let wrong = wrong.then(|| el("span").class("note").with("id", note).say(CloserKey::NotANumber));
    el("label").class("field").put(el("span").say(label)).put(input).maybe_put(wrong)
}
