//! The host: how much RAM, of which kind, and the disk behind it; and what comes of a disk where RAM is short.

use will_it_run_engine::answer::{Answer, Reason};
use will_it_run_engine::calculator::{DiskReading, FromDisk};
use will_it_run_engine::host::{Disk, MemoryPreset, MemoryType};
use will_it_run_engine::rules::HOST_BANDWIDTH_ASSUMED;
use will_it_run_engine::units::{BytesPerSecond, Known};

use super::asked::{Closer, DISK, DISK_USUAL, MEMORY};
use super::{Part, fields};
use crate::app::charts::gauge;
use crate::app::draw::{El, el, list};
use crate::app::state::Field;
use crate::atlas::components::save;
use crate::atlas::components::typed::{self, Typed};
use crate::atlas::place::Place;
use crate::text::{CloserKey as Key, Fixed, disk, reason, said};

/// Most gigabytes a second that memory of any host moves.
const MOST: f64 = 10_000.0;
/// Most gibibytes a host has.
const MOST_RAM: f64 = 1e6;

/// The section.
pub fn section(place: &Place, asked: &Closer, answer: &Answer) -> El {
    let host = asked.question().rig.host.as_ref();
    let moved = host.and_then(|host| host.bandwidth_gb_s);
    let placed = answer.placement;
    let whole = placed.gpu_layers == placed.layers && placed.cpu_moe_layers == 0;
    let waits = !(answer.fit.runs() && placed.gpu_layers > 0 && whole);
    let assumed = answer.reasons.iter().find(|why| matches!(why, Reason::HostBandwidthAssumed { .. }));
    let says = match assumed {
        Some(why) => reason(why, place.reader.unit),
        None => {
            disk::ram(moved.map_or(Known::Unknown, |gb_s| Known::Known(BytesPerSecond::gb_s(gb_s))), waits)
        }
    };
    let mut fields = vec![
        fields::number(place, Field::HostMemory.word(), Key::HostMemory, Key::NotSaid.text(), MOST_RAM),
        fields::select(place, [MEMORY, MEMORY], Key::MemoryKind, kinds(place, asked, moved)),
    ];
    if own(place, MEMORY, asked.memory.is_none()) {
        fields.push(fields::number(place, MEMORY, Key::Moves, "", MOST));
    }
    fields.push(fields::select(place, [DISK, DISK], Key::DiskKind, disks(place, asked)));
    if own(place, DISK, !named(place)) {
        let wrong = asked.disk.is_none();
        let note = wrong.then_some(Key::NotANumber);
        fields.push(typed::field(
            place,
            Typed { word: DISK, label: Key::Disk, unit: "", usual: "", note, wrong },
        ));
    }
    let part = Part { id: "host", title: Key::Host, note: Key::HostNote, fields, says: Some(says) };
    part.draw(from_disk(place, asked))
}

/// Whether what the address holds is a figure of the reader's own, or meant to be one.
fn own(place: &Place, word: &str, no_word: bool) -> bool {
    no_word && !place.asked(word).is_empty()
}

/// Whether the address names one of the usual disks.
fn named(place: &Place) -> bool {
    let word = place.asked(DISK);
    Disk::usual().iter().any(|(name, _)| name.eq_ignore_ascii_case(&word))
}

/// Kinds of memory: nothing said, the usual ones, one of the address that is none of these, and a figure of one's own.
fn kinds(place: &Place, asked: &Closer, moved: Option<f64>) -> Vec<(String, String)> {
    let word = place.asked(MEMORY);
    let mut kinds = vec![(String::new(), Key::NotSaid.text().to_owned())];
    let stray = asked.memory.map(|memory| (memory.to_string(), memory.bandwidth()));
    for MemoryPreset { word, bandwidth } in MemoryType::usual() {
        let says = disk::memory(&word, bandwidth);
        kinds.push((word, says));
    }
    if let Some((word, moved)) = stray.filter(|(word, _)| kinds.iter().all(|(usual, _)| usual != word)) {
        let says = disk::memory(&word, moved);
        kinds.push((word, says));
    }
    let figure = moved.unwrap_or(HOST_BANDWIDTH_ASSUMED);
    let figure = if own(place, MEMORY, asked.memory.is_none()) { word } else { save::number(figure) };
    kinds.push((figure, Key::OwnFigure.text().to_owned()));
    kinds
}

/// Disks: nothing said, the usual ones, and a figure of one's own.
fn disks(place: &Place, asked: &Closer) -> Vec<(String, String)> {
    let mut disks = vec![(String::new(), Key::NoDisk.text().to_owned())];
    for (word, usual) in Disk::usual() {
        disks.push((word.to_owned(), disk::bus(word, usual.sequential())));
    }
    let figure = asked.disk.map_or(DISK_USUAL, |disk| disk.sequential().as_gb_s());
    let figure = if own(place, DISK, !named(place)) { place.asked(DISK) } else { save::number(figure) };
    disks.push((figure, Key::OwnFigure.text().to_owned()));
    disks
}

/// What the disk does for this question: nothing where memory holds it, else the slow way with its range.
fn from_disk(place: &Place, asked: &Closer) -> yew::Html {
    let Some(from) = asked.disk else { return el("p").class("note").say(Key::DiskNotSaid).into() };
    let Ok(reading) = place.world.calculator().from_disk(asked.question(), from) else {
        return yew::Html::default();
    };
    let state = |tag| el(tag).is("data-disk", "").text(disk::state(&reading));
    match &reading {
        DiskReading::FromDisk(found) => list(vec![state("h3").into(), slow(place, found)]),
        DiskReading::NotNeeded | DiskReading::CannotHelp { .. } => state("p").is("role", "status").into(),
    }
}

fn slow(place: &Place, found: &FromDisk) -> yew::Html {
    let rate = found.decode.get().map(|rate| {
        let says = disk::ends(&rate) + "\u{a0}tok/s";
        // A rate from a disk rests on no measurement.
        let mark = el("abbr").is("title", said!(EstimatedMeans)).class("evidence").text(said!(Estimated));
        el("div")
            .put(el("p").class("closer-said").is("role", "status").text([&says, " · "].concat()).put(mark))
            .put(gauge(&rate, None, [Key::DiskRate.text(), ": ", &says].concat()))
    });
    let rows = disk::figures(found, place.reader.unit).into_iter().map(|(name, figure)| {
        el("tr").put(el("th").is("scope", "row").text(name)).put(el("td").text(figure))
    });
    let table =
        el("table").class("closer-table").put(el("caption").say(Key::DiskTable)).put(el("tbody").all(rows));
    list(vec![
        el("p").class("note").say(Key::DiskNote).into(),
        rate.map(yew::Html::from).unwrap_or_default(),
        table.into(),
    ])
}
