//! Why the verdict is what it is, and what the figures rest on.

use will_it_run_engine::answer::Reason;
use yew::{Html, Properties, component, html};

use crate::app::world::{Mark, World};
use crate::text::measure::MemoryUnit;
use crate::text::{Key, reason, t};

/// Props of [`Reasons`].
#[derive(Properties, PartialEq)]
pub struct ReasonsProps {
    /// The reasons, most important first.
    pub reasons: Vec<Reason>,
    /// Unit of memory.
    pub unit: MemoryUnit,
}

/// The reasons as sentences.
#[component]
pub fn Reasons(props: &ReasonsProps) -> Html {
    html! {
        <section class="why" aria-labelledby="why-title">
            <h2 id="why-title">{ t(Key::Why) }</h2>
            <ul>{ for props.reasons.iter().map(|r| html! { <li>{ reason(r, props.unit) }</li> }) }</ul>
        </section>
    }
}

/// Props of [`Sources`].
#[derive(Properties, PartialEq)]
pub struct SourcesProps {
    /// Keys of the sources.
    pub sources: Vec<String>,
    /// What knows their texts.
    pub world: World,
}

/// The sources, folded away.
#[component]
pub fn Sources(props: &SourcesProps) -> Html {
    let rows = props.sources.iter().map(|key| {
        let (text, mark) = props.world.source(key);
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
        if !props.sources.is_empty() {
            <details class="sources">
                <summary>{ t(Key::Sources) }</summary>
                <ul>{ for rows }</ul>
            </details>
        }
    }
}
