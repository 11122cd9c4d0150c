//! What a drafter takes, component by component, and what each device holds with it.

use will_it_run_engine::answer::{Answer, Parts};
use will_it_run_engine::draft::DraftAnswer;
use will_it_run_engine::units::{Bytes, Known};
use yew::Html;

use crate::app::charts::PARTS;
use crate::app::draw::{El, all, el, list};
use crate::atlas::place::Place;
use crate::text::{COMPONENT_NAMES, CloserKey as Key, Fixed, closer};

/// Both tables; the second where there are devices. `alone` is the answer without a drafter.
pub fn takes(place: &Place, alone: &Answer, answer: &DraftAnswer) -> Html {
    let devices = !answer.memory.per_device.is_empty();
    let device = devices.then(|| table(Key::DrafterDevices, &DEVICES, devices_with(place, alone, answer)));
    list(vec![components(place, answer).into(), all(device)])
}

const DEVICES: [Key; 5] = [Key::Device, Key::ModelAlone, Key::DrafterField, Key::Both, Key::Usable];

/// The drafter's bytes by component and place; a place where nothing of it is has no column.
fn components(place: &Place, answer: &DraftAnswer) -> El {
    let unit = place.reader.unit;
    let (mut head, mut places) = (vec![Key::Component], Vec::new());
    for (name, parts) in [(Key::OnDevices, &answer.memory.device), (Key::OnHost, &answer.memory.host)] {
        if parts.total != Known::Known(Bytes::ZERO) {
            head.push(name);
            places.push(parts);
        }
    }
    let row = |head: El, amounts: Vec<Known<Bytes>>| {
        let mut row = el("tr").put(head.is("scope", "row"));
        for amount in amounts {
            row = row.put(el("td").text(closer::amount(amount.get(), unit)));
        }
        row
    };
    let mut rows: Vec<El> = Vec::new();
    for (at, (name, class)) in COMPONENT_NAMES.into_iter().zip(PARTS).enumerate() {
        let of = |parts: &&Parts| parts.components().get(at).copied().unwrap_or(Known::Unknown);
        let amounts: Vec<Known<Bytes>> = places.iter().map(of).collect();
        if amounts.iter().any(|amount| *amount != Known::Known(Bytes::ZERO)) {
            let swatch = el("i").with("class", ["swatch ", class].concat()).is("aria-hidden", "true");
            rows.push(row(el("th").put(swatch).text(name), amounts));
        }
    }
    rows.push(row(el("th").say(Key::Total), places.iter().map(|parts| parts.total).collect()));
    table(Key::DrafterMemory, &head, rows)
}

/// Each device: the model, the drafter, both, and what can be used.
fn devices_with(place: &Place, alone: &Answer, answer: &DraftAnswer) -> Vec<El> {
    let unit = place.reader.unit;
    let names = alone.memory.per_device.iter().map(|device| device.hardware.as_str());
    let rows = answer.memory.per_device.iter().zip(names).map(|(device, id)| {
        let name = place.world.device(id).map_or(id, |card| card.name.as_str());
        let amounts = [device.model.total, device.draft.total, device.total, Known::Known(device.usable)];
        let cells = amounts.map(|amount| el("td").text(closer::amount(amount.get(), unit)));
        el("tr").put(el("th").is("scope", "row").text(name.to_owned())).all(cells)
    });
    rows.collect()
}

fn table(caption: Key, head: &[Key], rows: Vec<El>) -> El {
    let head: Vec<El> = head.iter().map(|name| el("th").is("scope", "col").say(*name)).collect();
    let table = el("table")
        .put(el("caption").say(caption))
        .put(el("thead").put(el("tr").all(head)))
        .put(el("tbody").all(rows));
    el("div")
        .class("scroll closer-table")
        .is("tabindex", "0")
        .is("role", "region")
        .is("aria-label", caption.text())
        .put(table)
}
