//! Sides that cannot be compared as they stand, with the way on.

use will_it_run_engine::compare::{MOST_SIDES, rig_of};
use will_it_run_engine::math::decimal;
use will_it_run_engine::question::{Fault, FaultCode};
use yew::Html;

use super::models::rig_picker;
use super::{is_model, on_rig, sides, with_side};
use crate::app::draw::{self, El, el};
use crate::atlas::components::compare_rig::{rig_text, side_name};
use crate::atlas::place::Place;
use crate::atlas::route::Route;
use crate::text::{CompareKey, Fixed, Key, fault};

/// A model beside a device.
pub fn mixed(place: &Place, chosen: &[String]) -> Html {
    let (models, rigs): (Vec<String>, Vec<String>) =
        chosen.iter().cloned().partition(|side| is_model(&place.world, side));
    let keep = [models, rigs].into_iter().map(|kept| {
        let says = kept.join(", ");
        el("li").put(place.link(Route::Compare(kept)).class("choice").text(says))
    });
    page(CompareKey::NoComparison, CompareKey::MixedSides.text().to_owned(), keep.collect(), Html::default())
}

/// The first fault of a side, or of the rig that models run on.
pub fn wrong(place: &Place, chosen: &[String], wrong: &Fault) -> Html {
    if chosen.len() > MOST_SIDES {
        let kept: Vec<String> = chosen.iter().take(MOST_SIDES).cloned().collect();
        let says = kept.join(", ");
        let keep = el("li").put(place.link(Route::Compare(kept)).class("choice").text(says));
        return page(
            CompareKey::NoComparison,
            CompareKey::TooMany.text().to_owned(),
            vec![keep],
            Html::default(),
        );
    }
    // `sides.1.devices.0.hardware`; without a place it is the rig of the models, or their names.
    let place_of = wrong.field.strip_prefix("sides.").and_then(|rest| rest.split('.').next());
    let at = place_of.and_then(|at| at.parse::<usize>().ok());
    let of_model = wrong.code == FaultCode::UnknownModel;
    let at = at.or_else(|| chosen.iter().position(|side| of_model && place.world.model(side).is_none()));
    let written = at.and_then(|at| chosen.get(at)).cloned().unwrap_or_else(|| on_rig(place));
    let raw = rig_of(&written);
    let name = raw.devices.first().map(|device| device.hardware.clone()).unwrap_or_default();
    let near = wrong.near.iter().map(|near| {
        let mut rig = raw.clone();
        if let Some(device) = rig.devices.first_mut() {
            match wrong.code {
                FaultCode::ChooseMemory => device.memory_gib = decimal(near),
                _ => near.clone_into(&mut device.hardware),
            }
        }
        let text = rig_text(&rig);
        let model = place.world.model(&text).filter(|_| of_model);
        let says = model.map_or_else(|| side_name(&place.world, &text), |model| model.name.clone());
        let (route, query) = match at {
            Some(at) => (with_side(chosen, at, &text), place.query_with("of", "")),
            None => (Route::Compare(chosen.to_vec()), place.query_with("on", &text)),
        };
        el("li").put(place.link_with(route, query).class("choice").text(says))
    });
    let name = place.world.device(&name).map_or(name.clone(), |device| device.name.clone());
    let says = match wrong.code {
        FaultCode::ChooseMemory => [&name, ": ", &fault(wrong, &name)].concat(),
        _ => fault(wrong, &name),
    };
    let others = match at {
        Some(_) => Html::from(sides::rigs(place, chosen)),
        None => el("div").class("add-side").put(rig_picker(place, &written)).into(),
    };
    let choose = wrong.code == FaultCode::ChooseMemory;
    let title = if choose { CompareKey::WhichSize } else { CompareKey::NoComparison };
    page(title, says, near.collect(), others)
}

fn page(title: CompareKey, says: String, ways: Vec<El>, below: Html) -> Html {
    let asks = (!ways.is_empty() && title == CompareKey::NoComparison)
        .then(|| el("p").class("note").say(Key::Nearest));
    let notice = el("div")
        .class("verdict fault")
        .is("role", "alert")
        .put(el("p").class("headline").text(says))
        .maybe_put(asks)
        .put(el("ul").class("choices").all(ways));
    let sheet = el("section").class("sheet").put(el("h1").say(title)).put(notice).put(below);
    draw::list(vec![sheet.into()])
}
