//! What stands around every page: the ways through the site above, where the figures come from below.

use yew::{Callback, Event, Html};

use super::place::Place;
use super::route::Route;
use crate::app::components::{preferences, tools};
use crate::app::draw::{self, El, On, el};
use crate::text::{PageKey, said, tp};
use crate::web::dialog;

/// A page in its frame.
pub fn frame(place: &Place, page: Html) -> Html {
    let skip = |event: Event| {
        event.prevent_default();
        dialog::focus_id("page");
    };
    let skip = el("a")
        .class("skip")
        .with("href", [&place.here(), "#page"].concat())
        .on(On::Click, skip)
        .text(const { tp(PageKey::SkipToContent) });
    let main = el("main").is("id", "page").is("tabindex", "-1").class("leaf").put(page);
    let footer = el("p")
        .class("note")
        .text([said!(Footer), " "].concat())
        .put(el("a").is("href", "catalog.json").text(said!(Catalog)))
        .text(" ")
        .put(place.link(Route::Accuracy).text(const { tp(PageKey::WayAccuracy) }));
    draw::list(vec![skip.into(), header(place).into(), main.into(), el("footer").put(footer).into()])
}

fn header(place: &Place) -> El {
    let change = {
        let place = place.clone();
        Callback::from(move |reader| place.prefer(|kept| *kept = reader))
    };
    let tools = preferences(tools(), place.reader, &change);
    let brand = el("p").class("brand").put(el("a").is("href", "./").text(said!(Brand)));
    el("header").class("top").put(brand).put(ways(place)).put(tools)
}

/// The ways through the site.
fn ways(place: &Place) -> El {
    let here = std::mem::discriminant(&place.route);
    let ways = [
        (Route::Devices, said!(WayHardware)),
        (Route::Models, said!(WayModels)),
        (Route::Leaderboard, said!(WayLeaderboard)),
        (Route::Compare(Vec::new()), said!(WayCompare)),
        (Route::Cost, said!(WayCost)),
        (Route::Choose, said!(WayChoose)),
        (Route::Best(None), said!(WayBest)),
    ];
    let ways = ways.map(|(route, name)| {
        let current = (std::mem::discriminant(&route) == here).then_some("page");
        place.link(route).maybe("aria-current", current).text(name)
    });
    let check = el("a").is("href", "./").text(said!(WayCheck));
    el("nav").class("ways").is("aria-label", said!(Ways)).put(check).all(ways)
}
