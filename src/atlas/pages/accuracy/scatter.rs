//! Predicted against measured, on logarithmic axes.

use super::data::{Cell, Of};
use crate::app::charts::plot::{Axis, Plot, at};
use crate::app::charts::scale::Scale;
use crate::app::draw::{El, all, el, list};
use crate::text::number::{grouped, three};
use crate::text::{AccuracyKey, Fixed, accuracy};

/// Up to so many cells each has an element of its own, with its name on hover; more are one path.
const NAMED: usize = 300;
/// How far the thin lines are from agreement.
const NEAR: f64 = 0.25;

/// The plot; the table of cells below it says the same.
pub fn scatter(cells: &[&Cell]) -> El {
    let figures = cells.iter().flat_map(|cell| [cell.measured, cell.predicted]);
    let scale = Scale::log(figures);
    let write = |x: f64| if x >= 1.0 { grouped(x as u64) } else { three(x) };
    let plot = Plot {
        x: Axis { scale, label: AccuracyKey::Measured.text(), write },
        y: Axis { scale, label: AccuracyKey::Predicted.text(), write },
    };
    let near = cells.iter().filter(|cell| cell.error() <= NEAR).count();
    let lines = [(1.0, "acc-same"), (1.0 + NEAR, "acc-near"), (1.0 - NEAR, "acc-near")]
        .map(|(factor, class)| el("path").class(class).with("d", plot.path(ends(scale, factor))));
    let dots = if cells.len() <= NAMED {
        all(cells.iter().map(|cell| {
            let says = [
                cell.word(Of::Device),
                ", ",
                cell.word(Of::Model),
                " ",
                cell.word(Of::Quant),
                ": ",
                &three(cell.measured),
                " → ",
                &three(cell.predicted),
            ];
            plot.dot(cell.measured, cell.predicted, "acc-dot").put(el("title").text(says.concat()))
        }))
    } else {
        let point = |cell: &&Cell| {
            ["M", &at(plot.across(cell.measured)), " ", &at(plot.down(cell.predicted)), "h0"].concat()
        };
        let points: Vec<String> = cells.iter().map(point).collect();
        el("path").class("acc-dots").with("d", points.concat()).into()
    };
    let says = accuracy::scatter_says(cells.len(), near);
    el("figure").class("charted").put(el("figcaption").class("note").text(says.clone())).put(
        el("div")
            .class("scroll acc-plot")
            .is("tabindex", "0")
            .is("role", "region")
            .is("aria-label", AccuracyKey::Scatter.text())
            .put(plot.draw(says, list(vec![all(lines), dots]))),
    )
}

/// The line predicted = factor × measured, as far as it is inside the plot.
fn ends(scale: Scale, factor: f64) -> [(f64, f64); 2] {
    let (Scale::Log { from, to } | Scale::Linear { from, to }) = scale;
    if factor > 1.0 {
        [(from, from * factor), (to / factor, to)]
    } else {
        [(from / factor, from), (to, to * factor)]
    }
}
