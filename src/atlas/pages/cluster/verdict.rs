//! The verdict, why it is so, and what is wrong with a question.

use will_it_run_engine::cluster::ClusterAnswer;
use will_it_run_engine::question::{Fault, FaultCode};

use super::Found;
use super::asked::{mended, on_a_node, word_of};
use crate::app::components::{section as headed, verdict as shown};
use crate::app::draw::{El, el};
use crate::atlas::place::Place;
use crate::atlas::route::Route;
use crate::text::{ClusterKey as Key, cluster, fault as said};

/// The verdict.
pub fn verdict(place: &Place, found: &Found, answer: &ClusterAnswer) -> El {
    let (world, question) = (&place.world, &found.raw.question);
    let model = world.model(&question.model).map_or(&*question.model, |card| &card.name);
    let quant = question.quant.as_deref();
    let quant = quant.unwrap_or_else(|| world.default_quant_of(&on_a_node(&found.raw)));
    let rig = world.rig_name(&question.rig.devices, place.reader.unit);
    shown(
        answer.fit,
        cluster::headline([model, quant, &rig], answer),
        cluster::summary(answer, place.reader.unit),
    )
}

/// Reasons, most important first, and where the rules stand.
pub fn reasons(place: &Place, answer: &ClusterAnswer) -> El {
    let reasons =
        answer.reasons.iter().map(|reason| el("li").text(cluster::reason(reason, place.reader.unit)));
    let sources = answer.sources.iter().map(|source| el("li").text(*source));
    headed("part", "why", Key::Why).put(el("ul").class("cluster-why").all(reasons)).put(
        el("details")
            .class("twin")
            .put(el("summary").say(Key::Sources))
            .put(el("ul").class("cluster-sources").all(sources)),
    )
}

/// At most so many ways on are offered.
const OFFERED: usize = 14;

/// What is wrong, with the ways on.
pub fn refused(place: &Place, fault: &Fault) -> El {
    let value = word_of(fault).map(|word| place.asked(word)).unwrap_or_default();
    let unit = if fault.code == FaultCode::ChooseMemory { "\u{a0}GiB" } else { "" };
    // The engine's own words where the value is missing, not misspelt.
    let text = match fault.code {
        _ if value.is_empty() => cluster::fault(fault),
        FaultCode::OutOfRange | FaultCode::NotWithRuntime => cluster::refused(fault),
        _ => said(fault, &value),
    };
    let near: Vec<El> = fault
        .near
        .iter()
        .take(OFFERED)
        .filter_map(|near| {
            let query = mended(&place.query, fault, near)?;
            let name = cluster::near(near) + unit;
            Some(el("li").put(place.link_with(Route::Cluster, query).class("choice").text(name)))
        })
        .collect();
    el("div")
        .class("verdict fault")
        .is("role", "alert")
        .put(el("h2").class("word").say(Key::CannotAnswer))
        .put(el("p").class("headline").text(text))
        .maybe_put((!near.is_empty()).then(|| el("ul").class("choices").all(near)))
}
