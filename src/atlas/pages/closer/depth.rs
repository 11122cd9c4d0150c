//! Decode over context, with its band, and the reader's depth marked.

use will_it_run_engine::answer::{Answer, Rate};
use will_it_run_engine::units::{Known, Tokens};

use super::asked::Closer;
use super::{Part, fields, maximum, steps};
use crate::app::charts::plot::{Axis, Plot, with_twin};
use crate::app::charts::scale::Scale;
use crate::app::draw::{El, el, list};
use crate::app::state::Field;
use crate::atlas::components::save;
use crate::atlas::place::Place;
use crate::text::number::{decimals, grouped, three};
use crate::text::{CloserKey as Key, Fixed, closer};

/// Points of the curve.
const POINTS: u32 = 48;
/// The longest context that is drawn when nobody asks for more.
const LONGEST: u32 = 131_072;

/// The section.
pub fn section(place: &Place, asked: &Closer, answer: &Answer) -> El {
    let question = asked.question();
    let here = question.depth.unwrap_or(0);
    let most = maximum(place, asked).unwrap_or(LONGEST);
    let to = most.min(LONGEST).max(here).max(question.context.unwrap_or(0)).max(1);
    let mut depths: Vec<u32> = steps(to, POINTS).chain([here]).collect();
    depths.sort_unstable();
    depths.dedup();
    let asks: Vec<Tokens> = depths.iter().copied().map(Tokens::new).collect();
    let curve = place.world.calculator().depth_curve(question, &asks).unwrap_or_default();
    let points: Vec<(u32, Rate)> =
        curve.iter().filter_map(|point| Some((point.depth.get(), point.decode.get()?))).collect();
    let now = points.iter().find(|(depth, _)| *depth == here);
    let part = Part {
        id: "depth",
        title: Key::Depth,
        note: Key::DepthNote,
        fields: vec![fields::number(place, Field::Depth.word(), Key::DepthField, "0", f64::from(most))],
        says: now.map(|(depth, rate)| closer::at_depth(*depth, rate)),
    };
    if points.len() < 2 || matches!(answer.decode, Known::Unknown) {
        return part.draw(el("p").say(Key::DepthUnknown).into());
    }
    let figures = || points.iter().map(|(_, rate)| rate.high.get());
    let plot = Plot {
        x: Axis {
            scale: Scale::Linear { from: 0.0, to: f64::from(to) },
            label: Key::Tokens.text(),
            write: short,
        },
        y: Axis { scale: Scale::from_zero(figures()), label: "tok/s", write: whole },
    };
    let along = |of: fn(&Rate) -> f64| points.iter().map(move |(depth, rate)| (f64::from(*depth), of(rate)));
    let back = points.iter().rev().map(|(depth, rate)| (f64::from(*depth), rate.low.get()));
    let band = plot.path(along(|rate| rate.high.get()).chain(back)) + "Z";
    let line = plot.path(along(|rate| rate.tokens_per_second.get()));
    let dot =
        now.map(|(depth, rate)| plot.dot(f64::from(*depth), rate.tokens_per_second.get(), "cost-cross"));
    let marks = list(vec![
        el("path").class("cost-band buy").with("d", band).into(),
        el("path").class("cost-line buy").with("d", line).into(),
        crate::app::draw::all(dot),
    ]);
    let head = [Key::Tokens, Key::Low, Key::Rate, Key::High].map(Fixed::text);
    let cells = |(depth, rate): &(u32, Rate)| {
        (*depth, [rate.low.get(), rate.tokens_per_second.get(), rate.high.get()])
    };
    let rows = points.iter().map(cells);
    let table = rows.clone().map(|(depth, rates)| {
        std::iter::once(grouped(depth.into())).chain(rates.map(three)).collect::<Vec<String>>()
    });
    let mut csv = save::line(&head.map(str::to_owned));
    for (depth, rates) in rows {
        let cells: Vec<String> = std::iter::once(depth.to_string()).chain(rates.map(save::number)).collect();
        csv.push_str(&save::line(&cells));
    }
    let drawing = plot.draw(Key::Depth.text().to_owned(), marks);
    let twin = with_twin(drawing, Key::DepthTable.text(), &head, table.collect());
    part.draw(list(vec![
        el("div").is("id", "depth-drawing").put(twin).into(),
        save::tools("closer", "depth", csv).into(),
    ]))
}

/// Tokens on an axis: `500`, `20K`, `1M`.
pub fn short(tokens: f64) -> String {
    match tokens {
        n if n >= 999_999.0 => three(n / 1e6).trim_end_matches('0').trim_end_matches('.').to_owned() + "M",
        n if n >= 999.0 => decimals(n / 1e3, 0) + "K",
        n => decimals(n, 0),
    }
}

/// A round figure on an axis; below ten with a decimal where it has one.
pub fn whole(figure: f64) -> String {
    decimals(figure, u32::from(figure < 10.0 && figure.fract() > 0.01))
}
