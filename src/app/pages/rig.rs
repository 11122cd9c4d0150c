//! The rig: how many of a device, of which size, and devices of other kinds beside it.

use std::slice;

use will_it_run_engine::question::RawDevice;
use will_it_run_engine::units::Bytes;
use yew::{AttrValue, Callback, Html};

use crate::app::components::{Combobox, ComboboxProps, Search, link, segmented};
use crate::app::draw::{self, El, el};
use crate::app::hooks::Page;
use crate::app::state::{Action, Commit, Field};
use crate::text::{Key, t};

/// How many devices, and which of the sizes they are sold in.
pub fn rig(page: &Page, sizes: &[Bytes]) -> Html {
    let asked = &page.state.asked;
    let count = asked.get(Field::Count).unwrap_or_else(|| "1".to_owned());
    let counts = (1..=8)
        .map(|n: u8| (AttrValue::from(n.to_string()), AttrValue::from(n.to_string())))
        .collect::<Vec<_>>();
    let set_count = {
        let page = page.clone();
        Callback::from(move |n: String| {
            page.set(Field::Count, if n == "1" { "" } else { &n }, Commit::Settled)
        })
    };
    let choices: Vec<(AttrValue, AttrValue)> = sizes
        .iter()
        .map(|size| {
            let gib = (size.as_gib() + 0.5) as u64;
            (gib.to_string().into(), gib.to_string().into())
        })
        .collect();
    let count = segmented("count", "segmented shown", t(Key::Count).into(), counts, &count, &set_count);
    let memory = (sizes.len() > 1).then(|| {
        let label = AttrValue::from([t(Key::MemorySize), ", GiB"].concat());
        let chosen = asked.get(Field::MemoryGib).unwrap_or_default();
        segmented("memory", "segmented shown", label, choices, &chosen, &page.setter(Field::MemoryGib))
    });
    draw::list(vec![count.into(), memory.map(Html::from).unwrap_or_default(), others(page).into()])
}

/// Devices of other kinds in the rig, each to be changed or taken out, and one more to be put beside them.
fn others(page: &Page) -> El {
    let asked = &page.state.asked;
    let devices = &asked.question.rig.devices;
    // The form above shows the last one.
    let rest = devices.len().saturating_sub(1);
    let others = devices.iter().take(rest).enumerate().map(|(at, device)| {
        let name = page.world.rig_name(slice::from_ref(device), page.state.reader.unit);
        // The one that is shown goes last.
        let mut without = asked.clone();
        let taken = without.question.rig.devices.remove(at);
        let mut shown = without.clone();
        shown.question.rig.devices.push(taken);
        let out = link(page, without, "", None).with("aria-label", [t(Key::TakeOut), " ", &name].concat());
        el("li").put(link(page, shown, "", None).text(name)).text(" ").put(out.text("×"))
    });
    let others = el("ul").all(others);
    let state = page.state.dispatcher();
    let before = asked.clone();
    let add = Callback::from(move |id: String| {
        let mut asked = before.clone();
        asked.question.backend = None;
        asked.question.rig.devices.push(RawDevice { hardware: id, ..RawDevice::default() });
        state.dispatch(Action::Ask(asked));
    });
    let picker = draw::component::<Combobox>(ComboboxProps {
        id: "beside",
        label: t(Key::Beside),
        hint: t(Key::DeviceHint),
        chosen: AttrValue::Static(""),
        value: AttrValue::Static(""),
        world: page.world.clone(),
        search: Search::DevicesOnly,
        on_choose: add,
    });
    let summary = el("summary").say(Key::Beside);
    el("details").class("beside").maybe("open", (rest > 0).then_some("")).put(summary).put(others).put(picker)
}
