//! The page about one model over several machines, in English.

use will_it_run_engine::answer::Rate;
use will_it_run_engine::cluster::{
    Choice, ClusterAnswer, ClusterReason, ClusterRuntime, DeploymentNote, Network, NetworkStep, Preset,
    StageMemory,
};
use will_it_run_engine::fit::Fit;
use will_it_run_engine::question::{Fault, FaultCode};
use will_it_run_engine::units::{Bytes, Known};

use crate::text::measure::{MemoryUnit, bytes, duration};
use crate::text::number::{grouped, percent, range, three};
use crate::text::{ClusterKey, Fixed};

impl Fixed for ClusterKey {
    fn text(self) -> &'static str {
        cluster_text(self)
    }
}

/// The English text of a key.
#[must_use]
pub const fn cluster_text(key: ClusterKey) -> &'static str {
    use ClusterKey as K;
    match key {
        K::Title => "One model, several machines",
        K::Help => {
            "Equal machines joined by a network: how a model is laid over them, what each device holds, what a step sends, how fast it is, and what starts it."
        }
        K::Question => "Question",
        K::Examples => "For example",
        K::ExampleH100 => "DeepSeek R1 on 2 × 8 H100",
        K::ExampleMacs => "Two Mac Studios over Thunderbolt, exo",
        K::ExamplePcs => "Two PCs with a 3090 each, llama.cpp",
        K::ExampleSparks => "Two DGX Spark over 200 GbE",
        K::Context => "Context",
        K::Users => "Users",
        K::Runtime => "Runtime",
        K::Count => "Devices in each",
        K::Devices => "Devices",
        K::Nodes => "Machines",
        K::HostMemory => "RAM of each",
        K::Network => "Network between them",
        K::OwnNetwork => "own figures",
        K::Gbit => "Rate, one direction",
        K::Latency => "Latency, one way",
        K::LayoutGroup => "Layout",
        K::LayoutHelp => "What is left empty is chosen.",
        K::Chosen => "chosen",
        K::Tensor => "Tensor",
        K::Pipeline => "Pipeline",
        K::Replicas => "Replicas",
        K::Expert => "Experts",
        K::ExpertsWhole => "whole on devices",
        K::ExpertsSplit => "split like the rest",
        K::NotANumber => "Cannot be read: type a number. The answer leaves it out.",
        K::SeeAnswer => "Not possible; the answer says why.",
        K::CannotAnswer => "Not so",
        K::Unknown => "unknown",
        K::Speed => "Speed",
        K::DecodeOne => "Decode, one user alone",
        K::DecodeAll => "Decode, all users together",
        K::Prefill => "Prefill, one copy",
        K::FirstToken => "Prompt to first token",
        K::FirstTokenNote => "one user alone",
        K::MostUsers => "Most users",
        K::MostUsersNote => "whose caches fit, on all copies",
        K::Layout => "Layout",
        K::Fullest => "the fullest",
        K::TooFull => "✕ more than there is",
        K::StageTable => "Every stage as a table",
        K::Stage => "Stage",
        K::Node => "Machine",
        K::Layers => "Layers",
        K::Needed => "Needed, each device",
        K::Usable => "Usable",
        K::SaveCsv => "Save as CSV",
        K::Traffic => "Over the network",
        K::TrafficNote => {
            "Bytes and messages that a step waits for: all of what one stage hands to the next; of what machines exchange, what one of them sends."
        }
        K::TrafficTable => "What each step sends",
        K::NoTraffic => "Nothing: no step waits for another machine.",
        K::StepOf => "Step",
        K::StepOne => "Decode, one user",
        K::StepUsers => "Decode, the users of a copy",
        K::StepPrefill => "Prefill, one batch",
        K::StepTokens => "Tokens",
        K::StepBytes => "Sent",
        K::StepMessages => "Messages",
        K::StepTime => "Time",
        K::FileBytes => "Bytes",
        K::FileSeconds => "Seconds",
        K::Weighed => "Layouts weighed",
        K::WeighedNote => {
            "Decode of one user; the line is the range, ✓ what the answer is about. Fewest machines first, then the fastest."
        }
        K::WeighedOne => {
            "No other layout was asked for or is possible. Decode of one user; the line is the range."
        }
        K::WeighedTable => "All layouts as a table",
        K::LayoutName => "Layout",
        K::NodesOfACopy => "Machines of a copy",
        K::Fits => "Fit",
        K::FullestDevice => "Fullest device",
        K::Low => "low",
        K::High => "high",
        K::Why => "Why",
        K::Sources => "Where the rules stand",
        K::Launch => "How to start it",
        K::LaunchNone => {
            "No command is known: the model's layers are not recorded, or it is no language model."
        }
        K::LaunchNoFit => "There is nothing to start: it does not fit.",
        K::OwnFile => {
            "The model's own repository holds no GGUF file. The name stands for the file you have: look for it among the repositories of those who publish quants."
        }
        K::Manifests => "For Kubernetes",
        K::ManifestsNote => "JSON, which kubectl apply -f takes as it is.",
        K::Shell => "Shell",
        K::Copy => "Copy",
        K::Copied => "Copied.",
        K::CopyFailed => "The browser did not let the page copy: mark the text and copy it.",
        K::Save => "Save",
    }
}

/// A network in a list.
#[must_use]
pub fn network_name(preset: Preset) -> String {
    let name = match preset {
        Preset::Gbe1 => "1 GbE",
        Preset::Gbe2 => "2.5 GbE",
        Preset::Gbe5 => "5 GbE",
        Preset::Gbe10 => "10 GbE",
        Preset::Gbe25 => "25 GbE",
        Preset::Gbe100 => "100 GbE, RDMA",
        Preset::Gbe200 => "200 GbE, RDMA",
        Preset::Gbe400 => "400 GbE, RDMA",
        Preset::Hdr => "InfiniBand HDR, 200 Gbit/s",
        Preset::Ndr => "InfiniBand NDR, 400 Gbit/s",
        Preset::Thunderbolt4 => "Thunderbolt 4, TCP",
        Preset::Thunderbolt5 => "Thunderbolt 5, RDMA",
    };
    let (_, latency) = preset.figures();
    [name, " · ", &three_or_whole(latency), "\u{a0}µs"].concat()
}

fn three_or_whole(number: f64) -> String {
    crate::text::compare::plain(number)
}

/// A runtime by its name.
#[must_use]
pub const fn runtime_name(engine: ClusterRuntime) -> &'static str {
    match engine {
        ClusterRuntime::Vllm => "vLLM",
        ClusterRuntime::Sglang => "SGLang",
        ClusterRuntime::LlamaCpp => "llama.cpp",
        ClusterRuntime::Exo => "exo",
    }
}

/// A way on in words.
#[must_use]
pub fn near(near: &str) -> String {
    match near {
        "rig.nodes" => "each as a machine of its own".to_owned(),
        "true" => ClusterKey::ExpertsWhole.text().to_owned(),
        "false" => ClusterKey::ExpertsSplit.text().to_owned(),
        near => match Preset::parse(near) {
            Some(preset) => network_name(preset),
            None => ClusterRuntime::parse(near)
                .map_or_else(|| near.to_owned(), |engine| runtime_name(engine).to_owned()),
        },
    }
}

/// A fault about something that the address does not say.
#[must_use]
pub fn fault(fault: &Fault) -> String {
    match (fault.code, fault.field.as_str()) {
        (FaultCode::UnknownModel, _) => "Choose a model.".to_owned(),
        (FaultCode::UnknownHardware, _) | (_, "rig.devices") if fault.near.is_empty() => {
            "Choose the device that each machine has.".to_owned()
        }
        (FaultCode::ChooseMemory, _) => "This device is sold in several sizes. Choose one.".to_owned(),
        (FaultCode::UnknownChoice, "rig.network") => "What joins the machines?".to_owned(),
        _ => refused(fault),
    }
}

/// What the engine refuses, with this page's name of the field before its words.
#[must_use]
pub fn refused(fault: &Fault) -> String {
    use ClusterKey as K;
    let name = match fault.field.as_str() {
        "rig.nodes" => K::Nodes,
        "rig.network" => K::Network,
        "rig.network.gbit_s" => K::Gbit,
        "rig.network.latency_us" => K::Latency,
        "rig.parallel.tensor" => K::Tensor,
        "rig.parallel.pipeline" => K::Pipeline,
        "rig.parallel.replicas" => K::Replicas,
        "rig.parallel.expert" => K::Expert,
        "rig.devices" => K::Devices,
        "runtime" => K::Runtime,
        "context" => K::Context,
        "users" => K::Users,
        _ => return fault.message.clone(),
    };
    let own = fault.message.strip_prefix(fault.field.as_str());
    let stop = if fault.message.ends_with('.') { "" } else { "." };
    own.map_or_else(|| fault.message.clone(), |rest| [name.text(), rest, stop].concat())
}

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

fn count(number: u32, one: &str, many: &str) -> String {
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

/// A reason in words.
#[must_use]
pub fn reason(reason: &ClusterReason, unit: MemoryUnit) -> String {
    use ClusterReason as R;
    let memory = |amount: &Bytes| bytes(*amount, unit);
    match reason {
        R::FitsWithHeadroom { headroom } => {
            ["The fullest device has ", &percent(*headroom), " free."].concat()
        }
        R::HeadroomLow { headroom, wanted } => {
            ["The fullest device has ", &percent(*headroom), " free; ", &percent(*wanted), " is comfortable."]
                .concat()
        }
        R::StageNeedsMoreMemory { stage, needed, usable } => {
            let stage = stage.to_string();
            [
                "Stage ",
                &stage,
                " needs ",
                &memory(needed),
                " on each device, and ",
                &memory(usable),
                " are usable.",
            ]
            .concat()
        }
        R::HostMemoryShort { needed, usable } => {
            ["The first machine’s RAM must hold ", &memory(needed), ", and ", &memory(usable), " are usable."]
                .concat()
        }
        R::FitsOneNode { copies } => [
            "One machine holds a copy: ",
            &count(*copies, "copy", "copies"),
            ", and no step waits for the network.",
        ]
        .concat(),
        R::CopiesShareExperts { copies } => {
            let copies = count(*copies, "copy", "copies");
            [&copies, " of attention share the experts: a step of one waits for the others and the network."]
                .concat()
        }
        R::CopyNeedsNodes { nodes } => {
            [&count(*nodes, "machine is", "machines are"), " the fewest that hold a copy in this layout."]
                .concat()
        }
        R::NodesIdle { nodes } => [&count(*nodes, "machine is", "machines are"), " left over."].concat(),
        R::NetworkTakes { share } => {
            ["The network takes ", &percent(*share), " of a step of one user."].concat()
        }
        R::DecodeBelowUsableRate { rate, wanted } => {
            [&three(rate.get()), " tok/s for each user; ", &three(wanted.get()), " is usable."].concat()
        }
        R::ExpertsOnEachDevice { experts } => {
            ["No device has more than ", &count(*experts, "expert", "experts"), " of a layer."].concat()
        }
        R::RangeWider { times } => {
            let times = crate::text::compare::plain(*times);
            ["Few clusters are measured: ranges are one machine’s to the power of ", &times, "."].concat()
        }
        R::WeightsBelowFourBits { bits } => [&three(*bits), " bits a weight are fewer than four."].concat(),
        R::ContextAboveMaximum { asked, maximum } => {
            let [asked, maximum] = [*asked, *maximum].map(|tokens| grouped(tokens.into()));
            [&asked, " tokens of context are asked for; the model was made for ", &maximum, "."].concat()
        }
        R::TakesAtMost { share } => {
            ["The runtime takes ", &percent(*share), " of a device at most."].concat()
        }
        R::Refused { rule } => crate::text::refusal(rule),
        R::LayoutUnknown => {
            "The model’s layers are not recorded, so nobody knows what a stage holds.".to_owned()
        }
    }
}

/// What to know of a cluster's commands.
#[must_use]
pub fn deployment_note(note: DeploymentNote) -> String {
    match note {
        DeploymentNote::NodeNames => "node0, node1 and so on stand for the machines’ addresses.".to_owned(),
        DeploymentNote::ModelOnEveryNode => {
            "The model must be on every machine, at the same path.".to_owned()
        }
        DeploymentNote::DealRequests { copies } => {
            let copies = count(copies, "copy has", "copies have");
            [&copies, " an address each: something must deal requests to them."].concat()
        }
        DeploymentNote::TrustedNetworkOnly => {
            "rpc-server asks nobody who they are: only in a network where everybody is trusted.".to_owned()
        }
        DeploymentNote::EnableRdma => {
            "RDMA over Thunderbolt has to be enabled on every Mac: rdma_ctl enable in recovery, macOS 26.2 or newer."
                .to_owned()
        }
        DeploymentNote::NoManifest => "No manifest is made for this backend or layout.".to_owned(),
    }
}

/// A setting that no command of the runtime makes.
#[must_use]
pub fn not_by_command(field: &str) -> String {
    let what = match field {
        "kv_k" => "the types of the KV cache",
        "users" => "the number of users",
        other => other,
    };
    ["No command of this runtime sets ", what, ": the answer holds where it is set elsewhere."].concat()
}

/// The version that flags were read from.
#[must_use]
pub fn flags_of(engine: ClusterRuntime, version: &str) -> String {
    ["Commands for each machine, in this order, with flags as in ", runtime_name(engine), " ", version, "."]
        .concat()
}

/// The fold of a manifest.
#[must_use]
pub fn show(file: &str) -> String {
    ["Show ", file].concat()
}
