//! Two charts of lines with bands: cost over time, and cost of a million tokens over use.

use will_it_run_engine::cost::{CostAnswer, Range, Way};

use crate::app::charts::plot::{Axis, Plot, with_twin};
use crate::app::charts::scale::Scale;
use crate::app::components::section;
use crate::app::draw::{El, el};
use crate::atlas::components::save;
use crate::text::compare::plain;
use crate::text::cost::{self, Shown};
use crate::text::number::{decimals, three};
use crate::text::{CostKey, Fixed};

/// One way's line: places from the left, and what it costs there.
struct Line {
    way: Way,
    points: Vec<(f64, Range<f64>)>,
}

impl Line {
    /// Class names, told apart by dashes as well as colour.
    const fn classes(&self) -> (&'static str, &'static str) {
        match self.way {
            Way::Buy => ("cost-line buy", "cost-band buy"),
            Way::Rent => ("cost-line rent", "cost-band rent"),
            Way::Api => ("cost-line api", "cost-band api"),
        }
    }

    /// Band and line.
    fn draw(&self, plot: &Plot) -> El {
        let (line, band) = self.classes();
        let forth = self.points.iter().map(|(x, cost)| (*x, cost.high));
        let back = self.points.iter().rev().map(|(x, cost)| (*x, cost.low));
        let around = plot.path(forth.chain(back)) + "Z";
        let along = plot.path(self.points.iter().map(|(x, cost)| (*x, cost.point)));
        let wide = self.points.iter().any(|(_, cost)| cost.low < cost.high);
        el("g")
            .maybe_put(wide.then(|| el("path").class(band).with("d", around)))
            .put(el("path").class(line).with("d", along))
    }
}

/// What two charts have in common.
struct Chart {
    id: &'static str,
    title: CostKey,
    table: CostKey,
    note: CostKey,
    x: Axis,
    first_column: CostKey,
    per: &'static str,
    lines: Vec<Line>,
    marks: Vec<(f64, f64)>,
}

/// Cumulative cost.
pub fn over_time(answer: &CostAnswer, shown: &Shown) -> Option<El> {
    let series = &answer.over_time;
    let months: Vec<f64> = series.months.iter().map(|month| month.get()).collect();
    let line = |way: Way| {
        let costs = match way {
            Way::Buy => &series.buy,
            Way::Rent => &series.rent,
            Way::Api => &series.api,
        };
        let points = months.iter().copied().zip(costs.iter().map(|cost| cost.map(|usd| shown.number(usd))));
        Line { way, points: points.collect() }
    };
    let to = months.last().copied()?;
    chart(
        Chart {
            id: "over-time",
            title: CostKey::OverTime,
            table: CostKey::TimeTable,
            note: CostKey::OverTimeNote,
            x: Axis {
                scale: Scale::Linear { from: 0.0, to },
                label: CostKey::AxisMonths.text(),
                write: whole,
            },
            first_column: CostKey::Month,
            per: "",
            lines: Way::EACH.map(line).into(),
            marks: series.crossings.iter().map(|at| (at.months.get(), shown.number(at.cost))).collect(),
        },
        shown,
    )
}

/// Cost of a million tokens.
pub fn over_use(answer: &CostAnswer, shown: &Shown) -> Option<El> {
    let line = |way: Way| {
        let points = answer.over_utilisation.iter().filter_map(|at| {
            let cost = match way {
                Way::Buy => at.buy,
                Way::Rent => at.rent,
                Way::Api => at.api,
            };
            Some((at.hours_per_day.get(), cost.get()?.map(|usd| shown.number(usd))))
        });
        Line { way, points: points.collect() }
    };
    chart(
        Chart {
            id: "over-use",
            title: CostKey::OverUse,
            table: CostKey::UseTable,
            note: CostKey::OverUseNote,
            x: Axis {
                scale: Scale::Linear { from: 0.0, to: 24.0 },
                label: CostKey::AxisHours.text(),
                write: whole,
            },
            first_column: CostKey::HoursADay,
            per: "/M tokens",
            lines: Way::EACH.map(line).into(),
            marks: Vec::new(),
        },
        shown,
    )
}

fn chart(mut of: Chart, shown: &Shown) -> Option<El> {
    of.lines.retain(|line| !line.points.is_empty());
    let figures = || of.lines.iter().flat_map(|line| line.points.iter().map(|(_, cost)| cost));
    if of.lines.is_empty() {
        return None;
    }
    // Cost of a token falls from a rig that idles to one that works by more than a line can show.
    let positive = of.per.is_empty() || figures().any(|cost| cost.low <= 0.0);
    let scale = if positive {
        let to = Scale::from_zero(figures().map(|cost| cost.high));
        let from = figures().map(|cost| cost.low).fold(0.0, f64::min);
        let down = if from < 0.0 { end(Scale::from_zero([-from])) } else { 0.0 };
        Scale::Linear { from: -down, to: end(to) }
    } else {
        Scale::log(figures().flat_map(|cost| [cost.low, cost.high]))
    };
    let plot = Plot { x: of.x.clone(), y: Axis { scale, label: "", write: money_tick } };
    let unit = el("text")
        .class("axis")
        .is("x", "62")
        .is("y", "22")
        .is("text-anchor", "start")
        .text(cost::axis_money(shown, of.per));
    let marks = el("g")
        .put(unit)
        .all(of.lines.iter().map(|line| line.draw(&plot)))
        .all(of.marks.iter().map(|(x, y)| plot.dot(*x, *y, "cost-cross")));
    let label = of.title.text().to_owned();
    let head: Vec<&'static str> = std::iter::once(of.first_column.text())
        .chain(of.lines.iter().map(|line| cost::way_name(line.way)))
        .collect();
    let longest = of.lines.iter().map(|line| line.points.len()).max().unwrap_or(0);
    let place =
        |row: usize| of.lines.iter().find_map(|line| line.points.get(row)).map_or(0.0, |point| point.0);
    let table: Vec<Vec<String>> = (0..longest)
        .map(|row| {
            let costs = of
                .lines
                .iter()
                .map(|line| line.points.get(row).map_or_else(String::new, |(_, cost)| shown.as_shown(*cost)));
            std::iter::once(three_or_whole(place(row))).chain(costs).collect()
        })
        .collect();
    let csv = csv(&of, shown, longest, &place);
    let drawing = plot.draw(label, marks.into());
    let legend = el("ul").class("cost-legend").all(of.lines.iter().map(|line| {
        let (class, _) = line.classes();
        let swatch = el("svg")
            .is("viewBox", "0 0 32 8")
            .is("aria-hidden", "true")
            .put(el("path").class(class).is("d", "M0 4L32 4"));
        el("li").put(swatch).text(cost::way_name(line.way))
    }));
    Some(
        section("part cost-chart", of.id, of.title)
            .put(el("p").class("note").say(of.note))
            .put(legend)
            .put(el("div").with("id", [of.id, "-drawing"].concat()).put(with_twin(
                drawing,
                of.table.text(),
                &head,
                table,
            )))
            .put(save::tools("cost", of.id, csv)),
    )
}

/// The figures with their ends, as a spreadsheet reads them.
fn csv(of: &Chart, shown: &Shown, rows: usize, place: &dyn Fn(usize) -> f64) -> String {
    let mut cells = vec![of.first_column.text().to_owned()];
    for line in &of.lines {
        for end in [" low, ", " point, ", " high, "] {
            cells.push([cost::way_name(line.way), end, shown.unit(), of.per].concat());
        }
    }
    let mut out = save::line(&cells);
    for row in 0..rows {
        cells.clear();
        cells.push(save::number(place(row)));
        for line in &of.lines {
            let cost =
                line.points.get(row).map_or([f64::NAN; 3], |(_, cost)| [cost.low, cost.point, cost.high]);
            cells.extend(cost.map(save::number));
        }
        out.push_str(&save::line(&cells));
    }
    out
}

const fn end(scale: Scale) -> f64 {
    match scale {
        Scale::Linear { to, .. } | Scale::Log { to, .. } => to,
    }
}

fn whole(figure: f64) -> String {
    decimals(figure, 0)
}

fn three_or_whole(figure: f64) -> String {
    if figure.fract() == 0.0 { whole(figure) } else { decimals(figure, 1) }
}

/// A round amount beside an axis: `70K`, `0.5`, `0`.
fn money_tick(amount: f64) -> String {
    let size = amount.abs();
    let (size, suffix) = if size >= 999.5e3 {
        (size / 1e6, "M")
    } else if size >= 999.5 {
        (size / 1e3, "K")
    } else {
        (size, "")
    };
    let small = size > 0.0 && size < 1.0;
    let text = if small { three(size).trim_end_matches('0').to_owned() } else { plain(size) };
    [if amount < 0.0 { "−" } else { "" }, &text, suffix].concat()
}

#[cfg(test)]
mod tests {
    use super::money_tick;

    #[test]
    fn round_amounts_are_short() {
        let ticks =
            [(0.0, "0"), (0.05, "0.05"), (0.002, "0.002"), (5.0, "5"), (70_000.0, "70K"), (-2e6, "−2M")];
        for (amount, text) in ticks {
            assert_eq!(money_tick(amount), text);
        }
    }
}
