//! The two long lists: filter by typing, sort, a page at a time.

use std::rc::Rc;

use will_it_run_engine::order;
use will_it_run_engine::units::Bytes;
use yew::{Html, Properties, component, use_memo, use_state_eq};

use super::row::{Kind, Row};
use super::{bytes_cell, fit_cell, rate_cell};
use crate::app::components::{button, column, labelled, link, option};
use crate::app::draw::{El, On, el};
use crate::app::hooks::{Page, use_rested, use_warm};
use crate::app::world::World;
use crate::text::number::grouped;
use crate::text::{Key, UNCONFIRMED, t};
use crate::web::event;

/// Rows on a page.
const PAGE: usize = 20;

/// How a list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    Best,
    Speed,
    Needs,
    Name,
}

impl Order {
    const ALL: [(Self, &'static str, Key); 4] = [
        (Self::Best, "best", Key::SortFit),
        (Self::Speed, "speed", Key::SortSpeed),
        (Self::Needs, "needs", Key::SortNeeds),
        (Self::Name, "name", Key::SortName),
    ];

    /// What a row is sorted by, smallest first; `at` is its place in the engine's order. Unknown figures come last. One kind
    /// of key for all orders keeps one sorting routine in the app instead of four.
    fn key(self, row: &Row, at: usize) -> u64 {
        match self {
            Self::Best => at as u64,
            // The bits of a positive number rise with it.
            Self::Speed => row.decode.get().map_or(u64::MAX, |rate| !rate.tokens_per_second.get().to_bits()),
            Self::Needs => row.total.get().map_or(u64::MAX, Bytes::get),
            // Names are compared as texts.
            Self::Name => 0,
        }
    }
}

/// Props of [`List`].
#[derive(Properties, PartialEq)]
pub struct ListProps {
    /// The page.
    pub page: Page,
    /// What it lists.
    pub kind: Kind,
}

/// The list: every model on the rig, or every device for the model.
#[component]
pub fn List(props: &ListProps) -> Html {
    let (page, kind) = (&props.page, props.kind);
    let question = page.state.asked.question.clone();
    let warm = use_warm(page.world.clone(), question.clone());
    let asked = (page.world.clone(), question, kind, warm || kind == Kind::Devices);
    let swept = use_rested(asked, |(world, question, kind, ready)| ready.then(|| kind.rows(world, question)));
    let filter = use_state_eq(String::new);
    let order = use_state_eq(|| Order::Best);
    let from = use_state_eq(|| 0_usize);
    let rows = swept.clone().unwrap_or_default();
    let shown = use_memo(
        (ByIdentity(Rc::clone(&rows)), (*filter).clone(), *order, page.world.clone()),
        |(rows, filter, order, world)| {
            let words: Vec<String> = filter.split_whitespace().map(str::to_ascii_lowercase).collect();
            let matches = |row: &Row| {
                row.card(kind, world).is_some_and(|card| {
                    words.iter().all(|word| will_it_run_engine::within::holds(card.haystack, word))
                })
            };
            let matching = rows.0.iter().enumerate().filter(|(_, row)| matches(row));
            let mut shown: Vec<(u64, usize)> = matching.map(|(at, row)| (order.key(row, at), at)).collect();
            // The engine's sort is in the app already.
            order::sort_by(&mut shown, |a, b| match *order {
                Order::Name => {
                    let letters =
                        |at: usize| name_at(rows, at, kind, world).bytes().map(|c| c.to_ascii_lowercase());
                    letters(a.1).cmp(letters(b.1))
                }
                _ => a.cmp(b),
            });
            shown
        },
    );
    let drawn: Vec<&Row> = shown
        .iter()
        .skip(if *from < shown.len() { *from } else { 0 })
        .take(PAGE)
        .filter_map(|(_, at)| rows.get(*at))
        .collect();
    let first = if *from < shown.len() { *from } else { 0 };
    let last = (first + PAGE).min(shown.len());
    let type_filter = {
        let (filter, from) = (filter.clone(), from.clone());
        move |e| {
            filter.set(event::value(&e));
            from.set(0);
        }
    };
    let sort = {
        let (order, from) = (order.clone(), from.clone());
        move |e| {
            let word = event::value(&e);
            order.set(
                Order::ALL
                    .into_iter()
                    .find(|(_, w, _)| *w == word)
                    .map_or(Order::Best, |(order, _, _)| order),
            );
            from.set(0);
        }
    };
    let options = Order::ALL.map(|(each, word, text)| option(word.into(), t(text).into(), each == *order));
    let (id, title, subject) = kind.words();
    let heading = [id, "-title"].concat();
    let working = swept.is_none();
    let doubtful = |row: &&Row| {
        row.card(kind, &page.world)
            .is_some_and(|card| will_it_run_engine::within::holds(card.detail, UNCONFIRMED))
    };
    let search = el("input").is("type", "search").value((*filter).clone()).on(On::Input, type_filter);
    let tools = el("div")
        .class("list-tools")
        .put(labelled(Key::Filter, search))
        .put(labelled(Key::SortBy, el("select").on(On::Change, sort).all(options)));
    let head = el("tr")
        .put(column(subject, ""))
        .put(column(Key::Fit, ""))
        .put(column(Key::Needs, "number"))
        .put(column(Key::Speed, "number"));
    let body = el("tbody").all(drawn.iter().filter_map(|row| draw(row, page, kind)));
    let note = drawn
        .iter()
        .any(doubtful)
        .then(|| el("p").class("note").text([UNCONFIRMED, " ", t(Key::UnconfirmedMeans)].concat()));
    let status = el("p").class("note").is("role", "status");
    let status = if working {
        status.say(Key::Working)
    } else if shown.is_empty() {
        status.say(Key::NothingLeft)
    } else {
        let (first, last, all) =
            (grouped(first as u64 + 1), grouped(last as u64), grouped(shown.len() as u64));
        status.text([&first, "–", &last, " ", t(Key::Of), " ", &all].concat())
    };
    let turn = |says: Key, possible: bool, to: usize| {
        let from = from.clone();
        button("", says)
            .maybe("disabled", (!possible).then_some("disabled"))
            .on(On::Click, move |_| from.set(to))
    };
    let pager = el("div")
        .class("pager")
        .put(status)
        .put(turn(Key::Previous, first > 0, first.saturating_sub(PAGE)))
        .put(turn(Key::Next, last < shown.len(), first + PAGE));
    el("section")
        .class("list")
        .with("aria-labelledby", heading.clone())
        .maybe("aria-busy", working.then_some("true"))
        .is("data-list", id)
        .put(el("h2").with("id", heading).say(title))
        .put(tools)
        .put(el("table").put(el("thead").put(head)).put(body))
        .maybe_put(note)
        .put(pager)
        .into()
}

/// The name of a row, for sorting: small and capital letters are the same.
fn name_at<'a>(rows: &'a ByIdentity, at: usize, kind: Kind, world: &'a World) -> &'a str {
    rows.0.get(at).and_then(|row| row.card(kind, world)).map_or("", |card| card.name)
}

fn draw(row: &Row, page: &Page, kind: Kind) -> Option<El> {
    let card = row.card(kind, &page.world)?;
    let unit = page.state.reader.unit;
    let current = card.is_asked(&page.state.asked, kind).then_some("true");
    let to = row.question(&page.state.asked, card, kind);
    let name = el("th")
        .is("scope", "row")
        .put(link(page, to, "", current).text(card.name.to_owned()))
        .put(el("span").class("detail").text(row.chosen(card, unit) + card.detail));
    let row = el("tr")
        .maybe("class", current.map(|_| "current"))
        .put(name)
        .put(fit_cell(row.fit))
        .put(bytes_cell(row.total, unit, Key::Needs))
        .put(rate_cell(row.decode, row.fit));
    Some(row)
}

/// Rows compared by identity: equal content is rebuilt only when the engine was asked again.
#[derive(Clone)]
struct ByIdentity(Rc<Vec<Row>>);

impl PartialEq for ByIdentity {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
