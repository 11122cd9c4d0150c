//! No page has this address: said, with the ways on.

use yew::Html;

use crate::app::draw::el;
use crate::atlas::place::Place;
use crate::atlas::route::Route;
use crate::text::{PageKey, said, tp};

/// The page for addresses that lead nowhere.
pub fn nowhere(place: &Place) -> Html {
    let ways = [(Route::Devices, said!(WayHardware)), (Route::Models, said!(WayModels))];
    el("section")
        .class("sheet")
        .put(el("h1").text(const { tp(PageKey::NowhereTitle) }))
        .put(el("p").text(const { tp(PageKey::NowhereHelp) }))
        .put(
            el("ul")
                .class("choices")
                .all(ways.map(|(to, name)| el("li").put(place.link(to).class("choice").text(name)))),
        )
        .into()
}
