//! Devices, each with its count and its size.

use will_it_run_engine::units::Bytes;
use yew::{AttrValue, Callback};

use super::asked::{COUNT, Device, MEMORY, devices, whole, with_devices};
use crate::app::components::{Combobox, ComboboxProps, Search, option};
use crate::app::draw::{self, El, On, el};
use crate::atlas::components::typed::figure;
use crate::atlas::place::Place;
use crate::text::compare::plain;
use crate::text::{FineTuneKey as Key, said};
use crate::web::event;

/// Ids of the pickers; as many kinds of devices can be stated here.
const PICKERS: [&str; 4] = ["tune-device", "tune-device-2", "tune-device-3", "tune-device-4"];

/// All devices.
pub fn rig(place: &Place) -> El {
    let all = devices(&place.query);
    let rows = all.iter().enumerate().zip(PICKERS).map(|((at, device), id)| row(place, &all, at, device, id));
    let rows: Vec<El> = rows.collect();
    let add = (all.len() < PICKERS.len()).then(|| {
        let (place, mut more) = (place.clone(), all.clone());
        let again = all.last().map(|last| Device { count: String::new(), ..last.clone() });
        more.extend(again);
        el("button")
            .is("type", "button")
            .class("quiet-button")
            .say(Key::AddDevice)
            .on(On::Click, move |_| place.step(&with_devices(&place.query, &more)))
    });
    el("div").class("tune-rig").all(rows).maybe_put(add)
}

fn row(place: &Place, all: &[Device], at: usize, device: &Device, id: &'static str) -> El {
    let change = |to: fn(&mut Device, String)| {
        let (place, all) = (place.clone(), all.to_vec());
        move |value: String| {
            let mut all = all.clone();
            if let Some(device) = all.get_mut(at) {
                to(device, value);
            }
            place.step(&with_devices(&place.query, &all));
        }
    };
    let card = place.world.device(&device.hardware);
    let picker = draw::component::<Combobox>(ComboboxProps {
        id,
        label: said!(Device),
        hint: said!(DeviceHint),
        chosen: card.map_or_else(|| device.hardware.clone(), |card| card.name.clone()).into(),
        value: device.hardware.clone().into(),
        world: place.world.clone(),
        search: Search::DevicesOnly,
        on_choose: Callback::from(change(|device, id| {
            device.hardware = id;
            device.memory = String::new();
        })),
    });
    let count = change(|device, value| device.count = value);
    let wrong = !device.count.is_empty() && whole(&device.count).is_none();
    let note_id = [id, "-count-note"].concat();
    let input = el("input")
        .is("type", "text")
        .is("inputmode", "numeric")
        .is("autocomplete", "off")
        .is("data-typed", COUNT)
        .is("placeholder", "1")
        .settled(&device.count)
        .maybe("aria-invalid", wrong.then_some("true"))
        .on(On::Change, move |e| count(event::value(&e).trim().to_owned()));
    let input = if wrong { input.with("aria-describedby", note_id.clone()) } else { input };
    let count = el("label")
        .class("field")
        .put(el("span").class("label").text(said!(Count)))
        .put(input)
        .maybe_put(wrong.then(|| el("span").class("note").with("id", note_id).say(Key::NotWhole)));
    let sizes = card.filter(|card| card.sizes.len() > 1).map(|card| {
        let set = change(|device, value| device.memory = value);
        let asked = figure(&device.memory);
        let known = card.sizes.iter().any(|size| Some(size.as_gib()) == asked);
        let first = option(AttrValue::Static(""), AttrValue::Static("–"), device.memory.is_empty());
        let stray = (!known && !device.memory.is_empty())
            .then(|| option(device.memory.clone().into(), device.memory.clone().into(), true));
        let rows = card.sizes.iter().map(|size: &Bytes| {
            let gib = plain(size.as_gib());
            option(gib.clone().into(), (gib + "\u{a0}GiB").into(), Some(size.as_gib()) == asked)
        });
        let select = el("select").is("data-field", MEMORY).on(On::Change, move |e| set(event::value(&e)));
        el("label")
            .class("field")
            .put(el("span").class("label").text(said!(MemorySize)))
            .put(select.put(first).maybe_put(stray).all(rows))
    });
    let remove = (all.len() > 1).then(|| {
        let (place, mut fewer) = (place.clone(), all.to_vec());
        if at < fewer.len() {
            fewer.remove(at);
        }
        el("button")
            .is("type", "button")
            .class("quiet-button")
            .say(Key::RemoveDevice)
            .on(On::Click, move |_| place.step(&with_devices(&place.query, &fewer)))
    });
    el("div")
        .key(at)
        .class("tune-device")
        .put(picker)
        .put(el("div").class("pair").put(count).maybe_put(sizes))
        .maybe_put(remove)
}
