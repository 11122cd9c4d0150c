//! Price against speed, with memory as the size of the dot.

use will_it_run_engine::units::Bytes;

use super::front::{Weighed, front};
use super::{Standing, asked, is_asked};
use crate::app::charts::plot::{Axis, Plot, at, with_twin};
use crate::app::charts::scale::Scale;
use crate::app::draw::{El, all, el, list};
use crate::atlas::pages::lists::sheet::{Kind, amount};
use crate::atlas::place::Place;
use crate::text::number::{grouped, three};
use crate::text::{ListsKey, scatter_says, tl};

/// Width of a letter of a name, in the drawing's units.
const LETTER: f64 = 4.7;

/// A device that has all three figures.
struct Dot<'a> {
    standing: &'a Standing,
    weighed: Weighed,
    on_front: bool,
}

/// The plot with its table.
pub fn scatter(place: &Place, standings: &[Standing]) -> El {
    let class = place.asked(asked::CLASS);
    let (mut dots, mut no_price, mut no_speed) = (Vec::new(), 0, 0);
    for standing in standings.iter().filter(|standing| is_asked(standing, &class)) {
        let Some((offer, size)) = standing.offer.get() else {
            no_price += 1;
            continue;
        };
        let Some(rate) = standing.row.decode.get() else {
            no_speed += 1;
            continue;
        };
        // The price is that of this size.
        let memory = size.or(standing.row.memory.get()).map_or(0.0, Bytes::as_f64);
        let weighed = Weighed { price: offer.usd.get(), speed: rate.tokens_per_second.get(), memory };
        dots.push(Dot { standing, weighed, on_front: false });
    }
    let weighed: Vec<Weighed> = dots.iter().map(|dot| dot.weighed).collect();
    for (dot, on_front) in dots.iter_mut().zip(front(&weighed)) {
        dot.on_front = on_front;
    }
    let section = el("section")
        .class("sheet scatter")
        .is("aria-labelledby", "scatter-title")
        .put(el("h2").is("id", "scatter-title").say(ListsKey::Scatter));
    if dots.is_empty() {
        return section.put(el("p").class("note").say(ListsKey::ScatterEmpty));
    }
    // The front last, so that it lies above the others; in the table first.
    will_it_run_engine::order::sort_by(&mut dots, |a, b| {
        a.on_front.cmp(&b.on_front).then_with(|| b.weighed.price.total_cmp(&a.weighed.price))
    });
    let on_front = dots.iter().filter(|dot| dot.on_front).count();
    let says = scatter_says(dots.len(), on_front, no_price, no_speed);
    let plot = plot(&weighed);
    let marks = list(vec![all(dots.iter().map(|dot| mark(&plot, dot))), all(labels(&plot, &dots))]);
    let unit = place.reader.unit;
    let rows = dots.iter().rev().map(|dot| {
        vec![
            dot.standing.name.clone(),
            amount(dot.weighed.price, Kind::Usd, unit),
            amount(dot.weighed.speed, Kind::Rate, unit),
            amount(dot.weighed.memory, Kind::Bytes, unit),
            tl(if dot.on_front { ListsKey::OnFront } else { ListsKey::OffFront }).to_owned(),
        ]
    });
    let head = [
        tl(ListsKey::Device),
        tl(ListsKey::GoingPrice),
        tl(ListsKey::Decode),
        tl(ListsKey::Memory),
        tl(ListsKey::Front),
    ];
    // On a narrow screen the drawing keeps its size and scrolls in a region of its own.
    let drawing = el("div")
        .class("scroll")
        .is("tabindex", "0")
        .is("role", "region")
        .is("aria-label", tl(ListsKey::ScatterPlot))
        .put(plot.draw(says.clone(), marks));
    section.put(el("p").class("note").text(says)).put(with_twin(
        drawing,
        tl(ListsKey::ScatterTwin),
        &head,
        rows.collect(),
    ))
}

fn plot(weighed: &[Weighed]) -> Plot {
    let dollars = |x: f64| if x >= 1.0 { grouped(x as u64) } else { three(x) };
    Plot {
        x: Axis {
            scale: Scale::log(weighed.iter().map(|dot| dot.price)),
            label: tl(ListsKey::PriceAxis),
            write: dollars,
        },
        y: Axis {
            scale: Scale::log(weighed.iter().map(|dot| dot.speed)),
            label: tl(ListsKey::DecodeAxis),
            write: dollars,
        },
    }
}

/// A dot whose area is the memory, with what it stands for on hover.
fn mark(plot: &Plot, dot: &Dot) -> El {
    let weighed = &dot.weighed;
    let unit = crate::text::measure::MemoryUnit::Gib;
    let says = [
        &dot.standing.name,
        ": ",
        &amount(weighed.price, Kind::Usd, unit),
        ", ",
        &amount(weighed.speed, Kind::Rate, unit),
        ", ",
        &amount(weighed.memory, Kind::Bytes, unit),
    ]
    .concat();
    el("circle")
        .class(if dot.on_front { "dot front" } else { "dot" })
        .with("cx", at(plot.across(weighed.price)))
        .with("cy", at(plot.down(weighed.speed)))
        .with("r", at(radius(weighed)))
        .put(el("title").text(says))
}

/// So that the area stands for the memory.
fn radius(weighed: &Weighed) -> f64 {
    (Bytes::from_f64(weighed.memory).as_gib().sqrt() * 0.7).clamp(2.0, 16.0)
}

/// Names beside the dots of the front, as far as there is room for them.
fn labels(plot: &Plot, dots: &[Dot]) -> Vec<El> {
    let place =
        |dot: &Dot| (plot.across(dot.weighed.price), plot.down(dot.weighed.speed), radius(&dot.weighed));
    let front = || dots.iter().filter(|dot| dot.on_front);
    let mut taken: Vec<Area> = front()
        .map(|dot| {
            let (x, y, r) = place(dot);
            Area { left: x - r, right: x + r, above: y - r, below: y + r }
        })
        .collect();
    let mut labels = Vec::new();
    for dot in front() {
        let (x, y, r) = place(dot);
        let name = short(&dot.standing.name);
        let width = name.chars().count() as f64 * LETTER;
        let to_right = Area { left: x + r + 1.0, right: x + r + 2.0 + width, above: y - 5.0, below: y + 5.0 };
        let to_left = Area { left: x - r - 2.0 - width, right: x - r - 1.0, ..to_right };
        let sides = [(to_right, "start"), (to_left, "end")];
        let free = |area: &Area| {
            area.left > 58.0 && area.right < 638.0 && !taken.iter().any(|other| area.meets(other))
        };
        if let Some((area, anchor)) = sides.into_iter().find(|(area, _)| free(area)) {
            let from = if anchor == "start" { area.left + 1.0 } else { area.right - 1.0 };
            let text =
                el("text").class("name").with("x", at(from)).with("y", at(y + 3.0)).is("text-anchor", anchor);
            labels.push(text.text(name.to_owned()));
            taken.push(area);
        }
    }
    labels
}

/// A part of the drawing.
#[derive(Clone, Copy)]
struct Area {
    left: f64,
    right: f64,
    above: f64,
    below: f64,
}

impl Area {
    fn meets(&self, other: &Self) -> bool {
        let across = self.left < other.right && other.left < self.right;
        across && self.above < other.below && other.above < self.below
    }
}

/// A name without its maker.
fn short(name: &str) -> &str {
    let name = name.split_once(' ').map_or(name, |(_, rest)| rest);
    name.strip_prefix("GeForce ").or(name.strip_prefix("Instinct ")).unwrap_or(name)
}
