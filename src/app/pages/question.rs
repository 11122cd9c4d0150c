//! The question: what the reader chooses.

use will_it_run_engine::question::{Backend, Os, Runtime};
use yew::{AttrValue, Callback, Html, html};

use super::settings::settings;
use crate::app::charts::shape;
use crate::app::components::{Combobox, Search, ask, context_field, number_field, segmented, select_field};
use crate::app::derive::Derived;
use crate::app::hooks::Page;
use crate::app::state::{CPU, Commit, Field};
use crate::app::world::Mark;
use crate::text::number::three;
use crate::text::{Key, fit_key, summary, t};

/// The form. There is no button to send it: every input is answered at once.
pub fn question_form(page: &Page, explain: &Callback<Derived>) -> Html {
    let asked = &page.state.asked;
    let model = page.world.model(&asked.question.model);
    let device_id = asked.get(Field::Device).unwrap_or_default();
    let device = page.world.device(&device_id);
    let device_name = match device {
        Some(device) => device.name.clone(),
        None if device_id == CPU => t(Key::CpuOnly).to_owned(),
        None => device_id.clone(),
    };
    let quant = page.world.default_quant(&asked.question.model);
    let checked = page.world.checked(&asked.question);
    let backend = checked.as_ref().map_or("", |question| question.backend.word());
    let os = checked.as_ref().map_or("", |question| question.rig.os.word());
    html! {
        <section class="question" aria-label={t(Key::Question)}>
            <div>
                <Combobox id="model" label={Key::Model} hint={Key::ModelHint} value={asked.question.model.clone()}
                    chosen={model.map_or_else(|| asked.question.model.clone(), |m| m.name.clone())}
                    world={page.world.clone()} search={Search::Models} on_choose={page.setter(Field::Model)} />
                if let Some(model) = model { { detail(&[&model.detail, " · ", t(page.world.basis(&model.id))].concat(), model.mark) } }
            </div>
            <div>
                <Combobox id="device" label={Key::Device} hint={Key::DeviceHint} value={device_id.clone()} chosen={device_name}
                    world={page.world.clone()} search={Search::Devices} on_choose={page.setter(Field::Device)} />
                if let Some(device) = device { { detail(&device.detail, device.mark) } }
            </div>
            if device_id != CPU {
                { rig(page, device.map(|d| d.sizes.as_slice()).unwrap_or_default()) }
            }
            <div class="pair">
                { select_field(page, Field::Quant, Key::Quant, words(page.world.quant_labels()), quant) }
                { number_field(page, Field::Users, Key::Users, "1", "") }
            </div>
            { context_field(page, model.and_then(|m| m.context.get())) }
            <div class="pair">
                { select_field(page, Field::KvK, Key::KvK, cache_types(), "f16") }
                { select_field(page, Field::KvV, Key::KvV, cache_types(), "f16") }
            </div>
            <div class="pair">
                { select_field(page, Field::Runtime, Key::Runtime, words(Runtime::ALL.iter().map(|r| r.word())), Runtime::LlamaCpp.word()) }
                { select_field(page, Field::Backend, Key::Backend, backends(device.map(|d| d.backends.as_slice())), backend) }
            </div>
            { limits(page, explain) }
            { settings(page, words(Os::ALL.iter().map(|os| os.word())), os, model) }
            { strip(page) }
        </section>
    }
}

/// On narrow screens the answer stands below the question; this keeps its gist in sight. It repeats the answer, so it is kept
/// from screen readers.
fn strip(page: &Page) -> Html {
    let Ok(answer) = page.outcome.as_ref() else { return Html::default() };
    html! {
        <p class="strip" aria-hidden="true">
            <b>{ shape(answer.fit) }{ t(fit_key(answer.fit)) }</b>
            <span>{ summary(answer, page.state.reader.unit) }</span>
        </p>
    }
}

/// How many devices, and which of the sizes they are sold in.
fn rig(page: &Page, sizes: &[will_it_run_engine::units::Bytes]) -> Html {
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
    html! { <>
        { segmented("count", "shown", t(Key::Count).to_owned(), counts, &count, &set_count) }
        if sizes.len() > 1 {
            { segmented("memory", "shown", [t(Key::MemorySize), ", GiB"].concat(), choices,
                &asked.get(Field::MemoryGib).unwrap_or_default(), &page.setter(Field::MemoryGib)) }
        }
    </> }
}

/// Usable memory and the limits between the verdicts: printed, and editable.
fn limits(page: &Page, explain: &Callback<Derived>) -> Html {
    let count = page.state.asked.device().and_then(|d| d.count).unwrap_or(1).max(1);
    let usable = page.outcome.as_ref().as_ref().ok().and_then(|answer| answer.memory.usable.get());
    let usable = usable.map(|usable| three(usable.as_gib() / f64::from(count))).unwrap_or_default();
    let limits = page.world.thresholds();
    html! { <>
        <div class="usable">
            if page.state.asked.device().is_some() {
                { number_field(page, Field::UsableGib, Key::UsableMemory, usable, t(Key::Gib)) }
            }
            <p class="note">
                { ask(Derived::Usable, explain, "", html! { t(Key::UsableMemory) }) }{ ": " }{ t(Key::UsableHint) }
            </p>
        </div>
        <div class="pair">
            { number_field(page, Field::Headroom, Key::LimitRoom, three(limits.headroom * 100.0), t(Key::Percent)) }
            { number_field(page, Field::UsableRate, Key::LimitRate, three(limits.usable_rate.get()), t(Key::TokPerSecond)) }
        </div>
    </> }
}

/// Key figures below a picker.
fn detail(text: &str, mark: Mark) -> Html {
    html! {
        <p class="note">
            { text }
            if mark == Mark::Unconfirmed {
                { " · " }<abbr class="unconfirmed" title={t(Key::UnconfirmedMeans)}>{ t(Key::Unconfirmed) }</abbr>
            }
        </p>
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
fn cache_types() -> Vec<(AttrValue, AttrValue)> {
    words(["f32", "f16", "bf16", "q8_0", "q4_0", "q4_1", "iq4_nl", "q5_0", "q5_1"].into_iter())
}
