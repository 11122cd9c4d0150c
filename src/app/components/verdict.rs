//! The verdict: shape, word, one sentence. Readable from two metres.

use will_it_run_engine::fit::Fit;
use yew::{AttrValue, Html, Properties, component, html};

use crate::app::charts::{Shape, fit_class};
use crate::text::{Key, fit_key, t};

/// Props of [`Verdict`].
#[derive(Properties, PartialEq)]
pub struct VerdictProps {
    /// The verdict.
    pub fit: Fit,
    /// Which model on which rig.
    pub headline: AttrValue,
    /// The figures in one line.
    pub summary: AttrValue,
}

/// The verdict. Only its word and sentence are read out when they change; the figures are there to be looked at.
#[component]
pub fn Verdict(props: &VerdictProps) -> Html {
    html! {
        <section id="answer" tabindex="-1" class={yew::classes!("verdict", fit_class(props.fit))} aria-label={t(Key::Answer)} data-fit={fit_class(props.fit)}>
            <div role="status" aria-live="polite" aria-atomic="true">
                <p class="word"><Shape fit={props.fit} />{ t(fit_key(props.fit)) }</p>
                <p class="headline">{ props.headline.clone() }</p>
            </div>
            <p class="summary">{ props.summary.clone() }</p>
        </section>
    }
}
