//! No model has this name: said, with the names that come near.

use crate::app::draw::{El, el};
use crate::atlas::place::Place;
use crate::atlas::route::Route;
use crate::text::ModelPageKey as Key;

/// The page in place of a model's. `near` are ids.
pub fn missing(place: &Place, id: &str, near: &[Box<str>]) -> El {
    let named = near.iter().filter_map(|id| place.world.model(id));
    let links = named.map(|card| {
        let link = place.link(Route::Model(card.id.clone())).class("choice");
        el("li").put(link.text(card.name.clone()))
    });
    let all = el("li").put(place.link(Route::Models).class("choice").say(Key::AllModels));
    el("section")
        .class("sheet")
        .put(el("h1").say(Key::NotListed))
        .put(el("p").text(["“", id, "”"].concat()))
        .maybe_put((!near.is_empty()).then(|| el("p").say(Key::NearNames)))
        .put(el("ul").class("choices").all(links.chain([all])))
}
