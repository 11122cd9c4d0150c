//! The cluster as it stands: machines as boxes, in each the stages with what one device holds, between them the network.

use will_it_run_engine::cluster::{ClusterAnswer, StageMemory};
use will_it_run_engine::units::{Bytes, Known};

use super::csv;
use crate::app::charts::{PARTS, memory_bar};
use crate::app::components::section as headed;
use crate::app::draw::{El, el};
use crate::atlas::components::save;
use crate::atlas::place::Place;
use crate::text::measure::{bytes, or_unknown};
use crate::text::number::grouped;
use crate::text::{COMPONENTS, ClusterKey as Key, Fixed, cluster};

/// Most machines that are drawn; the rest are counted.
const DRAWN: u32 = 16;

/// The section.
pub fn section(place: &Place, answer: &ClusterAnswer) -> El {
    let drawn = answer.nodes_of_a_copy.min(DRAWN);
    let mut row = el("ol").class("cluster-nodes").is("id", "cluster-nodes");
    for number in 0..drawn {
        if number > 0 {
            row = row.put(link(place, answer));
        }
        row = row.put(node(place, answer, number));
    }
    let more = cluster::more_nodes(answer, drawn).map(|text| el("p").class("note").text(text));
    headed("part", "layout", Key::Layout)
        .put(el("p").class("cluster-said").is("data-layout", "").text(cluster::layout(answer)))
        .put(el("p").class("note").text(cluster::why_this(answer)))
        .put(legend(answer))
        .put(row)
        .maybe_put(more)
        .maybe_put(cluster::totals(answer, place.reader.unit).map(|text| el("p").class("note").text(text)))
        .put(table(place, answer))
}

/// Components that some device holds.
fn used(answer: &ClusterAnswer) -> Vec<usize> {
    let holds = |stage: &StageMemory, at: usize| {
        stage.parts.components().get(at).is_some_and(|part| *part != Known::Known(Bytes::ZERO))
    };
    (0..PARTS.len()).filter(|at| answer.stages.iter().any(|stage| holds(stage, *at))).collect()
}

fn legend(answer: &ClusterAnswer) -> El {
    let names = used(answer).into_iter().filter_map(|at| {
        let swatch = el("i").with("class", ["swatch ", PARTS.get(at)?].concat()).is("aria-hidden", "true");
        Some(el("li").put(swatch).say(*COMPONENTS.get(at)?))
    });
    el("ul").class("cluster-legend").all(names)
}

/// The network between one machine and the next.
fn link(place: &Place, answer: &ClusterAnswer) -> El {
    let network = answer.network.as_ref().map(cluster::network).unwrap_or_default();
    let step = &answer.traffic.decode;
    el("li")
        .class("cluster-link")
        .put(el("b").text(network))
        .put(el("span").text(cluster::sends(step, place.reader.unit)))
}

fn node(place: &Place, answer: &ClusterAnswer, number: u32) -> El {
    let here = |stage: &&(usize, &StageMemory)| {
        let first = stage.1.node;
        (first..first.saturating_add(stage.1.nodes)).contains(&number)
    };
    let stages: Vec<(usize, &StageMemory)> = answer.stages.iter().enumerate().collect();
    let stages = stages.iter().filter(here).map(|(at, stage)| {
        let name = place.world.device(&stage.hardware).map_or(&*stage.hardware, |card| &card.name);
        let limiting = *at == answer.limiting as usize;
        let held = cluster::held(stage, place.reader.unit);
        let full = if stage.parts.at_least() > stage.usable {
            Key::TooFull.text()
        } else if limiting && answer.stages.len() > 1 {
            Key::Fullest.text()
        } else {
            ""
        };
        el("li")
            .class("cluster-stage")
            .put(el("p").put(el("b").text(cluster::stage(*at, stage, name))))
            .put(el("p").class("note").text(cluster::layers(stage)))
            .put(memory_bar(&stage.parts, Known::Known(stage.usable), [name, ": ", &held].concat()))
            .put(
                el("p")
                    .class("cluster-held")
                    .text(held.clone())
                    .maybe_put((!full.is_empty()).then(|| el("span").class("cluster-full").text(full))),
            )
    });
    el("li").class("cluster-node").put(el("h3").text(cluster::node(number))).put(el("ol").all(stages))
}

/// Every stage with every component.
fn table(place: &Place, answer: &ClusterAnswer) -> El {
    let unit = place.reader.unit;
    let used = used(answer);
    let head: Vec<&'static str> = [Key::Stage, Key::Node, Key::Layers]
        .map(Fixed::text)
        .into_iter()
        .chain(used.iter().filter_map(|at| COMPONENTS.get(*at)).map(|name| name.text()))
        .chain([Key::Needed, Key::Usable].map(Fixed::text))
        .collect();
    let figures = |stage: &StageMemory| -> Vec<Known<Bytes>> {
        let parts = stage.parts.components();
        let parts = used.iter().filter_map(|at| parts.get(*at).copied());
        parts.chain([stage.parts.total, Known::Known(stage.usable)]).collect()
    };
    let mut file = save::line(&head.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
    let mut rows = Vec::new();
    for (at, stage) in answer.stages.iter().enumerate() {
        let begins = || {
            let end = stage.first_layer.saturating_add(stage.layers).saturating_sub(1);
            let layers = [grouped(stage.first_layer.into()), "–".to_owned(), grouped(end.into())].concat();
            [at.to_string(), cluster::nodes_of(stage), layers]
        };
        let row = |write: &dyn Fn(Known<Bytes>) -> String| -> Vec<String> {
            begins().into_iter().chain(figures(stage).into_iter().map(write)).collect()
        };
        file.push_str(&save::line(&row(&|amount| or_unknown(amount, "", |amount| amount.get().to_string()))));
        rows.push(row(&|amount| or_unknown(amount, Key::Unknown.text(), |amount| bytes(amount, unit))));
    }
    el("div").put(twin("stages", Key::StageTable, &head, rows)).put(csv("stages", file))
}

/// A table folded away.
pub fn twin(id: &'static str, caption: Key, head: &[&'static str], rows: Vec<Vec<String>>) -> El {
    let table = self::rows(head, rows);
    el("details").class("twin").is("data-table", id).put(el("summary").say(caption)).put(
        el("div")
            .class("scroll")
            .is("tabindex", "0")
            .is("role", "region")
            .is("aria-label", caption.text())
            .put(table),
    )
}

/// A table.
pub fn rows(head: &[&'static str], rows: Vec<Vec<String>>) -> El {
    let head = head.iter().map(|name| el("th").is("scope", "col").text(*name));
    let rows = rows.into_iter().map(|row| el("tr").all(row.into_iter().map(|cell| el("td").text(cell))));
    el("table").put(el("thead").put(el("tr").all(head))).put(el("tbody").all(rows))
}
