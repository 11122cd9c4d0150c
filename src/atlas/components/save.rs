//! Charts as files: their figures as CSV, the drawing as SVG, and the same drawn on a canvas as PNG.

use std::rc::Rc;

use crate::app::draw::{El, On, el};
use crate::text::number::decimals;
use crate::text::{Key, t};
use crate::web::{download, picture};

/// How a drawing looks without the page around it.
const STYLE: &str = include_str!("../../../assets/picture.css");

/// What a chart is saved as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Its figures.
    Csv,
    /// The drawing.
    Svg,
    /// The drawing in pixels.
    Png,
}

/// Three buttons; `id` is the chart's, whose drawing is inside the element `ID-drawing`, and `page` begins the names of its files.
pub fn tools(page: &'static str, id: &'static str, csv: String) -> El {
    let csv = Rc::new(csv);
    let kinds = [(Kind::Csv, "CSV"), (Kind::Svg, "SVG"), (Kind::Png, "PNG")];
    el("p").class("cost-save").all(kinds.map(|(kind, says)| {
        let csv = Rc::clone(&csv);
        el("button")
            .is("type", "button")
            .class("quiet-button")
            .is("data-save", id)
            .with("aria-label", [t(Key::SaveAs), " ", says].concat())
            .text(says)
            .on(On::Click, move |_| save(kind, [page, id], &csv))
    }))
}

fn save(kind: Kind, [page, id]: [&str; 2], csv: &str) {
    let ending = match kind {
        Kind::Csv => ".csv",
        Kind::Svg => ".svg",
        Kind::Png => ".png",
    };
    let name = [page, "-", id, ending].concat();
    if kind == Kind::Csv {
        download::save(&name, "text/csv;charset=utf-8", csv);
        return;
    }
    let Some(svg) = picture::svg(&[id, "-drawing"].concat(), STYLE) else { return };
    if kind == Kind::Svg {
        download::save(&name, "image/svg+xml", &svg);
    } else {
        picture::save_png(name, &svg);
    }
}

/// A text as a cell; quoted where it has to be.
#[must_use]
pub fn cell(text: &str) -> String {
    let text = text.replace('\u{a0}', " ");
    if text.contains([',', '"']) { ["\"", &text.replace('"', "\"\""), "\""].concat() } else { text }
}

/// Cells as a line.
#[must_use]
pub fn line(cells: &[String]) -> String {
    let mut out = String::new();
    for (at, text) in cells.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        out.push_str(&cell(text));
    }
    out + "\r\n"
}

/// A number as a cell: six decimals at most, none of them idle.
#[must_use]
pub fn number(figure: f64) -> String {
    if !figure.is_finite() {
        return String::new();
    }
    let text = decimals(figure, 6).replace(',', "").replace('−', "-");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_back_by_a_spreadsheet() {
        assert_eq!(cell("Buy low, $"), "\"Buy low, $\"");
        assert_eq!(cell("say \"so\""), "\"say \"\"so\"\"\"");
        assert_eq!(cell("7.1\u{a0}months"), "7.1 months");
        assert_eq!(line(&["a,b".to_owned(), "c".to_owned()]), "\"a,b\",c\r\n");
        assert_eq!(number(-8000.5), "-8000.5");
        assert_eq!(number(1_234_567.0), "1234567");
        assert_eq!(number(0.0), "0");
    }
}
