//! The smallest changes that help; one press applies one.

use will_it_run_engine::answer::{Change, Fix};
use will_it_run_engine::fit::Fit;
use will_it_run_engine::units::Known;
use yew::{Html, html};

use super::link;
use crate::app::charts::shape;
use crate::app::hooks::Page;
use crate::app::state::{Asked, Field};
use crate::text::measure::bytes;
use crate::text::number::range;
use crate::text::{Key, change, fit_key, t};

/// The fixes of a verdict; nothing when there is nothing to fix.
pub fn fixes(page: &Page, fixes: &[Fix], fit: Fit) -> Html {
    if fixes.is_empty() && fit == Fit::Comfortable {
        return Html::default();
    }
    let unit = page.state.reader.unit;
    let rows = fixes.iter().enumerate().map(|(at, fix)| {
        let memory = fix.total.get().map(|total| bytes(total, unit));
        let rate = match fix.decode {
            Known::Known(rate) => Some(range(rate.low.get(), rate.high.get()) + " " + t(Key::TokPerSecond)),
            Known::Unknown => None,
        };
        let figures: Vec<String> = memory.into_iter().chain(rate).collect();
        html! {
            <li key={at}>
                { link(page, applied(&page.state.asked, &fix.change), "fix", None, html! { <>
                    <span class="name">{ change(&fix.change) }</span>
                    <span class="result">{ shape(fix.fit) }{ t(fit_key(fix.fit)) }</span>
                    <span class="note">{ figures.join(" · ") }</span>
                </> }) }
            </li>
        }
    });
    html! {
        <section class="fixes" aria-labelledby="fixes-title">
            <h2 id="fixes-title">{ t(Key::Fixes) }</h2>
            if fixes.is_empty() {
                <p class="quiet">{ t(Key::FixesNone) }</p>
            }
            <ul>{ for rows }</ul>
        </section>
    }
}

/// The question with a fix applied.
fn applied(asked: &Asked, change: &Change) -> Asked {
    let mut asked = asked.clone();
    let fields: &[(Field, String)] = &match change {
        Change::Quant { quant } => vec![(Field::Quant, (*quant).to_owned())],
        Change::Context { context } => {
            vec![(Field::Context, context.to_string()), (Field::TotalContext, String::new())]
        }
        Change::KvType { kv } => vec![(Field::KvK, (*kv).to_owned()), (Field::KvV, (*kv).to_owned())],
        Change::Users { users } => vec![(Field::Users, users.to_string())],
        Change::Devices { count } => vec![(Field::Count, count.to_string())],
        Change::CpuMoe { layers } => vec![(Field::CpuMoeLayers, layers.to_string())],
    };
    for (field, text) in fields {
        // All of these read as their fields; one that did not would leave the question as it is.
        let _ = asked.set(*field, text);
    }
    asked
}
