//! A rate with its range, evidence and gauge.

use will_it_run_engine::answer::Rate;
use will_it_run_engine::units::Known;
use yew::{AttrValue, Callback, Html, Properties, component, html};

use super::Ask;
use crate::app::charts::Gauge;
use crate::app::derive::Derived;
use crate::text::number::{range, three};
use crate::text::{Key, evidence_keys, t};

/// Props of [`RateFigure`].
#[derive(Properties, PartialEq)]
pub struct RateFigureProps {
    /// What it is.
    pub name: Key,
    /// When it holds.
    pub means: Key,
    /// The rate.
    pub rate: Known<Rate>,
    /// Why it is unknown, if it is.
    pub why: AttrValue,
    /// The rate from which it is usable.
    #[prop_or_default]
    pub usable: Option<f64>,
    /// What is derived.
    pub term: Derived,
    /// Called with the key.
    pub explain: Callback<Derived>,
}

/// The range large, the typical rate and the evidence beside it, the gauge below.
#[component]
pub fn RateFigure(props: &RateFigureProps) -> Html {
    let unit = t(Key::TokPerSecond);
    let value = match props.rate {
        Known::Unknown => html! {
            <p class="note">
                <Ask term={props.term} explain={props.explain.clone()} class="large">{ t(Key::Unknown) }</Ask>
                <span class="note">{ props.why.clone() }</span>
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
                    <Ask term={props.term} explain={props.explain.clone()} class="large">
                        { span }<span class="unit">{ "\u{a0}" }{ unit }</span>
                    </Ask>
                </p>
                <Gauge {rate} usable={props.usable} label={label} />
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
