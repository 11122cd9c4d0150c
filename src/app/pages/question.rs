//! The question: what the reader chooses.

use will_it_run_engine::question::{Backend, Os, Runtime};
use yew::{AttrValue, Callback, Html, Properties, component, html, use_callback};

use super::settings::Settings;
use crate::app::charts::Shape;
use crate::app::components::{Ask, Choice, Combobox, ContextField, NumberField, Segmented, SelectField};
use crate::app::derive::Derived;
use crate::app::hooks::Page;
use crate::app::state::{CPU, Commit, Field};
use crate::app::world::{Mark, World};
use crate::text::number::three;
use crate::text::{Key, fit_key, summary, t};

/// Most rows a picker shows at once.
const SHOWN: usize = 60;

/// Props of [`QuestionForm`].
#[derive(Properties, PartialEq)]
pub struct QuestionFormProps {
    /// The page.
    pub page: Page,
    /// Opens a derivation.
    pub explain: Callback<Derived>,
}

/// The form. There is no button to send it: every input is answered at once.
#[component]
pub fn QuestionForm(props: &QuestionFormProps) -> Html {
    let page = &props.page;
    let asked = &page.state.asked;
    let model = page.world.model(&asked.question.model);
    let device_id = asked.get(Field::Device).unwrap_or_default();
    let device = page.world.device(&device_id);
    let device_name = match device {
        Some(device) => device.name.clone(),
        None if device_id == CPU => t(Key::CpuOnly).to_owned(),
        None => device_id.clone(),
    };
    let search_models = use_callback(page.world.clone(), |typed: String, world| find_models(world, &typed));
    let search_devices = use_callback(page.world.clone(), |typed: String, world| find_devices(world, &typed));
    let quant = page.world.default_quant(&asked.question.model);
    let checked = page.world.checked(&asked.question);
    let backend = checked.as_ref().map_or("", |question| question.backend.word());
    let os = checked.as_ref().map_or("", |question| question.rig.os.word());
    html! {
        <section class="question" aria-label={t(Key::Question)}>
            <div>
                <Combobox id="model" label={Key::Model} hint={Key::ModelHint} value={asked.question.model.clone()}
                    chosen={model.map_or_else(|| asked.question.model.clone(), |m| m.name.clone())}
                    search={search_models} on_choose={page.setter(Field::Model)} />
                if let Some(model) = model { { detail(&[&model.detail, " · ", t(page.world.basis(&model.id))].concat(), model.mark) } }
            </div>
            <div>
                <Combobox id="device" label={Key::Device} hint={Key::DeviceHint} value={device_id.clone()} chosen={device_name}
                    search={search_devices} on_choose={page.setter(Field::Device)} />
                if let Some(device) = device { { detail(&device.detail, device.mark) } }
            </div>
            if device_id != CPU {
                { rig(page, device.map(|d| d.sizes.as_slice()).unwrap_or_default()) }
            }
            <div class="pair">
                <SelectField page={page.clone()} field={Field::Quant} label={Key::Quant} options={words(page.world.quant_labels())} default={quant} />
                <NumberField page={page.clone()} field={Field::Users} label={Key::Users} default="1" />
            </div>
            <ContextField page={page.clone()} maximum={model.and_then(|m| m.context.get())} />
            <div class="pair">
                <SelectField page={page.clone()} field={Field::KvK} label={Key::KvK} options={cache_types()} default="f16" />
                <SelectField page={page.clone()} field={Field::KvV} label={Key::KvV} options={cache_types()} default="f16" />
            </div>
            <div class="pair">
                <SelectField page={page.clone()} field={Field::Runtime} label={Key::Runtime}
                    options={words(Runtime::ALL.iter().map(|r| r.word()))} default={Runtime::LlamaCpp.word()} />
                <SelectField page={page.clone()} field={Field::Backend} label={Key::Backend} options={backends(device.map(|d| d.backends.as_slice()))} default={backend} />
            </div>
            { limits(page, &props.explain) }
            <Settings page={page.clone()} os={words(Os::ALL.iter().map(|os| os.word()))} default_os={os}
                sees={model.is_some_and(|m| m.sees)} experts={model.is_some_and(|m| m.experts)} />
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
            <b><Shape fit={answer.fit} />{ t(fit_key(answer.fit)) }</b>
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
        <Segmented name="count" class="shown" label={t(Key::Count)} options={counts} value={count} on_choose={set_count} />
        if sizes.len() > 1 {
            <Segmented name="memory" class="shown" label={[t(Key::MemorySize), ", GiB"].concat()} options={choices}
                value={asked.get(Field::MemoryGib).unwrap_or_default()} on_choose={page.setter(Field::MemoryGib)} />
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
                <NumberField page={page.clone()} field={Field::UsableGib} label={Key::UsableMemory} unit="GiB" default={usable} described_by="usable-hint" />
            }
            <p class="note" id="usable-hint">
                <Ask term={Derived::Usable} explain={explain.clone()}>{ t(Key::UsableMemory) }</Ask>{ ": " }{ t(Key::UsableHint) }
            </p>
        </div>
        <div class="pair">
            <NumberField page={page.clone()} field={Field::Headroom} label={Key::LimitRoom} unit={t(Key::Percent)} default={three(limits.headroom * 100.0)} />
            <NumberField page={page.clone()} field={Field::UsableRate} label={Key::LimitRate} unit={t(Key::TokPerSecond)} default={three(limits.usable_rate.get())} />
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

fn find_models(world: &World, typed: &str) -> (Vec<Choice>, usize) {
    let found = world.search_models(typed);
    let shown = found.iter().take(SHOWN).map(|model| choice(&model.id, &model.name, &model.detail));
    (shown.collect(), found.len())
}

fn find_devices(world: &World, typed: &str) -> (Vec<Choice>, usize) {
    let found = world.search_devices(typed);
    let cpu = typed.is_empty() || CPU.starts_with(&typed.to_ascii_lowercase());
    let cpu = cpu.then(|| choice(CPU, t(Key::CpuOnly), t(Key::CpuOnlyDetail)));
    let shown = found.iter().take(SHOWN).map(|device| choice(&device.id, &device.name, &device.detail));
    (cpu.into_iter().chain(shown).collect(), found.len())
}

fn choice(value: &str, name: &str, detail: &str) -> Choice {
    Choice { value: value.to_owned().into(), name: name.to_owned().into(), detail: detail.to_owned().into() }
}
