//! What fine-tuning a model takes: the question on the left, each device by component beside it.

mod about;
mod asked;
mod chart;
mod figures;
mod fixes;
mod form;
mod memory;
mod rig;

use will_it_run_engine::question::{Fault, FaultCode};
use will_it_run_engine::tune::{RawTune, TuneAnswer};
use yew::{Html, Properties, component, use_effect_with, use_state};

use crate::app::components::verdict;
use crate::app::draw::{self, El, el};
use crate::app::hooks::use_rested;
use crate::atlas::place::Place;
use crate::atlas::route::Route;
use crate::text::{FineTuneKey as Key, Fixed, fine_tune as says, said};
use crate::web::theme;

/// At most so many ways out of a fault are offered.
const OFFERED: usize = 8;

/// Props of [`FineTune`].
#[derive(Properties, PartialEq)]
pub struct FineTuneProps {
    /// Where the reader is.
    pub place: Place,
}

/// The page.
#[component]
pub fn FineTune(props: &FineTuneProps) -> Html {
    let place = &props.place;
    use_effect_with((), |()| theme::title(&[Key::Title.text(), " – ", said!(Brand)].concat()));
    // Decided once: what the reader opens or closes afterwards stays so.
    let open = use_state(|| form::opens(place));
    let asked = asked::raw(&place.query);
    let found = place.world.calculator().tune(&asked);
    let swept = use_rested((place.world.clone(), asked.clone()), |(world, asked)| chart::sweep(world, asked));
    let head = el("section")
        .class("sheet")
        .put(el("h1").say(Key::Title))
        .put(el("p").say(Key::Help))
        .put(examples(place));
    let parts = match &found {
        Err(wrong) => vec![refused(place, wrong).into()],
        Ok(answer) => {
            let mut parts = answered(place, &asked, answer);
            parts.extend(
                swept.filter(|swept| swept.asked == asked).map(|swept| chart::section(place, &swept).into()),
            );
            parts.push(about::section(answer).into());
            parts
        }
    };
    let answer = el("div").class("answer tune").put(draw::list(parts));
    let bench = el("div").class("bench").put(form::form(place, *open)).put(answer);
    draw::list(vec![head.into(), bench.into()])
}

fn examples(place: &Place) -> El {
    let examples = [
        (Key::ExampleLora, "model=qwen2.5-7b-instruct&on=nvidia-rtx-4090&method=lora&rank=16"),
        (Key::ExampleQlora, "model=llama-3.3-70b-instruct&on=nvidia-rtx-a6000&n=2&rank=16"),
        (Key::ExampleFull, "model=llama-3.1-8b-instruct&on=nvidia-h100-sxm&n=8&method=full&sharding=zero-3"),
    ];
    let links = examples.map(|(says, query)| {
        let current = (query == place.query).then_some("true");
        let link = place.link_with(Route::FineTune, query.to_owned()).class("choice");
        el("li").put(link.maybe("aria-current", current).say(says))
    });
    el("ul").class("choices").is("aria-label", Key::Examples.text()).all(links)
}

fn answered(place: &Place, asked: &RawTune, answer: &TuneAnswer) -> Vec<Html> {
    let (world, unit) = (&place.world, place.reader.unit);
    let name = world.model(&answer.model).map_or_else(|| answer.model.clone(), |card| card.name.clone());
    let rig = world.rig_name(&asked.rig.devices, unit);
    let headline = says::headline(&name, &rig, &answer.settings);
    vec![
        verdict(answer.fit, headline, says::needs(answer, unit)).into(),
        fixes::section(place, answer).map(Html::from).unwrap_or_default(),
        figures::section(answer).into(),
        memory::section(place, answer).into(),
    ]
}

/// What is wrong with the question, with the ways out.
fn refused(place: &Place, wrong: &Fault) -> El {
    let at: usize = wrong.field.split(['[', ']']).nth(1).and_then(|at| at.parse().ok()).unwrap_or(0);
    let devices = asked::devices(&place.query);
    let to = |near: &str| -> Option<String> {
        let mut devices = devices.clone();
        Some(match wrong.code {
            FaultCode::ChooseMemory => {
                devices.get_mut(at)?.memory = near.to_owned();
                asked::with_devices(&place.query, &devices)
            }
            FaultCode::UnknownHardware => {
                devices.get_mut(at)?.hardware = near.to_owned();
                asked::with_devices(&place.query, &devices)
            }
            _ if wrong.field.contains('.') => return None,
            _ => place.query_with(&wrong.field, near),
        })
    };
    let unit = if wrong.code == FaultCode::ChooseMemory { "\u{a0}GiB" } else { "" };
    let near = wrong.near.iter().take(OFFERED).filter_map(|near| {
        let link = place.link_with(Route::FineTune, to(near)?).class("choice");
        Some(el("li").put(link.text([near, unit].concat())))
    });
    let near: Vec<El> = near.collect();
    el("div")
        .class("verdict fault")
        .is("role", "alert")
        .put(el("h2").class("word").say(Key::CannotAnswer))
        .put(el("p").class("headline").text(wrong.message.clone()))
        .maybe_put((!near.is_empty()).then(|| el("ul").class("choices").all(near)))
}
