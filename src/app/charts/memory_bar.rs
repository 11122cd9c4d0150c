//! Memory by component against what is usable.

use will_it_run_engine::answer::Parts;
use will_it_run_engine::units::{Bytes, Known};
use yew::AttrValue;

use crate::app::draw::{El, el};

/// Names of the components in class names, in the order of [`Parts::components`]: one palette in bar, chart and table.
pub const PARTS: [&str; 8] =
    ["weights", "kv-cache", "kv-swa", "recurrent", "compute", "output", "projector", "runtime"];

/// Width of the drawing in its own units.
const WIDTH: f64 = 1000.0;

/// The bar of an answer's components.
pub fn memory_bar(parts: &Parts, usable: Known<Bytes>, label: String) -> El {
    stacked_bar(parts.components().into_iter().zip(PARTS), usable, label)
}

/// One bar: components with their classes from the left, the limit as a line, what is beyond it hatched. `label` says the same to those who
/// do not see it.
pub fn stacked_bar(
    parts: impl IntoIterator<Item = (Known<Bytes>, &'static str)>,
    usable: Known<Bytes>,
    label: String,
) -> El {
    let known = |(part, class): (Known<Bytes>, _)| Some((part.get()?.as_f64(), class));
    let parts: Vec<(f64, &'static str)> =
        parts.into_iter().filter_map(known).filter(|(bytes, _)| *bytes > 0.0).collect();
    let needed = parts.iter().map(|(bytes, _)| bytes).sum();
    let usable = usable.get().map(Bytes::as_f64);
    // A little air to the right of the limit keeps the line visible when everything fits.
    let full = f64::max(needed, usable.unwrap_or(needed) * 1.02).max(1.0);
    let scale = |bytes: f64| bytes / full * WIDTH;
    let mut from = 0.0;
    let segments = parts.into_iter().map(|(bytes, class)| {
        let (x, width) = (scale(from), scale(bytes));
        from += bytes;
        let class = AttrValue::from("part ".to_owned() + class);
        rect(x, (width - 1.0).max(1.0), "24").with("class", class)
    });
    let segments: Vec<El> = segments.collect();
    let limit = usable.map(scale);
    let over = limit.filter(|_| needed > usable.unwrap_or(needed));
    el("svg")
        .class("memory-bar")
        .is("viewBox", "0 0 1000 32")
        .is("preserveAspectRatio", "none")
        .is("role", "img")
        .with("aria-label", label)
        .maybe_put(limit.map(|limit| rect(0.0, limit, "24").class("room")))
        .all(segments)
        .maybe_put(over.map(|limit| beyond(limit, scale(needed))))
        .maybe_put(limit.map(|limit| rect((limit - 1.5).max(0.0), 3.0, "32").class("limit")))
}

fn rect(x: f64, width: f64, height: &'static str) -> El {
    el("rect").with("x", at(x)).is("y", "0").with("width", at(width)).is("height", height)
}

/// What does not fit, as slanted strokes over it.
fn beyond(from: f64, to: f64) -> El {
    let mut path = String::new();
    let mut x = from;
    while x < to {
        path.push('M');
        path.push_str(&at(x));
        path.push_str(" 24L");
        path.push_str(&at((x + 10.0).min(to)));
        path.push_str(" 0");
        x += 10.0;
    }
    el("path").class("beyond").with("d", path)
}

/// A coordinate in tenths, without the formatting of floats.
fn at(x: f64) -> String {
    crate::text::number::decimals(x, 1).replace(',', "")
}
