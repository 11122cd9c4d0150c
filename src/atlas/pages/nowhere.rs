//! No page has this address: said, with the ways on.

use yew::Html;

use crate::app::draw::el;
use crate::atlas::place::Place;
use crate::atlas::route::Route;
use crate::text::{Key, PageKey};

/// The page for addresses that lead nowhere.
pub fn nowhere(place: &Place) -> Html {
    let ways = [(Route::Devices, Key::WayHardware), (Route::Models, Key::WayModels)];
    el("section")
        .class("sheet")
        .put(el("h1").say(PageKey::NowhereTitle))
        .put(el("p").say(PageKey::NowhereHelp))
        .put(
            el("ul")
                .class("choices")
                .all(ways.map(|(to, name)| el("li").put(place.link(to).class("choice").say(name)))),
        )
        .into()
}
