//! A plot: two axes with round figures, marks drawn by the caller, and a table that says the same.

use yew::Html;

use super::scale::Scale;
use crate::app::draw::{El, all, el};
use crate::text::number::decimals;

/// The drawing's own units; it scales with the page.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 320.0;
/// Room for the figures beside the axes.
const LEFT: f64 = 56.0;
const BELOW: f64 = 40.0;
const ABOVE: f64 = 12.0;
const RIGHT: f64 = 16.0;

/// One axis.
#[derive(Clone)]
pub struct Axis {
    /// Where figures lie on it.
    pub scale: Scale,
    /// What it measures, with its unit.
    pub label: &'static str,
    /// How its round figures are written.
    pub write: fn(f64) -> String,
}

/// Two axes.
#[derive(Clone)]
pub struct Plot {
    /// From left to right.
    pub x: Axis,
    /// From below to above.
    pub y: Axis,
}

impl Plot {
    /// The place of a figure from the left.
    #[must_use]
    pub fn across(&self, figure: f64) -> f64 {
        LEFT + self.x.scale.at(figure) * (WIDTH - LEFT - RIGHT)
    }

    /// The place of a figure from above.
    #[must_use]
    pub fn down(&self, figure: f64) -> f64 {
        HEIGHT - BELOW - self.y.scale.at(figure) * (HEIGHT - BELOW - ABOVE)
    }

    /// A line through points, as the `d` of a path.
    #[must_use]
    pub fn path(&self, points: impl IntoIterator<Item = (f64, f64)>) -> String {
        let mut path = String::new();
        for (x, y) in points {
            path.push(if path.is_empty() { 'M' } else { 'L' });
            path = [&path, &at(self.across(x)), " ", &at(self.down(y))].concat();
        }
        path
    }

    /// A small disc at a point.
    pub fn dot(&self, x: f64, y: f64, class: &'static str) -> El {
        let place = |name, value| (name, at(value));
        let (cx, cy) = (place("cx", self.across(x)), place("cy", self.down(y)));
        el("circle").class(class).with(cx.0, cx.1).with(cy.0, cy.1).is("r", "4")
    }

    /// A line across the whole plot at a figure of the vertical axis.
    pub fn level(&self, y: f64, class: &'static str) -> El {
        line([LEFT, self.down(y), WIDTH - RIGHT, self.down(y)], class)
    }

    /// The whole drawing: grid, axes, and the marks over them. `label` says in words what is to be seen.
    pub fn draw(&self, label: String, marks: Html) -> El {
        let bottom = HEIGHT - BELOW;
        let across = self.x.scale.ticks().into_iter().map(|tick| {
            let x = self.across(tick);
            el("g").put(line([x, ABOVE, x, bottom], "grid")).put(words(
                (self.x.write)(tick),
                x,
                bottom + 16.0,
                "middle",
            ))
        });
        let down = self.y.scale.ticks().into_iter().map(|tick| {
            let y = self.down(tick);
            el("g").put(line([LEFT, y, WIDTH - RIGHT, y], "grid")).put(words(
                (self.y.write)(tick),
                LEFT - 6.0,
                y + 4.0,
                "end",
            ))
        });
        el("svg")
            .class("plot")
            .is("viewBox", "0 0 640 320")
            .is("role", "img")
            .with("aria-label", label)
            .put(all(across))
            .put(all(down))
            .put(words(self.x.label.to_owned(), WIDTH - RIGHT, HEIGHT - 6.0, "end").class("axis"))
            .put(words(self.y.label.to_owned(), LEFT + 6.0, ABOVE + 10.0, "start").class("axis"))
            .put(marks)
    }
}

/// A drawing with the table that says the same, folded away below it.
pub fn with_twin(drawing: El, caption: &'static str, head: &[&'static str], rows: Vec<Vec<String>>) -> El {
    let head = head.iter().map(|name| el("th").is("scope", "col").text(*name));
    let rows = rows.into_iter().map(|row| el("tr").all(row.into_iter().map(|cell| el("td").text(cell))));
    let table = el("table").put(el("thead").put(el("tr").all(head))).put(el("tbody").all(rows));
    let twin = el("details").class("twin").put(el("summary").text(caption)).put(
        el("div")
            .class("scroll")
            .is("tabindex", "0")
            .is("role", "region")
            .is("aria-label", caption)
            .put(table),
    );
    el("figure").class("charted").put(drawing).put(twin)
}

/// A coordinate in tenths, without the formatting of floats.
#[must_use]
pub fn at(x: f64) -> String {
    decimals(x, 1).replace(',', "")
}

fn line([x1, y1, x2, y2]: [f64; 4], class: &'static str) -> El {
    el("line").class(class).with("x1", at(x1)).with("y1", at(y1)).with("x2", at(x2)).with("y2", at(y2))
}

fn words(text: String, x: f64, y: f64, anchor: &'static str) -> El {
    el("text").with("x", at(x)).with("y", at(y)).is("text-anchor", anchor).text(text)
}
