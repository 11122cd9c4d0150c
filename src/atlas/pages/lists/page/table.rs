//! The table of a list: heads that sort, and a page of rows.

use super::{ROWS, Sheet, page_of};
use crate::app::draw::{El, On, el};
use crate::app::world::Mark;
use crate::text::{Fixed, Key, t};

use super::super::sheet::{Cell, Column, End, Order, PAGE, Row, SORT, Value, order_word, write};

/// The table.
pub fn table(sheet: &Sheet) -> El {
    let columns: Vec<(usize, &'static Column)> =
        sheet.asked.columns.iter().filter_map(|at| Some((*at, sheet.list.columns.get(*at)?))).collect();
    let head = columns.iter().map(|(at, column)| head(sheet, *at, column));
    let page = page_of(sheet.asked.page, sheet.picked.rows.len());
    let rows = sheet.picked_rows().skip(page * ROWS).take(ROWS);
    let rows = rows.map(|row| draw_row(sheet, row, &columns));
    el("table").put(el("thead").put(el("tr").all(head))).put(el("tbody").all(rows))
}

/// The order that holds: the one asked for, or the list's own where nothing is typed.
pub fn order(sheet: &Sheet) -> Option<Order> {
    sheet.asked.order.or_else(|| sheet.asked.typed.trim().is_empty().then_some(sheet.list.first))
}

/// The head of a column. Pressed, it sorts by it: the greatest figure or the first word first, and then the other way round.
fn head(sheet: &Sheet, at: usize, column: &'static Column) -> El {
    let now = order(sheet).filter(|order| order.column == at).map(|order| order.end);
    let end = match now {
        None if column.kind.is_figure() => End::Greatest,
        Some(End::Least) => End::Greatest,
        None | Some(End::Greatest) => End::Least,
    };
    let sorted = now.map(|end| if end == End::Least { "ascending" } else { "descending" });
    let place = sheet.place.clone();
    let word = order_word(sheet.list, Order { column: at, end });
    let button = el("button").is("type", "button").class("sort").say(column.name).on(On::Click, move |_| {
        place.rewrite(&crate::app::state::query_with(&place.query_with(SORT, &word), PAGE, ""));
    });
    el("th")
        .is("scope", "col")
        .maybe("class", column.kind.is_figure().then_some("number"))
        .maybe("aria-sort", sorted)
        .put(button)
}

fn draw_row(sheet: &Sheet, row: &Row, columns: &[(usize, &'static Column)]) -> El {
    let cells = columns.iter().filter_map(|(at, column)| {
        let cell = row.cells.get(*at)?;
        Some(if *at == 0 { name(sheet, row, cell) } else { draw_cell(sheet, cell, column) })
    });
    el("tr").all(cells)
}

fn name(sheet: &Sheet, row: &Row, cell: &Cell) -> El {
    let text = match &cell.value {
        Value::Text(text) => text.clone(),
        _ => row.id.clone(),
    };
    let link = sheet.place.link((sheet.list.page)(row.id.to_string())).text(text);
    el("th").is("scope", "row").put(link)
}

fn draw_cell(sheet: &Sheet, cell: &Cell, column: &'static Column) -> El {
    let text = write(&cell.value, column.kind, sheet.place.reader.unit);
    plain_cell(cell, text, column.kind.is_figure()).is("data-label", column.name.text())
}

/// A cell with its value as text, marked where nobody looked at its source, and its note below.
pub fn plain_cell(cell: &Cell, text: String, figure: impl Into<Side>) -> El {
    let class = match (figure.into(), &cell.value) {
        (Side::Right, Value::Missing(_)) => "number quiet",
        (Side::Right, _) => "number",
        (Side::Left, _) => "words",
    };
    let note = (!cell.note.is_empty()).then(|| el("small").text(cell.note.clone()));
    let td = el("td").class(class);
    // A text alone where it can be: a page of cells is most of what there is to draw.
    let td = match cell.mark {
        Mark::Confirmed => td.text(text),
        Mark::Unconfirmed => {
            td.put(el("span").class("unconfirmed").is("title", t(Key::UnconfirmedMeans)).text(text))
        }
    };
    td.maybe_put(note)
}

/// On which side of its column a value stands.
#[derive(Clone, Copy)]
pub enum Side {
    /// Words.
    Left,
    /// Figures.
    Right,
}

impl From<bool> for Side {
    fn from(figure: bool) -> Self {
        if figure { Self::Right } else { Self::Left }
    }
}
