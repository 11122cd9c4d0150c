//! The page about one model over several machines, in English.

mod notes;
mod says;

pub use notes::{deployment_note, flags_of, not_by_command, reason, show};
pub use says::{
    choice, each_of, headline, held, layers, layout, more_nodes, network, no_rate, node, nodes_of, sends,
    stage, summary, totals, typical, waits, why_this, wider,
};

use will_it_run_engine::cluster::{ClusterRuntime, Preset};
use will_it_run_engine::question::{Fault, FaultCode};

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
