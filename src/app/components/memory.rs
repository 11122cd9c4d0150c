//! Memory by component: bars against what is usable, and a table with every byte.

use will_it_run_engine::answer::{Answer, Parts};
use will_it_run_engine::units::{Bytes, Known};
use yew::Callback;

use super::ask;
use crate::app::charts::{PARTS, memory_bar};
use crate::app::derive::Derived;
use crate::app::draw::{El, el};
use crate::text::measure::{MemoryUnit, bytes, exact};
use crate::text::{COMPONENTS, Fixed, Key, t};

/// Bars and table.
pub fn memory_table(answer: &Answer, unit: MemoryUnit, explain: &Callback<Derived>) -> El {
    let memory = &answer.memory;
    let host_only = memory.per_device.is_empty();
    let on_host = memory.host.at_least() > Bytes::ZERO || !memory.host.total.is_known();
    let devices = memory.per_device.iter().enumerate().map(|(at, device)| {
        let name = if memory.per_device.len() > 1 { (at + 1).to_string() } else { String::new() };
        bar(&name, t(Key::OnDevice), &device.parts, Known::Known(device.usable), unit)
    });
    let host_usable = if host_only { memory.usable.or(memory.host_usable) } else { memory.host_usable };
    let host_bar = (on_host && (host_only || host_usable.is_known()))
        .then(|| bar("", t(Key::OnHost), &memory.host, host_usable, unit));
    let used = (0..PARTS.len()).filter(|at| {
        [memory.device, memory.host].iter().any(|parts| component_of(parts, *at) != Known::Known(Bytes::ZERO))
    });
    let rows = used.map(|at| {
        let swatch = el("i").with("class", "swatch ".to_owned() + PARTS.get(at).copied().unwrap_or_default());
        let name = el("th").is("scope", "row").put(swatch.is("aria-hidden", "true"));
        let name = COMPONENTS.get(at).map_or_else(|| el("th"), |key| name.say(*key));
        el("tr")
            .key(at)
            .put(name)
            .maybe_put((!host_only).then(|| cell(component_of(&memory.device, at), unit)))
            .maybe_put(on_host.then(|| cell(component_of(&memory.host, at), unit)))
    });
    let many = memory.per_device.len() > 1;
    let head = el("tr")
        .put(column(Key::Component, ""))
        .maybe_put((!host_only).then(|| column(if many { Key::OnDevices } else { Key::OnDevice }, "number")))
        .maybe_put(on_host.then(|| column(Key::OnHost, "number")));
    let total = Derived::Engine(if host_only { "memory.host" } else { "memory.device" });
    let foot = el("tr")
        .put(el("th").is("scope", "row").put(ask(total, explain, "ask-figure").say(Key::Total)))
        .maybe_put((!host_only).then(|| cell(memory.device.total, unit)))
        .maybe_put(on_host.then(|| cell(memory.host.total, unit)));
    section("memory", "memory-title", Key::MemoryTitle)
        .put(el("div").class("bars").all(devices).maybe_put(host_bar))
        .put(
            el("table")
                .class("legend")
                .put(el("thead").put(head))
                .put(el("tbody").all(rows))
                .put(el("tfoot").put(foot)),
        )
}

/// A section with its heading, which names it; `id` is the heading's.
pub fn section(class: &'static str, id: &'static str, title: impl Fixed) -> El {
    headed(class, id, el("h2").is("id", id).say(title))
}

#[inline(never)]
fn headed(class: &'static str, id: &'static str, heading: El) -> El {
    el("section").class(class).is("aria-labelledby", id).put(heading)
}

/// The head of a column.
#[inline(never)]
pub fn column(name: Key, class: &'static str) -> El {
    el("th").is("scope", "col").maybe("class", (!class.is_empty()).then_some(class)).say(name)
}

fn component_of(parts: &Parts, at: usize) -> Known<Bytes> {
    parts.components().get(at).copied().unwrap_or(Known::Unknown)
}

/// A bar with what it says in words.
fn bar(name: &str, place: &str, parts: &Parts, usable: Known<Bytes>, unit: MemoryUnit) -> El {
    let amount = |b: Known<Bytes>| b.get().map_or_else(|| t(Key::Unknown).to_owned(), |b| bytes(b, unit));
    let needed = match parts.total {
        Known::Known(total) => bytes(total, unit),
        // What is known is a lower bound.
        Known::Unknown => "≥\u{a0}".to_owned() + &bytes(parts.at_least(), unit),
    };
    let place = [place, if name.is_empty() { "" } else { " " }, name].concat();
    let limit = [&amount(usable), " ", t(Key::Usable)].concat();
    let label = [&place, ": ", &needed, ", ", &limit].concat();
    let ends = el("p")
        .class("note ends")
        .put(el("span").text(place + " · ").put(el("b").text(needed)))
        .put(el("span").text(limit));
    el("div").class("bar").put(memory_bar(parts, usable, label)).put(ends)
}

/// Memory in the reader's unit, with the bytes below.
fn cell(amount: Known<Bytes>, unit: MemoryUnit) -> El {
    let class = if matches!(amount, Known::Known(amount) if amount > Bytes::ZERO) {
        "number"
    } else {
        "number quiet"
    };
    let cell = el("td").class(class);
    match amount {
        // The empty second line keeps the dash below the amounts.
        Known::Known(Bytes::ZERO) => cell.text("–").put(el("small")),
        Known::Known(amount) => cell.text(bytes(amount, unit)).put(el("small").text(exact(amount))),
        Known::Unknown => cell.say(Key::Unknown),
    }
}
