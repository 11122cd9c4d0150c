//! What somebody measured on the device, the newest first, a page at a time.

use will_it_run_engine::catalog::{Mark, Measured, Measurement, Word};
use will_it_run_engine::units::Date;
use yew::Callback;

use super::draw::{cell, note, sheet, table};
use super::subject::{Subject, marked, source_text};
use crate::app::draw::{El, On, el};
use crate::atlas::route::Route;
use crate::text::number::{grouped, three};
use crate::text::{DeviceKey, Key, device_says, t};

/// Rows on a page.
const PAGE: usize = 12;

/// The section, from the row `from` on.
pub fn measured(about: &Subject<'_>, from: usize, on_turn: &Callback<usize>) -> El {
    let rows = about.catalog().measured_on(about.key);
    let section = sheet("measured", DeviceKey::Measured);
    if rows.is_empty() {
        return section.put(note(DeviceKey::MeasuredNone));
    }
    let mut order: Vec<(u64, usize)> =
        rows.iter().enumerate().map(|(at, row)| (u64::MAX - day(row.date), at)).collect();
    order.sort_unstable();
    let from = if from < rows.len() { from } else { 0 };
    let drawn = order.iter().skip(from).take(PAGE).filter_map(|(_, at)| rows.get(*at));
    let head = [
        (DeviceKey::Model, ""),
        (DeviceKey::Quant, ""),
        (DeviceKey::Engine, ""),
        (DeviceKey::Test, ""),
        (DeviceKey::Speed, "number"),
        (DeviceKey::Day, ""),
        (DeviceKey::Source, ""),
    ];
    let last = (from + PAGE).min(rows.len());
    let (first, to, all) = (grouped(from as u64 + 1), grouped(last as u64), grouped(rows.len() as u64));
    let status = [&first, "–", &to, " ", t(Key::Of), " ", &all].concat();
    let turn = |says: DeviceKey, possible: bool, to: usize| {
        let on_turn = on_turn.clone();
        el("button")
            .is("type", "button")
            .maybe("disabled", (!possible).then_some("disabled"))
            .on(On::Click, move |_| on_turn.emit(to))
            .say(says)
    };
    let pager = el("div")
        .class("pager")
        .put(el("p").class("note").is("role", "status").text(status))
        .put(turn(DeviceKey::Previous, from > 0, from.saturating_sub(PAGE)))
        .put(turn(DeviceKey::Next, last < rows.len(), from + PAGE));
    section.put(table(&head, drawn.map(|row| draw(about, row))).class("dv-measured")).put(pager)
}

/// A date as a number that rises with it.
#[must_use]
pub fn day(date: Date) -> u64 {
    u64::from(date.year() * 10_000 + date.month().unwrap_or(0) * 100 + date.day().unwrap_or(0))
}

fn draw(about: &Subject<'_>, row: &Measurement) -> El {
    let catalog = about.catalog();
    let name = el("th").is("scope", "row");
    let name = match row.model {
        Measured::Listed(key) => match catalog.model(key) {
            Some(model) => {
                let link = about.place.link(Route::Model(model.id.to_string()));
                name.put(link.text(model.name.to_string()))
            }
            None => name,
        },
        Measured::Unlisted(at) => {
            let only = catalog.measured_models().get(usize::from(at));
            name.text(only.map(|only| only.name.to_string()).unwrap_or_default())
        }
    };
    let version = &row.engine_version;
    let space = if version.is_empty() { "" } else { " " };
    let engine = [row.engine.as_str(), space, &**version, ", ", row.backend.as_str()].concat();
    let devices = if row.devices > 1 { [" · ×", &row.devices.to_string()].concat() } else { String::new() };
    let odd = if row.mark == Mark::None { "" } else { row.mark.as_str() };
    let odd = if odd.is_empty() { String::new() } else { [" · ", &odd.replace('-', " ")].concat() };
    let test = [&device_says::measured_test(row), devices.as_str(), &odd].concat();
    let speed = [&three(row.speed.get()), "\u{a0}", t(Key::TokPerSecond)].concat();
    let source = marked(source_text(catalog, Some(row.source)), catalog, Some(row.source));
    el("tr")
        .put(name)
        .put(cell(DeviceKey::Quant, row.quant.to_ascii_uppercase()))
        .put(cell(DeviceKey::Engine, engine))
        .put(cell(DeviceKey::Test, test))
        .put(el("td").class("number").text(speed))
        .put(cell(DeviceKey::Day, row.date.to_string()))
        .put(cell(DeviceKey::Source, source).class("dv-source"))
}
