//! What starts a cluster: commands for each node as lists of words, and manifests for Kubernetes.
//!
//! What an engine is told of model, context and cache is what it is told on one rig ([`crate::launch`]); here it is told of nodes.

mod commands;
mod exo;
mod pods;
mod ray_service;
mod rpc;
mod sglang;
mod vllm;

use serde::Serialize;

pub use pods::LeaderWorkerSet;
pub use ray_service::RayService;

use super::engine::ClusterRuntime;
use super::weigh::{Asked, Weighed};
use crate::launch::{LaunchNote, Step};
use crate::question::Backend;
use crate::rules::{Basis, Kind};

/// What starts a cluster.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Deployment {
    /// What runs it.
    pub runtime: ClusterRuntime,
    /// The version of the engine whose documentation names these flags.
    pub version: &'static str,
    /// Commands for each node, in the order in which they are to be run. `node0` stands for the address of the first, and so on.
    pub nodes: Vec<NodeCommands>,
    /// Manifests that `kubectl apply -f` takes: JSON is YAML.
    pub manifests: Vec<Manifest>,
    /// What to know of the commands on a rig.
    pub notes: Vec<LaunchNote>,
    /// What to know of the cluster.
    pub cluster_notes: Vec<DeploymentNote>,
}

/// Commands for a node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NodeCommands {
    /// Which node, counted from 0.
    pub node: u32,
    /// Commands, in order.
    pub steps: Vec<Step>,
}

/// A manifest.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Manifest {
    /// A name for its file.
    pub file: &'static str,
    /// What is in it.
    pub body: ManifestBody,
}

/// The kinds of manifests.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum ManifestBody {
    /// Groups of pods, `leaderworkerset.x-k8s.io/v1`.
    LeaderWorkerSet(Box<LeaderWorkerSet>),
    /// Ray Serve on a Ray cluster, `ray.io/v1`.
    RayService(Box<RayService>),
}

/// What to know of a cluster's commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum DeploymentNote {
    /// `node0`, `node1` stand for the nodes' addresses.
    NodeNames,
    /// The model must be on every node, at the same path.
    ModelOnEveryNode,
    /// Each copy has an address of its own; something must deal requests to them.
    DealRequests {
        /// Copies.
        copies: u32,
    },
    /// `rpc-server` is for networks where everybody is trusted.
    TrustedNetworkOnly,
    /// RDMA over Thunderbolt has to be enabled on every Mac (`rdma_ctl enable` in recovery, macOS 26.2).
    EnableRdma,
    /// No manifest is made for this backend or layout.
    NoManifest,
}

/// What starts a layout that fits; none where the layers are not known or it is no language model.
pub(super) fn deployment(asked: &Asked<'_>, best: &Weighed) -> Option<Deployment> {
    let model = &asked.prepared.model;
    if model.basis != Basis::Tensors || model.kind == Kind::Pipeline {
        return None;
    }
    let copy = commands::Copy::of(asked, best)?;
    let mut deployment = match asked.engine {
        ClusterRuntime::Vllm => vllm::deployment(&copy),
        ClusterRuntime::Sglang => sglang::deployment(&copy),
        ClusterRuntime::LlamaCpp => rpc::deployment(&copy),
        ClusterRuntime::Exo => exo::deployment(&copy),
    };
    if asked.machine.nodes > 1 {
        deployment.cluster_notes.insert(0, DeploymentNote::NodeNames);
    }
    if matches!(asked.engine, ClusterRuntime::Vllm | ClusterRuntime::Sglang) {
        if asked.prepared.question.backend != Backend::Cuda {
            deployment.manifests.clear();
        }
        if deployment.manifests.is_empty() {
            deployment.cluster_notes.push(DeploymentNote::NoManifest);
        }
    }
    Some(deployment)
}
