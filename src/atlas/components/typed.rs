//! Figures as people type them.

use will_it_run_engine::cost::{RawEnds, RawRange};
use will_it_run_engine::math::decimal;

use crate::app::draw::{El, On, el};
use crate::atlas::place::Place;
use crate::text::Fixed;
use crate::web::event;

/// A number that is not below zero: `8000`, `8,000`, `1.5`, `1,5`, `200k`, `5M`.
#[must_use]
pub fn figure(text: &str) -> Option<f64> {
    let text = text.trim().trim_start_matches('$');
    let (text, times) = match text.strip_suffix(['k', 'K']) {
        Some(rest) => (rest, 1e3),
        None => text.strip_suffix(['M', 'm']).map_or((text, 1.0), |rest| (rest, 1e6)),
    };
    let grouped =
        text.split(',').skip(1).all(|group| group.split('.').next().is_some_and(|digits| digits.len() == 3));
    let plain;
    let text = if grouped {
        plain = text.replace(',', "");
        &plain
    } else {
        text
    };
    decimal(text).filter(|number| *number >= 0.0 && number.is_finite()).map(|number| number * times)
}

/// A figure, its two ends, or its ends with the figure to reckon with between them.
#[must_use]
pub fn range(text: &str) -> Option<RawRange> {
    let parts: Vec<&str> = text.split(['-', '–']).collect();
    match parts.as_slice() {
        [one] => figure(one).map(RawRange::One),
        [low, high] => Some(RawRange::Range(RawEnds { low: figure(low)?, high: figure(high)?, point: None })),
        [low, point, high] => {
            let ends = RawEnds { low: figure(low)?, high: figure(high)?, point: Some(figure(point)?) };
            Some(RawRange::Range(ends))
        }
        _ => None,
    }
}

/// A labelled field of a figure that stands in the address under `word`.
pub struct Typed<'a, K> {
    /// Its word in the address.
    pub word: &'static str,
    /// What it asks for.
    pub label: K,
    /// The unit behind it; may be empty.
    pub unit: &'static str,
    /// What holds while the address says nothing; stands in the field, faint.
    pub usual: &'a str,
    /// What is to be said below it, such as that it is no number.
    pub note: Option<K>,
    /// Whether what is typed cannot be read.
    pub wrong: bool,
}

/// The field. What is typed is taken once it is finished, as a step that can be undone; what cannot be read stays as typed.
pub fn field<K: Fixed>(place: &Place, asks: Typed<'_, K>) -> El {
    let word = asks.word;
    let id = ["typed-", word, "-note"].concat();
    let input = el("input")
        .is("type", "text")
        .is("inputmode", "decimal")
        .is("autocomplete", "off")
        .is("data-typed", word)
        .with("placeholder", asks.usual.to_owned())
        .settled(&place.asked(word))
        .maybe("aria-invalid", asks.wrong.then_some("true"));
    let input = if asks.note.is_some() { input.with("aria-describedby", id.clone()) } else { input };
    let place = place.clone();
    let input = input.on(On::Change, move |e| {
        place.step(&place.query_with(word, event::value(&e).trim()));
    });
    let unit = (!asks.unit.is_empty()).then(|| el("span").class("unit").text(asks.unit));
    let note = asks.note.map(|note| el("span").class("note").with("id", id).say(note));
    el("label")
        .class("field")
        .put(el("span").class("label").say(asks.label))
        .put(el("span").class("with-unit").put(input).maybe_put(unit))
        .maybe_put(note)
}
