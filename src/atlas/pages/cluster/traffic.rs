//! What goes over the network, and how long a step waits for it.

use will_it_run_engine::cluster::ClusterAnswer;

use super::csv;
use super::picture::rows;
use crate::app::components::section as headed;
use crate::app::draw::{El, el};
use crate::atlas::components::save;
use crate::atlas::place::Place;
use crate::text::measure::{bytes, duration};
use crate::text::number::grouped;
use crate::text::{ClusterKey as Key, Fixed, cluster};

/// The section.
pub fn section(place: &Place, answer: &ClusterAnswer) -> El {
    let part = headed("part", "traffic", Key::Traffic);
    let steps = [
        (Key::StepOne, answer.traffic.decode),
        (Key::StepUsers, answer.traffic.decode_users),
        (Key::StepPrefill, answer.traffic.prefill),
    ];
    if steps.iter().all(|(_, step)| step.messages == 0) {
        return part.put(el("p").class("cluster-said").say(Key::NoTraffic));
    }
    let head = [Key::StepOf, Key::StepTokens, Key::StepBytes, Key::StepMessages, Key::StepTime];
    let mut file = save::line(
        &[Key::StepOf, Key::StepTokens, Key::FileBytes, Key::StepMessages, Key::FileSeconds]
            .map(|name| name.text().to_owned()),
    );
    let mut table = Vec::new();
    for (name, step) in steps {
        let name = name.text().to_owned();
        file.push_str(&save::line(&[
            name.clone(),
            step.tokens.to_string(),
            step.bytes.get().to_string(),
            step.messages.to_string(),
            save::number(step.seconds.get()),
        ]));
        table.push(vec![
            name,
            grouped(step.tokens.into()),
            bytes(step.bytes, place.reader.unit),
            grouped(step.messages.into()),
            duration(step.seconds),
        ]);
    }
    part.maybe_put(cluster::waits(answer).map(|text| el("p").class("cluster-said").text(text)))
        .put(el("p").class("note").say(Key::TrafficNote))
        .put(
            el("div")
                .class("scroll cluster-table")
                .is("tabindex", "0")
                .is("role", "region")
                .is("aria-label", Key::TrafficTable.text())
                .put(rows(&head.map(Fixed::text), table)),
        )
        .put(csv("traffic", file))
}
