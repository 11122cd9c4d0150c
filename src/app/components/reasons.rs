//! Why the verdict is what it is, and what the figures rest on.

use will_it_run_engine::answer::Reason;

use super::section;
use crate::app::draw::{El, el};
use crate::app::world::{Mark, World};
use crate::text::measure::MemoryUnit;
use crate::text::{Key, reason, t};

/// The reasons of the verdict, in order.
pub fn reasons(reasons: &[Reason], unit: MemoryUnit) -> El {
    let rows = reasons.iter().map(|each| el("li").text(reason(each, unit)));
    section("why", "why-title", Key::Why).put(el("ul").all(rows))
}

/// Who said the figures that the answer rests on; nothing where nobody did.
pub fn sources(keys: &[String], world: &World) -> Option<El> {
    let rows = keys.iter().map(|key| {
        let (text, mark) = world.source(key);
        let row = el("li").key(&**key).text(text);
        match mark {
            Mark::Confirmed => row,
            Mark::Unconfirmed => row
                .text(" · ")
                .put(el("span").class("unconfirmed").say(Key::Unconfirmed))
                .text([": ", t(Key::UnconfirmedMeans)].concat()),
        }
    });
    let list = || el("details").class("sources").put(el("summary").say(Key::Sources)).put(el("ul").all(rows));
    (!keys.is_empty()).then(list)
}
