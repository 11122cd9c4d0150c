//! Saved questions to the chooser: the list of them, and each with its answer of today.

use will_it_run_engine::recommend::{BEST, BestList, RawWishes, best};
use yew::{Html, Properties, component, use_effect_with, use_state};

use super::form::name;
use super::results::{Results, ResultsProps};
use super::rig::parts_name;
use super::wishes;
use crate::app::draw::{self, El, el};
use crate::atlas::pages::nowhere;
use crate::atlas::place::Place;
use crate::atlas::route::Route;
use crate::text::compare::usd;
use crate::text::{ChooseKey, Fixed, Key, choose, t};
use crate::web::{idle, theme};

/// Pause between two lists that are worked out, in milliseconds, so that scrolling stays smooth.
const PAUSE: u32 = 4;

/// Props of [`Best`].
#[derive(Properties, PartialEq)]
pub struct BestProps {
    /// Where the reader is.
    pub place: Place,
    /// From the address.
    pub slug: Option<String>,
}

/// A saved question to the chooser, or the list of them.
#[component]
pub fn Best(props: &BestProps) -> Html {
    let place = &props.place;
    let slug = props.slug.as_deref();
    let title = slug.map_or_else(|| ChooseKey::BestTitle.text().to_owned(), choose::best_title);
    use_effect_with(title.clone(), |title| theme::title(&[title, " – ", t(Key::Brand)].concat()));
    // First places, filled in one after the other while the list of lists is shown.
    let winners = use_state(Vec::<String>::new);
    {
        let (place, winners) = (place.clone(), winners.clone());
        let next = slug.is_none().then(|| BEST.get(winners.len())).flatten();
        use_effect_with((next.map(|list| list.slug), place.reader), move |_| {
            let timer = next.map(|list| {
                idle::after_rest(PAUSE, move || {
                    let mut found = (*winners).clone();
                    found.push(winner(&place, list));
                    winners.set(found);
                })
            });
            move || drop(timer)
        });
    }
    match slug {
        None => index(place, &winners),
        Some(slug) => best(slug).map_or_else(|| nowhere(place), |list| page(place, list, title)),
    }
}

fn page(place: &Place, list: &BestList, title: String) -> Html {
    let wishes = list.wishes();
    let change = place.link_with(Route::Choose, wishes::query(&wishes)).say(ChooseKey::ChangeWishes);
    let all = place.link(Route::Best(None)).say(ChooseKey::AllLists);
    let head = el("section")
        .class("sheet")
        .put(el("h1").text(title))
        .put(el("p").text(wished(place, &wishes)))
        .put(el("p").class("note").text(choose::as_of(place.world.catalog().date())))
        .put(el("p").class("ways-on").put(change).put(all));
    let found = draw::component::<Results>(ResultsProps { place: place.clone(), wishes });
    draw::list(vec![head.into(), el("div").class("answer rigs").put(found).into()])
}

fn wished(place: &Place, wishes: &RawWishes) -> String {
    let models: Vec<String> = wishes.wants.iter().map(|want| name(place, &want.model)).collect();
    choose::wished(wishes, &models)
}

/// The first of the list with its price.
fn winner(place: &Place, list: &BestList) -> String {
    let wishes = RawWishes { limit: Some(1), ..list.wishes() };
    let choice = place.world.calculator().choose(&wishes).ok();
    let first = choice.as_ref().and_then(|choice| choice.rigs.first());
    let said = first.and_then(|rig| {
        let price = rig.price.as_ref().get()?;
        let (part, note) = (parts_name(place, &rig.devices), choose::price_note(price));
        Some([&part, ", ", &usd(price.usd.get()), " (", &note, ")"].concat())
    });
    said.unwrap_or_else(|| ChooseKey::BestNone.text().to_owned())
}

fn index(place: &Place, winners: &[String]) -> Html {
    let rows = BEST.iter().enumerate().map(|(at, list)| {
        let link = place.link(Route::Best(Some(list.slug.to_owned()))).text(choose::best_title(list.slug));
        let about = el("span").class("note").text(wished(place, &list.wishes()));
        let found = winners.get(at).cloned();
        let label = choose::choose_text(ChooseKey::BestWinner);
        let first = el("td").is("data-label", label);
        let first: El = match found {
            Some(found) => first.text(found),
            None => first.put(el("span").class("none").say(Key::Working)),
        };
        el("tr").key(list.slug).put(el("th").is("scope", "row").put(link).put(about)).put(first)
    });
    let columns = [ChooseKey::BestSlug, ChooseKey::BestWinner];
    let head = el("tr").all(columns.map(|name| el("th").is("scope", "col").say(name)));
    let table = el("table").class("ranked").put(el("thead").put(head)).put(el("tbody").all(rows));
    el("section")
        .class("sheet rigs")
        .put(el("h1").say(ChooseKey::BestTitle))
        .put(el("p").say(ChooseKey::BestHelp))
        .put(el("p").class("note").text(choose::as_of(place.world.catalog().date())))
        .put(table)
        .into()
}
