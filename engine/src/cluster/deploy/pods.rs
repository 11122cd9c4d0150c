//! A LeaderWorkerSet: groups of pods, one pod a node, one group a copy. Fields are those of `leaderworkerset.x-k8s.io/v1`
//! (`config/crd/bases/leaderworkerset.x-k8s.io_leaderworkersets.yaml` of kubernetes-sigs/lws); the shape is that of its examples for vLLM and SGLang
//! (`docs/examples/leaderworkerset/basic`).

use std::collections::BTreeMap;

use serde::Serialize;

use super::commands::Copy;
use crate::launch::Step;

/// Groups of pods.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LeaderWorkerSet {
    api_version: &'static str,
    kind: &'static str,
    metadata: Metadata,
    spec: Spec,
}

/// Names and labels.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub(super) struct Metadata {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) labels: BTreeMap<&'static str, String>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Spec {
    replicas: u32,
    leader_worker_template: Template,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Template {
    size: u32,
    restart_policy: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    leader_template: Option<Pod>,
    worker_template: Pod,
}

/// A template of a pod.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Pod {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) metadata: Option<Metadata>,
    pub(super) spec: PodSpec,
}

/// What is in a pod.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct PodSpec {
    pub(super) containers: Vec<Container>,
    pub(super) volumes: Vec<Volume>,
}

/// A container.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Container {
    pub(super) name: &'static str,
    pub(super) image: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) command: Vec<String>,
    pub(super) resources: Resources,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) ports: Vec<Port>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) readiness_probe: Option<Probe>,
    pub(super) volume_mounts: Vec<Mount>,
}

/// What a container may take.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub(super) struct Resources {
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) limits: BTreeMap<&'static str, String>,
}

/// Where it listens.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Port {
    pub(super) container_port: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<&'static str>,
}

/// When it is ready.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Probe {
    tcp_socket: Socket,
    initial_delay_seconds: u32,
    period_seconds: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Socket {
    port: u32,
}

/// Where a volume is seen.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Mount {
    mount_path: &'static str,
    name: &'static str,
}

/// A volume.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Volume {
    name: &'static str,
    empty_dir: EmptyDir,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct EmptyDir {
    medium: &'static str,
}

/// What the pods of a copy run.
pub(super) struct Pods<'a> {
    pub(super) name: &'static str,
    pub(super) image: &'a str,
    pub(super) leader: Step,
    pub(super) worker: Step,
    pub(super) port: u32,
}

/// The groups of all copies.
pub(super) fn set(copy: &Copy<'_>, pods: &Pods<'_>) -> LeaderWorkerSet {
    let devices = devices_of_a_pod(copy);
    let leader = pod(pods, &pods.leader, devices, Some(pods.port));
    let worker = pod(pods, &pods.worker, devices, None);
    // A group of one is a leader; where it has no template of its own it follows the workers'.
    let (leader_template, worker_template) =
        if copy.nodes > 1 { (Some(leader), worker) } else { (None, leader) };
    LeaderWorkerSet {
        api_version: "leaderworkerset.x-k8s.io/v1",
        kind: "LeaderWorkerSet",
        metadata: Metadata { name: Some(dns(&copy.model.id)), labels: BTreeMap::new() },
        spec: Spec {
            replicas: copy.layout.replicas,
            leader_worker_template: Template {
                size: copy.nodes,
                restart_policy: "RecreateGroupOnPodRestart",
                leader_template,
                worker_template,
            },
        },
    }
}

/// Devices of a pod: a node's, or those of a copy where several are on one node.
fn devices_of_a_pod(copy: &Copy<'_>) -> u32 {
    copy.layout.tensor.saturating_mul(copy.layout.pipeline).min(copy.asked.machine.devices)
}

fn pod(pods: &Pods<'_>, step: &Step, devices: u32, port: Option<u32>) -> Pod {
    let role = BTreeMap::from([("role", if port.is_some() { "leader" } else { "worker" }.to_owned())]);
    Pod {
        metadata: Some(Metadata { name: None, labels: role }),
        spec: PodSpec {
            containers: vec![Container {
                name: pods.name,
                image: pods.image.to_owned(),
                command: step.argv.clone(),
                resources: gpus(devices),
                ports: port.map(|port| Port { container_port: port, name: None }).into_iter().collect(),
                readiness_probe: port.map(|port| Probe {
                    tcp_socket: Socket { port },
                    initial_delay_seconds: 15,
                    period_seconds: 10,
                }),
                volume_mounts: vec![shared_memory().0],
            }],
            volumes: vec![shared_memory().1],
        },
    }
}

/// So many NVIDIA devices.
pub(super) fn gpus(devices: u32) -> Resources {
    Resources { limits: BTreeMap::from([("nvidia.com/gpu", devices.to_string())]) }
}

/// Processes of a node talk through `/dev/shm`, which in a container is 64 MiB unless a volume is put there.
pub(super) const fn shared_memory() -> (Mount, Volume) {
    (
        Mount { mount_path: "/dev/shm", name: "dshm" },
        Volume { name: "dshm", empty_dir: EmptyDir { medium: "Memory" } },
    )
}

/// A name as Kubernetes takes it: small letters, digits and dashes, 40 at most, so that names of pods that begin with it stay below 63.
pub(super) fn dns(id: &str) -> String {
    let small = id.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' });
    let text: String = small.take(40).collect();
    text.trim_matches('-').to_owned()
}
