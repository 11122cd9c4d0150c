//! vLLM on Ray: one command on the first node of a Ray cluster. Sources: `docs/serving/parallelism_scaling.md`, `data_parallel_deployment.md` and
//! `expert_parallel_deployment.md` of vLLM 0.15; `ray start` in Ray's command-line reference.
//!
//! The group of pods starts vLLM without Ray, with a command on each node (`--nnodes`, the same guide).

use super::commands::{Copy, add, name};
use super::pods::{self, Pods};
use super::{Deployment, DeploymentNote, Manifest, ManifestBody, ray_service};
use crate::launch::Step;

/// Where a Ray cluster's first node listens (`ray start --help`, the default).
const RAY_PORT: &str = "6379";
/// Where vLLM's server listens (the default of `--port`).
const PORT: u32 = 8000;

pub(super) fn deployment(copy: &Copy<'_>) -> Deployment {
    let mut nodes = Vec::new();
    let shared = copy.layout.expert && copy.layout.replicas > 1;
    if shared {
        ray(&mut nodes, 0, copy.used());
        let mut step = told(copy);
        step.flag("--data-parallel-size", copy.layout.replicas.to_string());
        if copy.used() > 1 {
            step.flag("--data-parallel-backend", "ray");
        }
        if copy.nodes > 1 {
            step.flag("--distributed-executor-backend", "ray");
            step.env.push(("VLLM_RAY_DP_PACK_STRATEGY", "span".to_owned()));
        } else {
            let local = copy.groups().iter().filter(|group| group.first == 0).count();
            step.flag("--data-parallel-size-local", local.to_string());
        }
        add(&mut nodes, 0, step);
    } else {
        for group in copy.groups() {
            let mut step = told(copy);
            if copy.nodes > 1 {
                ray(&mut nodes, group.first, copy.nodes);
                step.flag("--distributed-executor-backend", "ray");
            }
            if let Some(visible) = copy.visible(&group) {
                step.env.push(visible);
                step.flag("--port", (PORT + group.place).to_string());
            }
            add(&mut nodes, group.first, step);
        }
    }
    let manifests = if shared { Vec::new() } else { manifests(copy) };
    let everywhere = (copy.nodes > 1 || shared).then_some(DeploymentNote::ModelOnEveryNode);
    // Copies that share experts are one server.
    copy.started(nodes, manifests, [everywhere, copy.deal_requests().filter(|_| !shared)])
}

/// The command with what it is told of stages and experts.
fn told(copy: &Copy<'_>) -> Step {
    let mut step = copy.step();
    if copy.layout.pipeline > 1 {
        step.flag("--pipeline-parallel-size", copy.layout.pipeline.to_string());
    }
    if copy.layout.expert {
        step.switch("--enable-expert-parallel");
    }
    step
}

/// A Ray cluster of so many nodes.
fn ray(nodes: &mut Vec<super::NodeCommands>, first: u32, count: u32) {
    let mut head = Step::new(["ray", "start", "--head"]);
    head.flag("--port", RAY_PORT);
    add(nodes, first, head);
    for node in first + 1..first + count {
        let mut worker = Step::new(["ray", "start"]);
        worker.flag("--address", [&name(first), ":", RAY_PORT].concat());
        add(nodes, node, worker);
    }
}

fn manifests(copy: &Copy<'_>) -> Vec<Manifest> {
    let mut leader = told(copy);
    if copy.nodes > 1 {
        leader.flag("--nnodes", "$(LWS_GROUP_SIZE)");
        leader.flag("--node-rank", "$(LWS_WORKER_INDEX)");
        leader.flag("--master-addr", "$(LWS_LEADER_ADDRESS)");
    }
    let mut worker = leader.clone();
    worker.switch("--headless");
    let image = ["vllm/vllm-openai:v", copy.launch.version, ".0"].concat();
    let set = pods::set(copy, &Pods { name: "vllm", image: &image, leader, worker, port: PORT });
    let service = ray_service::service(copy, &told(copy));
    vec![
        Manifest { file: "leaderworkerset.json", body: ManifestBody::LeaderWorkerSet(Box::new(set)) },
        Manifest { file: "rayservice.json", body: ManifestBody::RayService(Box::new(service)) },
    ]
}
