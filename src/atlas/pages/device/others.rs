//! What else one might buy: the step up, the step down, and what comes closest by one figure.

use will_it_run_engine::alternatives::{Alternative, Alternatives};
use will_it_run_engine::units::Known;

use super::draw::{number, sheet};
use super::subject::{Subject, sized, whole_gib};
use crate::app::draw::{El, el};
use crate::atlas::route::Route;
use crate::text::measure::bytes;
use crate::text::{DeviceKey as K, Fixed, device_says};

/// The section.
pub fn others(about: &Subject<'_>, found: &Alternatives) -> El {
    let groups = [
        (K::StepUp, &found.step_up),
        (K::StepDown, &found.step_down),
        (K::NearPrice, &found.price),
        (K::NearBandwidth, &found.bandwidth),
        (K::NearMemory, &found.memory),
        (K::NearForm, &found.form_factor),
    ];
    let groups = groups.map(|(name, group)| {
        let none = group
            .is_empty()
            .then(|| el("tr").put(el("td").is("colspan", "6").class("note").say(K::GroupEmpty)));
        let heading = el("th").is("scope", "rowgroup").is("colspan", "6").class("dv-group").say(name);
        el("tbody")
            .put(el("tr").put(heading))
            .all(group.iter().map(|other| row(about, other)))
            .maybe_put(none)
    });
    let head = [
        (K::Device, ""),
        (K::Memory, "number"),
        (K::PriceShort, "number"),
        (K::Bandwidth, "number"),
        (K::Power, "number"),
        (K::Compare, "number"),
    ];
    let head = head.map(|(name, class)| {
        el("th").is("scope", "col").maybe("class", (!class.is_empty()).then_some(class)).say(name)
    });
    sheet("alternatives", K::Alternatives)
        .put(el("table").class("dv-others").put(el("thead").put(el("tr").all(head))).all(groups))
        .put(el("p").class("note").say(K::AlternativesNote))
}

fn row(about: &Subject<'_>, other: &Alternative) -> El {
    let card = about.world().device(&other.hardware);
    let name = card.map_or(&other.hardware, |card| &card.name);
    let place = about.place;
    let (side, query) = if card.is_some_and(|card| card.sizes.len() > 1) {
        (sized(&other.hardware, other.memory), "mem=".to_owned() + &whole_gib(other.memory))
    } else {
        (other.hardware.clone(), String::new())
    };
    let sides = vec![about.side(), side];
    let memory = [&bytes(other.memory, about.unit()), " ", &device_says::ratio(other.ratios.memory)].concat();
    let price = match (other.price.as_ref().get(), other.ratios.price) {
        (Some(price), Known::Unknown) => device_says::usd(price.usd),
        (Some(price), ratio) => [&device_says::usd(price.usd), " ", &device_says::ratio(ratio)].concat(),
        (None, ratio) => device_says::ratio(ratio),
    };
    let compare = place
        .link(Route::Compare(sides))
        .with("aria-label", [K::Compare.text(), " ", &about.device.name, " – ", name].concat())
        .say(K::Compare);
    let name = place.link_with(Route::Device(other.hardware.clone()), query).text(name.clone());
    let name = el("th").is("scope", "row").put(name).put(el("span").class("detail").text(other.form_factor));
    el("tr")
        .put(name)
        .put(number(K::Memory, memory))
        .put(number(K::PriceShort, price))
        .put(number(K::Bandwidth, device_says::ratio(other.ratios.bandwidth)))
        .put(number(K::Power, device_says::ratio(other.ratios.power)))
        .put(el("td").class("number").put(compare))
}
