//! A rate with its range, evidence and gauge.

use will_it_run_engine::answer::Rate;
use will_it_run_engine::units::Known;
use yew::Callback;

use super::ask;
use crate::app::charts::gauge;
use crate::app::derive::Derived;
use crate::app::draw::{self, El, el};
use crate::text::number::{range, three};
use crate::text::{Key, evidence_keys, t};

/// A rate to draw.
pub struct RateFigure<'a> {
    /// What it is.
    pub name: Key,
    /// When it holds.
    pub means: Key,
    /// The rate.
    pub rate: Known<Rate>,
    /// The word where there is none.
    pub unknown: &'static str,
    /// Why there is none, if so.
    pub why: &'static str,
    /// The rate from which it is usable.
    pub usable: Option<f64>,
    /// What is derived.
    pub term: Derived,
    /// Opens the derivation.
    pub explain: &'a Callback<Derived>,
}

/// The range large, the typical rate and the evidence beside it, the gauge below.
pub fn rate_figure(props: &RateFigure) -> El {
    let unit = t(Key::TokPerSecond);
    let value = match props.rate {
        Known::Unknown => el("p")
            .put(ask(props.term, props.explain, "ask-figure large").text(props.unknown))
            .text(" ")
            .put(el("span").class("note").text(props.why))
            .into(),
        Known::Known(rate) => {
            let (evidence, means) = evidence_keys(rate.evidence);
            let typical = [t(Key::TypicalMeans), " ", &three(rate.tokens_per_second.get())].concat();
            let ceiling = [t(Key::CeilingMeans), " ", &three(rate.ceiling.get()), " ", unit].concat();
            let span = range(rate.low.get(), rate.high.get());
            let label = [t(props.name), ": ", &span, " ", unit, ", ", &typical, ", ", &ceiling].concat();
            let figure = ask(props.term, props.explain, "ask-figure large")
                .text(span)
                .put(el("span").class("unit").text(["\u{a0}", unit].concat()));
            let evidence = el("abbr").is("title", t(means)).class("evidence").say(evidence);
            let usable = props.usable.map(|usable| {
                el("span")
                    .put(el("i").class("swatch notch").is("aria-hidden", "true"))
                    .text([t(Key::ReadingMeans), " ", &three(usable)].concat())
            });
            let ends = el("p")
                .class("note ends")
                .put(el("span").text(typical + " · ").put(evidence))
                .maybe_put(usable)
                .put(el("span").text(ceiling));
            draw::list(vec![
                el("p").put(figure).into(),
                gauge(&rate, props.usable, label).into(),
                ends.into(),
            ])
        }
    };
    let means = el("span").class("note").text([" ", t(props.means)].concat());
    el("div").class("rate").put(el("h3").say(props.name).put(means)).put(value)
}
