//! Before there are two sides: pickers, and pairs that people ask about.

use yew::Html;

use super::{is_model, sides};
use crate::app::components::Search;
use crate::app::draw::el;
use crate::atlas::components::compare_rig::side_name;
use crate::atlas::place::Place;
use crate::atlas::route::Route;
use crate::text::{CompareKey, compare};

/// Pairs to begin with.
const PAIRS: [[&str; 2]; 6] = [
    ["nvidia-rtx-3090", "nvidia-rtx-4090"],
    ["apple-m4-max-40c@128", "nvidia-rtx-5090"],
    ["nvidia-rtx-3090:2", "nvidia-rtx-5090"],
    ["amd-rx-7900-xtx", "nvidia-rtx-4090"],
    ["gemma-3-27b-it", "qwen3-32b"],
    ["gpt-oss-20b", "qwen3-30b-a3b"],
];

/// The page without a comparison yet.
pub fn start(place: &Place, chosen: &[String]) -> Html {
    let first = chosen.first();
    let model = first.is_some_and(|side| is_model(&place.world, side));
    let stands = match first {
        Some(_) if model => Some(sides::models(place, chosen)),
        Some(_) => Some(sides::rigs(place, chosen)),
        None => None,
    };
    let pickers = first.is_none().then(|| {
        let picker = |search: Search| el("div").put(sides::picker(place, chosen, search));
        el("div").class("pickers").put(picker(Search::DevicesOnly)).put(picker(Search::Models))
    });
    let name = |side: &str| {
        let model = place.world.model(side).filter(|_| is_model(&place.world, side));
        model.map_or_else(|| side_name(&place.world, side), |model| model.name.clone())
    };
    let pairs = PAIRS.iter().map(|pair| {
        let route = Route::Compare(pair.iter().map(|side| (*side).to_owned()).collect());
        let names: Vec<String> = pair.iter().map(|side| name(side)).collect();
        el("li").put(place.link(route).class("choice").text(compare::against(&names)))
    });
    el("section")
        .class("sheet")
        .put(el("h1").say(CompareKey::Title))
        .put(el("p").say(CompareKey::StartHelp))
        .maybe_put(pickers)
        .maybe_put(stands)
        .put(el("h2").say(CompareKey::Pairs))
        .put(el("ul").class("choices").all(pairs))
        .into()
}
