//! The verdict: shape, word, one sentence. Readable from two metres.

use will_it_run_engine::fit::Fit;
use yew::{Html, html};

use crate::app::charts::{fit_class, shape};
use crate::text::{Key, fit_key, t};

/// The verdict. Only its word and headline are read out when they change; the summary is there to be looked at.
pub fn verdict(fit: Fit, headline: String, summary: String) -> Html {
    html! {
        <section id="answer" tabindex="-1" class={yew::classes!("verdict", fit_class(fit))} aria-label={t(Key::Answer)} data-fit={fit_class(fit)}>
            <div role="status" aria-live="polite" aria-atomic="true">
                <p class="word">{ shape(fit) }{ t(fit_key(fit)) }</p>
                <p class="headline">{ headline }</p>
            </div>
            <p class="summary">{ summary }</p>
        </section>
    }
}
