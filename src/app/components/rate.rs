//! A rate with its range, evidence and gauge.

use will_it_run_engine::answer::Rate;
use will_it_run_engine::units::Known;
use yew::{Callback, Html, html};

use super::ask;
use crate::app::charts::gauge;
use crate::app::derive::Derived;
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
    pub unknown: &'a str,
    /// Why there is none, if so.
    pub why: &'a str,
    /// The rate from which it is usable.
    pub usable: Option<f64>,
    /// What is derived.
    pub term: Derived,
    /// Opens the derivation.
    pub explain: &'a Callback<Derived>,
}

/// The range large, the typical rate and the evidence beside it, the gauge below.
pub fn rate_figure(props: &RateFigure) -> Html {
    let unit = t(Key::TokPerSecond);
    let value = match props.rate {
        Known::Unknown => html! {
            <p>
                { ask(props.term, props.explain, "large", html! { props.unknown.to_owned() }) }
                { " " }<span class="note">{ props.why }</span>
            </p>
        },
        Known::Known(rate) => {
            let (evidence, means) = evidence_keys(rate.evidence);
            let typical = [t(Key::TypicalMeans), " ", &three(rate.tokens_per_second.get())].concat();
            let ceiling = [t(Key::CeilingMeans), " ", &three(rate.ceiling.get()), " ", unit].concat();
            let span = range(rate.low.get(), rate.high.get());
            let label = [t(props.name), ": ", &span, " ", unit, ", ", &typical, ", ", &ceiling].concat();
            html! { <>
                <p>
                    { ask(props.term, props.explain, "large", html! { <>{ span }<span class="unit">{ "\u{a0}" }{ unit }</span></> }) }
                </p>
                { gauge(&rate, props.usable, label) }
                <p class="note ends">
                    <span>{ typical }{ " · " }<abbr title={t(means)} class="evidence">{ t(evidence) }</abbr></span>
                    if let Some(usable) = props.usable {
                        <span><i class="swatch notch" aria-hidden="true"></i>{ t(Key::ReadingMeans) }{ " " }{ three(usable) }</span>
                    }
                    <span>{ ceiling }</span>
                </p>
            </> }
        }
    };
    html! {
        <div class="rate">
            <h3>{ t(props.name) }<span class="note">{ " " }{ t(props.means) }</span></h3>
            { value }
        </div>
    }
}
