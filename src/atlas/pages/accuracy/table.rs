//! Tables: a head, rows of cells, inside a region that scrolls where it must.

use yew::AttrValue;

use crate::app::draw::{El, el};
use crate::text::{AccuracyKey, Fixed};

/// A word as a cell.
pub fn word(text: impl Into<AttrValue>) -> El {
    el("td").class("words").text(text)
}

/// A figure as a cell.
pub fn figure(text: impl Into<AttrValue>) -> El {
    el("td").class("number").text(text)
}

/// The name of a row.
pub fn name(inside: El) -> El {
    el("th").is("scope", "row").put(inside)
}

/// The table in its region. On a narrow screen every cell stands with the name of its column.
pub fn table(label: AccuracyKey, head: &[(AccuracyKey, &'static str)], rows: Vec<Vec<El>>) -> El {
    let heads = head.iter().map(|(key, class)| {
        el("th").is("scope", "col").maybe("class", (!class.is_empty()).then_some(*class)).say(*key)
    });
    let rows = rows.into_iter().map(|row| {
        let cells = row.into_iter().zip(head).map(|(cell, (key, _))| cell.is("data-label", key.text()));
        el("tr").all(cells)
    });
    let table = el("table").put(el("thead").put(el("tr").all(heads))).put(el("tbody").all(rows));
    // The section around it has the plain name.
    let label = [AccuracyKey::Table.text(), label.text()].concat();
    el("div").is("tabindex", "0").is("role", "region").with("aria-label", label).put(table)
}
