//! No rig: which wish keeps most out, and the links that loosen it.

use will_it_run_engine::recommend::{Choice, RawWishes};

use super::rig::part_name;
use super::wishes::{self, BUDGET, CONTEXT, FORMS, MOST, OS, POWER, QUANT, VENDORS};
use crate::app::components::section;
use crate::app::draw::{El, el};
use crate::app::state::query_with;
use crate::atlas::pages::cluster::first_with;
use crate::atlas::place::Place;
use crate::atlas::route::Route;
use crate::text::{ChooseKey, choose};

/// The answer without a rig that has a price.
pub fn empty(place: &Place, wishes: &RawWishes, choice: &Choice) -> El {
    let (out, counts) = (&choice.left_out, &choice.counts);
    let [kind, budget, power, cards, shorter] = choose::LOOSEN;
    let more_cards = if wishes.max_devices.unwrap_or(2) < 8 { counts.does_not_fit } else { 0 };
    let want = wishes.wants.first();
    let asked = want.is_some_and(|want| want.quant.is_some() || want.context.is_some());
    let mut ways: Vec<(u32, &str, &[&str])> = vec![
        (out.kind, kind, &[VENDORS, FORMS, OS]),
        (out.above_budget, budget, &[BUDGET]),
        (out.above_power + out.power_unknown, power, &[POWER]),
        (more_cards, cards, &[MOST]),
        (if asked { counts.does_not_fit } else { 0 }, shorter, &[QUANT, CONTEXT]),
    ];
    ways.retain(|(count, ..)| *count > 0);
    ways.sort_by_key(|(count, ..)| core::cmp::Reverse(*count));
    let from = wishes::query(wishes);
    let ways = ways.into_iter().map(|(count, says, keys)| {
        let value = |key: &str| match key {
            MOST => "8",
            CONTEXT => "2048",
            _ => "",
        };
        let small = keys.contains(&MOST) || keys.contains(&CONTEXT);
        let why = if small { choose::TOO_SMALL } else { choose::LEFT_OUT };
        let query = keys.iter().fold(from.clone(), |query, key| query_with(&query, key, value(key)));
        el("li")
            .put(place.link_with(Route::Choose, query).class("choice").text(choose::loosen(says, count, why)))
    });
    let beyond = choice.beyond_budget.as_ref().and_then(|next| Some((next, next.devices.first()?)));
    let beyond = beyond.map(|(next, part)| {
        el("p")
            .text(choose::BEYOND)
            .put(place.link(Route::Device(part.hardware.clone())).text(part_name(place, part)))
            .text(choose::next(next.more_usd.get(), &next.better) + ".")
    });
    let several = want.filter(|_| counts.does_not_fit > 0).map(|want| {
        let query = first_with(&want.model, want.context, want.users);
        el("p").put(place.link_with(Route::Cluster, query).say(ChooseKey::SeveralMachines))
    });
    let title = if choice.unpriced.is_empty() { ChooseKey::Nothing } else { ChooseKey::NothingPriced };
    section("part", "nothing", title)
        .maybe_put(beyond)
        .put(el("p").say(ChooseKey::Loosen))
        .put(el("ul").class("choices").all(ways))
        .maybe_put(several)
}
