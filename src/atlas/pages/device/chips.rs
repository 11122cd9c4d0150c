//! The workloads: a chip each, and the reason of the one that is pressed, pointed at or focused.

use will_it_run_engine::workloads::{Verdict, WorkloadRow};
use yew::Callback;

use super::draw::{note, sheet};
use super::subject::{Subject, rig};
use crate::app::charts::shape;
use crate::app::draw::{El, On, component, el};
use crate::atlas::components::compare_rig::question_query;
use crate::atlas::components::{OwnWorkloads, OwnWorkloadsProps};
use crate::text::{DeviceKey, device_says, workload_name};

/// The section. `open` is the chip whose reason stands there; pressing another one calls `on_open`, pressing it again closes it.
pub fn chips(
    about: &Subject<'_>,
    rows: &[WorkloadRow],
    open: Option<usize>,
    on_open: &Callback<Option<usize>>,
) -> El {
    let buttons = rows.iter().enumerate().map(|(at, row)| {
        let (shown, set) = (open == Some(at), on_open.clone());
        let button = el("button")
            .is("type", "button")
            .with("data-verdict", verdict_class(row.verdict))
            .is("aria-expanded", if shown { "true" } else { "false" })
            .with("aria-controls", reason_id(at))
            .on(On::Click, move |_| set.emit((!shown).then_some(at)))
            .put(shape(row.fit))
            .put(el("span").text(workload_name(&row.key).to_owned()))
            .put(el("span").class("note").say(verdict_word(row.verdict)));
        el("li").put(button)
    });
    let (asked, rig) = (about.place.all_workloads(), rig(about.device, about.memory));
    let reasons = rows.iter().enumerate().map(|(at, row)| {
        let text = device_says::workload_reason(row, about.model_name(&row.model), about.unit());
        let asked = asked.iter().find(|workload| workload.key == row.key);
        let query = asked.map(|asked| question_query(&asked.on(&rig))).unwrap_or_default();
        let ask = about.place.ask(&query).say(DeviceKey::InCalculator);
        el("div")
            .with("id", reason_id(at))
            .class(if open == Some(at) { "open" } else { "closed" })
            .put(el("p").text(text))
            .put(el("p").put(ask))
    });
    sheet("workloads", DeviceKey::Workloads)
        .put(el("ul").class("dv-chips").all(buttons))
        .put(el("div").class("dv-because").all(reasons))
        .put(note(DeviceKey::WorkloadsNote))
        .put(component::<OwnWorkloads>(OwnWorkloadsProps { place: about.place.clone() }))
}

/// The chip that says most about the device where the reader chose none: the first that is not a plain yes, else the last.
#[must_use]
pub fn telling(rows: &[WorkloadRow]) -> Option<usize> {
    rows.iter().position(|row| row.verdict != Verdict::Yes).or_else(|| rows.len().checked_sub(1))
}

fn reason_id(at: usize) -> String {
    "dv-because-".to_owned() + &at.to_string()
}

const fn verdict_class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Yes => "yes",
        Verdict::Barely => "barely",
        Verdict::No => "no",
        Verdict::Unknown => "unknown",
    }
}

const fn verdict_word(verdict: Verdict) -> DeviceKey {
    match verdict {
        Verdict::Yes => DeviceKey::Yes,
        Verdict::Barely => DeviceKey::Barely,
        Verdict::No => DeviceKey::No,
        Verdict::Unknown => DeviceKey::Unknown,
    }
}
