//! SGLang on several nodes: the same command on each, with its rank. Sources: <https://docs.sglang.io/references/multi_node_deployment/multi_node.html> and
//! the table of server arguments, version 0.5.

use super::commands::{Copy, add, name};
use super::pods::{self, Pods};
use super::{Deployment, DeploymentNote, Manifest, ManifestBody};
use crate::launch::Step;

/// Where nodes meet: the port of the guide's examples.
const MEET: &str = ":20000";
/// Where the server listens (the default of `--port`).
const PORT: u32 = 30_000;

pub(super) fn deployment(copy: &Copy<'_>) -> Deployment {
    let mut nodes = Vec::new();
    for group in copy.groups() {
        for rank in 0..copy.nodes {
            let mut step = told(copy);
            if copy.nodes > 1 {
                step.flag("--dist-init-addr", name(group.first) + MEET);
                step.flag("--nnodes", copy.nodes.to_string());
                step.flag("--node-rank", rank.to_string());
            }
            if let Some(visible) = copy.visible(&group) {
                step.env.push(visible);
                step.flag("--port", (PORT + group.place).to_string());
            }
            add(&mut nodes, group.first + rank, step);
        }
    }
    let everywhere = copy.on_several(DeploymentNote::ModelOnEveryNode);
    copy.started(nodes, vec![manifest(copy)], [everywhere, copy.deal_requests()])
}

fn told(copy: &Copy<'_>) -> Step {
    let mut step = copy.step();
    if copy.layout.pipeline > 1 {
        step.flag("--pp-size", copy.layout.pipeline.to_string());
    }
    if copy.layout.expert {
        step.flag("--ep-size", copy.layout.tensor.to_string());
    }
    step
}

fn manifest(copy: &Copy<'_>) -> Manifest {
    let mut leader = told(copy);
    if copy.nodes > 1 {
        leader.flag("--dist-init-addr", ["$(LWS_LEADER_ADDRESS)", MEET].concat());
        leader.flag("--nnodes", "$(LWS_GROUP_SIZE)");
        leader.flag("--node-rank", "$(LWS_WORKER_INDEX)");
    }
    let worker = leader.clone();
    leader.flag("--host", "0.0.0.0");
    let pods = Pods { name: "sglang", image: "lmsysorg/sglang:v0.5.18", leader, worker, port: PORT };
    let set = pods::set(copy, &pods);
    Manifest { file: "leaderworkerset.json", body: ManifestBody::LeaderWorkerSet(Box::new(set)) }
}
