//! Search, filters and columns; what is left, and what to loosen where nothing is.

use yew::AttrValue;

use super::super::sheet::{
    Asked, COLUMNS, End, Filter, Kind, List, Order, PAGE, Row, SEARCH, SORT, Shown, Test, UNKNOWN, Unknowns,
    Value, Wanted, order_word,
};
use super::{Sheet, files, table};
use crate::app::components::option;
use crate::app::draw::{El, On, el};
use crate::app::state::{query_with, value_of};
use crate::atlas::place::Place;
use crate::text::{
    Fixed, ListsKey, columns_shown, rows_left, tl, unknown_left_out, unknown_stay, without_filter,
};
use crate::web::event;

/// A control below its label.
#[inline(never)]
pub fn labelled(label: ListsKey, control: El) -> El {
    el("label").class("field").put(el("span").class("label").say(label)).put(control)
}

/// Sets a key of the address and goes back to the first page.
pub fn set(place: &Place, key: &str, value: &str) {
    place.rewrite(&query_with(&place.query_with(key, value), PAGE, ""));
}

/// Search, filters, columns, files.
pub fn tools(sheet: &Sheet) -> El {
    let place = sheet.place.clone();
    let search = el("input")
        .is("type", "search")
        .is("autocomplete", "off")
        .is("spellcheck", "false")
        .value(sheet.asked.typed.clone())
        .on(On::Input, move |e| set(&place, SEARCH, &event::value(&e)));
    let filters =
        sheet.list.filters.iter().zip(&sheet.asked.wanted).map(|(filter, wanted)| match filter.test {
            Test::Is => choice(sheet, filter),
            _ => figure(sheet, filter, wanted),
        });
    let reset = {
        let place = sheet.place.clone();
        let kept = kept(&place.query);
        let needed = sheet.asked.filters() > 0 || !sheet.asked.typed.is_empty();
        needed.then(|| {
            el("button")
                .is("type", "button")
                .class("quiet-button")
                .say(ListsKey::ClearAll)
                .on(On::Click, move |_| place.rewrite(&kept))
        })
    };
    let below = el("div").class("list-below").put(columns(sheet)).put(files::files(sheet)).maybe_put(reset);
    el("div")
        .is("role", "search")
        .is("aria-label", ListsKey::Narrow.text())
        .put(
            el("div")
                .class("list-filters")
                .put(labelled(ListsKey::Search, search))
                .all(filters)
                .put(sort(sheet)),
        )
        .put(below)
}

/// The query without filters: columns and order stay.
fn kept(query: &str) -> String {
    let order = query_with("", SORT, &value_of(query, SORT));
    query_with(&order, COLUMNS, &value_of(query, COLUMNS))
}

/// A filter by one of the words there are.
fn choice(sheet: &Sheet, filter: &'static Filter) -> El {
    let chosen = sheet.place.asked(filter.word);
    let place = sheet.place.clone();
    let any = option("".into(), ListsKey::Any.text().into(), chosen.is_empty());
    let options = words(sheet.list, &sheet.rows, filter.column).into_iter().map(|word| {
        let selected = word.eq_ignore_ascii_case(&chosen);
        option(word.clone(), word, selected)
    });
    let select = el("select")
        .on(On::Change, move |e| set(&place, filter.word, &event::value(&e).to_ascii_lowercase()))
        .put(any)
        .all(options);
    labelled(filter.label, select)
}

/// All words of a column, in their order.
fn words(list: &List, rows: &[Row], column: usize) -> Vec<AttrValue> {
    let several = list.columns.get(column).is_some_and(|column| column.kind == Kind::Words);
    let mut words: Vec<AttrValue> = Vec::new();
    let mut add = |word: &str| {
        let low = |text: &str| text.to_ascii_lowercase();
        if !words.iter().any(|known| **known == *word) {
            let at = words.partition_point(|known| low(known) < low(word));
            words.insert(at, word.to_owned().into());
        }
    };
    for cell in rows.iter().filter_map(|row| row.cells.get(column)) {
        if let Value::Text(text) = &cell.value {
            if several { text.split(", ").for_each(&mut add) } else { add(text) }
        }
    }
    words
}

/// A filter by a figure or day that is typed.
fn figure(sheet: &Sheet, filter: &'static Filter, wanted: &Wanted) -> El {
    let place = sheet.place.clone();
    let input = el("input")
        .is("type", "text")
        .is("autocomplete", "off")
        .is("inputmode", if filter.test == Test::Since { "text" } else { "decimal" })
        .maybe("placeholder", (filter.test == Test::Since).then(|| ListsKey::DateHint.text()))
        .maybe("aria-invalid", (*wanted == Wanted::Unread).then_some("true"))
        .value(sheet.place.asked(filter.word))
        .on(On::Input, move |e| set(&place, filter.word, event::value(&e).trim()));
    labelled(filter.label, input)
}

/// The order, where the heads of the columns are not shown.
fn sort(sheet: &Sheet) -> El {
    let now = table::order(sheet);
    let place = sheet.place.clone();
    let ends = |at: usize| {
        let figure = sheet.list.columns.get(at).is_some_and(|column| column.kind.is_figure());
        if figure { [End::Greatest, End::Least] } else { [End::Least, End::Greatest] }
    };
    let best = now.is_none().then(|| option("".into(), ListsKey::BestMatch.text().into(), true));
    let options = sheet.asked.columns.iter().flat_map(|at| ends(*at).map(|end| Order { column: *at, end }));
    let options = options.map(|order| {
        let name = sheet.list.columns.get(order.column).map_or("", |column| column.name.text());
        let end = if order.end == End::Least { ListsKey::Rising } else { ListsKey::Falling };
        let word = order_word(sheet.list, order);
        option(word.into(), [name, tl(end)].concat().into(), now == Some(order))
    });
    let select = el("select")
        .on(On::Change, move |e| set(&place, SORT, &event::value(&e)))
        .maybe_put(best)
        .all(options);
    labelled(ListsKey::SortBy, select).class("field narrow-only")
}

/// Which columns stand there.
fn columns(sheet: &Sheet) -> El {
    let boxes = sheet.list.columns.iter().enumerate().filter(|(_, column)| column.shown != Shown::Always);
    let boxes = boxes.map(|(at, column)| {
        let checked = sheet.asked.columns.contains(&at);
        let (place, list) = (sheet.place.clone(), sheet.list);
        let chosen = chosen(list, sheet.asked, at);
        let input = el("input")
            .is("type", "checkbox")
            .checked(checked)
            .on(On::Change, move |_| place.rewrite(&place.query_with(COLUMNS, &chosen)));
        el("label").class("check").put(input).say(column.name)
    });
    let says = columns_shown(sheet.asked.columns.len(), sheet.list.columns.len());
    el("details")
        .class("more list-columns")
        .put(el("summary").text(says))
        .put(el("fieldset").put(el("legend").class("unseen").say(ListsKey::Columns)).all(boxes))
}

/// The words of the columns when one is turned on or off; nothing where they are those that stand there at first.
fn chosen(list: &List, asked: &Asked, turned: usize) -> String {
    let columns = || list.columns.iter().enumerate();
    let stands = |at: usize| asked.columns.contains(&at) != (at == turned);
    if columns().all(|(at, column)| stands(at) == (column.shown != Shown::OnDemand)) {
        return String::new();
    }
    let words: Vec<&str> = columns().filter(|(at, _)| stands(*at)).map(|(_, column)| column.word).collect();
    words.join(",")
}

/// How many rows are left, and how many are left out because a figure is not known.
pub fn status(sheet: &Sheet) -> El {
    let (left, all) = (sheet.picked.rows.len(), sheet.rows.len());
    let says = rows_left(left, all, tl(sheet.list.rows));
    let status = el("p").class("list-status").is("role", "status").text(says);
    if sheet.picked.unknown == 0 {
        return el("div").put(status);
    }
    let names: Vec<&str> = sheet.picked.lacking.iter().map(|name| name.text()).collect();
    let names = names.join(", ");
    let place = sheet.place.clone();
    let (says, offer, to) = match sheet.asked.unknown {
        Unknowns::Out => (unknown_left_out(sheet.picked.unknown, &names), ListsKey::ShowUnknown, "show"),
        Unknowns::In => (unknown_stay(sheet.picked.unknown, &names), ListsKey::HideUnknown, ""),
    };
    let button = el("button").is("type", "button").class("quiet-button").say(offer);
    let button = button.on(On::Click, move |_| set(&place, UNKNOWN, to));
    el("div").put(status).put(el("p").class("note").text(says + " ").put(button))
}

/// Nothing is left: what to loosen, and how many rows that gives.
pub fn nothing(sheet: &Sheet) -> El {
    let ways = sheet.picked.without.iter().filter(|(_, count)| *count > 0).map(|(filter, count)| {
        let filter = filter.and_then(|at| sheet.list.filters.get(at));
        let (key, name) = filter.map_or((SEARCH, ListsKey::Search), |filter| (filter.word, filter.label));
        let place = sheet.place.clone();
        let says = without_filter(name.text(), &sheet.place.asked(key), *count);
        el("li")
            .put(el("button").is("type", "button").text(says).on(On::Click, move |_| set(&place, key, "")))
    });
    let ways: Vec<El> = ways.collect();
    let help = if ways.is_empty() { ListsKey::NothingAlone } else { ListsKey::NothingHelp };
    let place = sheet.place.clone();
    let clear = el("button")
        .is("type", "button")
        .say(ListsKey::ClearAll)
        .on(On::Click, move |_| place.rewrite(&kept(&place.query)));
    el("div")
        .class("list-nothing")
        .put(el("p").say(ListsKey::Nothing))
        .put(el("p").class("note").say(help))
        .put(el("ul").class("choices").all(ways).put(el("li").put(clear)))
}
