//! The answer to wishes: rigs that stand out, rigs by rank, those without a price, and what was not tried.

use std::rc::Rc;

use will_it_run_engine::question::{Fault, FaultCode};
use will_it_run_engine::recommend::{Choice, RawWishes, RigChoice};
use yew::{Html, Properties, component};

use super::form::presets;
use super::rig::{part_name, side, table};
use super::{empty, rig};
use crate::app::components::section;
use crate::app::draw::{self, El, On, el};
use crate::app::hooks::use_rested;
use crate::atlas::place::Place;
use crate::atlas::route::Route;
use crate::text::{ChooseKey, Key, choose, fault};

/// How many rigs are shown, in the address.
const SHOWN: &str = "n";
/// Rigs shown at first.
const FEW: u32 = 10;
/// Rigs shown when more are asked for: all but the longest lists.
const MANY: &str = "100";

/// Props of [`Results`].
#[derive(Properties, PartialEq)]
pub struct ResultsProps {
    /// Where the reader is.
    pub place: Place,
    /// What is wished for.
    pub wishes: RawWishes,
}

/// The answer, worked out once the reader rests.
#[component]
pub fn Results(props: &ResultsProps) -> Html {
    let place = &props.place;
    let limit = super::wishes::number(&place.asked(SHOWN)).map_or(FEW, |shown| shown as u32);
    let wishes = RawWishes { limit: Some(limit), ..props.wishes.clone() };
    let found: Option<Rc<Option<Result<Choice, Fault>>>> =
        use_rested((place.world.clone(), wishes), |(world, wishes)| {
            Some((!wishes.wants.is_empty()).then(|| world.calculator().choose(wishes)))
        });
    if props.wishes.wants.is_empty() {
        return start(place);
    }
    match found.as_deref() {
        Some(Some(Ok(choice))) => draw::list(answer(place, &props.wishes, choice)),
        Some(Some(Err(wrong))) => refused(place, wrong).into(),
        Some(None) | None => el("p").is("role", "status").class("note").say(Key::Working).into(),
    }
}

fn start(place: &Place) -> Html {
    el("section")
        .class("part")
        .put(el("h2").say(ChooseKey::StartTitle))
        .put(el("p").say(ChooseKey::StartHelp))
        .put(presets(place))
        .into()
}

fn refused(place: &Place, wrong: &Fault) -> El {
    // `wants.1.model`
    let at = wrong.field.strip_prefix("wants.").and_then(|rest| rest.split('.').next());
    let at = at.and_then(|at| at.parse::<usize>().ok());
    let models = super::wishes::words(&place.query, super::wishes::MODELS);
    let written = at.and_then(|at| models.get(at)).cloned().unwrap_or_default();
    let near = wrong.near.iter().filter(|_| wrong.code == FaultCode::UnknownModel).map(|near| {
        let swapped: Vec<&str> = models
            .iter()
            .map(|model| if *model == written { near.as_str() } else { model.as_str() })
            .collect();
        let query = place.query_with(super::wishes::MODELS, &swapped.join(","));
        el("li")
            .put(place.link_with(Route::Choose, query).class("choice").text(super::form::name(place, near)))
    });
    let says =
        if wrong.code == FaultCode::UnknownModel { fault(wrong, &written) } else { wrong.message.clone() };
    el("div")
        .class("verdict fault")
        .is("role", "alert")
        .put(el("h2").say(ChooseKey::CannotAnswer))
        .put(el("p").class("headline").text(says))
        .put(el("ul").class("choices").all(near))
}

fn answer(place: &Place, wishes: &RawWishes, choice: &Choice) -> Vec<Html> {
    let counted = el("p").is("role", "status").text(choose::counted(&choice.counts, choice.as_of));
    let first =
        if choice.rigs.is_empty() { empty::empty(place, wishes, choice) } else { ranked(place, choice) };
    let mut parts: Vec<Html> = vec![picks(place, choice).put(counted).into(), first.into()];
    if !choice.unpriced.is_empty() {
        parts.push(
            section("part", "unpriced", ChooseKey::Unpriced)
                .put(el("p").class("note").say(ChooseKey::UnpricedHelp))
                .put(
                    el("details")
                        .class("equal")
                        .maybe("open", choice.rigs.is_empty().then_some("open"))
                        .put(el("summary").say(ChooseKey::ShowUnpriced))
                        .put(table(place, choice, &choice.unpriced)),
                )
                .into(),
        );
    }
    let mut rest: Vec<String> = choice.not_tried.iter().map(|what| choose::not_tried(*what)).collect();
    let left = choose::left_out(&choice.left_out);
    let rest = section("part", "not-tried", ChooseKey::NotTried)
        .put(el("ul").class("plain").all(rest.drain(..).map(|what| el("li").text(what))))
        .maybe_put((!left.is_empty()).then(|| el("p").class("note").text(left)));
    parts.push(rest.into());
    parts
}

fn picks(place: &Place, choice: &Choice) -> El {
    let picks = [
        (ChooseKey::Cheapest, &choice.picks.cheapest),
        (ChooseKey::Fastest, &choice.picks.fastest),
        (ChooseKey::MostEfficient, &choice.picks.most_efficient),
    ];
    let cards: Vec<El> = picks
        .into_iter()
        .filter_map(|(name, rig)| rig.as_ref().map(|found| rig::pick(place, choice, name, found)))
        .collect();
    let sheet = section("part", "picks", ChooseKey::Picks);
    if cards.is_empty() {
        return sheet.put(el("p").say(ChooseKey::NoneCheapest));
    }
    sheet.put(el("ul").class("picks").all(cards))
}

fn ranked(place: &Place, choice: &Choice) -> El {
    let all = choice.rigs.len() > choice.counts.best as usize;
    let unbeaten = (!all)
        .then(|| el("p").class("note").text(choose::unbeaten(choice.counts.best, choice.counts.priced)));
    let beyond = choice.beyond_budget.as_ref().map(|next| {
        let name = next.devices.first().map(|part| part_name(place, part)).unwrap_or_default();
        let device = next.devices.first().map(|part| part.hardware.clone()).unwrap_or_default();
        el("p")
            .text(choose::BEYOND)
            .put(place.link(Route::Device(device)).text(name))
            .text(choose::next(next.more_usd.get(), &next.better) + ".")
    });
    let top: Vec<String> =
        choice.rigs.iter().take(2).filter_map(|rig: &RigChoice| side(place, rig)).collect();
    let compare =
        (top.len() == 2).then(|| el("p").put(place.link(Route::Compare(top)).say(ChooseKey::CompareTop)));
    let hidden = choice.rigs.len() < choice.counts.best as usize && place.asked(SHOWN).is_empty();
    let here = place.clone();
    let more = hidden.then(|| {
        el("button")
            .is("type", "button")
            .say(ChooseKey::ShowMore)
            .on(On::Click, move |_| here.rewrite(&here.query_with(SHOWN, MANY)))
    });
    section("part", "ranked", ChooseKey::Ranked)
        .maybe_put(unbeaten)
        .put(table(place, choice, &choice.rigs))
        .maybe_put(more)
        .maybe_put(beyond)
        .maybe_put(compare)
}
