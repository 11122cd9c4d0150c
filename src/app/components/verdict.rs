//! The verdict: shape, word, one sentence. Readable from two metres.

use will_it_run_engine::fit::Fit;

use crate::app::charts::{fit_class, shape};
use crate::app::draw::{El, el};
use crate::text::{Key, fit_key, t};

/// The verdict.
pub fn verdict(fit: Fit, headline: String, summary: String) -> El {
    let status = el("div")
        .is("role", "status")
        .is("aria-live", "polite")
        .is("aria-atomic", "true")
        .put(el("p").class("word").put(shape(fit)).say(fit_key(fit)))
        .put(el("p").class("headline").text(headline));
    el("section")
        .is("id", "answer")
        .is("tabindex", "-1")
        .with("class", "verdict ".to_owned() + fit_class(fit))
        .is("aria-label", t(Key::Answer))
        .is("data-fit", fit_class(fit))
        .put(status)
        .put(el("p").class("summary").text(summary))
}
