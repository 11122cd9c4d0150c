//! Models that fit, the fullest first, and their speed over their size. Worked out once the catalog's models are prepared.

use std::rc::Rc;

use will_it_run_engine::answer::ModelRow;
use will_it_run_engine::catalog::HardwareKey;
use will_it_run_engine::fit::Fit;
use will_it_run_engine::question::RawQuestion;
use will_it_run_engine::score::{REFERENCE_CONTEXT, REFERENCE_MODEL};
use will_it_run_engine::units::Bytes;
use yew::{AttrValue, Callback, Html, Properties, component, use_state_eq};

use super::chart;
use super::draw::{fit_cell, note, number, rate_text, sheet, table};
use super::subject::{Subject, driven, question};
use crate::app::charts::fit_class;
use crate::app::components::segmented;
use crate::app::draw::{El, On, el, list};
use crate::app::hooks::{use_rested, use_warm};
use crate::app::world::World;
use crate::atlas::place::Place;
use crate::atlas::route::Route;
use crate::text::measure::bytes;
use crate::text::number::{grouped, percent};
use crate::text::{DeviceKey, Fixed, Key, fit_key, t};

/// Rows shown at first, and with each press of the button.
const SHOWN: usize = 12;

/// Props of [`Fits`].
#[derive(Properties, PartialEq)]
pub struct FitsProps {
    /// Where the reader is.
    pub place: Place,
    /// The device.
    pub device: HardwareKey,
    /// Its memory.
    pub memory: Bytes,
}

/// What the sweep found, for the device and memory it was made for.
struct Swept {
    of: (HardwareKey, Bytes),
    rows: Vec<ModelRow>,
}

/// Both sections.
#[component]
pub fn Fits(props: &FitsProps) -> Html {
    let (place, of) = (&props.place, (props.device, props.memory));
    let question = reference(&place.world, of);
    let ready = use_warm(place.world.clone(), question.unwrap_or_default());
    let swept = use_rested((place.world.clone(), of, ready), |(world, of, ready)| {
        ready.then(|| Swept { of: *of, rows: sweep(world, *of) })
    });
    let shown = use_state_eq(|| (of, SHOWN));
    let Some(device) = place.world.catalog().device(props.device) else { return Html::default() };
    let about = Subject { place, key: props.device, device, memory: props.memory };
    if !driven(device) {
        let section = |id, title| sheet(id, title).put(note(DeviceKey::Undriven));
        return list(vec![
            section("fits", DeviceKey::Fits).into(),
            section("chart", DeviceKey::Chart).into(),
        ]);
    }
    let swept: Option<Rc<Swept>> = swept.filter(|swept| swept.of == of);
    let Some(swept) = swept else {
        let waiting = |id, title| {
            let working = el("p").class("note dv-waiting").is("role", "status").say(Key::Working);
            sheet(id, title).is("aria-busy", "true").put(working)
        };
        return list(vec![
            waiting("fits", DeviceKey::Fits).into(),
            waiting("chart", DeviceKey::Chart).into(),
        ]);
    };
    let asked = place.asked("fit");
    let with = |fit: Fit| swept.rows.iter().filter(|row| row.fit == fit).count();
    let grades: Vec<(Fit, usize)> = [Fit::Comfortable, Fit::Tight, Fit::Marginal]
        .into_iter()
        .map(|fit| (fit, with(fit)))
        .filter(|(_, count)| *count > 0)
        .collect();
    let wanted = grades.iter().find(|(fit, _)| fit_class(*fit) == asked).copied();
    let all = wanted.map_or(swept.rows.len(), |(_, count)| count);
    let count = if shown.0 == of { shown.1 } else { SHOWN };
    let more = {
        let shown = shown.clone();
        move |_| shown.set((of, count + 2 * SHOWN))
    };
    let chosen = swept.rows.iter().filter(|row| wanted.is_none_or(|(fit, _)| row.fit == fit));
    let rows = chosen.take(count).filter_map(|row| draw(&about, row));
    let head = [
        (DeviceKey::Model, ""),
        (DeviceKey::Fit, ""),
        (DeviceKey::Quant, ""),
        (DeviceKey::Needs, "number"),
        (DeviceKey::Decode, "number"),
        (DeviceKey::InCalculator, "number"),
    ];
    let status = [&grouped(count.min(all) as u64), " ", t(Key::Of), " ", &grouped(all as u64)].concat();
    let button =
        (count < all).then(|| el("button").is("type", "button").on(On::Click, more).say(DeviceKey::ShowMore));
    let pager = el("div")
        .class("pager")
        .put(el("p").class("note").is("role", "status").text(status))
        .maybe_put(button);
    let section = sheet("fits", DeviceKey::Fits).put(note(DeviceKey::FitsNote));
    let section = if all == 0 {
        section.put(el("p").say(DeviceKey::NothingRuns))
    } else {
        section.put(filter(place, &grades, wanted)).put(table(&head, rows)).put(pager)
    };
    list(vec![section.into(), chart::chart(&about, &swept.rows).into()])
}

/// The grades there are, with how many models have them.
fn filter(place: &Place, grades: &[(Fit, usize)], wanted: Option<(Fit, usize)>) -> El {
    let all: usize = grades.iter().map(|(_, count)| count).sum();
    let option = |word: &'static str, says: &str, count: usize| {
        (AttrValue::Static(word), AttrValue::from([says, " ", &grouped(count as u64)].concat()))
    };
    let mut options = vec![option("", DeviceKey::All.text(), all)];
    options.extend(grades.iter().map(|(fit, count)| option(fit_class(*fit), t(fit_key(*fit)), *count)));
    let place = place.clone();
    let set = Callback::from(move |word: String| place.rewrite(&place.query_with("fit", &word)));
    let value = wanted.map_or("", |(fit, _)| fit_class(fit));
    segmented("fit", "segmented dv-filter", DeviceKey::FitsFilter.text().into(), options, value, &set)
}

/// The question that all models are asked with; none of a device that nothing here drives.
fn reference(world: &World, (device, memory): (HardwareKey, Bytes)) -> Option<RawQuestion> {
    let device = world.catalog().device(device).filter(|device| driven(device))?;
    Some(RawQuestion { context: Some(REFERENCE_CONTEXT), ..question(device, memory, REFERENCE_MODEL) })
}

/// Every model that runs, the one that takes most of the memory first.
fn sweep(world: &World, of: (HardwareKey, Bytes)) -> Vec<ModelRow> {
    let Some(asked) = reference(world, of) else { return Vec::new() };
    let rows = world.model_rows(&asked);
    let runs = rows.iter().enumerate().filter(|(_, row)| row.fit.runs());
    let mut order: Vec<(u64, usize)> =
        runs.map(|(at, row)| (u64::MAX - row.total.get().map_or(0, Bytes::get), at)).collect();
    order.sort_unstable();
    order.into_iter().filter_map(|(_, at)| rows.get(at).cloned()).collect()
}

fn draw(about: &Subject<'_>, row: &ModelRow) -> Option<El> {
    let card = about.world().models().get(row.model)?;
    let name = about.place.link(Route::Model(card.id.clone())).text(card.name.clone());
    let needs =
        row.total.get().map_or_else(|| t(Key::Unknown).to_owned(), |total| bytes(total, about.unit()));
    let full = row.headroom.get().map(|free| [&percent(1.0 - free), " ", DeviceKey::Full.text()].concat());
    let check = about
        .ask(&card.id, row.quant, Some(REFERENCE_CONTEXT))
        .with("aria-label", [t(Key::WayCheck), " ", &card.name].concat())
        .say(Key::WayCheck);
    let drawn = el("tr")
        .put(el("th").is("scope", "row").put(name))
        .put(fit_cell(row.fit))
        .put(el("td").text(row.quant))
        .put(
            number(DeviceKey::Needs, needs)
                .maybe_put(full.map(|full| el("span").class("note").text(["\u{a0}· ", &full].concat()))),
        )
        .put(number(DeviceKey::Decode, rate_text(row.decode, DeviceKey::NoTokenRate)))
        .put(el("td").class("number").put(check));
    Some(drawn)
}
