//! Why an answer is as it is, and what to know of its commands.

use will_it_run_engine::cluster::{ClusterReason, ClusterRuntime, DeploymentNote};
use will_it_run_engine::units::Bytes;

use super::runtime_name;
use super::says::count;
use crate::text::measure::{MemoryUnit, bytes, duration};
use crate::text::number::{grouped, percent, three};

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
        R::SentThroughHostRam { latency_seconds } => [
            "The network cannot read from these devices: what is sent goes through RAM, ",
            &duration(*latency_seconds),
            " a message.",
        ]
        .concat(),
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
