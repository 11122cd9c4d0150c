//! Memory of each device by component: bars against what is usable, and a table with every byte.

use will_it_run_engine::tune::{TuneAnswer, TuneDevice, TuneParts};
use will_it_run_engine::units::{Bytes, Known};

use crate::app::charts::stacked_bar;
use crate::app::components::section as headed;
use crate::app::draw::{El, el};
use crate::atlas::components::save;
use crate::atlas::place::Place;
use crate::text::measure::{MemoryUnit, bytes, exact};
use crate::text::{FineTuneKey as Key, Fixed, fine_tune as says};

/// Colours of the components in their order: the palette of the other pages, and two of its colours again in a lighter shade.
pub const CLASSES: [&str; 10] = [
    "weights",
    "recurrent",
    "kv-swa",
    "kv-cache",
    "projector",
    "compute",
    "compute lighter",
    "output",
    "runtime lighter",
    "runtime",
];

/// The section.
pub fn section(place: &Place, answer: &TuneAnswer) -> El {
    let unit = place.reader.unit;
    let parts = &answer.device;
    let mut kinds: Vec<(usize, &TuneDevice)> = Vec::new();
    for device in &answer.devices {
        match kinds.last_mut() {
            Some((count, last)) if *last == device => *count += 1,
            _ => kinds.push((1, device)),
        }
    }
    let bars = kinds.into_iter().map(|(count, device)| {
        let name =
            place.world.device(&device.hardware).map_or(device.hardware.as_str(), |card| card.name.as_str());
        bar(&says::each(count, name), parts, Known::Known(device.usable), unit)
    });
    let host = (answer.host > Bytes::ZERO).then(|| {
        let only = [("optimizer", Known::Known(answer.host))];
        drawn(Key::HostRam.text(), &only, &["kv-cache"], Known::Known(answer.host), answer.host_usable, unit)
    });
    let mut csv = save::line(&[Key::Component.text(), "bytes"].map(str::to_owned));
    let mut rows = Vec::new();
    for ((word, part), class) in parts.components().into_iter().zip(CLASSES) {
        csv.push_str(&save::line(&[
            word.to_owned(),
            part.get().map_or_else(String::new, |b| b.get().to_string()),
        ]));
        if part != Known::Known(Bytes::ZERO) {
            let swatch = el("i").with("class", ["swatch ", class].concat()).is("aria-hidden", "true");
            let (name, note) = says::component(word);
            rows.push(
                el("tr")
                    .put(
                        el("th")
                            .is("scope", "row")
                            .put(swatch)
                            .say(name)
                            .put(el("span").class("note").say(note)),
                    )
                    .put(cell(part, unit)),
            );
        }
    }
    let total = parts.total.get().map_or_else(String::new, |b| b.get().to_string());
    csv.push_str(&save::line(&["total".to_owned(), total]));
    let head = el("tr")
        .put(el("th").is("scope", "col").say(Key::Component))
        .put(el("th").is("scope", "col").class("number").say(Key::EachDevice));
    let foot = el("tr").put(el("th").is("scope", "row").say(Key::Total)).put(cell(parts.total, unit));
    let table = el("table")
        .class("legend")
        .put(el("thead").put(head))
        .put(el("tbody").all(rows))
        .put(el("tfoot").put(foot));
    headed("memory part", "memory", Key::Memory)
        .put(el("div").class("bars").is("id", "memory-drawing").all(bars).maybe_put(host))
        .put(table)
        .put(save::tools("fine-tune", "memory", csv))
}

fn bar(name: &str, parts: &TuneParts, usable: Known<Bytes>, unit: MemoryUnit) -> El {
    let needed = if parts.total.is_known() { Known::Known(parts.at_least()) } else { Known::Unknown };
    drawn(name, &parts.components(), &CLASSES, needed, usable, unit)
}

/// One bar: components from the left, the limit as a line, what is beyond it hatched.
fn drawn(
    name: &str,
    parts: &[(&'static str, Known<Bytes>)],
    classes: &[&'static str],
    total: Known<Bytes>,
    usable: Known<Bytes>,
    unit: MemoryUnit,
) -> El {
    let sum: Bytes = parts.iter().filter_map(|(_, part)| part.get()).sum();
    let amount = match total {
        Known::Known(total) => bytes(total, unit),
        Known::Unknown => ["≥\u{a0}", &bytes(sum, unit)].concat(),
    };
    let room = match usable {
        Known::Known(usable) => [&bytes(usable, unit), " ", Key::Usable.text()].concat(),
        Known::Unknown => Key::UsableUnknown.text().to_owned(),
    };
    let label = [name, ": ", &amount, ", ", &room].concat();
    let parts = parts.iter().zip(classes).map(|((_, part), class)| (*part, *class));
    let drawing = stacked_bar(parts, usable, label);
    let ends = el("p")
        .class("note ends")
        .put(el("span").text([name, " · "].concat()).put(el("b").text(amount)))
        .put(el("span").text(room));
    el("div").class("bar").put(drawing).put(ends)
}

fn cell(amount: Known<Bytes>, unit: MemoryUnit) -> El {
    let cell = el("td").class("number");
    match amount {
        Known::Known(amount) => cell.text(bytes(amount, unit)).put(el("small").text(exact(amount))),
        Known::Unknown => cell.say(Key::Unknown),
    }
}
