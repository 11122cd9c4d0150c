//! What it is, in one sentence, and which size of it.

use will_it_run_engine::catalog::Word;
use yew::Callback;

use super::draw::note;
use super::subject::{Subject, marked, said, whole_gib};
use crate::app::components::segmented;
use crate::app::draw::{El, el};
use crate::atlas::place::Place;
use crate::atlas::route::Route;
use crate::text::number::three;
use crate::text::{DeviceKey, Fixed, Key, UNCONFIRMED, device_says, t};

/// The head of the page.
pub fn head(about: &Subject<'_>) -> El {
    let (device, catalog, place) = (about.device, about.catalog(), about.place);
    let sizes = device.memory.sizes();
    let size = [&whole_gib(about.memory), "\u{a0}GiB of ", &memory_kind(about)].concat();
    let figures = [
        said(catalog, &device.bandwidth, |rate| three(rate.as_gb_s()) + "\u{a0}GB/s"),
        said(catalog, &device.tdp, |power| three(power.get()) + "\u{a0}W"),
        said(catalog, &device.released, |date| date.to_string()),
    ];
    let memory = marked(size, catalog, Some(device.memory.source()));
    let what = [
        device_says::class_word(device.class),
        device_says::kind_word(device.kind),
        device_says::vendor_word(device.vendor),
        &device.architecture,
    ];
    let sentence = device_says::summary(what, &memory, figures);
    let doubtful = sentence.contains(UNCONFIRMED);
    let choose = (sizes.len() > 1).then(|| {
        let options = sizes.iter().map(|size| {
            let word = whole_gib(*size);
            (word.clone().into(), (word + "\u{a0}GiB").into())
        });
        let place = place.clone();
        let set = Callback::from(move |word: String| place.rewrite(&place.query_with("mem", &word)));
        let label = DeviceKey::MemorySize.text().into();
        segmented("mem", "segmented shown dv-size", label, options.collect(), &whole_gib(about.memory), &set)
    });
    let ask = ["on=", &device.id, "&mem=", &whole_gib(about.memory)].concat();
    let ask = if sizes.len() > 1 { ask } else { ["on=", &*device.id].concat() };
    let ways = el("p")
        .class("choices")
        .put(place.ask(&ask).class("choice").say(DeviceKey::AskThis))
        .put(place.link(Route::Compare(vec![about.side()])).class("choice").say(DeviceKey::CompareThis));
    el("section")
        .class("sheet dv-head")
        .put(el("h1").text(device.name.to_string()))
        .put(el("p").class("dv-sentence").text(sentence))
        .maybe_put(doubtful.then(unconfirmed_note))
        .maybe_put(choose)
        .put(ways)
}

/// The technology of the memory, in capitals.
#[must_use]
pub fn memory_kind(about: &Subject<'_>) -> String {
    about.device.memory_kind.as_str().to_ascii_uppercase()
}

/// What the mark means.
pub fn unconfirmed_note() -> El {
    el("p").class("note").text([UNCONFIRMED, " ", t(Key::UnconfirmedMeans)].concat())
}

/// No device has this id: what comes near.
pub fn missing(place: &Place, id: &str, near: &[Box<str>]) -> El {
    let near = near.iter().map(|id| {
        let name = place.world.device(id).map_or_else(|| id.to_string(), |card| card.name.clone());
        el("li").put(place.link(Route::Device(id.to_string())).class("choice").text(name))
    });
    let all = el("li").put(place.link(Route::Devices).class("choice").say(DeviceKey::AllDevices));
    el("section")
        .class("sheet")
        .put(el("h1").say(DeviceKey::NotFound))
        .put(el("p").class("dv-sentence").text(["“", id, "”"].concat()))
        .put(note(DeviceKey::NotFoundHelp))
        .put(el("ul").class("choices").all(near).put(all))
}
