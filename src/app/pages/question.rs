//! The question: what the reader chooses.

use will_it_run_engine::question::{Backend, Os, Runtime};
use yew::{AttrValue, Callback, Html};

use super::rig::rig;
use super::settings::settings;
use crate::app::charts::shape;
use crate::app::components::{
    Combobox, ComboboxProps, Search, ask, context_field, number_field, select_field,
};
use crate::app::derive::Derived;
use crate::app::draw::{self, El, el};
use crate::app::hooks::Page;
use crate::app::state::{CPU, Field};
use crate::app::world::{Mark, ModelCard};
use crate::text::number::three;
use crate::text::{Key, fit_key, summary, t};

/// The form. There is no button to send it: every input is answered at once.
pub fn question_form(page: &Page, explain: &Callback<Derived>) -> El {
    let asked = &page.state.asked;
    let model = page.world.model(&asked.question.model);
    let device_id = asked.get(Field::Device).unwrap_or_default();
    let device = page.world.device(&device_id);
    let device_name = match device {
        Some(device) => device.name.clone(),
        None if device_id == CPU => t(Key::CpuOnly).to_owned(),
        None => device_id.clone(),
    };
    let runtime = asked.question.runtime();
    let quant = page.world.default_quant_of(&asked.question);
    let checked = page.world.checked(&asked.question);
    let backend = checked.as_ref().map_or("", |question| question.backend.word());
    let os = checked.as_ref().map_or("", |question| question.rig.os.word());
    let picker = |id: &'static str, label, hint, value: &str, chosen: String, search, field| {
        draw::component::<Combobox>(ComboboxProps {
            id,
            label,
            hint,
            chosen: chosen.into(),
            value: value.to_owned().into(),
            world: page.world.clone(),
            search,
            on_choose: page.setter(field),
        })
    };
    let model_name = model.map_or_else(|| asked.question.model.clone(), |m| m.name.clone());
    let about = |model: &ModelCard| {
        detail([&model.detail, " · ", t(page.world.basis(&model.id))].concat(), model.mark)
    };
    let pick_model = el("div")
        .put(picker(
            "model",
            t(Key::Model),
            t(Key::ModelHint),
            &asked.question.model,
            model_name,
            Search::Models,
            Field::Model,
        ))
        .maybe_put(model.map(about));
    let pick_device = el("div")
        .put(picker(
            "device",
            t(Key::Device),
            t(Key::DeviceHint),
            &device_id,
            device_name,
            Search::Devices,
            Field::Device,
        ))
        .maybe_put(device.map(|device| detail(device.detail.clone(), device.mark)));
    let rig = (device_id != CPU).then(|| rig(page, device.map(|d| d.sizes.as_slice()).unwrap_or_default()));
    let pair = |left: Html, right: Html| el("div").class("pair").put(left).put(right);
    let choose =
        |field, label, options, default| Html::from(select_field(page, field, label, options, default));
    el("section")
        .class("question")
        .is("aria-label", t(Key::Question))
        .put(pick_model)
        .put(pick_device)
        .put(rig.unwrap_or_default())
        .put(pair(
            choose(
                Field::Quant,
                Key::Quant,
                words(runtime.quants().iter().map(|quant| quant.label())),
                quant,
            ),
            number_field(page, Field::Users, Key::Users, "1", ""),
        ))
        .put(context_field(page, model.and_then(|m| m.context.get())))
        .put(pair(
            choose(Field::KvK, Key::KvK, cache_types(runtime), "f16"),
            choose(Field::KvV, Key::KvV, cache_types(runtime), "f16"),
        ))
        .put(pair(
            choose(
                Field::Runtime,
                Key::Runtime,
                words(Runtime::ALL.iter().map(|r| r.word())),
                Runtime::LlamaCpp.word(),
            ),
            choose(Field::Backend, Key::Backend, backends(device.map(|d| d.backends.as_slice())), backend),
        ))
        .put(limits(page, explain))
        .put(settings(page, words(Os::ALL.iter().map(|os| os.word())), os, model))
        .put(strip(page))
}

/// On narrow screens the answer stands below the question; this keeps its gist in sight. It repeats the answer, so it is kept
/// from screen readers.
fn strip(page: &Page) -> Html {
    let Ok(answer) = page.outcome.as_ref() else { return Html::default() };
    el("p")
        .class("strip")
        .is("aria-hidden", "true")
        .put(el("b").put(shape(answer.fit)).say(fit_key(answer.fit)))
        .put(el("span").text(summary(answer, page.state.reader.unit)))
        .into()
}

/// Usable memory and the limits between the verdicts: printed, and editable.
fn limits(page: &Page, explain: &Callback<Derived>) -> Html {
    let count = page.state.asked.device().and_then(|d| d.count).unwrap_or(1).max(1);
    let usable = page.outcome.as_ref().as_ref().ok().and_then(|answer| answer.memory.usable.get());
    let usable = usable.map(|usable| three(usable.as_gib() / f64::from(count))).unwrap_or_default();
    let limits = page.world.thresholds();
    let field = page
        .state
        .asked
        .device()
        .map(|_| number_field(page, Field::UsableGib, Key::UsableMemory, usable, t(Key::Gib)));
    let note = el("p")
        .class("note")
        .put(ask(Derived::Usable, explain, "ask-figure").say(Key::UsableMemory))
        .text([": ", t(Key::UsableHint)].concat());
    let (room, rate) = (three(limits.headroom * 100.0), three(limits.usable_rate.get()));
    let limits = el("div")
        .class("pair")
        .put(number_field(page, Field::Headroom, Key::LimitRoom, room, t(Key::Percent)))
        .put(number_field(page, Field::UsableRate, Key::LimitRate, rate, t(Key::TokPerSecond)));
    draw::list(vec![el("div").class("usable").put(field.unwrap_or_default()).put(note).into(), limits.into()])
}

/// Key figures below a picker.
fn detail(text: String, mark: Mark) -> El {
    let note = el("p").class("note").text(text);
    match mark {
        Mark::Confirmed => note,
        Mark::Unconfirmed => note
            .text(" · ")
            .put(el("abbr").class("unconfirmed").is("title", t(Key::UnconfirmedMeans)).say(Key::Unconfirmed)),
    }
}

/// Words to choose from, each its own text.
fn words<'a>(all: impl Iterator<Item = &'a str>) -> Vec<(AttrValue, AttrValue)> {
    all.map(|word| (AttrValue::from(word.to_owned()), AttrValue::from(word.to_owned()))).collect()
}

/// What the device offers, and the host's CPU.
fn backends(device: Option<&[&'static str]>) -> Vec<(AttrValue, AttrValue)> {
    let all = Backend::ALL.iter().map(|backend| backend.word());
    words(all.filter(|word| *word == Backend::Cpu.word() || device.is_none_or(|d| d.contains(word))))
}

/// Types llama.cpp can keep a cache in (`common/arg.cpp`, `--cache-type-k`).
fn cache_types(runtime: Runtime) -> Vec<(AttrValue, AttrValue)> {
    words(runtime.cache_types().iter().map(|ty| ty.name()))
}
