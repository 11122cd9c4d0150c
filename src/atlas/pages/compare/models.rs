//! Models side by side on one rig.

use will_it_run_engine::answer::Answer;
use will_it_run_engine::compare::{FigureKey, FigureRow, ModelComparison, rig_of};
use will_it_run_engine::fit::Fit;
use will_it_run_engine::question::RawQuestion;
use will_it_run_engine::workloads::Workload;
use yew::{Callback, Html};

use super::rigs::{cards, sheet, whom, workload};
use super::table::{Said, cell, figures, table};
use super::{CONTEXT, on_rig, question, sides};
use crate::app::charts::shape;
use crate::app::components::{Combobox, ComboboxProps, Search};
use crate::app::draw::{self, El, el};
use crate::atlas::components::compare_rig::{question_query, side_name};
use crate::atlas::place::Place;
use crate::text::number::range;
use crate::text::{CompareKey, Fixed, Key, compare, fit_key, t};

/// The page of a comparison of models.
pub fn models(place: &Place, comparison: &ModelComparison, title: String) -> Html {
    let unit = place.reader.unit;
    let name =
        |id: &String| place.world.model(id).map_or(id.as_str(), |model| model.name.as_str()).to_owned();
    let names: Vec<String> = comparison.models.iter().map(name).collect();
    let head = el("section")
        .class("sheet")
        .put(el("h1").class("versus").text(title))
        .put(sides::models(place, &comparison.models));
    let on = on_rig(place);
    let asked = |at: usize| RawQuestion {
        model: comparison.models.get(at).cloned().unwrap_or_default(),
        quant: comparison.quants.get(at).map(|quant| (*quant).to_owned()),
        ..question(&place.world, &on)
    };
    let answers: Vec<Option<Answer>> =
        (0..names.len()).map(|at| place.world.answer(&asked(at)).ok()).collect();
    let verdicts = comparison.fits.iter().enumerate().map(|(at, fit)| {
        let link = place.ask(&question_query(&asked(at))).class("fit").put(shape(*fit)).say(fit_key(*fit));
        let quant = comparison.quants.get(at).copied().unwrap_or_default();
        cell(names.get(at)).put(link).put(el("span").class("note").text(quant))
    });
    let verdicts: El = el("tr").put(el("th").is("scope", "row").say(CompareKey::Verdict)).all(verdicts);
    let say = |row: &FigureRow, side: usize| said(row, side, answers.get(side).and_then(Option::as_ref));
    let rig = side_name(&place.world, &on);
    let figures = sheet("figures", CompareKey::Figures)
        .put(el("p").class("note").text(compare::on_rig(&rig, CONTEXT)))
        .put(el("p").class("note").say(CompareKey::FiguresHelp))
        .put(el("div").class("add-side").put(rig_picker(place, &on)))
        .all(figures(Some(verdicts), &comparison.rows, &names, unit, &say));
    let asked: Vec<RawQuestion> = (0..names.len()).map(asked).collect();
    let uses = Workload::uses();
    let rows = comparison.workloads.iter().map(|row| {
        let about = row.sides.first().map(|one| compare::use_question(one.context, one.usable_rate.get()));
        let each = uses.iter().find(|each| each.key == row.key);
        let query =
            |asked: &RawQuestion| each.map(|each| question_query(&each.of(&asked.model, asked).question));
        workload(place, row, about, &names, asked.iter().map(query).collect(), &|_| cards(&rig_of(&on)))
    });
    let uses = sheet("uses", CompareKey::Workloads)
        .put(el("p").class("note").say(CompareKey::UsesHelp))
        .put(table(CompareKey::Use.text(), &names, rows.collect()));
    let whom = whom(&comparison.for_whom, &names, unit);
    draw::list(vec![head.into(), whom.into(), figures.into(), uses.into()])
}

/// Chooses what the models run on.
pub fn rig_picker(place: &Place, on: &str) -> Html {
    let on_choose = {
        let place = place.clone();
        Callback::from(move |chosen: String| place.rewrite(&place.query_with("on", &chosen)))
    };
    let value = rig_of(on).devices.first().map(|device| device.hardware.clone()).unwrap_or_default();
    let props = ComboboxProps {
        id: "on-device",
        label: crate::text::said!(Device),
        hint: crate::text::said!(DeviceHint),
        chosen: side_name(&place.world, on).into(),
        value: value.into(),
        world: place.world.clone(),
        search: Search::DevicesOnly,
        on_choose,
    };
    draw::component::<Combobox>(props)
}

/// A rate as its range; why a figure is unknown.
fn said(row: &FigureRow, side: usize, answer: Option<&Answer>) -> Said {
    let unknown = row.values.get(side).is_none_or(|value| !value.is_known());
    let fits = answer.is_none_or(|answer| answer.fit != Fit::DoesNotFit);
    let rate = answer.and_then(|answer| match row.key {
        FigureKey::Decode => answer.decode.get(),
        FigureKey::Prefill => answer.prefill.get(),
        _ => None,
    });
    let note = match row.key {
        _ if !unknown => "",
        FigureKey::Decode | FigureKey::Prefill if !fits => t(Key::NoSpeedDoesNotFit),
        FigureKey::MaxContext => CompareKey::NoContext.text(),
        FigureKey::Parameters => "",
        _ => t(Key::NoSpeedUnknown),
    };
    let figure = rate.map(|rate| range(rate.low.get(), rate.high.get()) + "\u{a0}tok/s");
    Said { figure, note: note.to_owned() }
}
