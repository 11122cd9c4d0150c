//! Memory by component against what is usable.

use will_it_run_engine::answer::Parts;
use will_it_run_engine::units::{Bytes, Known};
use yew::{Html, html};

/// Names of the components in class names, in the order of [`Parts::components`]: one palette in bar, chart and table.
pub const PARTS: [&str; 8] =
    ["weights", "kv-cache", "kv-swa", "recurrent", "compute", "output", "projector", "runtime"];

/// Width of the drawing in its own units.
const WIDTH: f64 = 1000.0;

/// One bar: components from the left, the limit as a line, what is beyond it hatched. `label` says the same to those who
/// do not see it.
pub fn memory_bar(parts: &Parts, usable: Known<Bytes>, label: String) -> Html {
    let needed = parts.at_least().as_f64();
    let usable = usable.get().map(Bytes::as_f64);
    // A little air to the right of the limit keeps the line visible when everything fits.
    let full = needed.max(usable.unwrap_or(needed) * 1.02).max(1.0);
    let scale = |bytes: f64| bytes / full * WIDTH;
    let mut from = 0.0;
    let segments = parts.components().into_iter().zip(PARTS).filter_map(|(part, class)| {
        let bytes = part.get().filter(|b| *b > Bytes::ZERO)?.as_f64();
        let (x, width) = (scale(from), scale(bytes));
        from += bytes;
        Some(html! {
            <rect key={class} class={yew::classes!("part", class)} x={at(x)} width={at((width - 1.0).max(1.0))} y="0" height="24" />
        })
    });
    let segments: Vec<Html> = segments.collect();
    let limit = usable.map(scale);
    html! {
        <svg class="memory-bar" viewBox="0 0 1000 32" preserveAspectRatio="none" role="img" aria-label={label}>
            if let Some(limit) = limit {
                <rect class="room" x="0" y="0" width={at(limit)} height="24" />
            }
            { segments }
            if let Some(limit) = limit {
                if needed > usable.unwrap_or(needed) {
                    { beyond(limit, scale(needed)) }
                }
                <rect class="limit" x={at((limit - 1.5).max(0.0))} y="0" width="3" height="32" />
            }
        </svg>
    }
}

/// What does not fit, as slanted strokes over it.
fn beyond(from: f64, to: f64) -> Html {
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
    html! { <path class="beyond" d={path} /> }
}

/// A coordinate in tenths, without the formatting of floats.
fn at(x: f64) -> String {
    crate::text::number::decimals(x, 1).replace(',', "")
}
