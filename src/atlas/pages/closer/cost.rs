//! What the rig of the question costs against renting it and paying by the token: the short form of the page about cost, by the same question.

use yew::Html;

use super::asked::{COST, Closer};
use super::fields;
use crate::app::components::section as headed;
use crate::app::draw::{El, el};
use crate::app::state::{query_with, write_address};
use crate::atlas::pages::cost::{glance, outcome};
use crate::atlas::place::Place;
use crate::atlas::route::Route;
use crate::text::CloserKey as Key;

/// Hours a day when nobody says: a working day. Ours, an input like any other.
const HOURS: &str = "8";

/// The section.
pub fn section(place: &Place, asked: &Closer) -> El {
    let mut query = write_address(&asked.asked);
    for word in COST {
        let typed = place.asked(word);
        let value = if word == "hours" && typed.is_empty() { HOURS } else { &typed };
        query = query_with(&query, word, value);
    }
    let [hours, price, rent] = COST;
    let fields = [
        fields::number(place, hours, Key::Hours, HOURS.to_owned(), 24.0),
        fields::number(place, price, Key::Price, String::new(), 1e9),
        fields::number(place, rent, Key::Rent, String::new(), 1e6),
    ];
    let found: Html = match outcome(&place.world, &query) {
        Some(Ok(answer)) => glance(place, &answer),
        Some(Err(wrong)) => crate::app::draw::all(wrong.into_iter().map(|wrong| el("p").text(wrong.message))),
        None => Html::default(),
    };
    headed("sheet closer-part closer-cost", "cost", Key::Cost)
        .put(el("p").class("note").say(Key::CostNote))
        .put(el("div").class("model-controls").all(fields))
        .put(found)
        .put(el("p").put(place.link_with(Route::Cost, query).say(Key::CostMore)))
}
