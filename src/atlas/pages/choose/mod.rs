//! From what one wants to run to ranked rigs, and the saved questions.

mod best;
mod empty;
mod fields;
mod form;
mod results;
mod rig;
mod wishes;

pub use best::{Best, BestProps};

use yew::{Html, Properties, component, use_effect_with, use_state};

use crate::app::draw::{self, el};
use crate::atlas::place::Place;
use crate::text::{ChooseKey, Fixed, Key, t};
use crate::web::theme;
use results::{Results, ResultsProps};

/// Props of [`Choose`].
#[derive(Properties, PartialEq)]
pub struct ChooseProps {
    /// Where the reader is.
    pub place: Place,
}

/// From what one wants to run to ranked rigs.
#[component]
pub fn Choose(props: &ChooseProps) -> Html {
    let place = &props.place;
    use_effect_with((), |()| theme::title(&[ChooseKey::Title.text(), " – ", t(Key::Brand)].concat()));
    // Decided once: what the reader opens or closes afterwards stays so.
    let more = use_state(|| form::More::at(place));
    let wishes = wishes::wishes(&place.query);
    let head =
        el("section").class("sheet").put(el("h1").say(ChooseKey::Title)).put(el("p").say(ChooseKey::Help));
    let found = draw::component::<Results>(ResultsProps { place: place.clone(), wishes: wishes.clone() });
    let answer = el("div").class("answer rigs").put(found);
    let bench = el("div").class("bench").put(form::form(place, &wishes, *more)).put(answer);
    draw::list(vec![head.into(), bench.into()])
}
