//! Rigs as these pages write them: in addresses, by name, and as a question to the calculator.

use will_it_run_engine::compare::rig_of;
use will_it_run_engine::question::{RawQuestion, RawRig};

use crate::app::draw::{El, el};
use crate::app::world::World;
use crate::text::compare::{plain, rig, rig_of_kinds};

/// A rig in an address; the engine's [`rig_of`] reads it back.
#[must_use]
pub fn rig_text(rig: &RawRig) -> String {
    let mut parts: Vec<String> = Vec::new();
    for device in &rig.devices {
        let memory = device.memory_gib.map(|gib| "@".to_owned() + &plain(gib)).unwrap_or_default();
        let count = device.count.filter(|count| *count > 1);
        let count = count.map(|count| ":".to_owned() + &count.to_string()).unwrap_or_default();
        parts.push([&device.hardware, memory.as_str(), &count].concat());
    }
    if let Some(gib) = rig.host.as_ref().and_then(|host| host.memory_gib).filter(|_| !parts.is_empty()) {
        parts.push(plain(gib));
    }
    parts.join("+")
}

/// The name of a rig: how many of what, with the memory of each where the name does not say it.
#[must_use]
pub fn rig_name(world: &World, raw: &RawRig) -> String {
    let last = raw.devices.len().saturating_sub(1);
    let kinds = raw.devices.iter().enumerate().map(|(at, device)| {
        let card = world.device(&device.hardware);
        let name = card.map_or(device.hardware.as_str(), |card| card.name.as_str());
        let only = card.and_then(|card| match card.sizes.as_slice() {
            [only] => Some(only.as_gib()),
            _ => None,
        });
        let memory = device.memory_gib.filter(|memory| Some(*memory) != only);
        let ram = raw.host.as_ref().and_then(|host| host.memory_gib).filter(|_| at == last);
        let count = device.count.unwrap_or(1);
        (count, rig(count, name, memory, ram))
    });
    let kinds: Vec<(u32, String)> = kinds.collect();
    if kinds.is_empty() { String::new() } else { rig_of_kinds(&kinds) }
}

/// The name of a rig in an address.
#[must_use]
pub fn side_name(world: &World, side: &str) -> String {
    rig_name(world, &rig_of(side))
}

/// A question as the calculator's address writes it.
#[must_use]
pub fn question_query(question: &RawQuestion) -> String {
    let whole = |number: Option<u32>| number.map(|number| number.to_string());
    let on = |switch: Option<bool>| switch.map(|on| if on { "on" } else { "off" }.to_owned());
    let limits = question.thresholds.as_ref();
    let host = question.rig.host.as_ref();
    let mut fields = vec![("model", Some(question.model.clone()))];
    for device in &question.rig.devices {
        fields.push(("on", Some(device.hardware.clone())));
        fields.push(("n", whole(device.count.filter(|count| *count > 1))));
        fields.push(("mem", device.memory_gib.map(plain)));
    }
    fields.extend([
        ("quant", question.quant.clone()),
        ("mmproj", on(question.mmproj)),
        ("images", whole(question.images)),
        ("ctx", whole(question.context)),
        ("k", question.kv_k.clone()),
        ("v", question.kv_v.clone()),
        ("users", whole(question.users)),
        ("backend", question.backend.clone()),
        ("prompt", whole(question.prompt)),
        ("depth", whole(question.depth)),
        ("ram", host.and_then(|host| host.memory_gib).map(plain)),
        ("os", question.rig.os.clone()),
        ("place", question.placement.clone()),
        ("rate", limits.and_then(|limits| limits.usable_rate).map(plain)),
    ]);
    let mut query = String::new();
    for (name, value) in fields {
        if let Some(value) = value {
            let and = if query.is_empty() { "" } else { "&" };
            query = [query.as_str(), and, name, "=", &value].concat();
        }
    }
    query
}

/// A bar as long as a figure is good beside the best; the figure itself stands next to it.
pub fn ratio_bar(ratio: f64) -> El {
    let rect = |class: &'static str, width: String| {
        el("rect").class(class).is("x", "0").is("y", "0").is("height", "4").with("width", width)
    };
    el("svg")
        .class("ratio")
        .is("viewBox", "0 0 100 4")
        .is("preserveAspectRatio", "none")
        .is("aria-hidden", "true")
        .is("focusable", "false")
        .put(rect("track", "100".to_owned()))
        .put(rect("band", plain((ratio * 100.0).clamp(0.0, 100.0))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rigs_survive_the_address() {
        for text in [
            "nvidia-rtx-3090",
            "nvidia-rtx-3090:2",
            "apple-m4-max-40c@128",
            "a@0.5:4+64",
            "x+64",
            "a:2+b",
            "a@24+b@16:2+64",
        ] {
            assert_eq!(rig_text(&rig_of(text)), text);
        }
        assert_eq!(rig_text(&RawRig::default()), "");
    }

    #[test]
    fn a_question_becomes_a_query() {
        let question = RawQuestion {
            model: "m".to_owned(),
            rig: rig_of("d@24:2"),
            context: Some(8192),
            mmproj: Some(true),
            ..RawQuestion::default()
        };
        assert_eq!(question_query(&question), "model=m&on=d&n=2&mem=24&mmproj=on&ctx=8192");
        let unequal = RawQuestion { rig: rig_of("a:2+b@16"), ..question };
        assert_eq!(question_query(&unequal), "model=m&on=a&n=2&on=b&mem=16&mmproj=on&ctx=8192");
    }
}
