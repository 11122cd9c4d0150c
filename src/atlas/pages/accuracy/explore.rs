//! Every cell: filters, plot, table, file.

use will_it_run_engine::order::sort_by;
use yew::{AttrValue, Callback};

use super::data::{Apart, Cell, Cells, DECODE, FILTERS, KIND, Of, PHASE, PREFILL, asked};
use super::scatter;
use super::summary::{device, model};
use super::table::{figure, name, table, word};
use crate::app::components::{option, section, segmented};
use crate::app::draw::{El, On, el};
use crate::app::state::query_with;
use crate::atlas::place::Place;
use crate::text::number::{grouped, percent, range, three};
use crate::text::{AccuracyKey, Fixed, Key, accuracy, t};
use crate::web::{download, event};

/// Cells on a page of the table.
const ROWS: usize = 25;
/// The page, in the address.
const PAGE: &str = "page";
/// The order.
const SORT: &str = "sort";

/// The orders; the first holds where the address names none.
const ORDERS: [(&str, AccuracyKey); 4] = [
    ("", AccuracyKey::ByError),
    ("measured", AccuracyKey::ByMeasured),
    ("device", AccuracyKey::ByDevice),
    ("model", AccuracyKey::ByModel),
];

/// The section.
pub fn explore(place: &Place, all: &Cells) -> El {
    let mut cells = asked(&all.cells, &place.query, "");
    order(&mut cells, &place.asked(SORT));
    let status = el("p")
        .class("list-status")
        .is("role", "status")
        .text(accuracy::cells_left(cells.len(), all.cells.len()));
    let part = section("sheet list catalog-list acc-explore", "explore", AccuracyKey::Explore)
        .put(filters(place, &all.cells))
        .put(below(place, all, &cells))
        .put(status);
    if cells.is_empty() {
        return part.put(el("p").say(AccuracyKey::Nothing));
    }
    let page = place.asked(PAGE).parse::<usize>().unwrap_or(1).saturating_sub(1);
    let page = if page * ROWS < cells.len() { page } else { 0 };
    let rows = cells.iter().skip(page * ROWS).take(ROWS).map(|cell| draw(place, cell));
    let head = [
        (AccuracyKey::Device, ""),
        (AccuracyKey::Model, ""),
        (AccuracyKey::Quant, ""),
        (AccuracyKey::Program, ""),
        (AccuracyKey::Family, ""),
        (AccuracyKey::Context, "number"),
        (AccuracyKey::Measured, "number"),
        (AccuracyKey::Predicted, "number"),
        (AccuracyKey::Range, "number"),
        (AccuracyKey::Error, "number"),
        (AccuracyKey::Source, ""),
    ];
    part.put(scatter::scatter(&cells))
        .put(table(AccuracyKey::Explore, &head, rows.collect()).class("scroll"))
        .put(pager(place, page, cells.len()))
}

fn order(cells: &mut [&Cell], by: &str) {
    match by {
        "measured" => sort_by(cells, |a, b| b.measured.total_cmp(&a.measured)),
        "device" => sort_by(cells, |a, b| a.word(Of::Device).cmp(b.word(Of::Device))),
        "model" => sort_by(cells, |a, b| a.word(Of::Model).cmp(b.word(Of::Model))),
        // LocalScore's hosts of all kinds would fill the first pages: they come last.
        _ => sort_by(cells, |a, b| {
            (a.apart == Apart::LocalScore)
                .cmp(&(b.apart == Apart::LocalScore))
                .then_with(|| b.error().total_cmp(&a.error()))
        }),
    }
}

fn draw(place: &Place, cell: &Cell) -> Vec<El> {
    let tokens = if cell.prompt > 0 { cell.prompt } else { cell.depth };
    vec![
        name(device(place, cell)),
        el("td").class("words").put(model(place, cell)),
        word(cell.word(Of::Quant).to_owned()),
        word([cell.word(Of::Program), ", ", cell.word(Of::Backend)].concat()),
        word(cell.word(Of::Family).to_owned()),
        figure(grouped(u64::from(tokens))),
        figure(three(cell.measured)),
        figure(three(cell.predicted)),
        figure(range(cell.low, cell.high)),
        figure(percent(cell.error())),
        word(cell.source.clone()).with("title", place.world.source(&cell.source).0),
    ]
}

/// Sets a key and goes back to the first page.
fn set(place: &Place, key: &str, value: &str) {
    place.rewrite(&query_with(&place.query_with(key, value), PAGE, ""));
}

/// Decode or prefill; `group` is unique in the document.
pub fn phases(place: &Place, group: &'static str) -> El {
    let to = place.clone();
    let choose =
        Callback::from(move |word: String| set(&to, PHASE, if word == DECODE { "" } else { word.as_str() }));
    let options = vec![
        (DECODE.into(), AccuracyKey::Decode.text().into()),
        (PREFILL.into(), AccuracyKey::Prefill.text().into()),
    ];
    let now = place.asked(PHASE);
    let now = if now == PREFILL { PREFILL } else { DECODE };
    segmented(group, "segmented shown", AccuracyKey::Phase.text().into(), options, now, &choose)
}

fn filters(place: &Place, cells: &[Cell]) -> El {
    let labels = [AccuracyKey::Family, AccuracyKey::Device, AccuracyKey::Model, AccuracyKey::Program];
    let selects = FILTERS.into_iter().zip(labels).map(|((key, of), label)| {
        let found = asked(cells, &place.query, key);
        let name = |word: &str| match of {
            Of::Device => place.world.device(word).map(|device| device.name.to_string()),
            Of::Model => place.world.model(word).map(|model| model.name.to_string()),
            _ => None,
        };
        let mut words: Vec<(String, String)> = Vec::new();
        for cell in found {
            let word = cell.word(of);
            if !words.iter().any(|(known, _)| known == word) {
                words.push((word.to_owned(), name(word).unwrap_or_else(|| word.to_owned())));
            }
        }
        sort_by(&mut words, |a, b| a.1.cmp(&b.1));
        select(place, key, label, words)
    });
    let kinds = [("dense", AccuracyKey::Dense), ("experts", AccuracyKey::Experts)]
        .map(|(word, says)| (word.to_owned(), says.text().to_owned()));
    let orders = ORDERS.map(|(word, says)| {
        let selected = word == place.asked(SORT);
        option(word.into(), says.text().into(), selected)
    });
    let to = place.clone();
    let sort = el("select").on(On::Change, move |e| set(&to, SORT, &event::value(&e))).all(orders);
    el("div").is("role", "search").is("aria-label", AccuracyKey::Explore.text()).put(
        el("div")
            .class("acc-filters")
            .put(phases(place, "explore-phase"))
            .all(selects)
            .put(select(place, KIND, AccuracyKey::Kind, kinds.into()))
            .put(labelled(AccuracyKey::SortBy, sort)),
    )
}

/// A control below its label.
pub fn labelled(label: AccuracyKey, control: El) -> El {
    el("label").class("field").put(el("span").class("label").say(label)).put(control)
}

fn select(place: &Place, key: &'static str, label: AccuracyKey, words: Vec<(String, String)>) -> El {
    let chosen = place.asked(key);
    let known = chosen.is_empty() || words.iter().any(|(word, _)| *word == chosen);
    // What the address asks for and no cell is stands there all the same.
    let stray = (!known).then(|| option(chosen.clone().into(), chosen.clone().into(), true));
    let to = place.clone();
    let options = words.into_iter().map(|(word, says)| {
        let selected = word == chosen;
        option(AttrValue::from(word), says.into(), selected)
    });
    let any = option("".into(), AccuracyKey::Any.text().into(), chosen.is_empty());
    let select = el("select")
        .is("data-filter", key)
        .on(On::Change, move |e| set(&to, key, &event::value(&e)))
        .put(any)
        .maybe_put(stray)
        .all(options);
    labelled(label, select)
}

/// The file, and a way back to all cells.
fn below(place: &Place, all: &Cells, cells: &[&Cell]) -> El {
    let lines: Vec<&str> =
        std::iter::once(all.head.as_str()).chain(cells.iter().map(|cell| cell.line.as_str())).collect();
    let text = lines.join("\r\n") + "\r\n";
    let file = el("button")
        .is("type", "button")
        .class("quiet-button")
        .say(AccuracyKey::Csv)
        .on(On::Click, move |_| download::save("will-it-run-accuracy.csv", "text/csv;charset=utf-8", &text));
    let filtered = FILTERS.iter().map(|(key, _)| *key).chain([KIND]).any(|key| !place.asked(key).is_empty());
    let to = place.clone();
    let clear = filtered.then(|| {
        el("button")
            .is("type", "button")
            .class("quiet-button")
            .say(AccuracyKey::Clear)
            .on(On::Click, move |_| to.rewrite(""))
    });
    el("div").class("list-below").put(el("div").class("list-files").put(file)).maybe_put(clear)
}

fn pager(place: &Place, page: usize, all: usize) -> El {
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
    let figure = |n: usize| grouped(n as u64);
    let text = [&figure(first + 1), "–", &figure(last), " ", t(Key::Of), " ", &figure(all)].concat();
    el("div")
        .class("pager")
        .maybe("hidden", (all <= ROWS).then_some("hidden"))
        .put(el("p").class("note").text(text))
        .put(turn(Key::Previous, page > 0, page.saturating_sub(1)))
        .put(turn(Key::Next, last < all, page + 1))
}
