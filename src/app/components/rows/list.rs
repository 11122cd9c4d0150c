//! The two long lists: filter by typing, sort, a page at a time.

use std::rc::Rc;

use will_it_run_engine::units::Bytes;
use yew::{Event, Html, InputEvent, Properties, component, html, use_memo, use_state_eq};

use super::row::{Kind, Row};
use super::{bytes_cell, fit_cell, rate_cell};
use crate::app::components::link;
use crate::app::hooks::{Page, use_rested, use_warm};
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
            Self::Name => row.place as u64,
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
    let warm = use_warm(page.world.clone());
    let asked = (page.world.clone(), page.state.asked.question.clone(), kind, warm || kind == Kind::Devices);
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
                row.card(kind, world)
                    .is_some_and(|card| words.iter().all(|word| card.haystack.contains(word.as_str())))
            };
            let matching = rows.0.iter().enumerate().filter(|(_, row)| matches(row));
            let mut shown: Vec<(u64, usize)> = matching.map(|(at, row)| (order.key(row, at), at)).collect();
            shown.sort_unstable();
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
    let (id, title, subject) = kind.words();
    let heading = [id, "-title"].concat();
    let working = swept.is_none();
    let doubtful =
        |row: &&Row| row.card(kind, &page.world).is_some_and(|card| card.detail.contains(UNCONFIRMED));
    html! {
        <section class="list" aria-labelledby={heading.clone()} aria-busy={working.then_some("true")} data-list={id}>
            <h2 id={heading}>{ t(title) }</h2>
            <div class="list-tools">
                <label class="field"><span class="label">{ t(Key::Filter) }</span>
                    <input type="search" value={(*filter).clone()} oninput={type_filter} /></label>
                <label class="field"><span class="label">{ t(Key::SortBy) }</span>
                    <select onchange={sort}>{ for options }</select></label>
            </div>
            <table>
                <thead><tr>
                    <th scope="col">{ t(subject) }</th><th scope="col">{ t(Key::Fit) }</th>
                    <th scope="col" class="number">{ t(Key::Needs) }</th><th scope="col" class="number">{ t(Key::Speed) }</th>
                </tr></thead>
                <tbody>{ for drawn.iter().map(|row| draw(row, page, kind)) }</tbody>
            </table>
            if drawn.iter().any(doubtful) {
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

fn draw(row: &Row, page: &Page, kind: Kind) -> Html {
    let Some(card) = row.card(kind, &page.world) else { return Html::default() };
    let unit = page.state.reader.unit;
    let current = card.is_asked(&page.state.asked, kind).then_some("true");
    html! {
        <tr class={current.map(|_| "current")}>
            <th scope="row">
                { link(page, row.question(&page.state.asked, card, kind), "", current, html! { card.name.to_owned() }) }
                <span class="detail">{ row.chosen(card, unit) }{ card.detail.to_owned() }</span>
            </th>
            { fit_cell(row.fit) }
            { bytes_cell(row.total, unit, Key::Needs) }
            { rate_cell(row.decode, row.fit) }
        </tr>
    }
}

/// Rows compared by identity: equal content is rebuilt only when the engine was asked again.
#[derive(Clone)]
struct ByIdentity(Rc<Vec<Row>>);

impl PartialEq for ByIdentity {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
