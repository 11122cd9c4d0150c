//! The shape of a verdict, so that colour is never the only sign: disc, diamond, triangle, octagon, ring.

use will_it_run_engine::fit::Fit;

use crate::app::draw::{El, el};

/// The verdict's word in class names and `data-fit`.
#[must_use]
pub const fn fit_class(fit: Fit) -> &'static str {
    match fit {
        Fit::Comfortable => "comfortable",
        Fit::Tight => "tight",
        Fit::Marginal => "marginal",
        Fit::DoesNotFit => "does-not-fit",
        Fit::Unknown => "unknown",
    }
}

/// The shape alone; a word stands beside it everywhere.
pub fn shape(fit: Fit) -> El {
    let path = |class: &'static str, d: &'static str| {
        el("path").maybe("class", (!class.is_empty()).then_some(class)).is("d", d)
    };
    let circle = |class: &'static str, r: &'static str| {
        let circle = el("circle").maybe("class", (!class.is_empty()).then_some(class));
        circle.is("cx", "12").is("cy", "12").is("r", r)
    };
    let (ground, sign) = match fit {
        Fit::Comfortable => (circle("", "11"), path("ink", "M6.5 12.5l3.8 3.8 7.2-8")),
        Fit::Tight => (path("", "M12 .5 23.5 12 12 23.5.5 12z"), path("ink", "M7.5 10h9M7.5 14h9")),
        Fit::Marginal => (path("", "M12 1.5 23.7 22H.3z"), path("ink", "M12 8.5v6.2M12 18.1v.4")),
        Fit::DoesNotFit => {
            (path("", "M7.2.8h9.6l6.4 6.4v9.6l-6.4 6.4H7.2L.8 16.8V7.2z"), path("ink", "M8 8l8 8M16 8l-8 8"))
        }
        Fit::Unknown => {
            (circle("ring", "10"), path("line", "M9 9.2c.2-3.7 6.2-3.6 6 .1-.1 2-2.9 2.4-3 4.6M12 17.4v.4"))
        }
    };
    el("svg")
        .with("class", "shape ".to_owned() + fit_class(fit))
        .is("viewBox", "0 0 24 24")
        .is("aria-hidden", "true")
        .is("focusable", "false")
        .put(ground)
        .put(sign)
}
