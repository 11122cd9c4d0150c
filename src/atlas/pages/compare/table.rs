//! Figures side by side: a row a figure, a column a side.

use will_it_run_engine::compare::FigureRow;
use will_it_run_engine::units::Known;

use crate::app::draw::{El, el};
use crate::atlas::components::compare_rig::ratio_bar;
use crate::text::measure::MemoryUnit;
use crate::text::{CompareKey, Fixed, Key, compare};

/// What a cell says besides the figure: the figure in other words, and a note or why it is unknown.
pub struct Said {
    /// In place of the plain figure, such as a range.
    pub figure: Option<String>,
    /// Below it.
    pub note: String,
}

/// A table with a column for each name; put rows inside.
pub fn table(first: &'static str, names: &[String], rows: Vec<El>) -> El {
    let column = |name: &String| el("th").is("scope", "col").text(name.clone());
    let head = el("tr").put(el("th").is("scope", "col").text(first)).all(names.iter().map(column));
    el("table").class("compared").put(el("thead").put(head)).put(el("tbody").all(rows))
}

/// Rows that differ below the one that leads, and the equal ones folded away; `say` adds to the cell of a row and a side.
pub fn figures(
    lead: Option<El>,
    rows: &[FigureRow],
    names: &[String],
    unit: MemoryUnit,
    say: &dyn Fn(&FigureRow, usize) -> Said,
) -> Vec<El> {
    let (equal, different): (Vec<&FigureRow>, Vec<&FigureRow>) = rows.iter().partition(|row| equal(row));
    let draw = |lead: Option<El>, rows: &[&FigureRow]| {
        let rows = rows.iter().map(|row| figure_row(row, names, unit, say));
        table(CompareKey::Figure.text(), names, lead.into_iter().chain(rows).collect())
    };
    let folded = el("details")
        .class("equal")
        .put(el("summary").text([CompareKey::Equal.text(), " (", &equal.len().to_string(), ")"].concat()));
    let mut out = Vec::new();
    if lead.is_some() || !different.is_empty() {
        out.push(draw(lead, &different));
    }
    if !equal.is_empty() {
        out.push(folded.put(draw(None, &equal)));
    }
    out
}

/// Whether all sides have the same figure; one that is unknown might be another.
fn equal(row: &FigureRow) -> bool {
    row.difference == Known::Known(0.0) && row.values.iter().all(|value| value.is_known())
}

fn figure_row(
    row: &FigureRow,
    names: &[String],
    unit: MemoryUnit,
    say: &dyn Fn(&FigureRow, usize) -> Said,
) -> El {
    let cells = row.values.iter().enumerate().map(|(side, value)| {
        let said = say(row, side);
        let cell = cell(names.get(side));
        let note = |text: String| (!text.is_empty()).then(|| el("span").class("note").text(text));
        let Known::Known(value) = value else {
            let why =
                if said.note.is_empty() { CompareKey::NotRecorded.text().to_owned() } else { said.note };
            return cell.put(el("span").class("none").say(Key::Unknown)).maybe_put(note(why));
        };
        let best = row.best == Known::Known(side);
        // Alone, a figure is beside nothing.
        let ratio = row.ratios.get(side).and_then(|ratio| ratio.get()).filter(|_| row.difference.is_known());
        let figure = said.figure.unwrap_or_else(|| compare::figure(row.key, *value, unit));
        let beside = ratio.filter(|ratio| *ratio < 1.0).map(|ratio| compare::beside_best(row.better, ratio));
        cell.put(el("b").text(figure))
            .maybe_put(best.then(best_mark))
            .maybe_put(ratio.map(ratio_bar))
            .maybe_put(beside.and_then(note))
            .maybe_put(note(said.note))
    });
    el("tr").put(el("th").is("scope", "row").say(compare::figure_key(row.key))).all(cells)
}

/// A cell that knows its side where the columns stand below each other.
pub fn cell(name: Option<&String>) -> El {
    el("td").with("data-label", name.cloned().unwrap_or_default())
}

/// The word for the best of a row.
pub fn best_mark() -> El {
    el("span").class("best").say(CompareKey::Best)
}
