//! Which quants of a model fit at which context: a table of shapes.

use will_it_run_engine::answer::QuantRow;
use will_it_run_engine::catalog::HardwareKey;
use will_it_run_engine::fit::Fit;
use will_it_run_engine::units::{Bytes, Known};
use will_it_run_engine::workloads::WorkloadRow;

use super::draw::{note, sheet};
use super::subject::{Subject, driven, question};
use crate::app::charts::{fit_class, shape};
use crate::app::components::option;
use crate::app::draw::{El, On, el};
use crate::app::world::World;
use crate::text::number::{compact, grouped, percent};
use crate::text::{DeviceKey, Fixed, device_says, fit_key, t};
use crate::web::event;

/// Contexts of the columns, up to the model's own maximum.
const CONTEXTS: [u32; 7] = [4_096, 8_192, 16_384, 32_768, 65_536, 131_072, 262_144];
/// Quants of the rows, those that publishers offer for nearly every model; the model's native one besides.
const QUANTS: [&str; 9] =
    ["Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M", "IQ4_XS", "Q3_K_M", "IQ3_XXS", "Q2_K", "IQ2_XXS"];

/// The map: a column for each context with the rows of that context, largest quant first.
pub type Map = Vec<(u32, Vec<QuantRow>)>;

/// The map of a model; empty where there is none.
#[must_use]
pub fn map(world: &World, device: HardwareKey, memory: Bytes, model: &str) -> Map {
    let Some(device) = world.catalog().device(device).filter(|device| driven(device)) else {
        return Vec::new();
    };
    let Some(card) = world.model(model) else { return Vec::new() };
    let most = card.context.get().unwrap_or(u32::MAX);
    let native = world.default_quant(model);
    let mut contexts: Vec<u32> = CONTEXTS.into_iter().filter(|context| *context <= most).collect();
    if contexts.is_empty() {
        contexts.push(most);
    }
    let columns = contexts.into_iter().map(|context| {
        let mut asked = question(device, memory, model);
        asked.context = Some(context);
        let mut rows = world.quants(&asked);
        rows.retain(|row| QUANTS.contains(&row.quant) || row.quant == native);
        rows.reverse();
        (context, rows)
    });
    columns.collect()
}

/// The model of the map: the one asked for, else the workload's that runs and takes most, else the first.
#[must_use]
pub fn model(asked: &str, rows: &[WorkloadRow]) -> String {
    if !asked.is_empty() {
        return asked.to_owned();
    }
    let runs = rows.iter().filter(|row| row.fit.runs());
    let near = runs.max_by_key(|row| row.total.get().map_or(0, Bytes::get));
    near.or(rows.first()).map(|row| row.model.clone()).unwrap_or_default()
}

/// The section.
pub fn heat(about: &Subject<'_>, chosen: &str, rows: &[WorkloadRow], map: &Map) -> El {
    let section = sheet("heat", DeviceKey::Heat);
    if !driven(about.device) {
        return section.put(note(DeviceKey::Undriven));
    }
    let place = about.place.clone();
    let set = move |e| place.rewrite(&place.query_with("model", &event::value(&e)));
    let mut models: Vec<&str> = Vec::new();
    for model in rows.iter().map(|row| row.model.as_str()).chain([chosen]) {
        if !models.contains(&model) {
            models.push(model);
        }
    }
    let options = models.into_iter().map(|model| {
        let name = about.model_name(model).to_owned();
        option(model.to_owned().into(), name.into(), model == chosen).key(model)
    });
    let select = el("label")
        .class("field dv-select")
        .put(el("span").class("label").say(DeviceKey::HeatModel))
        .put(el("select").on(On::Change, set).all(options));
    let Some((_, quants)) = map.first() else {
        return section.put(select).put(note(DeviceKey::HeatUnknown));
    };
    let head = map.iter().map(|(context, _)| el("th").is("scope", "col").text(compact_context(*context)));
    let head = el("tr").put(el("th").is("scope", "col").say(DeviceKey::Quant)).all(head);
    let body = quants.iter().enumerate().map(|(at, row)| {
        let cells = map.iter().map(|(context, rows)| {
            rows.get(at).map_or_else(|| el("td"), |row| cell(about, chosen, row, *context))
        });
        el("tr").put(el("th").is("scope", "row").text(row.quant)).all(cells)
    });
    let legend = [Fit::Comfortable, Fit::Tight, Fit::Marginal, Fit::DoesNotFit, Fit::Unknown];
    let legend = legend.map(|fit| el("li").put(shape(fit)).say(fit_key(fit)));
    let table = el("table").class("dv-heat").put(el("thead").put(head)).put(el("tbody").all(body));
    let region = el("div")
        .class("scroll")
        .is("tabindex", "0")
        .is("role", "region")
        .is("aria-label", DeviceKey::HeatMap.text())
        .put(table);
    section
        .put(select)
        .put(region)
        .put(el("ul").class("dv-legend").all(legend))
        .put(note(DeviceKey::HeatNote))
}

fn cell(about: &Subject<'_>, model: &str, row: &QuantRow, context: u32) -> El {
    let free = match row.headroom {
        Known::Known(free) if row.fit.runs() => percent(free),
        Known::Known(_) | Known::Unknown => String::new(),
    };
    let label = device_says::heat_label(row.quant, context, t(fit_key(row.fit)), &free);
    let ask = about
        .ask(model, row.quant, Some(context))
        .with("aria-label", label)
        .put(shape(row.fit))
        .put(el("span").text(free));
    el("td").is("data-fit", fit_class(row.fit)).put(ask)
}

/// `8K` for 8,192: contexts are powers of two, and a `K` of them is 1,024.
fn compact_context(tokens: u32) -> String {
    if tokens.is_multiple_of(1024) {
        grouped(u64::from(tokens / 1024)) + "K"
    } else {
        compact(f64::from(tokens))
    }
}
