//! Devices and rigs side by side.

use will_it_run_engine::answer::Reason;
use will_it_run_engine::catalog::{Confirmed, Source};
use will_it_run_engine::compare::{
    Comparison, FigureKey, FigureRow, ForWhom, Side, WorkloadCompared, rig_of,
};
use will_it_run_engine::fit::Fit;
use will_it_run_engine::question::RawRig;
use will_it_run_engine::score::{REFERENCE_CONTEXT, REFERENCE_MODEL, REFERENCE_QUANT};
use will_it_run_engine::units::Known;
use will_it_run_engine::workloads::WorkloadRow;
use yew::Html;

use super::sides;
use super::table::{Said, best_mark, cell, figures, table};
use crate::app::charts::shape;
use crate::app::draw::{self, El, el};
use crate::app::hooks::part;
use crate::atlas::components::compare_rig::{question_query, side_name};
use crate::atlas::components::{OwnWorkloads, OwnWorkloadsProps};
use crate::atlas::place::Place;
use crate::text::measure::MemoryUnit;
use crate::text::number::range;
use crate::text::{CompareKey, Fixed, Key, compare, fit_key, reason, t, workload_name};

/// The page of a comparison of rigs.
pub fn rigs(place: &Place, comparison: &Comparison, title: String) -> Html {
    let unit = place.reader.unit;
    let ids: Vec<String> = comparison.sides.iter().map(|side| side.id.clone()).collect();
    let names: Vec<String> = ids.iter().map(|id| side_name(&place.world, id)).collect();
    let head =
        el("section").class("sheet").put(el("h1").class("versus").text(title)).put(sides::rigs(place, &ids));
    draw::list(vec![
        head.into(),
        whom(&comparison.for_whom, &names, unit).into(),
        part(place.drawn > 1, || figures_of(place, comparison, &names).into()),
        part(place.drawn > 2, || workloads_of(place, comparison, &ids, &names).into()),
    ])
}

/// Figure by figure.
fn figures_of(place: &Place, comparison: &Comparison, names: &[String]) -> El {
    let unit = place.reader.unit;
    let model = place.world.model(REFERENCE_MODEL).map_or(REFERENCE_MODEL, |model| model.name.as_str());
    let say = |row: &FigureRow, side: usize| said(place, row, comparison.sides.get(side));
    sheet("figures", CompareKey::Figures)
        .put(el("p").class("note").say(CompareKey::FiguresHelp))
        .all(figures(None, &comparison.rows, names, unit, &say))
        .put(el("p").class("note").text(compare::reference(model, REFERENCE_QUANT, REFERENCE_CONTEXT)))
        .put(el("p").class("note").text(compare::COST_NOTE))
}

/// Workload by workload.
fn workloads_of(place: &Place, comparison: &Comparison, ids: &[String], names: &[String]) -> El {
    let asked = place.all_workloads();
    let rigs: Vec<RawRig> = ids.iter().map(|id| rig_of(id)).collect();
    let rows = comparison.workloads.iter().map(|row| {
        let about = row.sides.first().map(|first| {
            let model = place.world.model(&first.model).map_or(&*first.model, |model| &model.name);
            compare::workload_question(model, first.quant, first.context, first.usable_rate.get())
        });
        let asked = asked.iter().find(|workload| workload.key == row.key);
        let queries = rigs.iter().map(|rig| asked.map(|asked| question_query(&asked.beside(rig).on(rig))));
        workload(place, row, about, names, queries.collect(), &|side| {
            rigs.get(side).map_or(Cards::One, cards)
        })
    });
    sheet("workloads", CompareKey::Workloads)
        .put(el("p").class("note").say(CompareKey::WorkloadsHelp))
        .put(table(CompareKey::Workload.text(), names, rows.collect()))
        .put(draw::component::<OwnWorkloads>(OwnWorkloadsProps { place: place.clone() }))
}

/// A section under its heading.
pub fn sheet(id: &'static str, title: CompareKey) -> El {
    el("section").class("sheet").is("aria-labelledby", id).put(el("h2").is("id", id).say(title))
}

/// What each side is the one for, in sentences.
pub fn whom(found: &[ForWhom], names: &[String], unit: MemoryUnit) -> El {
    let rows: Vec<El> = found
        .iter()
        .filter_map(|row| {
            let (whom, says) = compare::for_whom(row, names.get(row.side)?, unit);
            Some(el("li").put(el("b").text(whom)).text(" ").put(el("span").text(says)))
        })
        .collect();
    let sheet = sheet("whom", CompareKey::Whom);
    if rows.is_empty() {
        return sheet.put(el("p").say(CompareKey::WhomNone));
    }
    sheet.put(el("ul").class("whom").all(rows))
}

/// What the cell of a figure says besides its value.
fn said(place: &Place, row: &FigureRow, side: Option<&Side>) -> Said {
    let key = |key: CompareKey| Said { figure: None, note: key.text().to_owned() };
    let nothing = Said { figure: None, note: String::new() };
    let Some(side) = side else { return nothing };
    match (row.key, side.decode, side.price) {
        (FigureKey::Decode, Known::Known(rate), _) => {
            Said { figure: Some(range(rate.low.get(), rate.high.get()) + "\u{a0}tok/s"), ..nothing }
        }
        (FigureKey::Decode, Known::Unknown, _) if side.reference_fit == Fit::DoesNotFit => {
            Said { figure: None, note: t(Key::NoSpeedDoesNotFit).to_owned() }
        }
        (FigureKey::Decode, Known::Unknown, _) => {
            Said { figure: None, note: t(Key::NoSpeedUnknown).to_owned() }
        }
        (FigureKey::Price, _, Known::Known(price)) => {
            let today = place.world.catalog().date();
            let source = place.world.catalog().source(price.source);
            let mark = |source: &Source| if source.confirmed == Confirmed::No { "; ◇ " } else { "; " };
            let source = source.map(|source| [mark(source), &source.text].concat()).unwrap_or_default();
            let note = compare::price_note(price.condition, price.observed, today) + &source;
            Said { figure: None, note }
        }
        (FigureKey::Price, _, Known::Unknown) => key(CompareKey::NoPrice),
        (FigureKey::CostPerMillion, _, Known::Unknown) => key(CompareKey::CostUnknown),
        (FigureKey::Score, ..) => match &side.score {
            Known::Known(score) if score.headline.is_known() => nothing,
            _ if side.count > 1 => key(CompareKey::ScoreOfOne),
            _ => key(CompareKey::ScoreUnknown),
        },
        _ => nothing,
    }
}

/// How many devices a side has: of several, what a verdict rests on is the fullest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cards {
    /// One, or none.
    One,
    /// More.
    Several,
}

/// How many a rig has.
pub fn cards(rig: &RawRig) -> Cards {
    let several = rig.devices.len() > 1 || rig.devices.iter().any(|device| device.count > Some(1));
    if several { Cards::Several } else { Cards::One }
}

/// A workload's row: its name and question, and the answer of each side, leading to the calculator by the query of that side.
pub fn workload(
    place: &Place,
    row: &WorkloadCompared,
    about: Option<String>,
    names: &[String],
    queries: Vec<Option<String>>,
    cards: &dyn Fn(usize) -> Cards,
) -> El {
    let head = el("th")
        .is("scope", "row")
        .text(workload_name(&row.key).to_owned())
        .maybe_put(about.map(|about| el("span").class("note").text(about)));
    let cells = row.sides.iter().zip(queries).enumerate().map(|(side, (answer, query))| {
        let link = place.ask(&query.unwrap_or_default()).class("fit");
        cell(names.get(side))
            .put(link.put(shape(answer.fit)).say(fit_key(answer.fit)))
            .maybe_put((row.best == Known::Known(side)).then(best_mark))
            .all(notes(place, answer, cards(side)))
    });
    el("tr").put(head).all(cells)
}

/// The figures a verdict rests on.
fn notes(place: &Place, answer: &WorkloadRow, cards: Cards) -> Vec<El> {
    let unit = place.reader.unit;
    let rate = answer.decode.get().map(|rate| range(rate.low.get(), rate.high.get()) + "\u{a0}tok/s");
    let needed = if cards == Cards::Several { compare::fullest } else { compare::needed };
    let beyond = answer.reasons.iter().find(|reason| matches!(reason, Reason::ContextAboveMaximum { .. }));
    let why = matches!(answer.fit, Fit::Unknown | Fit::Marginal);
    let why = beyond.or_else(|| compare::against_it(&answer.reasons).filter(|_| why));
    let why = why.map(|why| reason(why, unit));
    let notes = [rate, needed(answer.total, answer.usable, unit), why];
    notes.into_iter().flatten().map(|note| el("span").class("note").text(note)).collect()
}
