//! The page about several models, in English.

use will_it_run_engine::answer::Parts;
use will_it_run_engine::fit::Fit;
use will_it_run_engine::question::Fault;
use will_it_run_engine::together::{LeftOut, Move, MoveChange, Placing, Together, Where};
use will_it_run_engine::units::{Bytes, Known};

use crate::text::compare::plain;
use crate::text::measure::{MemoryUnit, bytes};
use crate::text::number::{grouped, percent};
use crate::text::{Fixed, TogetherKey, fit_key, t};

impl Fixed for TogetherKey {
    fn text(self) -> &'static str {
        together_text(self)
    }
}

/// The English text of a key.
#[must_use]
pub const fn together_text(key: TogetherKey) -> &'static str {
    use TogetherKey as K;
    match key {
        K::Title => "Several models at once",
        K::Help => {
            "A chat, an autocomplete, an embedder, speech: each a process of its own on one rig. Where each lies, what is left, how fast each is alone and beside the others, and which one to move when it is too much."
        }
        K::Rig => "The rig",
        K::Devices => "Devices",
        K::Device => "Device",
        K::AddDevice => "Add a device",
        K::AddKind => "Add another kind of device",
        K::NoDevice => "No device: everything runs on the processor.",
        K::Count => "How many",
        K::Memory => "Memory",
        K::Choose => "choose",
        K::Remove => "Remove",
        K::Ram => "RAM",
        K::MemoryType => "RAM kind or GB/s",
        K::NotSaid => "not said",
        K::NotANumber => "Not a number above zero; left out",
        K::Models => "The models",
        K::Sets => "Usual sets",
        K::SetCoding => "Chat, autocomplete, embedder",
        K::SetSpeech => "Chat and speech",
        K::SetChats => "Two chats",
        K::SetTooMuch => "Too much for 24 GB",
        K::AddModel => "Add a model",
        K::Model => "Model",
        K::Name => "Name",
        K::NameHint => "the model’s",
        K::Quant => "Quant",
        K::Context => "Context",
        K::Users => "Users",
        K::Where => "Where",
        K::Anywhere => "anywhere",
        K::OnDevices => "devices only",
        K::OnHost => "in RAM",
        K::OnAll => "all devices",
        K::LargestFirst => {
            "There are too many ways to try them all: placed by size, the largest first, each where most stays free."
        }
        K::NoModels => "Add a model, or take one of the usual sets.",
        K::NoneReads => "No model of the list can be read; each says what is wrong.",
        K::CannotAnswer => "Not answered",
        K::MemoryTitle => "Memory",
        K::MemoryTable => "Memory by model as a table",
        K::SaveCsv => "Save as CSV",
        K::Place => "Place",
        K::Total => "Total",
        K::RamBar => "RAM",
        K::Free => "free",
        K::PlacedTitle => "Model by model",
        K::Verdict => "Verdict",
        K::Lies => "Lies",
        K::Alone => "Others idle",
        K::AllAtOnce => "All at work",
        K::AllAtOnceNote => {
            "With all at work the low end is an equal share of the place’s time, since processes take turns on a device; the high end is what its bandwidth allows where one reads while another waits. Nobody can say how their steps fall together."
        }
        K::SpeedUnknown => "unknown",
        K::Reading => "reading: it writes no tokens",
        K::LeftOutTitle => "Left out",
        K::MovesTitle => "Which one to move",
        K::MovesNote => {
            "Each is a single change that makes more of them fit or brings one back from RAM, the best first."
        }
        K::NoMoves => "No single change of one model makes room for all.",
        K::Change => "Change",
        K::Then => "All of them then",
        K::ItsDecode => "Its decode then, others idle",
        K::LeastLeft => "Least left on a device",
        K::Apply => "Do it",
        K::NotWhole => "Not a whole number",
        K::NoSuchDevice => "The rig has no such device",
        K::AlsoHere => "Several models on this rig",
        K::StartTitle => "Start them in this order",
        K::StartNote => {
            "Those whose bytes are fixed come first; those that fit themselves into what is free come last."
        }
    }
}

/// What the kind of RAM cannot be.
#[must_use]
pub fn memory_wrong(fault: &Fault) -> String {
    let near = fault.near.first().map_or("ddr5-5600x2", String::as_str);
    ["Write kind, rate and channels, such as ", near, ", or GB/s; left out."].concat()
}

/// What RAM of this kind moves.
#[must_use]
pub fn ram_moves(gb_s: f64) -> String {
    ["This RAM moves ", &plain(gb_s), "\u{a0}GB/s."].concat()
}

/// No more rows.
#[must_use]
pub fn most(count: usize) -> String {
    ["At most ", &count.to_string(), " models are placed at once."].concat()
}

/// The quant that is meant where none is named.
#[must_use]
pub fn usual_quant(label: &str) -> String {
    ["usual: ", label].concat()
}

/// A device by its number, counted from one for people.
#[must_use]
pub fn device(number: u32, name: &str) -> String {
    [&numbered(number), " · ", name].concat()
}

/// Bound to one device.
#[must_use]
pub fn bound(number: u32) -> String {
    numbered(number).to_ascii_lowercase()
}

fn numbered(number: u32) -> String {
    ["Device ", &grouped(u64::from(number) + 1)].concat()
}

/// What is wrong with a row, and what becomes of it.
#[must_use]
pub fn row_wrong(why: &str) -> String {
    [why.trim_end_matches('.'), ". Left out of the answer."].concat()
}

/// Rows that are not in the answer.
#[must_use]
pub fn rows_wrong(count: usize) -> String {
    match count {
        1 => "One row cannot be read and is not in this answer.".to_owned(),
        count => [&count.to_string(), " rows cannot be read and are not in this answer."].concat(),
    }
}

/// The whole in a sentence.
#[must_use]
pub fn verdict(answer: &Together, rig: &str) -> String {
    let on = if rig.is_empty() { " on the processor".to_owned() } else { [" on ", rig].concat() };
    let count = answer.models.len();
    let all = count + answer.left_out.len();
    let who = match (count, all) {
        (1, 1) => "It has its place".to_owned(),
        (2, 2) => "Both have their place".to_owned(),
        (count, all) if count == all => ["All ", &count.to_string(), " have their place"].concat(),
        (0, _) => "None has a place".to_owned(),
        (1, all) => ["Only one of ", &all.to_string(), " has a place"].concat(),
        (count, all) => [&count.to_string(), " of ", &all.to_string(), " have a place"].concat(),
    };
    let names = |names: Vec<&str>| listed(&names);
    let out: Vec<&str> = answer.left_out.iter().map(|out| out.name.as_str()).collect();
    let out = if out.is_empty() || count == 0 {
        String::new()
    } else {
        ["; ", &names(out), if answer.left_out.len() == 1 { " has none" } else { " have none" }].concat()
    };
    let of = |place: Where| -> Vec<&str> {
        answer.models.iter().filter(|model| model.place == place).map(|model| model.name.as_str()).collect()
    };
    let (partly, host) = (of(Where::PartlyHost), of(Where::Host));
    let mut text = [&who, on.as_str(), &out].concat();
    if !answer.devices.is_empty() {
        if !partly.is_empty() {
            text = [&text, "; ", &names(partly), " partly in RAM"].concat();
        }
        if !host.is_empty() {
            text = [&text, "; ", &names(host), " in RAM"].concat();
        }
    }
    text + "."
}

/// `a`, `a and b`, `a, b and c`.
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => [&first.join(", "), " and ", last].concat(),
    }
}

/// What is left in all, in a line.
#[must_use]
pub fn left(answer: &Together, unit: MemoryUnit) -> String {
    let mut parts: Vec<String> = Vec::new();
    let many = answer.devices.len() > 1;
    for device in &answer.devices {
        let on = if many { numbered(device.device).to_ascii_lowercase() } else { "the device".to_owned() };
        parts.push([&bytes(device.free, unit), " (", &percent(device.headroom), ") on ", &on].concat());
    }
    if let Known::Known(free) = answer.host.free {
        let of = if shares(answer) { " of the memory all share" } else { " of RAM" };
        parts.push(bytes(free, unit) + of);
    }
    if parts.is_empty() {
        return "How much RAM there is was not said.".to_owned();
    }
    ["Left: ", &parts.join(", "), "."].concat()
}

/// Whether devices share the host's memory: then what they hold is counted there, too.
#[must_use]
pub fn shares(answer: &Together) -> bool {
    let host: Bytes = answer.models.iter().map(|model| model.host.at_least()).sum();
    let devices: Bytes = answer.devices.iter().map(|device| device.held).sum();
    devices > Bytes::ZERO && answer.host.held > host
}

/// What has to be said about RAM where it has no bar.
#[must_use]
pub fn ram_said(answer: &Together, unit: MemoryUnit) -> Option<String> {
    let host = &answer.host;
    match (host.usable, host.free) {
        (Known::Known(usable), Known::Known(free)) => shares(answer).then(|| {
            [
                "Devices and processor share their memory: ",
                &bytes(host.held, unit),
                " held, ",
                &left_of(free, usable, unit),
                ".",
            ]
            .concat()
        }),
        _ => Some(
            [
                "RAM holds ",
                &bytes(host.held, unit),
                "; how much there is was not said, so what is left is unknown.",
            ]
            .concat(),
        ),
    }
}

/// `8.6 GiB of 23.5 GiB left`.
#[must_use]
pub fn left_of(free: Bytes, usable: Bytes, unit: MemoryUnit) -> String {
    [&bytes(free, unit), " of ", &bytes(usable, unit), " left"].concat()
}

/// A bar for those who do not see it.
#[must_use]
pub fn bar_label(title: &str, parts: &[String], free: Bytes, usable: Bytes, unit: MemoryUnit) -> String {
    let holds = if parts.is_empty() { "nothing".to_owned() } else { parts.join(", ") };
    [title, ": ", &holds, "; ", &left_of(free, usable, unit)].concat()
}

/// A model and its quant.
#[must_use]
pub fn model(name: &str, quant: &str) -> String {
    [name, " at ", quant].concat()
}

/// A rate with its unit.
#[must_use]
pub fn rate(range: &str) -> String {
    [range, "\u{a0}tok/s"].concat()
}

/// Where a model lies.
#[must_use]
pub fn lies(model: &Placing, many: bool) -> String {
    let numbers: Vec<String> = model.on.iter().map(|on| grouped(u64::from(on.device) + 1)).collect();
    let on = match numbers.as_slice() {
        _ if !many => "on the device".to_owned(),
        [one] => ["on device ", one].concat(),
        _ => ["over devices ", &numbers.join(" + ")].concat(),
    };
    match model.place {
        Where::OneDevice | Where::Devices => on,
        Where::Host => "in RAM".to_owned(),
        Where::PartlyHost => {
            let placed = &model.placement;
            let experts = (placed.cpu_moe_layers > 0)
                .then(|| [", experts of ", &placed.cpu_moe_layers.to_string(), " in RAM"].concat());
            let layers =
                [&placed.gpu_layers.to_string(), " of ", &placed.layers.to_string(), " layers "].concat();
            [&layers, on.as_str(), &experts.unwrap_or_default()].concat()
        }
    }
}

/// What it takes there.
#[must_use]
pub fn takes(model: &Placing, unit: MemoryUnit) -> String {
    let on: Bytes = model.on.iter().map(|on| on.parts.at_least()).sum();
    let (on, host) = ((on, ""), (model.host.at_least(), " of RAM"));
    let said = [on, host].into_iter().filter(|(amount, _)| *amount > Bytes::ZERO);
    said.map(|(amount, place)| bytes(amount, unit) + place).collect::<Vec<_>>().join(", ")
}

/// Who shares the busiest place.
#[must_use]
pub fn sharing(count: u32) -> String {
    match count {
        0 | 1 => "has its place to itself".to_owned(),
        count => [&count.to_string(), " share the busiest place"].concat(),
    }
}

/// Why a model has no place.
#[must_use]
pub fn left_out(out: &LeftOut, answer: &Together, unit: MemoryUnit) -> String {
    let amount = |parts: &Parts| bytes(parts.at_least(), unit);
    let (on, what) = if out.device.at_least() > Bytes::ZERO {
        (amount(&out.device), " on devices")
    } else {
        (amount(&out.host), " of RAM")
    };
    let most = answer.devices.iter().map(|device| device.free).max();
    let room = most
        .map(|most| [", and at most ", &bytes(most, unit), " of one is free"].concat())
        .unwrap_or_default();
    let alone = match out.alone {
        Fit::DoesNotFit => " It has no place even alone.".to_owned(),
        Fit::Unknown => " Whether it has one alone is unknown.".to_owned(),
        fit => [" Alone on this rig: ", &t(fit_key(fit)).to_ascii_lowercase(), "."].concat(),
    };
    ["It takes ", &on, what, &room, ".", &alone].concat()
}

/// A change in words.
#[must_use]
pub fn moved(step: &Move) -> String {
    let name = &step.name;
    match &step.change {
        MoveChange::OtherDevice => [name, ": on any device"].concat(),
        MoveChange::LayersToHost => [name, ": let layers go to RAM"].concat(),
        MoveChange::ToHost => [name, ": into RAM"].concat(),
        MoveChange::Quant { quant } => [name, ": at ", quant].concat(),
        MoveChange::Context { context } => [name, ": context of ", &grouped((*context).into())].concat(),
        MoveChange::KvType { kv } => [name, ": cache as ", kv].concat(),
        MoveChange::LeaveOut => [name, ": leave it out"].concat(),
    }
}

/// The bytes of a change.
#[must_use]
pub fn bytes_moved(step: &Move, unit: MemoryUnit) -> String {
    let amount = bytes(step.bytes, unit);
    match step.change {
        MoveChange::OtherDevice | MoveChange::LayersToHost | MoveChange::ToHost => {
            ["moves ", &amount].concat()
        }
        _ => ["spares ", &amount].concat(),
    }
}

/// Models that have no place after a change.
#[must_use]
pub fn still_out(count: u32) -> String {
    if count == 1 {
        "one still left out".to_owned()
    } else {
        [&grouped(count.into()), " still left out"].concat()
    }
}
