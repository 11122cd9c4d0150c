//! Price against speed, with memory as the size of the dot.

use will_it_run_engine::units::Bytes;

use super::front::{Weighed, front};
use super::{Standing, asked, is_asked};
use crate::app::charts::plot::{Axis, Plot, at, with_twin};
use crate::app::charts::scale::Scale;
use crate::app::draw::{El, all, el};
use crate::atlas::pages::lists::sheet::{Kind, amount};
use crate::atlas::place::Place;
use crate::text::number::{grouped, three};
use crate::text::{ListsKey, scatter_says, tl};

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
    let marks = all(dots.iter().map(|dot| mark(&plot, dot)));
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
    let drawing = plot.draw(says.clone(), marks);
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
    let radius = (Bytes::from_f64(weighed.memory).as_gib().sqrt() * 0.7).clamp(2.0, 16.0);
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
        .with("r", at(radius))
        .put(el("title").text(says))
}
