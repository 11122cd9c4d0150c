//! The smallest changes that help; one press applies one.

use will_it_run_engine::answer::{Change, Fix};
use will_it_run_engine::fit::Fit;
use will_it_run_engine::units::Known;
use will_it_run_engine::within::joined;
use yew::Html;

use super::{link, section};
use crate::app::charts::shape;
use crate::app::draw::el;
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
        let to = applied(&page.state.asked, &fix.change);
        let link = link(page, to, "fix", None)
            .put(el("span").class("name").text(change(&fix.change)))
            .put(el("span").class("result").put(shape(fix.fit)).say(fit_key(fix.fit)))
            .put(el("span").class("note").text(joined(&figures, " · ")));
        el("li").key(at).put(link)
    });
    let none = fixes.is_empty().then(|| el("p").class("quiet").say(Key::FixesNone));
    section("fixes", "fixes-title", Key::Fixes).maybe_put(none).put(el("ul").all(rows)).into()
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
