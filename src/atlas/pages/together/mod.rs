//! Several models on one rig: the rig and its models on the left, where each lies and what is left beside it.

mod asked;
mod bars;
mod fields;
mod form;
mod found;
mod model;
mod moves;
mod placed;
mod row;
mod verdict;

use yew::{Html, Properties, component, use_effect_with};

use crate::app::draw::{self, El, el};
use crate::app::hooks::{use_rested, use_stage};
use crate::atlas::place::Place;
use crate::text::{Fixed, Key, TogetherKey, said, t};
use crate::web::theme;
use asked::Asked;
pub(super) use asked::carried;
use fields::Form;
use found::Found;

/// Props of [`Together`].
#[derive(Properties, PartialEq)]
pub struct TogetherProps {
    /// Where the reader is.
    pub place: Place,
}

/// The page.
#[component]
pub fn Together(props: &TogetherProps) -> Html {
    let place = &props.place;
    use_effect_with((), |()| theme::title(&[TogetherKey::Title.text(), " – ", said!(Brand)].concat()));
    use_stage(2);
    let asked = Asked::of(&place.query);
    // Where memory is short, every way of placing and every single change is tried.
    let found =
        use_rested((place.world.clone(), asked.clone()), |(world, asked)| Some(found::find(world, asked)));
    let current = found.as_deref().filter(|found| found.asked == asked);
    let head = el("section")
        .class("sheet")
        .put(el("h1").say(TogetherKey::Title))
        .put(el("p").say(TogetherKey::Help));
    let form = form::form(&Form { place, asked: &asked }, current);
    let answer = el("div")
        .class("answer costs together")
        .is("id", "together-answer")
        .maybe("aria-busy", current.is_none().then_some("true"))
        .put(found.as_deref().map_or_else(
            || el("p").class("quiet").text(t(Key::Working)).into(),
            |found| draw::list(answered(place, found)),
        ));
    draw::list(vec![head.into(), el("div").class("bench").put(form).put(answer).into()])
}

/// The answer, part by part.
fn answered(place: &Place, found: &Found) -> Vec<Html> {
    match &found.answer {
        None => vec![verdict::nothing(found).into()],
        Some(Err(wrong)) => vec![verdict::refused(wrong).into()],
        Some(Ok(answer)) => vec![
            verdict::verdict(place, found, answer).into(),
            bars::section(place, found, answer).into(),
            placed::section(place, found, answer).map(Html::from).unwrap_or_default(),
            placed::left_out(place, found, answer).map(Html::from).unwrap_or_default(),
            moves::section(place, found, answer).map(Html::from).unwrap_or_default(),
            placed::start(answer).map(Html::from).unwrap_or_default(),
        ],
    }
}

/// What marks the row in bars and tables.
fn letter(row: usize) -> &'static str {
    const LETTERS: [&str; 12] = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L"];
    LETTERS.get(row).copied().unwrap_or("·")
}

/// The letter of a model of the answer, in its badge.
fn badge(found: &Found, name: &str) -> El {
    let letter = found.row(name).map_or("·", letter);
    el("span").class("together-letter").is("aria-hidden", "true").text(letter)
}
