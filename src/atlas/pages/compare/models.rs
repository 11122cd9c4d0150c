//! Models side by side on one rig.

use will_it_run_engine::compare::{FigureKey, FigureRow, ModelComparison, rig_of};
use will_it_run_engine::fit::Fit;
use will_it_run_engine::question::RawQuestion;
use yew::{Callback, Html};

use super::rigs::sheet;
use super::table::{Said, cell, figures, table};
use super::{CONTEXT, on_rig, question, sides};
use crate::app::charts::shape;
use crate::app::components::{Combobox, ComboboxProps, Search};
use crate::app::draw::{self, El, el};
use crate::atlas::components::compare_rig::{question_query, side_name};
use crate::atlas::place::Place;
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
    let stands = el("div").class("add-side").put(rig_picker(place, &on));
    let verdicts = comparison.models.iter().enumerate().map(|(at, model)| {
        let fit = comparison.fits.get(at).copied().unwrap_or(Fit::Unknown);
        let quant = comparison.quants.get(at).copied().unwrap_or_default();
        let asked = RawQuestion { model: model.clone(), quant: Some(quant.to_owned()), ..question(&on) };
        let link = place.ask(&question_query(&asked)).class("fit").put(shape(fit)).say(fit_key(fit));
        cell(names.get(at)).put(link).put(el("span").class("note").text(quant))
    });
    let verdicts: El = el("tr").put(el("th").is("scope", "row").say(CompareKey::Verdict)).all(verdicts);
    let say = |row: &FigureRow, side: usize| said(row, comparison.fits.get(side).copied());
    let rig = side_name(&place.world, &on);
    let figures = sheet("figures", CompareKey::Figures)
        .put(el("p").class("note").text(compare::on_rig(&rig, CONTEXT)))
        .put(stands)
        .put(table(CompareKey::Figure.text(), &names, vec![verdicts]))
        .put(el("p").class("note").say(CompareKey::FiguresHelp))
        .all(figures(&comparison.rows, &names, unit, &say));
    draw::list(vec![head.into(), figures.into()])
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
        label: Key::Device,
        hint: Key::DeviceHint,
        chosen: side_name(&place.world, on).into(),
        value: value.into(),
        world: place.world.clone(),
        search: Search::DevicesOnly,
        on_choose,
    };
    draw::list(vec![el("p").class("note").say(CompareKey::OnRig).into(), draw::component::<Combobox>(props)])
}

fn said(row: &FigureRow, fit: Option<Fit>) -> Said {
    let speed = if fit == Some(Fit::DoesNotFit) { Key::NoSpeedDoesNotFit } else { Key::NoSpeedUnknown };
    let unknown = row.values.iter().any(|value| !value.is_known());
    let note = match row.key {
        FigureKey::Decode | FigureKey::Prefill if unknown => t(speed).to_owned(),
        FigureKey::MaxContext if unknown => CompareKey::NoContext.text().to_owned(),
        FigureKey::Total | FigureKey::Headroom if unknown => t(Key::NoSpeedUnknown).to_owned(),
        _ => String::new(),
    };
    Said { figure: None, note }
}
