//! A question about a cluster as written: the question of one node, and what makes the nodes a cluster.

use serde::{Deserialize, Serialize};

use crate::question::RawQuestion;

/// A question whose `rig` is one of several equal nodes. `rig.nodes`, `rig.network` and `rig.parallel` stand beside `rig.devices` where a question is
/// written as JSON; here they stand beside the question, which is then that of one node.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RawCluster {
    /// Of one node. Its runtime may also be `exo`.
    pub question: RawQuestion,
    /// Equal nodes.
    pub nodes: u32,
    /// What joins them; needed from two nodes on.
    pub network: Option<RawNetwork>,
    /// How the model is laid over them; what is not said the engine chooses.
    pub parallel: RawParallel,
}

/// A network: a word, or its figures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged, expecting = "expected a network's word or {gbit_s, latency_us}")]
pub enum RawNetwork {
    /// One of [`super::Preset`]'s words.
    Word(String),
    /// Figures.
    Link(RawLink),
}

/// Figures of a network.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawLink {
    /// What a node sends in one direction, 10⁹ bits per second.
    pub gbit_s: f64,
    /// From a program on one node to a program on another, one way, for a few bytes: microseconds.
    pub latency_us: f64,
}

/// How a model is laid over nodes and devices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawParallel {
    /// Devices that every matrix is split over.
    #[serde(default)]
    pub tensor: Option<u32>,
    /// Stages of layers.
    #[serde(default)]
    pub pipeline: Option<u32>,
    /// Copies of the model.
    #[serde(default)]
    pub replicas: Option<u32>,
    /// Routed experts lie whole on devices.
    #[serde(default)]
    pub expert: Option<bool>,
}
