//! Memory over the length of a sequence: components stacked, what is usable as a line, and where they cross.

use will_it_run_engine::fit::Fit;
use will_it_run_engine::tune::{RawTune, Stage, TuneParts};
use will_it_run_engine::units::{Bytes, Known};

use super::memory::CLASSES;
use crate::app::charts::plot::{Axis, Plot, with_twin};
use crate::app::charts::scale::Scale;
use crate::app::components::section as headed;
use crate::app::draw::{El, all, el, list};
use crate::app::world::World;
use crate::atlas::components::save;
use crate::atlas::place::Place;
use crate::text::measure::{MemoryUnit, bytes};
use crate::text::number::{decimals, grouped, three};
use crate::text::{FineTuneKey as Key, Fixed, fine_tune as says, fit_key};

/// Points of the curve.
const POINTS: u32 = 24;
/// The shortest axis, tokens.
const SHORTEST: u32 = 2048;

/// What was found over sequence lengths.
#[derive(PartialEq)]
pub struct Sweep {
    /// The question.
    pub asked: RawTune,
    points: Vec<Point>,
    usable: Bytes,
    longest: Known<u32>,
    sequence: u32,
    window: Option<u32>,
}

#[derive(PartialEq)]
struct Point {
    sequence: u32,
    parts: TuneParts,
    stage: Known<Stage>,
    fit: Fit,
}

/// The sweep; nothing where the question has no answer.
pub fn sweep(world: &World, asked: &RawTune) -> Option<Sweep> {
    let calculator = world.calculator();
    let now = calculator.tune(asked).ok()?;
    let catalog = world.catalog();
    let model = catalog.find_model(&now.model).ok().and_then(|key| catalog.model(key));
    let window = model.and_then(|model| model.context.max.known().get()).map(|tokens| tokens.get());
    let (sequence, longest) = (now.settings.sequence, now.max_sequence);
    // Both the question and the crossing in view, and not much more.
    let to = sequence.max(longest.get().unwrap_or(0)).max(SHORTEST / 2).saturating_mul(2);
    let to = to.min(window.unwrap_or(u32::MAX).max(sequence)).max(2);
    let mut lengths: Vec<u32> = (0..=POINTS)
        .map(|step| (u64::from(to) * u64::from(step) / u64::from(POINTS)).max(1) as u32)
        .collect();
    lengths.extend([sequence, longest.get().unwrap_or(sequence).max(1)]);
    will_it_run_engine::order::sort_by(&mut lengths, Ord::cmp);
    lengths.dedup();
    let points = lengths.into_iter().filter_map(|sequence| {
        let answer = calculator.tune(&RawTune { sequence: Some(sequence), ..asked.clone() }).ok()?;
        Some(Point { sequence, parts: answer.device, stage: answer.stage, fit: answer.fit })
    });
    let usable = now.devices.iter().map(|device| device.usable).min().unwrap_or(Bytes::ZERO);
    Some(Sweep { asked: asked.clone(), points: points.collect(), usable, longest, sequence, window })
}

/// The section.
pub fn section(place: &Place, swept: &Sweep) -> El {
    let unit = place.reader.unit;
    let part = headed("part", "length", Key::Length).put(el("p").class("note").say(Key::LengthNote));
    let known: Vec<&Point> = swept.points.iter().filter(|point| point.parts.total.is_known()).collect();
    let Some(last) = known.last().filter(|_| known.len() > 1) else {
        return part.put(el("p").say(Key::PeakUnknown));
    };
    let to = f64::from(last.sequence);
    let totals = known.iter().map(|point| unit.of(point.parts.at_least()));
    let label = if unit == MemoryUnit::Gib { "GiB" } else { "GB" };
    let plot = Plot {
        x: Axis { scale: Scale::Linear { from: 0.0, to }, label: Key::Sequence.text(), write: short },
        y: Axis { scale: Scale::from_zero(totals.chain([unit.of(swept.usable)])), label, write: whole },
    };
    let longest = swept.longest.get().filter(|longest| *longest > 0);
    let at = |sequence: u32, class: &'static str| {
        let point = known.iter().find(|point| point.sequence == sequence)?;
        Some(plot.dot(f64::from(sequence), unit.of(point.parts.at_least()), class))
    };
    let (bands, seen) = bands(&known, &plot, unit);
    let marks = list(vec![
        all(bands),
        plot.level(unit.of(swept.usable), "cost-point").into(),
        all(at(swept.sequence, "cost-cross")),
        all(longest
            .filter(|longest| Some(*longest) != swept.window)
            .and_then(|longest| at(longest, "tune-cross"))),
    ]);
    let legend = el("ul").class("closer-legend note").all(seen.iter().filter_map(|at| {
        let swatch = el("i").with("class", ["swatch ", CLASSES.get(*at)?].concat()).is("aria-hidden", "true");
        let (word, _) = *last.parts.components().get(*at)?;
        Some(el("li").put(swatch).say(says::component(word).0))
    }));
    let head = [Key::Sequence, Key::Needed, Key::Usable, Key::Verdict, Key::Peak].map(Fixed::text);
    let rows = known.iter().map(|point| {
        vec![
            grouped(point.sequence.into()),
            bytes(point.parts.at_least(), unit),
            bytes(swept.usable, unit),
            fit_key(point.fit).text().to_owned(),
            point.stage.get().map_or(Key::Unknown, says::stage).text().to_owned(),
        ]
    });
    let words = last.parts.components().map(|(word, _)| word.to_owned());
    let mut csv = vec!["sequence".to_owned()];
    csv.extend(words);
    csv.extend(["total", "usable"].map(str::to_owned));
    let mut csv = save::line(&csv);
    for point in &known {
        let parts = point.parts.components().map(|(_, part)| part.get().unwrap_or(Bytes::ZERO).get());
        let figures = [u64::from(point.sequence)].into_iter().chain(parts);
        let figures = figures.chain([point.parts.at_least().get(), swept.usable.get()]);
        csv.push_str(&save::line(&figures.map(|figure| figure.to_string()).collect::<Vec<_>>()));
    }
    let reach = says::reach(swept.longest, swept.window);
    let drawing = plot.draw([Key::Length.text(), ". ", &reach].concat(), marks);
    let twin = with_twin(drawing, Key::LengthTable.text(), &head, rows.collect());
    part.put(el("p").class("closer-said").is("data-reach", "").text(reach))
        .put(legend)
        .put(el("div").is("id", "length-drawing").put(twin))
        .put(save::tools("fine-tune", "length", csv))
}

/// A band for each component that is ever there, one on the other, and which these are.
fn bands(known: &[&Point], plot: &Plot, unit: MemoryUnit) -> (Vec<El>, Vec<usize>) {
    let mut below = vec![0.0_f64; known.len()];
    let (mut bands, mut seen) = (Vec::new(), Vec::new());
    for (at, class) in CLASSES.into_iter().enumerate() {
        let amount = |point: &&Point| {
            let part = point.parts.components().get(at).and_then(|(_, part)| part.get());
            part.map_or(0.0, |bytes| unit.of(bytes))
        };
        let above: Vec<f64> = known.iter().zip(&below).map(|(point, below)| below + amount(point)).collect();
        if above.iter().zip(&below).all(|(above, below)| above <= below) {
            continue;
        }
        let forth = known.iter().zip(&above).map(|(point, y)| (f64::from(point.sequence), *y));
        let back = known.iter().zip(&below).rev().map(|(point, y)| (f64::from(point.sequence), *y));
        let path = plot.path(forth.chain(back)) + "Z";
        bands.push(el("path").with("class", ["part ", class].concat()).with("d", path));
        seen.push(at);
        below = above;
    }
    (bands, seen)
}

/// Tokens on an axis: `500`, `20K`, `1M`.
fn short(tokens: f64) -> String {
    match tokens {
        n if n >= 999_999.0 => three(n / 1e6).trim_end_matches('0').trim_end_matches('.').to_owned() + "M",
        n if n >= 9999.0 => decimals(n / 1e3, 0) + "K",
        n => decimals(n, 0),
    }
}

fn whole(figure: f64) -> String {
    decimals(figure, u32::from(figure < 10.0 && figure.fract() > 0.01))
}
