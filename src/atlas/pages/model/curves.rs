//! Memory over context, drawn: a chart with its table, and how much context common memory sizes hold.

use will_it_run_engine::units::{Bytes, Known};

use super::asked::{Asked, KV};
use super::sweep::{CELLS, Curve, SIZES, Sweep, csv};
use crate::app::charts::plot::{Axis, Plot, at, with_twin};
use crate::app::charts::scale::Scale;
use crate::app::draw::{El, all, el, list};
use crate::text::measure::{MemoryUnit, bytes};
use crate::text::number::{decimals, grouped};
use crate::text::{Fixed, ModelPageKey as Key, model};

/// Right end of the plot in the drawing's units, where the memory sizes are named.
const RIGHT: f64 = 624.0;

/// Chart, table twin, crossings and download.
pub fn curves(sweep: &Sweep, asked: &Asked, needs: Known<Bytes>, maximum: u32, unit: MemoryUnit) -> El {
    let rows = sweep.curves.iter().flat_map(|curve| {
        curve.rows().map(move |(context, needed)| {
            let context = grouped(u64::from(context));
            vec![curve.quant.to_owned(), curve.kv.to_owned(), context, bytes(needed, unit)]
        })
    });
    let names = [Key::Quant, Key::KvCache, Key::Tokens, Key::Needed].map(Fixed::text);
    let twin =
        with_twin(chart(sweep, asked, needs, maximum, unit), Key::CurvesTwin.text(), &names, rows.collect());
    let dashed = sweep.curves.iter().any(|curve| curve.kv != KV);
    let legend = [("model-solid", Key::LineF16), ("model-dashed", Key::LineQ8)];
    let legend = legend.into_iter().take(if dashed { 2 } else { 1 }).map(|(class, name)| {
        let line = el("svg").class("model-line").is("viewBox", "0 0 24 4").is("aria-hidden", "true");
        el("span").put(line.put(el("path").class(class).is("d", "M0 2h24"))).text(" ").say(name)
    });
    let refused = sweep.refused.then(|| el("p").class("note").say(Key::Refused));
    let data = csv(&asked.model, &sweep.curves).replace('\n', "%0A");
    let download = el("a")
        .with("href", ["data:text/csv;charset=utf-8,", &data].concat())
        .with("download", [&asked.model, "-memory.csv"].concat())
        .say(Key::Csv);
    let drawn = el("div")
        .put(el("h3").say(Key::Curves))
        .put(el("p").class("note model-legend").all(legend))
        .put(twin)
        .maybe_put(refused)
        .put(el("p").class("note").put(download));
    el("div").class("model-curves").put(drawn).put(crossings(&sweep.curves, maximum))
}

fn chart(sweep: &Sweep, asked: &Asked, needs: Known<Bytes>, maximum: u32, unit: MemoryUnit) -> El {
    let points = || sweep.curves.iter().flat_map(|curve| &curve.points);
    let first = points().map(|(context, _)| *context).min().unwrap_or(1);
    let figures = || points().map(|(_, needed)| unit.of(*needed));
    // Air above the highest line, for its name.
    let y = Scale::log(figures().chain(figures().map(|most| most * 1.2)));
    let label = match unit {
        MemoryUnit::Gib => "GiB",
        MemoryUnit::Gb => "GB",
    };
    let plot = Plot {
        x: Axis {
            scale: Scale::Log { from: f64::from(first), to: f64::from(maximum.max(first + 1)) },
            label: Key::Tokens.text(),
            write: round,
        },
        y: Axis { scale: y, label, write: memory },
    };
    let inside = |figure: f64| {
        let place = y.at(figure);
        place > 0.02 && place < 0.98
    };
    let sizes = SIZES.into_iter().filter_map(|size| {
        let figure = unit.of(Bytes::GIB * u64::from(size));
        let name = [&grouped(u64::from(size)), " GiB"].concat();
        inside(figure).then(|| {
            let name = word(name, [RIGHT - 4.0, plot.down(figure) - 3.0], "end").class("model-size");
            (plot.level(figure, "model-level"), name)
        })
    });
    let (levels, names): (Vec<El>, Vec<El>) = sizes.unzip();
    let full = || sweep.curves.iter().filter(|curve| curve.kv == KV);
    let starts: Vec<f64> = full()
        .filter_map(|curve| curve.points.first())
        .map(|(_, needed)| plot.down(unit.of(*needed)))
        .collect();
    let lines = sweep.curves.iter().map(|curve| {
        let path = plot.path(curve.points.iter().map(|(x, y)| (f64::from(*x), unit.of(*y))));
        let class = match (curve.quant == asked.quant, curve.kv == KV) {
            (true, true) => "model-solid asked",
            (true, false) => "model-dashed asked",
            (false, true) => "model-solid",
            (false, false) => "model-dashed",
        };
        let start = curve.points.first().filter(|_| curve.kv == KV);
        let name = start.map(|(x, y)| {
            let down = plot.down(unit.of(*y));
            // Below its line where the next line is so near that the names would meet.
            let above = starts.iter().any(|other| *other < down && down - *other < 18.0);
            let place = [plot.across(f64::from(*x)) + 6.0, if above { down + 14.0 } else { down - 5.0 }];
            word(curve.quant.to_owned(), place, "start").class("model-name")
        });
        el("g").put(el("path").class(class).with("d", path)).maybe_put(name)
    });
    let here = needs
        .get()
        .map(|needed| plot.dot(f64::from(asked.context.max(first)), unit.of(needed), "model-here"));
    let marks = list(vec![all(levels), all(lines), all(names), all(here)]);
    plot.draw(Key::Curves.text().to_owned(), marks)
}

fn word(text: String, [x, y]: [f64; 2], anchor: &'static str) -> El {
    el("text").with("x", at(x)).with("y", at(y)).is("text-anchor", anchor).text(text)
}

/// Tokens on an axis: `500`, `20K`, `1M`.
fn round(tokens: f64) -> String {
    let (step, suffix) = match tokens {
        n if n >= 999_999.0 => (1e6, "M"),
        n if n >= 999.0 => (1e3, "K"),
        _ => (1.0, ""),
    };
    decimals(tokens / step, 0) + suffix
}

/// Memory on an axis: `0.5`, `20`.
fn memory(amount: f64) -> String {
    let places = match amount {
        a if a >= 0.99 => 0,
        a if a >= 0.099 => 1,
        _ => 2,
    };
    decimals(amount, places)
}

/// Which context each memory size holds.
fn crossings(curves: &[Curve], maximum: u32) -> El {
    let heads = curves.iter().map(|curve| {
        el("th")
            .is("scope", "col")
            .class("number")
            .text(curve.quant)
            .put(el("span").class("detail").text(curve.kv))
    });
    let rows = SIZES.into_iter().enumerate().filter_map(|(place, size)| {
        let found: Vec<Option<u32>> =
            curves.iter().map(|curve| curve.within.get(place).copied().flatten()).collect();
        // A size that holds nothing, or all that the size before holds, says nothing new.
        let before =
            |curve: &Curve| place.checked_sub(1).and_then(|place| curve.within.get(place).copied().flatten());
        let full = |context: Option<u32>| context.is_some_and(|context| context >= maximum);
        let news = found.iter().any(Option::is_some) && !curves.iter().all(|curve| full(before(curve)));
        let cells = found.into_iter().map(|context| {
            let class = if context.is_some() { "number" } else { "number quiet" };
            el("td").class(class).text(model::within(context, maximum))
        });
        let name = [&grouped(u64::from(size)), "\u{a0}GiB"].concat();
        news.then(|| el("tr").put(el("th").is("scope", "row").text(name)).all(cells))
    });
    let rows: Vec<El> = rows.collect();
    let largest = SIZES.last().copied().unwrap_or(0);
    let body = if rows.is_empty() {
        el("p").text(model::beyond(largest))
    } else {
        let head = el("tr").put(el("th").is("scope", "col").say(Key::Within)).all(heads);
        let table = el("table").class("model-within").put(el("thead").put(head)).put(el("tbody").all(rows));
        el("div")
            .class("model-scroll")
            .is("tabindex", "0")
            .is("role", "region")
            .is("aria-labelledby", "within-title")
            .put(table)
    };
    el("div")
        .put(el("h3").is("id", "within-title").say(Key::WithinTitle))
        .put(el("p").class("note").text(model::within_note(maximum, CELLS)))
        .put(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_are_written_short() {
        assert_eq!(
            [500.0, 1000.0, 20_000.0, 1e6, 1e7].map(round),
            ["500", "1K", "20K", "1M", "10M"].map(str::to_owned)
        );
        assert_eq!([0.05, 0.5, 1.0, 200.0].map(memory), ["0.05", "0.5", "1", "200"].map(str::to_owned));
    }
}
