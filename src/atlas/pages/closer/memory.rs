//! Memory over context: parts stacked, what is usable as a line, and where they cross.

use will_it_run_engine::answer::Answer;
use will_it_run_engine::calculator::MemoryPoint;
use will_it_run_engine::units::{Bytes, Tokens};

use super::asked::Closer;
use super::depth::{short, whole};
use super::{Part, maximum, steps};
use crate::app::charts::PARTS;
use crate::app::charts::plot::{Axis, Plot, with_twin};
use crate::app::charts::scale::Scale;
use crate::app::draw::{El, all, el, list};
use crate::atlas::components::save;
use crate::atlas::place::Place;
use crate::text::measure::MemoryUnit;
use crate::text::number::grouped;
use crate::text::{COMPONENT_NAMES, CloserKey as Key, Fixed, closer};

/// Points of the curve.
const POINTS: u32 = 32;
/// The longest context that is drawn for models that name none.
const LONGEST: u32 = 131_072;

/// The section.
pub fn section(place: &Place, asked: &Closer, answer: &Answer) -> El {
    let question = asked.question();
    let most = maximum(place, asked);
    let to = most.unwrap_or(LONGEST);
    let contexts: Vec<Tokens> =
        steps(to, POINTS).map(|context| Tokens::new(context.max(256).min(to.max(1)))).collect();
    let curve = place.world.calculator().memory_curve(question, &contexts).unwrap_or_default();
    let known: Vec<&MemoryPoint> = curve.iter().filter(|point| point.parts.total.is_known()).collect();
    let device = known.last().and_then(|point| answer.memory.per_device.get(point.limiting as usize));
    let device = device.filter(|_| answer.memory.per_device.len() > 1);
    let device =
        device.and_then(|device| place.world.device(&device.hardware)).map(|card| card.name.as_str());
    let users = question.users.unwrap_or(1);
    let part = Part {
        id: "memory",
        title: Key::Memory,
        note: Key::MemoryNote,
        fields: Vec::new(),
        says: Some(closer::reaches(answer.max_context, most, users, device)),
    };
    if known.len() < 2 {
        return Part { says: None, ..part }.draw(el("p").say(Key::MemoryUnknown).into());
    }
    let unit = place.reader.unit;
    let usable = known.last().and_then(|point| point.usable.get());
    let figure = |bytes: Bytes| unit.of(bytes);
    let totals = || known.iter().filter_map(|point| point.parts.total.get()).map(figure);
    let label = if unit == MemoryUnit::Gib { "GiB" } else { "GB" };
    let plot = Plot {
        x: Axis {
            scale: Scale::Linear { from: 0.0, to: f64::from(to) },
            label: Key::Tokens.text(),
            write: short,
        },
        y: Axis { scale: Scale::from_zero(totals().chain(usable.map(figure))), label, write: whole },
    };
    let crossing = answer.max_context.get().filter(|longest| longest.get() < to).zip(usable);
    let dot = crossing.map(|(longest, usable)| plot.dot(longest.as_f64(), figure(usable), "cost-cross"));
    let (bands, drawn) = bands(&known, &plot, unit);
    let marks =
        list(vec![all(bands), all(usable.map(|usable| plot.level(figure(usable), "cost-point"))), all(dot)]);

    let names = || drawn.iter().filter_map(|at| COMPONENT_NAMES.get(*at).copied());
    let head: Vec<&'static str> = [Key::Tokens.text()]
        .into_iter()
        .chain(names())
        .chain([Key::Needed, Key::Usable].map(Fixed::text))
        .collect();
    let rows = known.iter().map(|point| {
        let parts = point.parts.components();
        let parts = drawn.iter().map(|at| parts.get(*at).and_then(|part| part.get()));
        (point.context.get(), parts.chain([point.parts.total.get(), point.usable.get()]).collect::<Vec<_>>())
    });
    let written = |amount: &Option<Bytes>| closer::amount(*amount, unit);
    let table = rows.clone().map(|(context, amounts)| {
        std::iter::once(grouped(context.into())).chain(amounts.iter().map(written)).collect()
    });
    let mut csv = save::line(&head.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
    for (context, amounts) in rows {
        let plain = |amount: &Option<Bytes>| amount.map_or_else(String::new, |bytes| bytes.get().to_string());
        let cells: Vec<String> =
            std::iter::once(context.to_string()).chain(amounts.iter().map(plain)).collect();
        csv.push_str(&save::line(&cells));
    }
    let legend = el("p").class("note closer-legend").all(drawn.iter().filter_map(|at| {
        let swatch = el("i").with("class", ["swatch ", PARTS.get(*at)?].concat()).is("aria-hidden", "true");
        Some(el("span").put(swatch).text(*COMPONENT_NAMES.get(*at)?))
    }));
    let drawing = plot.draw(Key::Memory.text().to_owned(), marks);
    let twin = with_twin(drawing, Key::MemoryTable.text(), &head, table.collect());
    part.draw(list(vec![
        legend.into(),
        el("div").is("id", "memory-drawing").put(twin).into(),
        save::tools("closer", "memory", csv).into(),
    ]))
}

/// A band for each part that is ever there, one on the other, and which parts these are.
fn bands(known: &[&MemoryPoint], plot: &Plot, unit: MemoryUnit) -> (Vec<El>, Vec<usize>) {
    let mut below = vec![0.0_f64; known.len()];
    let (mut bands, mut drawn) = (Vec::new(), Vec::new());
    for (at, class) in PARTS.into_iter().enumerate() {
        let amount = |point: &&MemoryPoint| {
            point.parts.components().get(at).and_then(|part| part.get()).map_or(0.0, |bytes| unit.of(bytes))
        };
        let above: Vec<f64> = known.iter().zip(&below).map(|(point, below)| below + amount(point)).collect();
        if above.iter().zip(&below).all(|(above, below)| above <= below) {
            continue;
        }
        let context = |point: &&MemoryPoint| point.context.as_f64();
        let forth = known.iter().zip(&above).map(|(point, y)| (context(point), *y));
        let back = known.iter().zip(&below).rev().map(|(point, y)| (context(point), *y));
        let path = plot.path(forth.chain(back)) + "Z";
        bands.push(el("path").with("class", ["part ", class].concat()).with("d", path));
        drawn.push(at);
        below = above;
    }
    (bands, drawn)
}
