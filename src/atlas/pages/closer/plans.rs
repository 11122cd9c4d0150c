//! What could be done where device memory is short: decode of each way as a bar, the answer's own marked.

use will_it_run_engine::calculator::Plan;
use will_it_run_engine::units::Known;

use super::asked::Closer;
use crate::app::charts::plot::{at, with_twin};
use crate::app::components::section as headed;
use crate::app::draw::{El, el};
use crate::atlas::components::save;
use crate::atlas::place::Place;
use crate::text::number::three;
use crate::text::{CloserKey as Key, Fixed, closer};

/// Height of a way in the drawing's units.
const ROW: f64 = 32.0;
/// Where bars begin.
const LEFT: f64 = 250.0;
/// How long the longest is.
const LONGEST: f64 = 320.0;

/// The section; none where everything is on the devices, or nothing is.
pub fn section(place: &Place, asked: &Closer) -> Option<El> {
    let plans = place.world.calculator().plans(asked.question()).unwrap_or_default();
    let offloads = |plan: &Plan| {
        plan.chosen && (plan.placed.gpu_layers < plan.placed.layers || plan.placed.cpu_moe_layers > 0)
    };
    if plans.len() < 2 || !plans.iter().any(offloads) {
        return None;
    }
    let unit = place.reader.unit;
    let rate = |plan: &Plan| plan.decode.get().map(|rate| rate.tokens_per_second.get());
    let head = [Key::Way, Key::Rate, Key::OnDevices, Key::OnHost].map(Fixed::text);
    let rows: Vec<Vec<String>> = plans
        .iter()
        .map(|plan| {
            let rate = rate(plan).map_or_else(|| "unknown".to_owned(), three);
            vec![
                way(plan),
                rate,
                closer::amount(plan.device.get(), unit),
                closer::amount(plan.host.get(), unit),
            ]
        })
        .collect();
    let mut csv = save::line(&head.map(str::to_owned));
    rows.iter().for_each(|row| csv.push_str(&save::line(row)));
    let most = plans.iter().filter_map(rate).fold(0.0, f64::max);
    let words = |x: f64, y: f64, text: String, anchor: &'static str| {
        el("text").with("x", at(x)).with("y", at(y)).is("text-anchor", anchor).text(text)
    };
    let bars = plans.iter().enumerate().map(|(row, plan)| {
        let top = ROW * row as f64;
        let width = rate(plan).map_or(0.0, |rate| rate / most.max(f64::MIN_POSITIVE) * LONGEST).max(1.0);
        let text = rate(plan).map_or_else(|| "unknown".to_owned(), three);
        let bar = el("rect").class(if plan.chosen { "part weights" } else { "part runtime" });
        let bar =
            bar.with("x", at(LEFT)).with("y", at(top + 6.0)).with("width", at(width)).is("height", "18");
        el("g").put(words(LEFT - 8.0, top + 20.0, way(plan), "end").class("axis")).put(bar).put(words(
            LEFT + width + 8.0,
            top + 20.0,
            text,
            "start",
        ))
    });
    let height = crate::text::number::decimals(ROW * plans.len() as f64, 0);
    let drawing = el("svg")
        .class("plot")
        .with("viewBox", ["0 0 640 ", &height].concat())
        .is("role", "img")
        .with("aria-label", Key::Plans.text())
        .all(bars);
    let drawn = with_twin(drawing, Key::PlansTable.text(), &head, rows);
    let unknown = matches!(plans.first().map(|plan| plan.decode), Some(Known::Unknown));
    Some(
        headed("sheet closer-part", "plans", Key::Plans)
            .put(el("p").class("note").say(Key::PlansNote))
            .maybe_put(unknown.then(|| el("p").say(Key::DepthUnknown)))
            .put(el("div").is("id", "plans-drawing").put(drawn))
            .put(save::tools("closer", "plans", csv)),
    )
}

fn way(plan: &Plan) -> String {
    closer::way([plan.placed.layers, plan.placed.gpu_layers, plan.placed.cpu_moe_layers], plan.chosen)
}
