//! Charts as files: their figures as CSV, the drawing as SVG, and the same drawn on a canvas as PNG.

use crate::app::draw::{El, On, el};
use crate::text::number::decimals;
use crate::text::{CostKey, Fixed};
use crate::web::{download, picture};

/// How a drawing looks without the page around it.
const STYLE: &str = include_str!("../../../../assets/picture.css");

/// Three buttons; `id` is the chart's, whose drawing is inside the element `ID-drawing`.
pub fn tools(id: &'static str, csv: String) -> El {
    let name = |ending: &str| ["cost-", id, ending].concat();
    let drawing = move || picture::svg(&[id, "-drawing"].concat(), STYLE);
    let table = button(CostKey::SaveCsv, id).on(On::Click, move |_| {
        download::save(&name(".csv"), "text/csv;charset=utf-8", &csv);
    });
    let vector = button(CostKey::SaveSvg, id).on(On::Click, move |_| {
        if let Some(svg) = drawing() {
            download::save(&name(".svg"), "image/svg+xml", &svg);
        }
    });
    let pixels = button(CostKey::SavePng, id).on(On::Click, move |_| {
        if let Some(svg) = drawing() {
            picture::save_png(name(".png"), &svg);
        }
    });
    el("p").class("cost-save").put(table).put(vector).put(pixels)
}

fn button(says: CostKey, id: &'static str) -> El {
    el("button")
        .is("type", "button")
        .class("quiet-button")
        .is("data-save", id)
        .with("aria-label", [CostKey::Save.text(), " ", says.text()].concat())
        .say(says)
}

/// A text as a cell; quoted where it has to be.
#[must_use]
pub fn cell(text: &str) -> String {
    let text = text.replace('\u{a0}', " ");
    if text.contains([',', '"']) { ["\"", &text.replace('"', "\"\""), "\""].concat() } else { text }
}

/// A number as a cell: six decimals at most, none of them idle.
#[must_use]
pub fn number(figure: f64) -> String {
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
        assert_eq!(number(-8000.5), "-8000.5");
        assert_eq!(number(1_234_567.0), "1234567");
        assert_eq!(number(0.0), "0");
    }
}
