//! The page of a list: search, filters, columns, table, files.

mod files;
mod filters;
mod table;

pub use filters::{labelled, set};
pub use table::{Side, plain_cell};

use std::cell::Cell;
use std::rc::Rc;

use gloo::timers::callback::Interval;
use yew::{Html, hook, use_effect_with, use_memo, use_state_eq};

use super::sheet::{Asked, List, PAGE, Picked, Row, Stage, pick};
use crate::app::draw::{El, On, el};
use crate::app::world::World;
use crate::atlas::place::Place;
use crate::text::number::grouped;
use crate::text::{Fixed, Key, ListsKey, UNCONFIRMED, t, tl};
use crate::web::{idle, theme};

/// Rows on a page.
pub const ROWS: usize = 50;
/// Milliseconds between two goes of preparing: drawing and typing come in between.
const PAUSE: u32 = 12;
/// Milliseconds that a go takes, well below a frame.
const GO: f64 = 6.0;

/// Everything that draws a list.
pub struct Sheet<'a> {
    /// Where the reader is.
    pub place: &'a Place,
    /// What is listed.
    pub list: &'static List,
    /// All rows.
    pub rows: Rc<Vec<Row>>,
    /// What the reader asks.
    pub asked: &'a Asked,
    /// The rows asked for.
    pub picked: &'a Picked,
}

impl Sheet<'_> {
    /// The rows asked for, in order.
    pub fn picked_rows(&self) -> impl Iterator<Item = &Row> {
        self.picked.rows.iter().filter_map(|at| self.rows.get(*at))
    }
}

/// The page of a list.
#[hook]
pub fn use_list(place: &Place, list: &'static List) -> Html {
    let stage = use_stage(&place.world, list);
    let rows = use_memo((place.world.clone(), stage), |(world, stage)| (list.build)(world, *stage));
    let answered = {
        let (rows, world) = (Rc::clone(&rows), place.world.clone());
        use_memo((place.world.clone(), stage, place.query.clone()), move |(_, _, query)| {
            let asked = Asked::read(list, query);
            let typed = asked.typed.trim();
            let found = (!typed.is_empty()).then(|| (list.search)(&world, typed));
            let picked = pick(list, &rows, &asked, found.as_deref());
            (asked, picked)
        })
    };
    use_effect_with((), move |()| theme::title(&[tl(list.title), " – ", t(Key::Brand)].concat()));
    let sheet = Sheet { place, list, rows, asked: &answered.0, picked: &answered.1 };
    draw(&sheet)
}

/// Prepares what takes longer a little at a time; the page is drawn again once, when all is ready.
#[hook]
fn use_stage(world: &World, list: &'static List) -> Stage {
    let stage = use_state_eq(|| Stage::Catalog);
    let set = stage.setter();
    use_effect_with((*stage, world.clone()), move |(stage, world)| {
        let (world, from) = (world.clone(), Cell::new(Some(0)));
        let work = move || {
            let end = idle::now() + GO;
            while let Some(at) = from.get().filter(|_| idle::now() < end) {
                from.set((list.prepare)(&world, at));
            }
            if from.get().is_none() {
                set.set(Stage::Whole);
            }
        };
        let interval = (*stage == Stage::Catalog).then(|| Interval::new(PAUSE, work));
        move || drop(interval)
    });
    *stage
}

fn draw(sheet: &Sheet) -> Html {
    let (list, shown) = (sheet.list, sheet.picked.rows.len());
    let head = el("div")
        .class("list-head")
        .put(el("h1").say(list.title))
        .put(el("p").class("note").text((list.intro)(&sheet.place.world)));
    let table = (shown > 0).then(|| {
        el("div")
            .class("scroll")
            .is("tabindex", "0")
            .is("role", "region")
            .is("aria-label", list.title.text())
            .put(table::table(sheet))
    });
    let nothing = (shown == 0).then(|| filters::nothing(sheet));
    let note = (shown > 0).then(|| {
        el("p")
            .class("note")
            .text([UNCONFIRMED, " ", t(Key::UnconfirmedMeans), " ", tl(ListsKey::UnknownMeans)].concat())
    });
    el("section")
        .class("sheet list catalog-list")
        .is("data-list", list.word)
        .put(head)
        .put(filters::tools(sheet))
        .put(filters::status(sheet))
        .maybe_put(table)
        .maybe_put(nothing)
        .maybe_put(note)
        .put(pager(sheet.place, sheet.asked.page, shown))
        .into()
}

/// Which rows of how many are drawn, and the ways to the others.
pub fn pager(place: &Place, page: usize, all: usize) -> El {
    let page = page_of(page, all);
    let turn = |says: Key, possible: bool, to: usize| {
        let place = place.clone();
        let number = if to == 0 { String::new() } else { (to + 1).to_string() };
        el("button")
            .is("type", "button")
            .maybe("disabled", (!possible).then_some("disabled"))
            .say(says)
            .on(On::Click, move |_| place.rewrite(&place.query_with(PAGE, &number)))
    };
    let (first, last) = (page * ROWS, all.min((page + 1) * ROWS));
    let text = if all == 0 {
        String::new()
    } else {
        let figure = |n: usize| grouped(n as u64);
        [&figure(first + 1), "–", &figure(last), " ", t(Key::Of), " ", &figure(all)].concat()
    };
    el("div")
        .class("pager")
        .maybe("hidden", (all <= ROWS).then_some("hidden"))
        .put(el("p").class("note").text(text))
        .put(turn(Key::Previous, page > 0, page.saturating_sub(1)))
        .put(turn(Key::Next, last < all, page + 1))
}

/// The page that there is: the first where the one asked for holds nothing.
#[must_use]
pub const fn page_of(page: usize, all: usize) -> usize {
    if page * ROWS < all { page } else { 0 }
}
