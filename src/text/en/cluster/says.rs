//! Sentences about an answer, its stages and its network.

use will_it_run_engine::answer::Rate;
use will_it_run_engine::cluster::{Choice, ClusterAnswer, ClusterReason, Network, NetworkStep, StageMemory};
use will_it_run_engine::fit::Fit;
use will_it_run_engine::units::{Bytes, Known};

use super::{runtime_name, three_or_whole};
use crate::text::measure::{MemoryUnit, bytes, duration};
use crate::text::number::{grouped, percent, range, three};

/// What stands under the verdict: which model, at which quant, on which machines, with which runtime.
#[must_use]
pub fn headline([model, quant, rig]: [&str; 3], answer: &ClusterAnswer) -> String {
    let verb = match answer.fit {
        Fit::Comfortable | Fit::Tight | Fit::Marginal => " runs on ",
        Fit::DoesNotFit => " does not fit on ",
        Fit::Unknown => " on ",
    };
    let machines = if answer.nodes == 1 {
        "one machine of ".to_owned()
    } else {
        grouped(answer.nodes.into()) + " machines of "
    };
    [model, " at ", quant, verb, &machines, rig, " with ", runtime_name(answer.runtime), "."].concat()
}

/// The figures of the verdict in one line.
#[must_use]
pub fn summary(answer: &ClusterAnswer, unit: MemoryUnit) -> String {
    let fullest = answer.stages.get(answer.limiting as usize);
    let memory = fullest.map_or_else(String::new, |stage| held(stage, unit));
    let free = answer.headroom.get().filter(|free| *free >= 0.0);
    let free = free.map(|free| [", ", &percent(free), " free"].concat()).unwrap_or_default();
    match answer.decode {
        Known::Known(rate) => {
            let ends = range(rate.low.get(), rate.high.get());
            [memory.as_str(), &free, " · ", &ends, "\u{a0}tok/s"].concat()
        }
        Known::Unknown => memory + &free,
    }
}

/// What a device of a stage holds.
#[must_use]
pub fn held(stage: &StageMemory, unit: MemoryUnit) -> String {
    let usable = bytes(stage.usable, unit);
    let each = if stage.devices > 1 { " on each" } else { "" };
    match stage.parts.total {
        Known::Known(total) => [bytes(total, unit).as_str(), " of ", &usable, each].concat(),
        Known::Unknown => ["at least ", &bytes(stage.parts.at_least(), unit), " of ", &usable, each].concat(),
    }
}

/// A rate's middle and its end.
#[must_use]
pub fn typical(rate: &Rate) -> String {
    let (typical, ceiling) = (three(rate.tokens_per_second.get()), three(rate.ceiling.get()));
    ["typical ", &typical, ", never above ", &ceiling].concat()
}

/// The label of what each user gets.
#[must_use]
pub fn each_of(users: u32) -> String {
    ["Decode, each of ", &grouped(users.into()), " users"].concat()
}

/// Why there is no speed.
#[must_use]
pub fn no_rate(answer: &ClusterAnswer) -> &'static str {
    if answer.fit == Fit::DoesNotFit {
        "It does not fit, so it has no speed."
    } else if answer.reasons.iter().any(|reason| matches!(reason, ClusterReason::LayoutUnknown)) {
        "The model’s layers are not recorded."
    } else {
        "The catalog lacks a rate of this device, or this is no language model."
    }
}

/// How much wider ranges are than one machine's, and why.
#[must_use]
pub fn wider(answer: &ClusterAnswer) -> Option<String> {
    let said = answer.decode.is_known() && answer.range_wider > 1.0;
    said.then(|| {
        [
            "Ranges are wider than one machine’s: the ratio of each end to the middle is to the power of ",
            &crate::text::compare::plain(answer.range_wider),
            ". Few clusters are measured.",
        ]
        .concat()
    })
}

pub(super) fn count(number: u32, one: &str, many: &str) -> String {
    if number == 1 { ["1 ", one].concat() } else { [&grouped(number.into()), " ", many].concat() }
}

/// The layout in a sentence.
#[must_use]
pub fn layout(answer: &ClusterAnswer) -> String {
    let layout = &answer.parallel;
    let tensors = if layout.tensor > 1 {
        ["Every matrix over ", &count(layout.tensor, "device", "devices")].concat()
    } else {
        "Every layer whole on a device".to_owned()
    };
    let stages = if layout.pipeline > 1 {
        [", ", &count(layout.pipeline, "stage", "stages"), " one after the other"].concat()
    } else {
        String::new()
    };
    let experts = if layout.expert { ", experts whole on devices" } else { "" };
    let copies = count(layout.replicas, "copy", "copies");
    let nodes = count(answer.nodes_of_a_copy, "machine", "machines");
    let each = if layout.replicas > 1 { " each" } else { "" };
    [&tensors, &stages, experts, "; ", &copies, " on ", &nodes, each, "."].concat()
}

/// Why this layout.
#[must_use]
pub fn why_this(answer: &ClusterAnswer) -> &'static str {
    let fits = answer.fit.runs();
    if !fits && answer.fit == Fit::DoesNotFit {
        return "None that was weighed fits; this one comes nearest.";
    }
    if answer.choices.len() < 2 {
        return "The only one that was weighed.";
    }
    "Of those that fit the one on the fewest machines, which leaves the others for more copies; of these the one that decodes fastest for one user."
}

/// What a copy holds in all.
#[must_use]
pub fn totals(answer: &ClusterAnswer, unit: MemoryUnit) -> Option<String> {
    let device = bytes(answer.device.get()?, unit);
    let host = answer.host.get().filter(|host| *host > Bytes::ZERO);
    let host = host.map(|host| [", and ", &bytes(host, unit), " in the first machine’s RAM"].concat());
    Some([device.as_str(), " on all devices of a copy", &host.unwrap_or_default(), "."].concat())
}

/// Machines that are not drawn.
#[must_use]
pub fn more_nodes(answer: &ClusterAnswer, drawn: u32) -> Option<String> {
    let mut text = String::new();
    let rest = answer.nodes_of_a_copy.saturating_sub(drawn);
    if rest > 0 {
        text =
            ["And ", &count(rest, "machine", "machines"), " more of this copy; the table has all."].concat();
    }
    let copies = answer.parallel.replicas;
    if copies > 1 {
        let more = count(copies - 1, "copy is", "copies are");
        text = [
            text.as_str(),
            if text.is_empty() { "" } else { " " },
            &more,
            " like it, beside it or on the other machines.",
        ]
        .concat();
    }
    (!text.is_empty()).then_some(text)
}

/// A machine.
#[must_use]
pub fn node(number: u32) -> String {
    ["node", &number.to_string()].concat()
}

/// The machines of a stage.
#[must_use]
pub fn nodes_of(stage: &StageMemory) -> String {
    if stage.nodes > 1 {
        let last = stage.node.saturating_add(stage.nodes).saturating_sub(1);
        [&node(stage.node), "–", &node(last)].concat()
    } else {
        node(stage.node)
    }
}

/// A stage and its devices.
#[must_use]
pub fn stage(at: usize, stage: &StageMemory, device: &str) -> String {
    let devices = if stage.devices > 1 {
        [&grouped(stage.devices.into()), " × ", device].concat()
    } else {
        device.to_owned()
    };
    let over = if stage.nodes > 1 {
        [" over ", &count(stage.nodes, "machine", "machines")].concat()
    } else {
        String::new()
    };
    ["Stage ", &at.to_string(), ": ", &devices, &over].concat()
}

/// Layers of a stage.
#[must_use]
pub fn layers(stage: &StageMemory) -> String {
    if stage.layers == 0 {
        return "no layer".to_owned();
    }
    let last = stage.first_layer.saturating_add(stage.layers) - 1;
    let (first, last) = (grouped(stage.first_layer.into()), grouped(last.into()));
    [&count(stage.layers, "layer", "layers"), ", ", &first, "–", &last].concat()
}

/// A network in figures.
#[must_use]
pub fn network(network: &Network) -> String {
    let gbit = network.bytes_per_second.get() * 8.0 / 1e9;
    [&three_or_whole(gbit), "\u{a0}Gbit/s · ", &duration(network.latency_seconds)].concat()
}

/// What a decode step of one user sends.
#[must_use]
pub fn sends(step: &NetworkStep, unit: MemoryUnit) -> String {
    let messages = count(step.messages, "message", "messages");
    ["a token: ", &bytes(step.bytes, unit), " in ", &messages, ", ", &duration(step.seconds)].concat()
}

/// How much of a step the network takes.
#[must_use]
pub fn waits(answer: &ClusterAnswer) -> Option<String> {
    let share = answer.reasons.iter().find_map(|reason| match reason {
        ClusterReason::NetworkTakes { share } => Some(*share),
        _ => None,
    })?;
    Some(["The network takes ", &percent(share), " of a decode step of one user."].concat())
}

/// A layout in a chart.
#[must_use]
pub fn choice(choice: &Choice) -> String {
    let layout = &choice.parallel;
    let experts = if layout.expert { ", experts whole" } else { "" };
    let copies = count(layout.replicas, "copy", "copies");
    let chosen = if choice.chosen { " ✓" } else { "" };
    let [tensor, stages] = [layout.tensor, layout.pipeline].map(|number| grouped(number.into()));
    ["tensor ", &tensor, " × pipeline ", &stages, ", ", &copies, experts, chosen].concat()
}
