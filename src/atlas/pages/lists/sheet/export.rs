//! Rows as files: CSV for spreadsheets, JSON for programs. Figures are plain numbers in the unit that the field's name says; what is not
//! known is an empty field, or `null`.

use super::{Cell, List, Row, Value};
use crate::text::number::decimals;

/// A field of a file.
enum Plain {
    Number(String),
    Text(String),
    Nothing,
}

/// The rows with these columns as CSV after RFC 4180.
#[must_use]
pub fn csv<'a>(list: &List, rows: impl Iterator<Item = &'a Row>, columns: &[usize]) -> String {
    let mut out = String::from("id");
    for name in names(list, columns) {
        out.push(',');
        out.push_str(name);
    }
    for row in rows {
        out.push_str("\r\n");
        out.push_str(&quoted(&row.id));
        for field in fields(list, row, columns) {
            out.push(',');
            match field {
                Plain::Number(number) => out.push_str(&number),
                Plain::Text(text) => out.push_str(&quoted(&text)),
                Plain::Nothing => {}
            }
        }
    }
    out.push_str("\r\n");
    out
}

/// The rows with these columns as a JSON array of objects.
#[must_use]
pub fn json<'a>(list: &List, rows: impl Iterator<Item = &'a Row>, columns: &[usize]) -> String {
    let mut out = String::from("[");
    for (at, row) in rows.enumerate() {
        out.push_str(if at == 0 { "\n  {\"id\": " } else { ",\n  {\"id\": " });
        out.push_str(&string(&row.id));
        for (name, field) in names(list, columns).zip(fields(list, row, columns)) {
            out = out + ", \"" + name + "\": ";
            match field {
                Plain::Number(number) => out.push_str(&number),
                Plain::Text(text) => out.push_str(&string(&text)),
                Plain::Nothing => out.push_str("null"),
            }
        }
        out.push('}');
    }
    out.push_str("\n]\n");
    out
}

fn names(list: &List, columns: &[usize]) -> impl Iterator<Item = &'static str> {
    let columns: Vec<&'static [&'static str]> =
        columns.iter().filter_map(|at| list.columns.get(*at)).map(|column| column.fields).collect();
    columns.into_iter().flatten().copied()
}

/// As many fields as the columns have names.
fn fields(list: &List, row: &Row, columns: &[usize]) -> Vec<Plain> {
    let mut fields = Vec::new();
    for at in columns {
        if let (Some(column), Some(cell)) = (list.columns.get(*at), row.cells.get(*at)) {
            let mut parts = parts(cell, column.fields.len()).into_iter();
            fields.extend(column.fields.iter().map(|_| parts.next().unwrap_or(Plain::Nothing)));
        }
    }
    fields
}

/// The value or values, and the note behind them as the last of `count`.
fn parts(cell: &Cell, count: usize) -> Vec<Plain> {
    let mut parts = match &cell.value {
        Value::Text(text) => vec![Plain::Text(text.to_string())],
        Value::Figure(figure) => vec![number(*figure)],
        Value::Range { typical, low, high } => vec![number(*typical), number(*low), number(*high)],
        Value::Day(day) => vec![Plain::Text(day.to_string())],
        Value::Missing(_) => (1..count.max(2)).map(|_| Plain::Nothing).collect(),
    };
    parts.push(if cell.note.is_empty() { Plain::Nothing } else { Plain::Text(cell.note.to_string()) });
    parts
}

/// Up to four decimals, without grouping.
fn number(figure: f64) -> Plain {
    let text = decimals(figure, 4).replace(',', "");
    Plain::Number(text.trim_end_matches('0').trim_end_matches('.').to_owned())
}

/// A text of CSV: in quotes where it must be. What a spreadsheet would take for a formula gets an apostrophe before it.
fn quoted(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    let text = [guard, text].concat();
    if text.contains([',', '"', '\n', '\r']) {
        ["\"", &text.replace('"', "\"\""), "\""].concat()
    } else {
        text
    }
}

/// A string of JSON.
fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c < ' ' => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_or_split_is_guarded() {
        for (text, field) in [
            ("plain", "plain"),
            ("a, b", "\"a, b\""),
            ("13\" laptop", "\"13\"\" laptop\""),
            ("=1+1", "'=1+1"),
            ("-vram, x", "\"'-vram, x\""),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("two\nlines", "\"two\nlines\""),
        ] {
            assert_eq!(quoted(text), field);
        }
    }

    #[test]
    fn numbers_are_plain_and_strings_are_escaped() {
        for (figure, text) in
            [(25_769_803_776.0, "25769803776"), (153.6, "153.6"), (0.0, "0"), (1008.25, "1008.25")]
        {
            assert!(matches!(number(figure), Plain::Number(number) if number == text), "{text}");
        }
        assert_eq!(string("a \"b\" \\ c\nd"), "\"a \\\"b\\\" \\\\ c\\nd\"");
    }
}
