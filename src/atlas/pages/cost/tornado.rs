//! What moves a break-even most: a bar for each term, from its low end to its high end.

use will_it_run_engine::cost::{BreakEven, CostAnswer, Sensitivity, Swing};

use crate::app::charts::plot::{at, with_twin};
use crate::app::charts::scale::Scale;
use crate::app::components::section;
use crate::app::draw::{El, el};
use crate::atlas::components::save;
use crate::text::cost::{self, Shown, quantity, term_name};
use crate::text::number::three;
use crate::text::{CostKey, Fixed};

/// Terms shown; the others move it less and stand in the table.
const MOST: usize = 10;
/// The drawing's own units.
const WIDTH: f64 = 640.0;
/// Room for the names of terms.
const LEFT: f64 = 216.0;
/// Room for the word of an end that never comes.
const RIGHT: f64 = 56.0;
/// Height of a term.
const ROW: f64 = 28.0;
/// Room for the axis.
const BELOW: f64 = 44.0;

/// The chart of one pair, with its table.
pub fn tornado(about: &Sensitivity, answer: &CostAnswer, shown: &Shown) -> El {
    let (id, title, table) = match about.pair.word() {
        "buy-or-rent" => ("moves-rent", CostKey::TornadoRent, CostKey::RentTable),
        "buy-or-api" => ("moves-api", CostKey::TornadoApi, CostKey::ApiTable),
        _ => ("moves-rent-api", CostKey::TornadoRentApi, CostKey::RentApiTable),
    };
    let point = answer.pairs.iter().find(|pair| pair.pair == about.pair);
    let point = point.and_then(|pair| pair.point.months().get()).map(|months| months.get());
    let head =
        [CostKey::Term, CostKey::LowEnd, CostKey::AtLow, CostKey::HighEnd, CostKey::AtHigh].map(Fixed::text);
    let rows: Vec<Vec<String>> = about
        .swings
        .iter()
        .map(|swing| {
            vec![
                term_name(swing.term.word()).to_owned(),
                quantity(swing.low, shown),
                cost::break_even(&swing.at_low),
                quantity(swing.high, shown),
                cost::break_even(&swing.at_high),
            ]
        })
        .collect();
    let mut csv = save::line(&head.map(str::to_owned));
    rows.iter().for_each(|row| csv.push_str(&save::line(row)));
    let drawing = draw(about, point, title.text());
    section("part cost-chart", id, title)
        .put(el("p").class("note").say(CostKey::TornadoNote))
        .put(el("div").with("id", [id, "-drawing"].concat()).put(with_twin(
            drawing,
            table.text(),
            &head,
            rows,
        )))
        .put(save::tools("cost", id, csv))
}

/// Months of an end; none where it never comes.
fn months(when: &BreakEven) -> Option<f64> {
    when.months().get().map(|months| months.get())
}

fn draw(about: &Sensitivity, point: Option<f64>, label: &'static str) -> El {
    let shown: Vec<&Swing> = about.swings.iter().take(MOST).collect();
    let ends = || shown.iter().flat_map(|swing| [months(&swing.at_low), months(&swing.at_high)]).flatten();
    let scale = Scale::from_zero(ends().chain(point));
    let x = |figure: f64| LEFT + scale.at(figure) * (WIDTH - LEFT - RIGHT);
    let bottom = 8.0 + ROW * shown.len() as f64;
    let line = |from: f64, class: &'static str| {
        el("line").class(class).with("x1", at(from)).is("y1", "8").with("x2", at(from)).with("y2", at(bottom))
    };
    let words = |text: String, x: f64, y: f64, anchor: &'static str| {
        el("text").with("x", at(x)).with("y", at(y)).is("text-anchor", anchor).text(text)
    };
    let grid = scale.ticks().into_iter().map(|tick| {
        let text = if tick.fract() == 0.0 { crate::text::number::decimals(tick, 0) } else { three(tick) };
        el("g").put(line(x(tick), "grid")).put(words(text, x(tick), bottom + 18.0, "middle"))
    });
    let never = x(f64::MAX) + 8.0;
    let bars = shown.iter().enumerate().map(|(row, swing)| {
        let top = 8.0 + ROW * row as f64;
        let place = |when: &BreakEven| months(when).map_or(never, x);
        let (low, high) = (place(&swing.at_low), place(&swing.at_high));
        let from = low.min(high);
        let bar = |from: f64, to: f64, class: &'static str| {
            el("rect")
                .class(class)
                .with("x", at(from))
                .with("y", at(top + 6.0))
                .with("width", at((to - from).max(1.0)))
                .is("height", "16")
        };
        // Not `clamp`: it would print its ends when it panics, which links the formatting of floats.
        let middle = point.map_or(from, x).max(from).min(low.max(high));
        let side =
            |end: f64, class| if end < middle { bar(end, middle, class) } else { bar(middle, end, class) };
        let beyond = months(&swing.at_low).is_none() || months(&swing.at_high).is_none();
        let name = term_name(swing.term.word()).to_owned();
        el("g")
            .put(words(name, LEFT - 8.0, top + 18.0, "end").class("axis"))
            .put(side(low, "cost-at-low"))
            .put(side(high, "cost-at-high"))
            .maybe_put(
                beyond.then(|| words("never".to_owned(), WIDTH - 2.0, top + 18.0, "end").class("axis")),
            )
    });
    let height = bottom + BELOW;
    let whole = |figure: f64| crate::text::number::decimals(figure, 0);
    el("svg")
        .class("plot cost-tornado")
        .with("viewBox", ["0 0 640 ", &whole(height)].concat())
        .is("role", "img")
        .is("aria-label", label)
        .all(grid)
        .all(bars)
        .maybe_put(point.map(|point| line(x(point), "cost-point")))
        .put(words(CostKey::TornadoAxis.text().to_owned(), WIDTH - RIGHT, height - 4.0, "end").class("axis"))
}
