//! The head of the page: name, recent questions, memory unit, theme, link.

use yew::{Callback, Html, Properties, component, use_effect_with, use_state_eq};

use super::{link, preferences, quiet_button, tools};
use crate::app::draw::{self, El, On, el};
use crate::app::hooks::Page;
use crate::app::state::{Action, Asked, Field};
use crate::text::{Key, t};
use crate::web::{address, clipboard};

/// The head of the page.
pub fn header(page: &Page) -> El {
    let before = tools()
        .put(recent(page))
        .put(draw::component::<CopyLink>(CopyLinkProps { query: page.state.address() }));
    let change = {
        let page = page.clone();
        Callback::from(move |reader| page.prefer(|kept| *kept = reader))
    };
    let tools = preferences(before, page.state.reader, &change);
    el("header").class("top").put(el("p").class("brand").say(Key::Brand)).put(ways()).put(tools)
}

/// The ways to the other pages of the site.
fn ways() -> El {
    let ways = [
        ("hardware/", Key::WayHardware),
        ("models/", Key::WayModels),
        ("leaderboard/", Key::WayLeaderboard),
        ("compare/", Key::WayCompare),
        ("cost/", Key::WayCost),
        ("choose/", Key::WayChoose),
        ("best/", Key::WayBest),
    ];
    let here = el("a").is("href", "./").is("aria-current", "page").say(Key::WayCheck);
    let ways = ways.map(|(to, name)| el("a").is("href", to).say(name));
    el("nav").class("ways").is("aria-label", t(Key::Ways)).put(here).all(ways)
}

/// Props of [`CopyLink`].
#[derive(Properties, PartialEq)]
struct CopyLinkProps {
    query: String,
}

/// Copies the address, and says whether that worked until the question changes.
#[component]
fn CopyLink(props: &CopyLinkProps) -> Html {
    let said = use_state_eq(|| Key::CopyLink);
    let copy = {
        let (said, query) = (said.clone(), props.query.clone());
        move |_| {
            let said = said.clone();
            clipboard::write(&address::link(&query), move |done| {
                said.set(if done.is_ok() { Key::LinkCopied } else { Key::CopyFailed });
            });
        }
    };
    {
        let said = said.clone();
        use_effect_with(props.query.clone(), move |_| said.set(Key::CopyLink));
    }
    quiet_button().put(el("span").is("aria-live", "polite").say(*said)).on(On::Click, copy).into()
}

/// Recent questions, each a link, each to be forgotten.
fn recent(page: &Page) -> El {
    let rows = page.state.recent.iter().enumerate().map(|(at, asked)| {
        let state = page.state.dispatcher();
        let name = name_of(page, asked);
        let forget = quiet_button()
            .with("aria-label", [t(Key::Forget), " ", &name].concat())
            .text("×")
            .on(On::Click, move |_| state.dispatch(Action::Forget(at)));
        el("li").key(&*name).put(link(page, asked.clone(), "", None).text(name)).put(forget)
    });
    let none = page.state.recent.is_empty().then(|| el("p").class("quiet").say(Key::RecentNone));
    let list = el("div").class("popup").maybe_put(none).put(el("ul").all(rows));
    el("details").class("recent").key(page.state.change).put(el("summary").say(Key::Recent)).put(list)
}

/// Model and device of a question, for people.
fn name_of(page: &Page, asked: &Asked) -> String {
    let (model, device) =
        (asked.get(Field::Model).unwrap_or_default(), asked.get(Field::Device).unwrap_or_default());
    let device = page.world.device(&device).map_or(device, |d| d.name.clone());
    [&page.world.model(&model).map_or(model, |m| m.name.clone()), " · ", &device].concat()
}
