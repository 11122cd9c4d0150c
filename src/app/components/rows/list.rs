//! A long list: filter by typing, sort, a page at a time.

use std::rc::Rc;

use will_it_run_engine::answer::Rate;
use will_it_run_engine::fit::Fit;
use will_it_run_engine::units::{Bytes, Known};
use yew::{AttrValue, Event, Html, InputEvent, Properties, component, html, use_memo, use_state_eq};

use super::{bytes_cell, fit_cell, rate_cell};
use crate::app::components::link;
use crate::app::hooks::Page;
use crate::app::state::Asked;
use crate::text::number::grouped;
use crate::text::{Key, UNCONFIRMED, t};
use crate::web::event;

/// Rows on a page.
const PAGE: usize = 20;

/// A row: one model on the rig, or one device for the model.
pub struct Row {
    /// Its place in the catalog, which is sorted by name.
    pub place: usize,
    /// Its name.
    pub name: AttrValue,
    /// Key figures.
    pub detail: AttrValue,
    /// What filters match, in lower case.
    pub haystack: String,
    /// The question it leads to.
    pub to: Asked,
    /// It is the question at hand.
    pub current: Option<&'static str>,
    /// The verdict.
    pub fit: Fit,
    /// Memory needed.
    pub total: Known<Bytes>,
    /// Speed.
    pub decode: Known<Rate>,
}

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
            Self::Name => row.place as u64,
        }
    }
}

/// Props of [`List`].
#[derive(Properties)]
pub struct ListProps {
    /// The page.
    pub page: Page,
    /// Its title.
    pub title: Key,
    /// What stands in the first column.
    pub subject: Key,
    /// Id in the document, unique.
    pub id: &'static str,
    /// The rows, as they come from the engine; none while they are being worked out.
    pub rows: Option<Rc<Vec<Row>>>,
}

impl PartialEq for ListProps {
    fn eq(&self, other: &Self) -> bool {
        let same = match (&self.rows, &other.rows) {
            (Some(a), Some(b)) => Rc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        };
        same && self.id == other.id && self.page == other.page
    }
}

/// The list.
#[component]
pub fn List(props: &ListProps) -> Html {
    let filter = use_state_eq(String::new);
    let order = use_state_eq(|| Order::Best);
    let from = use_state_eq(|| 0_usize);
    let rows = props.rows.clone().unwrap_or_default();
    let shown = use_memo((Handle(Rc::clone(&rows)), (*filter).clone(), *order), |(rows, filter, order)| {
        let words: Vec<String> = filter.split_whitespace().map(str::to_ascii_lowercase).collect();
        let matching = rows
            .0
            .iter()
            .enumerate()
            .filter(|(_, row)| words.iter().all(|word| row.haystack.contains(word.as_str())));
        let mut shown: Vec<(u64, usize)> = matching.map(|(at, row)| (order.key(row, at), at)).collect();
        shown.sort_unstable();
        shown
    });
    let first = if *from < shown.len() { *from } else { 0 };
    let last = (first + PAGE).min(shown.len());
    let type_filter = {
        let (filter, from) = (filter.clone(), from.clone());
        move |e: InputEvent| {
            filter.set(event::value(&e));
            from.set(0);
        }
    };
    let sort = {
        let (order, from) = (order.clone(), from.clone());
        move |e: Event| {
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
    let go = |to: usize| {
        let from = from.clone();
        move |_| from.set(to)
    };
    let options = Order::ALL.map(
        |(each, word, text)| html! { <option value={word} selected={each == *order}>{ t(text) }</option> },
    );
    let heading = [props.id, "-title"].concat();
    let working = props.rows.is_none();
    html! {
        <section class="list" aria-labelledby={heading.clone()} aria-busy={working.then_some("true")} data-list={props.id}>
            <h2 id={heading}>{ t(props.title) }</h2>
            <div class="list-tools">
                <label class="field"><span class="label">{ t(Key::Filter) }</span>
                    <input type="search" value={(*filter).clone()} oninput={type_filter} /></label>
                <label class="field"><span class="label">{ t(Key::SortBy) }</span>
                    <select onchange={sort}>{ for options }</select></label>
            </div>
            <table>
                <thead><tr>
                    <th scope="col">{ t(props.subject) }</th><th scope="col">{ t(Key::Fit) }</th>
                    <th scope="col" class="number">{ t(Key::Needs) }</th><th scope="col" class="number">{ t(Key::Speed) }</th>
                </tr></thead>
                <tbody>{ for shown.iter().skip(first).take(PAGE).filter_map(|(_, at)| rows.get(*at)).map(|row| draw(row, &props.page)) }</tbody>
            </table>
            if shown.iter().skip(first).take(PAGE).filter_map(|(_, at)| rows.get(*at)).any(|row| row.detail.contains(UNCONFIRMED)) {
                <p class="note">{ UNCONFIRMED }{ " " }{ t(Key::UnconfirmedMeans) }</p>
            }
            <div class="pager">
                <p class="note" role="status">
                    if working { { t(Key::Working) } } else if shown.is_empty() { { t(Key::NothingLeft) } } else {
                        { [&grouped(first as u64 + 1), "–", &grouped(last as u64), " ", t(Key::Of), " ", &grouped(shown.len() as u64)].concat() }
                    }
                </p>
                <button type="button" disabled={first == 0} onclick={go(first.saturating_sub(PAGE))}>{ t(Key::Previous) }</button>
                <button type="button" disabled={last >= shown.len()} onclick={go(first + PAGE)}>{ t(Key::Next) }</button>
            </div>
        </section>
    }
}

fn draw(row: &Row, page: &Page) -> Html {
    html! {
        <tr class={yew::classes!(row.current.map(|_| "current"))}>
            <th scope="row">
                { link(page, row.to.clone(), "", row.current, html! { row.name.clone() }) }
                <span class="detail">{ row.detail.clone() }</span>
            </th>
            { fit_cell(row.fit) }
            { bytes_cell(row.total, page.state.reader.unit) }
            { rate_cell(row.decode, row.fit) }
        </tr>
    }
}

/// Rows compared by identity: equal content is rebuilt only when the engine was asked again.
#[derive(Clone)]
struct Handle(Rc<Vec<Row>>);

impl PartialEq for Handle {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
