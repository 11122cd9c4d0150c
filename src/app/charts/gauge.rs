//! A rate on a scale: the range as a band, the typical rate as a mark, the usable rate as a notch, the ceiling as the end.

use will_it_run_engine::answer::Rate;

use crate::app::draw::{El, el};
use crate::text::number::decimals;

/// The gauge; its right end is the ceiling that no shown figure passes. `label` says the same to those who do not see it.
pub fn gauge(rate: &Rate, usable: Option<f64>, label: String) -> El {
    let end = rate.ceiling.get().max(rate.high.get()).max(1e-9);
    let x = |at: f64| decimals((at / end * 1000.0).clamp(0.0, 1000.0), 1).replace(',', "");
    let (low, high) = (rate.low.get(), rate.high.get());
    let mark = rate.tokens_per_second.get();
    let rect = |class: &'static str, from: String, y: &'static str, width: String, height: &'static str| {
        el("rect").class(class).with("x", from).is("y", y).with("width", width).is("height", height)
    };
    let usable = usable.filter(|usable| *usable < end);
    el("svg")
        .class("gauge")
        .is("viewBox", "0 0 1000 16")
        .is("preserveAspectRatio", "none")
        .is("role", "img")
        .with("aria-label", label)
        .put(rect("track", x(0.0), "6", x(end), "4"))
        .put(rect("band", x(low), "3", x((high - low).max(end / 250.0)), "10"))
        .put(rect("mark", x((mark - end / 500.0).max(0.0)), "0", x(end / 250.0), "16"))
        .maybe_put(usable.map(|usable| rect("notch", x(usable), "4", x(end * 0.003), "8")))
        .put(rect("end", x(end * 0.997), "2", x(end * 0.003), "12"))
}
