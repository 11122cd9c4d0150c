//! From a question about a cluster as written to a checked one: the first fault names its field and the way on.

use super::engine::ClusterRuntime;
use super::layout::{Layout, Machine};
use super::network::Network;
use super::raw::{RawCluster, RawNetwork, RawParallel};
use super::weigh::Asked;
use crate::question::{Backend, Fault, FaultCode, Placement, RawQuestion, Runtime, number_in};

/// Most nodes of one cluster.
pub const MAX_NODES: u32 = 64;

/// What a question about a cluster says beyond that of a node.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Nodes {
    pub(crate) engine: ClusterRuntime,
    pub(crate) nodes: u32,
    pub(crate) network: Option<Network>,
}

/// The engine asked for, with the question of a node as its rules are asked.
///
/// # Errors
/// The runtime does not run on several nodes.
pub(crate) fn nodes(raw: &RawCluster) -> Result<(Nodes, RawQuestion), Fault> {
    let nodes = number_in(Some(raw.nodes), "rig.nodes", 1, MAX_NODES)?.unwrap_or(1);
    let engine = engine(raw.question.runtime.as_deref())?;
    // One node needs none.
    let network = match (&raw.network, nodes) {
        (None, 1) => None,
        (network, _) => Some(Network::parse(network.as_ref())?),
    };
    let question =
        RawQuestion { runtime: Some(engine.on_a_node().word().to_owned()), ..raw.question.clone() };
    if question.rig.devices.is_empty() {
        return Err(refused("rig.devices", "a node of a cluster wants a device", Vec::new()));
    }
    Ok((Nodes { engine, nodes, network }, question))
}

fn engine(word: Option<&str>) -> Result<ClusterRuntime, Fault> {
    let word = word.unwrap_or(ClusterRuntime::LlamaCpp.word());
    let nearest = match (ClusterRuntime::parse(word), Runtime::parse(word)) {
        (Some(engine), _) => return Ok(engine),
        (None, Some(runtime)) => ClusterRuntime::nearest(runtime),
        (None, None) => {
            let near = ClusterRuntime::ALL.iter().map(|engine| engine.word().to_owned()).collect();
            return Err(Fault::unknown(
                FaultCode::UnknownRuntime,
                "runtime",
                word,
                near,
                "these run on several nodes",
            ));
        }
    };
    let message = ["runs on one node so far; on several ", nearest.word(), " is the nearest that does"];
    Err(refused("runtime", &[word, " ", &message.concat()].concat(), vec![nearest.word().to_owned()]))
}

/// What an engine does not do.
pub(super) fn refused(field: &str, message: &str, near: Vec<String>) -> Fault {
    Fault {
        code: FaultCode::NotWithRuntime,
        field: field.to_owned(),
        message: [field, ": ", message].concat(),
        near,
    }
}

/// A fault of a node's question in words of the engine on several.
pub(crate) fn of_engine(fault: Fault, engine: ClusterRuntime) -> Fault {
    let own = engine.on_a_node().word();
    match fault.message.strip_prefix(own).filter(|_| own != engine.word()) {
        Some(rest) => Fault { message: [engine.word(), rest].concat(), ..fault },
        None => fault,
    }
}

/// Whether the engine does on these nodes what is asked. That devices of a node are equal where they must be is a rule of one rig.
pub(super) fn runs_on(asked: &Asked<'_>, raw: &RawCluster) -> Result<(), Fault> {
    let (engine, machine, question) = (asked.engine, &asked.machine, &asked.prepared.question);
    if question.backend == Backend::Cpu {
        return Err(refused("backend", "a cluster computes on devices", Vec::new()));
    }
    if question.placement == Placement::Host {
        let device = Placement::Device.word().to_owned();
        return Err(refused("placement", "a cluster keeps the whole model on devices", vec![device]));
    }
    let told = [
        (question.gpu_layers.is_some(), "options.gpu_layers"),
        (question.cpu_moe_layers.is_some(), "options.cpu_moe_layers"),
    ];
    if let Some((_, field)) = told.into_iter().find(|(told, _)| *told) {
        return Err(refused(field, "a cluster keeps the whole model on devices", Vec::new()));
    }
    match engine {
        ClusterRuntime::Exo if machine.devices > 1 => {
            Err(refused("rig.devices", "exo takes each Mac as one node", vec!["rig.nodes".to_owned()]))
        }
        ClusterRuntime::LlamaCpp if machine.devices.saturating_mul(machine.nodes) > MOST_RPC => {
            let near = (MOST_RPC / machine.devices.max(1)).to_string();
            Err(refused("rig.nodes", "llama.cpp takes 16 devices at most, on all nodes together", vec![near]))
        }
        _ => parallel(asked, &raw.parallel),
    }
}

/// Devices that llama.cpp knows at most (`llama_max_devices`, llama.cpp `src/llama.cpp`).
const MOST_RPC: u32 = crate::answer::MAX_DEVICES as u32;

/// Whether the layout asked for exists.
fn parallel(asked: &Asked<'_>, raw: &RawParallel) -> Result<(), Fault> {
    let (engine, machine, layers) = (asked.engine, &asked.machine, asked.layers());
    let all = machine.nodes.saturating_mul(machine.devices);
    let range = |value: Option<u32>, field: &str, most: u32| number_in(value, field, 1, most.max(1));
    let tensor = range(raw.tensor, "rig.parallel.tensor", all)?;
    // llama.cpp's stages are devices; more of them than layers are idle.
    let most = if engine == ClusterRuntime::LlamaCpp { all } else { all.min(layers.repeating) };
    let pipeline = range(raw.pipeline, "rig.parallel.pipeline", most)?;
    let replicas = range(raw.replicas, "rig.parallel.replicas", all)?;
    if raw.expert == Some(true) {
        experts(asked)?;
    }
    if let Some(tensor) = tensor.filter(|&tensor| tensor > 1) {
        let field = "rig.parallel.tensor";
        if !engine.splits_tensors() {
            return Err(refused(field, "llama.cpp deals whole layers over nodes", vec!["1".to_owned()]));
        }
        let fits = |&tensor: &u32| machine.holds_tensor(tensor) && Layout::divides(&layers, tensor);
        if !fits(&tensor) {
            let near: Vec<_> = (1..=all).filter(fits).map(|tensor| tensor.to_string()).collect();
            let why = if Layout::divides(&layers, tensor) {
                "so many devices are neither a part of a node nor whole nodes"
            } else {
                "the model's heads do not divide by so many devices"
            };
            return Err(refused(field, why, near));
        }
    }
    if engine == ClusterRuntime::Exo && tensor.unwrap_or(1) > 1 && pipeline.unwrap_or(1) > 1 {
        return Err(refused(
            "rig.parallel.pipeline",
            "exo splits tensors or layers, not both",
            vec!["1".to_owned()],
        ));
    }
    let (tensor, stages) = (tensor.unwrap_or(1), pipeline.unwrap_or(1));
    if engine == ClusterRuntime::LlamaCpp && pipeline.is_some_and(|p| !p.is_multiple_of(machine.devices)) {
        let near = (1..=machine.nodes).map(|nodes| (nodes * machine.devices).to_string()).collect();
        return Err(refused("rig.parallel.pipeline", "llama.cpp takes all devices of a node", near));
    }
    let room = machine.copies_of(tensor, stages);
    if room == 0 {
        let near = (1..=all / tensor.max(1)).filter(|&p| machine.copies_of(tensor, p) > 0);
        let near = near.map(|stages| stages.to_string()).collect();
        return Err(refused("rig.parallel.pipeline", "there are not so many devices", near));
    }
    if replicas.is_some_and(|replicas| replicas > room) {
        return Err(refused("rig.parallel.replicas", "there is no room for so many", vec![room.to_string()]));
    }
    Ok(())
}

fn experts(asked: &Asked<'_>) -> Result<(), Fault> {
    let no = vec!["false".to_owned()];
    if !asked.engine.deals_experts() {
        let why = [asked.engine.word(), " has experts lie with their layers"].concat();
        return Err(refused("rig.parallel.expert", &why, no));
    }
    if asked.prepared.model.moe_layers == 0 {
        return Err(refused("rig.parallel.expert", "the model has no routed experts", no));
    }
    Ok(())
}

impl Machine {
    /// Of a question of a node and how many there are.
    pub(crate) fn of(nodes: u32, devices: u32) -> Self {
        Self { nodes, devices: devices.max(1) }
    }
}

impl From<&str> for RawNetwork {
    fn from(word: &str) -> Self {
        Self::Word(word.to_owned())
    }
}
