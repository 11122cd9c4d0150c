//! Decode over the memory a model takes: a mark and a range for each model that runs.

use will_it_run_engine::answer::ModelRow;
use will_it_run_engine::units::Known;

use super::draw::{note, rate_text, sheet};
use super::subject::Subject;
use crate::app::charts::plot::{Axis, Plot, with_twin};
use crate::app::charts::scale::Scale;
use crate::app::draw::{El, all, el};
use crate::text::measure::{MemoryUnit, bytes};
use crate::text::number::{decimals, three};
use crate::text::{DeviceKey, Fixed, device_says, fit_key, t};

/// A model on the chart.
struct Point<'a> {
    row: &'a ModelRow,
    size: f64,
    low: f64,
    typical: f64,
    high: f64,
}

/// The section.
pub fn chart(about: &Subject<'_>, rows: &[ModelRow]) -> El {
    let unit = about.unit();
    let points: Vec<Point<'_>> = rows
        .iter()
        .filter_map(|row| {
            let (total, rate) = row.total.zip(row.decode).get()?;
            let (low, typical, high) = (rate.low.get(), rate.tokens_per_second.get(), rate.high.get());
            Some(Point { row, size: unit.of(total), low, typical, high })
        })
        .collect();
    let section = sheet("chart", DeviceKey::Chart);
    if points.is_empty() {
        return section.put(note(DeviceKey::NothingRuns));
    }
    let x = Scale::log(points.iter().map(|point| point.size));
    let y = Scale::log(points.iter().flat_map(|point| [point.low, point.high]));
    let size_label = if unit == MemoryUnit::Gib { DeviceKey::AxisGib } else { DeviceKey::AxisGb };
    let plot = Plot {
        x: Axis { scale: x, label: size_label.text(), write: tick },
        y: Axis { scale: y, label: DeviceKey::AxisSpeed.text(), write: tick },
    };
    let ranges = points.iter().map(|point| {
        el("path").class("dv-range").with("d", plot.path([(point.size, point.low), (point.size, point.high)]))
    });
    let dots = points.iter().map(|point| plot.dot(point.size, point.typical, "dv-dot"));
    let ceiling = about.device.bandwidth.known().get().and_then(|bandwidth| {
        let bandwidth = bandwidth.get() / one(unit);
        let path = plot.path(ceiling(bandwidth, x, y)?);
        Some(el("path").class("dv-ceiling").with("d", path))
    });
    let marks = el("g").maybe_put(ceiling).put(all(ranges)).put(all(dots));
    let label = match (points.first(), points.last()) {
        (Some(most), Some(least)) => device_says::chart_label(
            &about.device.name,
            points.len(),
            (&said(most, about), &rate_text(most.row.decode, DeviceKey::NoTokenRate)),
            (&said(least, about), &rate_text(least.row.decode, DeviceKey::NoTokenRate)),
        ),
        _ => String::new(),
    };
    let table = points.iter().map(|point| {
        let name = about.world().models().get(point.row.model).map(|card| card.name.clone());
        vec![
            name.unwrap_or_default(),
            point.row.quant.to_owned(),
            said(point, about),
            t(fit_key(point.row.fit)).to_owned(),
            rate_text(point.row.decode, DeviceKey::NoTokenRate),
        ]
    });
    let head = [
        DeviceKey::Model.text(),
        DeviceKey::Quant.text(),
        DeviceKey::Needs.text(),
        DeviceKey::Fit.text(),
        DeviceKey::Decode.text(),
    ];
    let drawing = plot.draw(label, marks.into());
    section.put(note(DeviceKey::ChartNote)).put(with_twin(
        drawing,
        DeviceKey::ChartTwin.text(),
        &head,
        table.collect(),
    ))
}

/// A round figure beside an axis.
fn tick(figure: f64) -> String {
    if figure >= 0.999 { decimals(figure, 0) } else { three(figure).trim_end_matches('0').to_owned() }
}

fn said(point: &Point<'_>, about: &Subject<'_>) -> String {
    match point.row.total {
        Known::Known(total) => bytes(total, about.unit()),
        Known::Unknown => DeviceKey::Unknown.text().to_owned(),
    }
}

/// Bytes of one unit.
fn one(unit: MemoryUnit) -> f64 {
    match unit {
        MemoryUnit::Gib => 1024.0 * 1024.0 * 1024.0,
        MemoryUnit::Gb => 1e9,
    }
}

/// The line bandwidth ÷ size inside both axes; none where it passes them by.
fn ceiling(bandwidth: f64, x: Scale, y: Scale) -> Option<[(f64, f64); 2]> {
    let (Scale::Log { from: left, to: right }, Scale::Log { from: bottom, to: top }) = (x, y) else {
        return None;
    };
    let (from, to) = (left.max(bandwidth / top), right.min(bandwidth / bottom));
    (from < to).then(|| [(from, bandwidth / from), (to, bandwidth / to)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ceiling_stays_inside_the_axes() {
        let (x, y) = (Scale::Log { from: 1.0, to: 48.0 }, Scale::Log { from: 10.0, to: 400.0 });
        let [(from, high), (to, low)] = ceiling(800.0, x, y).unwrap();
        assert!((from - 2.0).abs() < 1e-9 && (high - 400.0).abs() < 1e-9);
        assert!((to - 48.0).abs() < 1e-9 && low > 10.0);
        assert_eq!(ceiling(1.0, x, y), None);
    }
}
