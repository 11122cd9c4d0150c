//! Memory by component: bars against what is usable, and a table with every byte.

use will_it_run_engine::answer::{Answer, Parts};
use will_it_run_engine::units::{Bytes, Known};
use yew::{Callback, Html, html};

use super::ask;
use crate::app::charts::{PARTS, memory_bar};
use crate::app::derive::Derived;
use crate::text::measure::{MemoryUnit, bytes, exact};
use crate::text::{COMPONENTS, Key, t};

/// Bars and table.
pub fn memory_table(answer: &Answer, unit: MemoryUnit, explain: &Callback<Derived>) -> Html {
    let memory = &answer.memory;
    let host_only = memory.per_device.is_empty();
    let on_host = memory.host.at_least() > Bytes::ZERO || !memory.host.total.is_known();
    let devices = memory.per_device.iter().enumerate().map(|(at, device)| {
        let name = if memory.per_device.len() > 1 { (at + 1).to_string() } else { String::new() };
        bar(&name, t(Key::OnDevice), device.parts, Known::Known(device.usable), unit)
    });
    let host_usable = if host_only { memory.usable.or(memory.host_usable) } else { memory.host_usable };
    let used: Vec<usize> = (0..PARTS.len())
        .filter(|at| {
            [memory.device, memory.host]
                .iter()
                .any(|parts| component_of(parts, *at) != Known::Known(Bytes::ZERO))
        })
        .collect();
    html! {
        <section class="memory" aria-labelledby="memory-title">
            <h2 id="memory-title">{ t(Key::MemoryTitle) }</h2>
            <div class="bars">
                { for devices }
                if on_host && (host_only || host_usable.is_known()) {
                    { bar("", t(Key::OnHost), memory.host, host_usable, unit) }
                }
            </div>
            <table class="legend">
                <thead><tr>
                    <th scope="col">{ t(Key::Component) }</th>
                    if !host_only {
                        <th scope="col" class="number">{ t(if memory.per_device.len() > 1 { Key::OnDevices } else { Key::OnDevice }) }</th>
                    }
                    if on_host {
                        <th scope="col" class="number">{ t(Key::OnHost) }</th>
                    }
                </tr></thead>
                <tbody>
                    { for used.into_iter().map(|at| html! {
                        <tr key={at}>
                            <th scope="row"><i class={yew::classes!("swatch", PARTS.get(at).copied())} aria-hidden="true"></i>{ COMPONENTS.get(at).copied().map(t) }</th>
                            if !host_only { { cell(component_of(&memory.device, at), unit) } }
                            if on_host { { cell(component_of(&memory.host, at), unit) } }
                        </tr>
                    }) }
                </tbody>
                <tfoot><tr>
                    <th scope="row">{ ask(Derived::Engine(if host_only { "memory.host" } else { "memory.device" }), explain, "", html! { t(Key::Total) }) }</th>
                    if !host_only { { cell(memory.device.total, unit) } }
                    if on_host { { cell(memory.host.total, unit) } }
                </tr></tfoot>
            </table>
        </section>
    }
}

fn component_of(parts: &Parts, at: usize) -> Known<Bytes> {
    parts.components().get(at).copied().unwrap_or(Known::Unknown)
}

/// A bar with what it says in words.
fn bar(name: &str, place: &str, parts: Parts, usable: Known<Bytes>, unit: MemoryUnit) -> Html {
    let amount = |b: Known<Bytes>| b.get().map_or_else(|| t(Key::Unknown).to_owned(), |b| bytes(b, unit));
    let needed = match parts.total {
        Known::Known(total) => bytes(total, unit),
        // What is known is a lower bound.
        Known::Unknown => "≥\u{a0}".to_owned() + &bytes(parts.at_least(), unit),
    };
    let place = [place, if name.is_empty() { "" } else { " " }, name].concat();
    let label = [&place, ": ", &needed, ", ", &amount(usable), " ", t(Key::Usable)].concat();
    html! {
        <div class="bar">
            { memory_bar(&parts, usable, label) }
            <p class="note ends"><span>{ place }{ " · " }<b>{ needed }</b></span><span>{ amount(usable) }{ " " }{ t(Key::Usable) }</span></p>
        </div>
    }
}

/// Memory in the reader's unit, with the bytes below.
fn cell(amount: Known<Bytes>, unit: MemoryUnit) -> Html {
    match amount {
        Known::Known(Bytes::ZERO) => html! { <td class="number quiet">{ "–" }<small></small></td> },
        Known::Known(amount) => html! {
            <td class="number">{ bytes(amount, unit) }<small>{ exact(amount) }</small></td>
        },
        Known::Unknown => html! { <td class="number quiet">{ t(Key::Unknown) }</td> },
    }
}
