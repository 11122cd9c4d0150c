//! A measurement of one's own: pasted or dropped, read here, asked about where it does not say, kept or copied.

mod ask;
mod kept;
mod rows;

use std::rc::Rc;

use gloo::events::EventListener;
use will_it_run_engine::catalog::{MeasuredBackend, Measurement, Word};
use will_it_run_engine::import::{Chosen, Judged, Paste, judge, read, record};
use will_it_run_engine::units::{Date, Known};
use yew::{
    AttrValue, Html, Properties, UseStateHandle, component, use_effect_with, use_memo, use_node_ref,
    use_state_eq,
};

use crate::app::components::section;
use crate::app::draw::{El, On, el};
use crate::app::world::World;
use crate::atlas::place::Place;
use crate::text::{AccuracyKey, Fixed, accuracy};
use crate::web::{clipboard, clock, download, file, storage};

/// Props of [`OwnMeasurement`].
#[derive(Properties, PartialEq)]
pub struct OwnMeasurementProps {
    /// Where the reader is.
    pub place: Place,
}

/// What the reader says where the text does not. Empty texts are not said.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Told {
    /// Id of the device.
    pub device: String,
    /// Id of the model.
    pub model: String,
    /// Label.
    pub quant: String,
    /// Interface.
    pub backend: String,
}

/// What became of copying.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Copied {
    Not,
    Yes,
    Refused,
}

/// The key of the source in copied records: whoever proposes them puts their own in its place.
const SOURCE: &str = "own-measurements";

/// A table as llama-bench prints it, for whoever has none at hand.
const EXAMPLE: &str = "  Device 0: NVIDIA GeForce RTX 4090, compute capability 8.9, VMM: yes
| model                          |       size |     params | backend    | ngl | fa |            test |                  t/s |
| ------------------------------ | ---------: | ---------: | ---------- | --: | -: | --------------: | -------------------: |
| qwen3 8B Q4_K - Medium         |   4.68 GiB |     8.19 B | CUDA       |  99 |  1 |           pp512 |    10450.12 ± 39.80 |
| qwen3 8B Q4_K - Medium         |   4.68 GiB |     8.19 B | CUDA       |  99 |  1 |           tg128 |        141.53 ± 0.31 |

build: 8cf427ff (5163)
";

fn chosen(world: &World, told: &Told) -> Chosen {
    let catalog = world.catalog();
    let known = |text: &str| if text.is_empty() { None } else { Some(text.to_owned()) };
    Chosen {
        device: catalog.hardware_key(&told.device).map_or(Known::Unknown, Known::Known),
        model: catalog.model_key(&told.model).map_or(Known::Unknown, Known::Known),
        quant: known(&told.quant).map_or(Known::Unknown, |quant| Known::Known(quant.into())),
        backend: MeasuredBackend::parse(&told.backend).map_or(Known::Unknown, Known::Known),
        today: Date::parse(&clock::today()).unwrap_or(catalog.date()),
    }
}

/// The section.
#[component]
pub fn OwnMeasurement(props: &OwnMeasurementProps) -> Html {
    let world = &props.place.world;
    let text = use_state_eq(String::new);
    let told = use_state_eq(Told::default);
    let copied = use_state_eq(|| Copied::Not);
    let stored = use_state_eq(|| storage::read(storage::MEASURED));
    let area = use_node_ref();
    {
        // What was made of kept rows under older constants is made anew.
        let (world, stored) = (world.clone(), stored.clone());
        use_effect_with((), move |()| {
            if !stored.is_empty() {
                kept::store(&world, &stored, &kept::rows(&world, &stored));
            }
        });
    }
    let paste = use_memo((*text).clone(), |text| read(text));
    let judged = {
        let paste = Rc::clone(&paste);
        use_memo((world.clone(), (*text).clone(), (*told).clone()), move |(world, _, told)| {
            judge(world.catalog(), &paste, &chosen(world, told))
        })
    };
    let put = {
        let (text, told, copied) = (text.setter(), told.setter(), copied.setter());
        move |new: String| {
            told.set(Told::default());
            copied.set(Copied::Not);
            text.set(new);
        }
    };
    {
        let (area, put) = (area.clone(), put.clone());
        use_effect_with((), move |()| {
            let listeners: Vec<EventListener> = file::on_drop(&area, put);
            move || drop(listeners)
        });
    }
    let typed = {
        let put = put.clone();
        el("textarea")
            .node(&area)
            .is("rows", "6")
            .is("spellcheck", "false")
            .is("autocomplete", "off")
            .is("wrap", "off")
            .value((*text).clone())
            .on(On::Input, move |e| put(file::typed(&e)))
    };
    let choose = {
        let put = put.clone();
        el("input")
            .is("type", "file")
            .is("accept", ".md,.csv,.json,.jsonl,.txt,.log,text/*")
            .on(On::Change, move |e| file::chosen(&e, put.clone()))
    };
    let quiet = |says: AccuracyKey, put: Rc<dyn Fn(String)>, new: &'static str| {
        el("button")
            .is("type", "button")
            .class("quiet-button")
            .say(says)
            .on(On::Click, move |_| put(new.to_owned()))
    };
    let put: Rc<dyn Fn(String)> = Rc::new(put);
    let label = |says: AccuracyKey, control: El| {
        el("label").class("field").put(el("span").class("label").say(says)).put(control)
    };
    let buttons = el("div")
        .class("acc-buttons")
        .put(label(AccuracyKey::OwnFile, choose))
        .put(quiet(AccuracyKey::OwnExample, Rc::clone(&put), EXAMPLE))
        .maybe_put((!text.is_empty()).then(|| quiet(AccuracyKey::OwnClear, put, "")));
    let found = (!text.trim().is_empty()).then(|| found(world, &paste, &judged, &told, &stored, &copied));
    section("sheet acc-own", "own", AccuracyKey::Own)
        .put(el("p").class("note").say(AccuracyKey::OwnHelp))
        .put(label(AccuracyKey::OwnText, typed))
        .put(buttons)
        .maybe_put(found)
        .put(kept::kept(&props.place, &stored))
        .into()
}

/// What was understood, and what can be done with it.
fn found(
    world: &World,
    paste: &Paste,
    judged: &Judged,
    told: &UseStateHandle<Told>,
    stored: &UseStateHandle<String>,
    copied: &UseStateHandle<Copied>,
) -> El {
    let said = paste.rows.first().map(|row| row.model.written()).unwrap_or_default();
    let is = (!paste.rows.is_empty())
        .then(|| el("p").class("acc-is").is("role", "status").text(accuracy::format_is(paste.format, &said)));
    let catalog = world.catalog();
    let known = kept::rows(world, stored);
    let taken: Vec<&Measurement> = judged.taken().map(|(row, _)| row).collect();
    let new: Vec<Measurement> = taken.iter().filter(|row| !known.contains(row)).copied().cloned().collect();
    let records: Vec<String> =
        judged.taken().filter_map(|(row, note)| record(row, catalog, SOURCE, note)).collect();
    let actions =
        (!taken.is_empty()).then(|| actions(world, new, records.join(",\n") + "\n", stored, copied));
    el("div")
        .class("acc-found")
        .maybe_put(is)
        .put(ask::asks(world, judged, told))
        .put(rows::rows(world, judged))
        .maybe_put(actions)
}

fn actions(
    world: &World,
    new: Vec<Measurement>,
    records: String,
    stored: &UseStateHandle<String>,
    copied: &UseStateHandle<Copied>,
) -> El {
    let keep = if new.is_empty() {
        el("p").class("note").say(AccuracyKey::AlreadyKept)
    } else {
        let (world, stored, says) = (world.clone(), stored.clone(), accuracy::keep(new.len()));
        el("button").is("type", "button").class("primary").text(says).on(On::Click, move |_| {
            let mut rows = kept::rows(&world, &stored);
            rows.extend(new.iter().cloned());
            kept::store(&world, &stored, &rows);
        })
    };
    let copy = {
        let (records, copied) = (records.clone(), copied.setter());
        el("button").is("type", "button").say(AccuracyKey::CopyRecords).on(On::Click, move |_| {
            let copied = copied.clone();
            clipboard::write(&records, move |done| {
                copied.set(if done.is_ok() { Copied::Yes } else { Copied::Refused });
            });
        })
    };
    let save = el("button").is("type", "button").say(AccuracyKey::SaveRecords).on(On::Click, move |_| {
        download::save("measurements.json", "application/json", &records);
    });
    let says = match **copied {
        Copied::Not => None,
        Copied::Yes => Some(AccuracyKey::Copied),
        Copied::Refused => Some(AccuracyKey::CopyFailed),
    };
    let says = el("span")
        .is("role", "status")
        .class("note")
        .text(AttrValue::Static(says.map_or("", |key| key.text())));
    el("div").class("acc-actions").put(keep).put(copy).put(save).put(says)
}
