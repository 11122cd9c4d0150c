//! What cells say together: by class, by family, and those that are most off.

use super::data::{
    Apart, Bands, Cell, DECODE, Of, PHASE, PREFILL, Summary, asked, summary, worst as most_off,
};
use super::table::{figure, name, table, word};
use crate::app::components::section;
use crate::app::draw::{El, el};
use crate::atlas::place::Place;
use crate::atlas::route::Route;
use crate::text::number::{grouped, percent, three};
use crate::text::{AccuracyKey, Fixed};

/// The columns of figures.
const HEAD: [(AccuracyKey, &str); 9] = [
    (AccuracyKey::Group, ""),
    (AccuracyKey::Cells, "number"),
    (AccuracyKey::Devices, "number"),
    (AccuracyKey::Median, "number"),
    (AccuracyKey::P90, "number"),
    (AccuracyKey::Bias, "number"),
    (AccuracyKey::In50, "number"),
    (AccuracyKey::In80, "number"),
    (AccuracyKey::In95, "number"),
];

/// Whether a cell is of a group.
type Keeps = fn(&Cell) -> bool;

/// The groups of a phase.
const CLASSES: [(AccuracyKey, Keeps); 5] = [
    (AccuracyKey::Dense, |cell| cell.apart == Apart::No && cell.kind == "dense"),
    (AccuracyKey::Experts, |cell| cell.apart == Apart::No && cell.kind != "dense"),
    (AccuracyKey::All, |cell| cell.apart == Apart::No),
    (AccuracyKey::Deep, |cell| cell.apart == Apart::No && cell.depth >= 4000),
    (AccuracyKey::Apart, |cell| cell.apart == Apart::LocalScore),
];

fn of_phase<'a>(cells: &'a [Cell], phase: &str) -> Vec<&'a Cell> {
    cells.iter().filter(|cell| cell.word(Of::Phase) == phase).collect()
}

fn row(first: El, of: &Summary) -> Vec<El> {
    let bias = percent(of.bias);
    let bias = if of.bias > 0.0 { ["+", &bias].concat() } else { bias };
    let mut cells = vec![
        name(first),
        figure(grouped(of.cells as u64)),
        figure(grouped(of.devices as u64)),
        figure(percent(of.median)),
        figure(percent(of.p90)),
        figure(bias),
    ];
    cells.extend(of.inside.iter().map(|share| figure(percent(*share))));
    cells
}

/// By class, both phases.
pub fn by_class(cells: &[Cell]) -> El {
    let mut rows = Vec::new();
    for (phase, says) in [(DECODE, AccuracyKey::Decode), (PREFILL, AccuracyKey::Prefill)] {
        let of_phase = of_phase(cells, phase);
        let bands = Bands::of(&of_phase);
        for (class, keep) in CLASSES {
            let kept: Vec<&Cell> = of_phase.iter().copied().filter(|cell| keep(cell)).collect();
            if let Some(found) = summary(&kept, &bands) {
                let first = el("span").text([says.text(), ", ", class.text()].concat());
                rows.push(row(first, &found));
            }
        }
    }
    section("sheet", "classes", AccuracyKey::Summary)
        .put(table(AccuracyKey::Summary, &HEAD, rows).class("scroll acc-table"))
        .put(el("p").class("note").say(AccuracyKey::BandsHelp))
}

/// By family, of the phase that is looked at. Families that only LocalScore knows stand with what it says.
pub fn by_family(place: &Place, cells: &[Cell]) -> El {
    let phase = place.asked(PHASE);
    let of_phase = of_phase(cells, if phase.is_empty() { DECODE } else { &phase });
    let bands = Bands::of(&of_phase);
    let mut families: Vec<&str> = of_phase.iter().map(|cell| cell.word(Of::Family)).collect();
    families.sort_unstable();
    families.dedup();
    let rows = families.into_iter().filter_map(|family| {
        let of = |apart: Apart| -> Vec<&Cell> {
            let own = |cell: &&Cell| cell.word(Of::Family) == family && cell.apart == apart;
            of_phase.iter().copied().filter(own).collect()
        };
        let current = summary(&of(Apart::No), &bands);
        let (found, note) = match current {
            Some(found) => (found, ""),
            None => (summary(&of(Apart::LocalScore), &bands)?, AccuracyKey::Apart.text()),
        };
        let link =
            place.link_with(Route::Accuracy, place.query_with("family", family)).text(family.to_owned());
        let note = (!note.is_empty()).then(|| el("small").text(note));
        Some(row(el("span").put(link).maybe_put(note), &found))
    });
    section("sheet", "families", AccuracyKey::Families)
        .put(super::explore::phases(place, "families-phase"))
        .put(table(AccuracyKey::Families, &HEAD, rows.collect()).class("scroll acc-table"))
}

/// Lines that are shown.
const WORST: usize = 15;

/// Those that are most off, of what is asked for.
pub fn worst(place: &Place, cells: &[Cell]) -> El {
    let asked = asked(cells, &place.query, "");
    let rows = most_off(&asked, WORST).into_iter().map(|(cell, residual)| {
        let off = will_it_run_engine::math::exp(-residual);
        vec![
            name(device(place, cell)),
            el("td").class("words").put(model(place, cell)),
            word([cell.word(Of::Program), ", ", cell.word(Of::Backend)].concat()),
            figure([&three(off), "\u{a0}×"].concat()),
            word(place.world.source(&cell.source).0),
        ]
    });
    let head = [
        (AccuracyKey::Device, ""),
        (AccuracyKey::Model, ""),
        (AccuracyKey::Program, ""),
        (AccuracyKey::Off, "number"),
        (AccuracyKey::Source, ""),
    ];
    section("sheet", "worst", AccuracyKey::Worst)
        .put(el("p").class("note").say(AccuracyKey::WorstHelp))
        .put(table(AccuracyKey::Worst, &head, rows.collect()).class("scroll acc-table"))
}

/// The device of a cell, with its page.
pub fn device(place: &Place, cell: &Cell) -> El {
    let id = cell.word(Of::Device);
    let name = place.world.device(id).map_or(id, |device| &device.name);
    place.link(Route::Device(id.to_owned())).text(name.to_owned())
}

/// The model of a cell, with its page.
pub fn model(place: &Place, cell: &Cell) -> El {
    let id = cell.word(Of::Model);
    let name = place.world.model(id).map_or(id, |model| &model.name);
    place.link(Route::Model(id.to_owned())).text(name.to_owned())
}
