//! Why the verdict is what it is, and what the figures rest on.

use will_it_run_engine::answer::Reason;
use yew::{Html, html};

use crate::app::world::{Mark, World};
use crate::text::measure::MemoryUnit;
use crate::text::{Key, reason, t};

/// The reasons as sentences, most important first.
pub fn reasons(reasons: &[Reason], unit: MemoryUnit) -> Html {
    html! {
        <section class="why" aria-labelledby="why-title">
            <h2 id="why-title">{ t(Key::Why) }</h2>
            <ul>{ for reasons.iter().map(|r| html! { <li>{ reason(r, unit) }</li> }) }</ul>
        </section>
    }
}

/// The sources by key, folded away.
pub fn sources(keys: &[String], world: &World) -> Html {
    let rows = keys.iter().map(|key| {
        let (text, mark) = world.source(key);
        html! {
            <li key={key.clone()}>
                { text }
                if mark == Mark::Unconfirmed {
                    { " · " }<span class="unconfirmed">{ t(Key::Unconfirmed) }</span>{ ": " }{ t(Key::UnconfirmedMeans) }
                }
            </li>
        }
    });
    html! {
        if !keys.is_empty() {
            <details class="sources">
                <summary>{ t(Key::Sources) }</summary>
                <ul>{ for rows }</ul>
            </details>
        }
    }
}
