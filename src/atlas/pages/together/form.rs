//! The form: the rig, and the models on it.

use will_it_run_engine::host::MemoryType;
use will_it_run_engine::question::{Fault, RawDevice};
use will_it_run_engine::together::MOST_MODELS;
use yew::Callback;

use super::asked::{Asked, BANDWIDTH, RAM};
use super::fields::{Form, Text};
use super::found::Found;
use super::model;
use super::row::Row;
use crate::app::components::{Combobox, ComboboxProps, Search};
use crate::app::draw::{self, El, el};
use crate::atlas::components::typed::figure;
use crate::atlas::route::Route;
use crate::text::compare::{plain, size};
use crate::text::{Fixed, TogetherKey as Key, fault, said, together};

/// Ids of the pickers of devices; so many kinds can be asked about here.
const DEVICES: [&str; 4] = ["device-1", "device-2", "device-3", "device-4"];
/// How many of a kind are offered.
const COUNTS: [u32; 8] = [1, 2, 3, 4, 5, 6, 7, 8];
/// The list of kinds of memory.
const MEMORIES: &str = "host-memories";

/// Models that are often run beside each other.
const SETS: [(Key, &[&str]); 4] = [
    (
        Key::SetCoding,
        &[
            "qwen3-14b,context=16384,name=chat",
            "qwen2.5-coder-3b-instruct,context=4096,name=autocomplete",
            "qwen3-embedding-0.6b@Q8_0,context=8192,name=embedder",
        ],
    ),
    (Key::SetSpeech, &["qwen3-14b,context=16384,name=chat", "whisper-large-v3-turbo,name=speech"]),
    (Key::SetChats, &["qwen3-14b,context=16384,name=chat", "qwen3-30b-a3b,context=16384,name=second chat"]),
    (
        Key::SetTooMuch,
        &[
            "qwen3-32b,context=8192,name=chat,placement=device",
            "qwen2.5-coder-7b-instruct,context=8192,name=autocomplete,placement=device",
            "qwen3-embedding-0.6b@Q8_0,context=8192,name=embedder",
        ],
    ),
];

/// The whole form; `found` is the answer to what stands in it.
pub fn form(form: &Form<'_>, found: Option<&Found>) -> El {
    let names = form.asked.names(&form.place.world);
    let rows = form.asked.rows.iter().zip(names).enumerate().map(|(at, (row, name))| {
        let wrong = found.and_then(|found| found.fault(at));
        model::row(form, at, row, name, wrong).key(at)
    });
    let rig_fault = found.and_then(|found| found.answer.as_ref()).and_then(|answer| answer.as_ref().err());
    el("section")
        .class("question together-form")
        .is("aria-labelledby", "together-question")
        .put(el("h2").is("id", "together-question").say(Key::Rig))
        .put(devices(form, rig_fault))
        .put(host(form))
        .put(el("h2").say(Key::Models))
        .put(sets(form))
        .put(el("div").class("together-rows").all(rows))
        .put(add_model(form))
}

fn picker(
    form: &Form<'_>,
    [id, label, hint]: [&'static str; 3],
    [chosen, value]: [&str; 2],
    search: Search,
    change: impl Fn(&mut Asked, String) + 'static,
) -> yew::Html {
    let set = form.step(change);
    draw::component::<Combobox>(ComboboxProps {
        id,
        label,
        hint,
        chosen: chosen.to_owned().into(),
        value: value.to_owned().into(),
        world: form.place.world.clone(),
        search,
        on_choose: Callback::from(set),
    })
}

/// The picker of a model.
pub fn model_picker(
    form: &Form<'_>,
    id: &'static str,
    label: Key,
    chosen: &str,
    change: impl Fn(&mut Asked, String) + 'static,
) -> yew::Html {
    let name = form.place.world.model(chosen).map_or(chosen, |card| card.name.as_str());
    picker(form, [id, label.text(), said!(ModelHint)], [name, chosen], Search::Models, change)
}

fn devices(form: &Form<'_>, wrong: Option<&Fault>) -> El {
    let rows = form.asked.devices.iter().zip(DEVICES).enumerate();
    let rows = rows.map(|(at, (device, id))| device_row(form, at, id, device, wrong).key(at));
    let next = DEVICES.get(form.asked.devices.len()).map(|_| {
        let add = |asked: &mut Asked, id: String| {
            asked.devices.push(RawDevice { hardware: id, ..RawDevice::default() });
        };
        let label = if form.asked.devices.is_empty() { Key::AddDevice } else { Key::AddKind };
        let texts = ["device-add", label.text(), said!(DeviceHint)];
        el("div").put(picker(form, texts, ["", ""], Search::DevicesOnly, add))
    });
    let none = form.asked.devices.is_empty().then(|| el("p").class("note").say(Key::NoDevice));
    el("div")
        .class("together-devices")
        .put(el("ul").is("aria-label", Key::Devices.text()).all(rows))
        .maybe_put(none)
        .maybe_put(next)
}

fn device_row(form: &Form<'_>, at: usize, id: &'static str, device: &RawDevice, wrong: Option<&Fault>) -> El {
    let world = &form.place.world;
    let card = world.device(&device.hardware);
    let name = card.map_or(device.hardware.as_str(), |card| card.name.as_str());
    let set = move |asked: &mut Asked, id: String| {
        if let Some(device) = asked.devices.get_mut(at) {
            *device = RawDevice { hardware: id, count: device.count, ..RawDevice::default() };
        }
    };
    let texts = [id, Key::Device.text(), said!(DeviceHint)];
    let picker = picker(form, texts, [name, &device.hardware], Search::DevicesOnly, set);
    let counts = COUNTS.iter().map(|count| (count.to_string(), count.to_string())).collect();
    let count = device.count.unwrap_or(1).to_string();
    let count = form.select(["count", &count], Key::Count, counts, move |asked, text| {
        if let Some(device) = asked.devices.get_mut(at) {
            device.count = text.parse().ok().filter(|count| *count > 1);
        }
    });
    let sizes = card.map(|card| card.sizes.as_slice()).unwrap_or_default();
    let memory = (sizes.len() > 1).then(|| {
        let none = (String::new(), Key::Choose.text().to_owned());
        let options = sizes.iter().map(|bytes| (plain(bytes.as_gib()), size(bytes.as_gib())));
        let value = device.memory_gib.map(plain).unwrap_or_default();
        form.select(
            ["memory", &value],
            Key::Memory,
            std::iter::once(none).chain(options).collect(),
            move |asked, text| {
                if let Some(device) = asked.devices.get_mut(at) {
                    device.memory_gib = figure(&text);
                }
            },
        )
    });
    let remove = form.button(Key::Remove.text().to_owned(), move |asked| {
        if at < asked.devices.len() {
            asked.devices.remove(at);
        }
    });
    let remove = remove.class("quiet-button").put(el("span").class("unseen").text([" ", name].concat()));
    let mine = ["rig.devices.", &at.to_string(), "."].concat();
    let wrong = wrong.filter(|wrong| wrong.field.starts_with(&mine));
    let wrong = wrong
        .map(|wrong| el("p").class("note wrong").is("role", "alert").text(fault(wrong, &device.hardware)));
    el("li")
        .put(picker)
        .put(el("div").class("together-line").put(count).maybe_put(memory).put(remove))
        .maybe_put(wrong)
}

fn host(form: &Form<'_>) -> El {
    let asked = form.asked;
    let bad_ram = !asked.ram.is_empty() && figure(&asked.ram).is_none_or(|gib| gib <= 0.0);
    let ram = form.text(
        Text {
            word: RAM,
            label: Key::Ram,
            unit: "GiB",
            value: &asked.ram,
            usual: Key::NotSaid.text().to_owned(),
            wrong: bad_ram.then(|| Key::NotANumber.text().to_owned()),
            list: None,
        },
        |asked, text| asked.ram = text,
    );
    let read = asked.gb_s();
    let bandwidth = form.text(
        Text {
            word: BANDWIDTH,
            label: Key::MemoryType,
            unit: "",
            value: &asked.bandwidth,
            usual: Key::NotSaid.text().to_owned(),
            wrong: read.as_ref().err().map(together::memory_wrong),
            list: Some(MEMORIES),
        },
        |asked, text| asked.bandwidth = text,
    );
    let usual = MemoryType::usual().into_iter().map(|preset| {
        let says = plain(preset.bandwidth.as_gb_s()) + "\u{a0}GB/s";
        el("option").with("value", preset.word).text(says)
    });
    let gb_s = read.ok().flatten().filter(|_| figure(&asked.bandwidth).is_none());
    el("div")
        .put(el("div").class("pair").put(ram).put(bandwidth))
        .put(el("datalist").is("id", MEMORIES).all(usual))
        .maybe_put(gb_s.map(|gb_s| el("p").class("note").text(together::ram_moves(gb_s))))
}

fn sets(form: &Form<'_>) -> El {
    let links = SETS.iter().map(|(name, lines)| {
        let query = form.asked.with(|asked| asked.rows = lines.iter().map(|line| Row::of(line)).collect());
        el("li").put(form.place.link_with(Route::Together, query).class("choice").say(*name))
    });
    el("ul").class("choices presets").is("aria-label", Key::Sets.text()).all(links)
}

fn add_model(form: &Form<'_>) -> El {
    if form.asked.rows.len() >= MOST_MODELS {
        return el("p").class("note").text(together::most(MOST_MODELS));
    }
    let add = |asked: &mut Asked, id: String| asked.rows.push(Row::of(&id));
    el("div").put(model_picker(form, "model-add", Key::AddModel, "", add))
}
