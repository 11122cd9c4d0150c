//! What a text does not say, the reader is asked.

use will_it_run_engine::catalog::{MeasuredBackend, Word};
use will_it_run_engine::import::{Ask, Judged, Match};
use yew::{AttrValue, Callback, UseStateHandle};

use super::Told;
use crate::app::components::{Combobox, ComboboxProps, Search, option};
use crate::app::draw::{self, El, On, el};
use crate::app::world::World;
use crate::atlas::pages::accuracy::explore::labelled;
use crate::text::{AccuracyKey, Fixed, said};
use crate::web::event;

/// Most that are offered as buttons.
const OFFERED: usize = 12;

/// Questions, as far as there are any; those that were answered stay, so that an answer can be changed.
pub fn asks(world: &World, judged: &Judged, told: &UseStateHandle<Told>) -> El {
    let any = !judged.rows.is_empty();
    let model = match &judged.model {
        Match::Ask(offered) if any => {
            let names = offered.iter().take(OFFERED).filter_map(|key| {
                world.catalog().model(*key).map(|model| (model.id.to_string(), model.name.to_string()))
            });
            let chosen = world.model(&told.model).map(|model| model.name.to_string());
            Some(question(
                world,
                told,
                Of {
                    id: "own-model",
                    says: AccuracyKey::AskModel,
                    offered: AccuracyKey::Offered,
                    search: Search::Models,
                    part: |told| &mut told.model,
                },
                names.collect(),
                chosen.unwrap_or_default(),
            ))
        }
        _ => None,
    };
    let device = match &judged.device {
        Match::Ask(offered) if any => {
            let names = offered.iter().take(OFFERED).filter_map(|key| {
                world.catalog().device(*key).map(|device| (device.id.to_string(), device.name.to_string()))
            });
            let chosen = world.device(&told.device).map(|device| device.name.to_string());
            Some(question(
                world,
                told,
                Of {
                    id: "own-device",
                    says: AccuracyKey::AskDevice,
                    offered: AccuracyKey::OfferedDevice,
                    search: Search::DevicesOnly,
                    part: |told| &mut told.device,
                },
                names.collect(),
                chosen.unwrap_or_default(),
            ))
        }
        _ => None,
    };
    let quant = (judged.waits(Ask::Quant) || !told.quant.is_empty()).then(|| {
        let words: Vec<&'static str> = world.quant_labels().chain(["awq", "gptq", "fp8", "nvfp4"]).collect();
        select(told, AccuracyKey::AskQuant, words, |told| &mut told.quant)
    });
    let backend = (judged.waits(Ask::Backend) || !told.backend.is_empty()).then(|| {
        let words = MeasuredBackend::ALL.iter().map(|word| word.as_str()).filter(|word| !word.contains('+'));
        select(told, AccuracyKey::AskBackend, words.collect(), |told| &mut told.backend)
    });
    el("div").class("acc-asks").maybe_put(model).maybe_put(device).maybe_put(quant).maybe_put(backend)
}

/// One question with a picker.
struct Of {
    id: &'static str,
    says: AccuracyKey,
    offered: AccuracyKey,
    search: Search,
    part: fn(&mut Told) -> &mut String,
}

fn question(
    world: &World,
    told: &UseStateHandle<Told>,
    of: Of,
    names: Vec<(String, String)>,
    chosen: String,
) -> El {
    let part = of.part;
    let set = move |told: &UseStateHandle<Told>, id: String| {
        let mut next = (**told).clone();
        *part(&mut next) = id;
        told.set(next);
    };
    let value = part(&mut (**told).clone()).clone();
    let offers: Vec<El> = names
        .into_iter()
        .map(|(id, name)| {
            let (told, pressed) = (told.clone(), id == value);
            let button = el("button")
                .is("type", "button")
                .is("aria-pressed", if pressed { "true" } else { "false" })
                .text(name)
                .on(On::Click, move |_| set(&told, id.clone()));
            el("li").put(button)
        })
        .collect();
    let offers = (!offers.is_empty()).then(|| {
        el("div").put(el("span").class("note").say(of.offered)).put(el("ul").class("choices").all(offers))
    });
    let (label, hint) = match of.search {
        Search::Models => (said!(Model), said!(ModelHint)),
        Search::Devices | Search::DevicesOnly => (said!(Device), said!(DeviceHint)),
    };
    let to = told.clone();
    let picker = draw::component::<Combobox>(ComboboxProps {
        id: of.id,
        label,
        hint,
        chosen: chosen.into(),
        value: value.into(),
        world: world.clone(),
        search: of.search,
        on_choose: Callback::from(move |id| set(&to, id)),
    });
    el("div").class("acc-ask").put(el("p").say(of.says)).maybe_put(offers).put(picker)
}

fn select(
    told: &UseStateHandle<Told>,
    says: AccuracyKey,
    words: Vec<&'static str>,
    part: fn(&mut Told) -> &mut String,
) -> El {
    let value = part(&mut (**told).clone()).clone();
    let first = option("".into(), AccuracyKey::Choose.text().into(), value.is_empty());
    let options = words.into_iter().map(|word| option(AttrValue::Static(word), word.into(), word == value));
    let to = told.clone();
    let select = el("select").put(first).all(options).on(On::Change, move |e| {
        let mut next = (*to).clone();
        *part(&mut next) = event::value(&e);
        to.set(next);
    });
    el("div").class("acc-ask").put(labelled(says, select))
}
