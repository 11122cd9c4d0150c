//! What stands around every page: the ways through the site above, where the figures come from below.

use yew::{AttrValue, Callback, Event, Html};

use super::place::Place;
use super::route::Route;
use crate::app::components::segmented;
use crate::app::draw::{self, El, On, el};
use crate::app::state::Theme;
use crate::text::measure::MemoryUnit;
use crate::text::{Key, t};
use crate::web::dialog;

/// A page in its frame.
pub fn frame(place: &Place, page: Html) -> Html {
    let skip = |event: Event| {
        event.prevent_default();
        dialog::focus_id("page");
    };
    let skip = el("a")
        .class("skip")
        .with("href", [&place.route.path(), "#page"].concat())
        .on(On::Click, skip)
        .say(Key::SkipToContent);
    let main = el("main").is("id", "page").is("tabindex", "-1").class("leaf").put(page);
    let footer = el("p")
        .class("note")
        .text([t(Key::Footer), " "].concat())
        .put(el("a").is("href", "catalog.json").say(Key::Catalog));
    draw::list(vec![skip.into(), header(place).into(), main.into(), el("footer").put(footer).into()])
}

fn header(place: &Place) -> El {
    let units = MemoryUnit::ALL.map(|unit| (unit.symbol().into(), unit.symbol().into()));
    let themes = Theme::ALL.map(|theme| (AttrValue::from(theme.word()), AttrValue::from(t(theme.key()))));
    let set_unit = {
        let place = place.clone();
        Callback::from(move |word: String| {
            place.prefer(|reader| {
                reader.unit = MemoryUnit::ALL.into_iter().find(|u| u.symbol() == word).unwrap_or_default();
            });
        })
    };
    let set_theme = {
        let place = place.clone();
        Callback::from(move |word: String| {
            place.prefer(|reader| {
                reader.theme = Theme::ALL.into_iter().find(|t| t.word() == word).unwrap_or_default();
            });
        })
    };
    let reader = place.reader;
    let unit =
        segmented("unit", "segmented", t(Key::Unit).into(), units.to_vec(), reader.unit.symbol(), &set_unit);
    let theme = segmented(
        "theme",
        "segmented",
        t(Key::Theme).into(),
        themes.to_vec(),
        reader.theme.word(),
        &set_theme,
    );
    let brand = el("p").class("brand").put(el("a").is("href", "./").say(Key::Brand));
    el("header").class("top").put(brand).put(ways(place)).put(el("div").class("tools").put(unit).put(theme))
}

/// The ways through the site.
fn ways(place: &Place) -> El {
    let here = std::mem::discriminant(&place.route);
    let ways = [
        (Route::Devices, Key::WayHardware),
        (Route::Models, Key::WayModels),
        (Route::Leaderboard, Key::WayLeaderboard),
        (Route::Compare(Vec::new()), Key::WayCompare),
        (Route::Choose, Key::WayChoose),
        (Route::Best(None), Key::WayBest),
    ];
    let ways = ways.map(|(route, name)| {
        let current = (std::mem::discriminant(&route) == here).then_some("page");
        place.link(route).maybe("aria-current", current).say(name)
    });
    let check = el("a").is("href", "./").say(Key::WayCheck);
    el("nav").class("ways").is("aria-label", t(Key::Ways)).put(check).all(ways)
}
