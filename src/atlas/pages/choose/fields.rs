//! The kinds of fields the form has; each reads and writes one key of the address.

use yew::{AttrValue, Callback};

use super::wishes::{number, words};
use crate::app::components::{option, segmented};
use crate::app::draw::{El, On, el};
use crate::atlas::place::Place;
use crate::text::{ChooseKey, Fixed};
use crate::web::event;

/// A control below its label.
pub fn labelled(label: ChooseKey, control: El) -> El {
    el("label").class("field").put(el("span").class("label").say(label)).put(control)
}

/// A number with its unit; what holds without one stands in the empty field.
pub fn amount(
    place: &Place,
    key: &'static str,
    label: ChooseKey,
    unit: &'static str,
    usual: &'static str,
) -> El {
    let value = place.asked(key);
    let wrong = !value.is_empty() && number(&value).is_none();
    let here = place.clone();
    let input = el("input")
        .is("type", "text")
        .is("inputmode", "decimal")
        .is("autocomplete", "off")
        .is("data-wish", key)
        .value(value)
        .is("placeholder", usual)
        .maybe("aria-invalid", wrong.then_some("true"))
        .on(On::Input, move |e| here.rewrite(&here.query_with(key, &event::value(&e))));
    let unit = (!unit.is_empty()).then(|| el("span").class("unit").text(unit));
    let wrong = wrong.then(|| el("span").class("note").say(ChooseKey::NotANumber));
    labelled(label, el("span").class("with-unit").put(input).maybe_put(unit)).maybe_put(wrong)
}

/// One of a closed list; the first is what holds without a word in the address.
pub fn select(
    place: &Place,
    key: &'static str,
    label: ChooseKey,
    options: Vec<(AttrValue, AttrValue)>,
) -> El {
    let chosen = place.asked(key);
    let here = place.clone();
    let known = options.iter().any(|(value, _)| **value == *chosen);
    let stray = (!known).then(|| option(chosen.clone().into(), chosen.clone().into(), true));
    let options = options.into_iter().map(|(value, text)| {
        let selected = *value == *chosen;
        option(value, text, selected)
    });
    let select = el("select")
        .is("data-wish", key)
        .on(On::Change, move |e| here.rewrite(&here.query_with(key, &event::value(&e))));
    labelled(label, select.maybe_put(stray).all(options))
}

/// One of a few side by side; the first is what holds without a word in the address.
pub fn few(place: &Place, key: &'static str, label: ChooseKey, options: &[(&'static str, ChooseKey)]) -> El {
    let usual = options.first().map_or("", |(word, _)| word);
    let asked = place.asked(key);
    let value = if asked.is_empty() { usual } else { &asked };
    let here = place.clone();
    let choose = Callback::from(move |word: String| {
        here.rewrite(&here.query_with(key, if word == usual { "" } else { &word }));
    });
    let options = options.iter().map(|(word, says)| ((*word).into(), says.text().into())).collect();
    segmented(key, "segmented shown", label.text().into(), options, value, &choose)
}

/// Any of a few; none means any.
pub fn checks(
    place: &Place,
    key: &'static str,
    label: ChooseKey,
    options: Vec<(&'static str, String)>,
) -> El {
    let chosen = words(&place.query, key);
    let boxes = options.into_iter().map(|(word, text)| {
        let on = chosen.iter().any(|chosen| chosen == word);
        let (here, chosen) = (place.clone(), chosen.clone());
        let input = el("input").is("type", "checkbox").is("name", key).value(word).checked(on).on(
            On::Change,
            move |_| {
                let mut kept: Vec<&str> =
                    chosen.iter().map(String::as_str).filter(|each| *each != word).collect();
                if !on {
                    kept.push(word);
                }
                here.rewrite(&here.query_with(key, &kept.join(",")));
            },
        );
        el("label").put(input).put(el("span").text(text))
    });
    el("fieldset").class("checks").put(el("legend").class("label").say(label)).all(boxes)
}
