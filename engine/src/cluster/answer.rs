//! What is said of a cluster.

use serde::Serialize;

use super::deploy::Deployment;
use super::engine::ClusterRuntime;
use super::layout::Layout;
use super::network::Network;
use crate::answer::{Parts, Rate};
use crate::fit::Fit;
use crate::units::{Bytes, Known, Seconds, Tokens, TokensPerSecond};

/// The answer to a question about a cluster.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClusterAnswer {
    /// The verdict.
    pub fit: Fit,
    /// What runs it.
    pub runtime: ClusterRuntime,
    /// Nodes there are.
    pub nodes: u32,
    /// Nodes that one copy of the model is on.
    pub nodes_of_a_copy: u32,
    /// What joins them; none of one node that nobody named a network for.
    pub network: Option<Network>,
    /// How the model is laid over them.
    pub parallel: Layout,
    /// The stages of the first copy.
    pub stages: Vec<StageMemory>,
    /// Which of them is the fullest.
    pub limiting: u32,
    /// Of that one free ÷ usable; negative when it does not fit.
    pub headroom: Known<f64>,
    /// Bytes on all devices of a copy.
    pub device: Known<Bytes>,
    /// Bytes on the host that the program runs on.
    pub host: Known<Bytes>,
    /// Decode of one user who is alone.
    pub decode: Known<Rate>,
    /// Decode of each of the question's users.
    pub decode_each: Known<Rate>,
    /// Decode of all of them together.
    pub decode_all: Known<TokensPerSecond>,
    /// Prefill of the question's prompt on one copy.
    pub prefill: Known<Rate>,
    /// Prompt to first token, alone.
    pub ttft_seconds: Known<Seconds>,
    /// The most users whose caches fit, on all copies together.
    pub most_users: Known<u32>,
    /// What goes over the network.
    pub traffic: Traffic,
    /// How much wider ranges are than one machine's, as an exponent on the logarithmic scale.
    pub range_wider: f64,
    /// Why, most important first.
    pub reasons: Vec<ClusterReason>,
    /// Every layout that was weighed.
    pub choices: Vec<Choice>,
    /// Where the rules stand.
    pub sources: &'static [&'static str],
    /// What starts it, where it runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub launch: Option<Deployment>,
}

/// A stage and what it holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StageMemory {
    /// Its first node, counted from 0.
    pub node: u32,
    /// Nodes it is on.
    pub nodes: u32,
    /// Catalog id of its devices.
    pub hardware: String,
    /// How many.
    pub devices: u32,
    /// Its first layer, counted from 0.
    pub first_layer: u32,
    /// Its layers. llama.cpp counts the output layer as one.
    pub layers: u32,
    /// What each of its devices holds.
    pub parts: Parts,
    /// What each can hold.
    pub usable: Bytes,
    /// What is free on each; nothing where it does not fit.
    pub free: Known<Bytes>,
}

/// What goes over the network, and how long a step waits for it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Traffic {
    /// A decode step of one user.
    pub decode: Step,
    /// A decode step of the question's users.
    pub decode_users: Step,
    /// A batch of the prompt.
    pub prefill: Step,
}

/// What a step sends.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Step {
    /// Tokens in it.
    pub tokens: u32,
    /// Bytes that it waits for: of what is handed from stage to stage all, of what nodes exchange what one of them sends.
    pub bytes: Bytes,
    /// Messages that it waits for.
    pub messages: u32,
    /// The time both take.
    pub seconds: Seconds,
}

/// A layout that was weighed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Choice {
    /// The layout.
    #[serde(flatten)]
    pub parallel: Layout,
    /// Nodes of one copy.
    pub nodes: u32,
    /// Tokens of context asked of each copy.
    pub context_of_a_copy: Tokens,
    /// Whether it fits.
    pub fit: Fit,
    /// Bytes on its fullest device.
    pub fullest: Known<Bytes>,
    /// Decode of one user.
    pub decode: Known<Rate>,
    /// Whether it is the one that the answer is about.
    pub chosen: bool,
}

/// A reason, as a code with figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum ClusterReason {
    /// The fullest stage holds it with at least the comfortable headroom.
    FitsWithHeadroom {
        /// Free ÷ usable.
        headroom: f64,
    },
    /// It fits, with less.
    HeadroomLow {
        /// Free ÷ usable.
        headroom: f64,
        /// The limit.
        wanted: f64,
    },
    /// A stage needs more than its devices have.
    StageNeedsMoreMemory {
        /// Which stage.
        stage: u32,
        /// Bytes needed on each device.
        needed: Bytes,
        /// Bytes usable there.
        usable: Bytes,
    },
    /// The host that the program runs on has too little memory.
    HostMemoryShort {
        /// Bytes needed.
        needed: Bytes,
        /// Bytes usable.
        usable: Bytes,
    },
    /// One node holds a copy, so each node serves copies of its own and no step waits for the network.
    FitsOneNode {
        /// Copies.
        copies: u32,
    },
    /// Copies of attention share experts, so that every step of one waits for the others and the network.
    CopiesShareExperts {
        /// Copies.
        copies: u32,
    },
    /// A copy is on so many nodes, the fewest that hold it.
    CopyNeedsNodes {
        /// Nodes.
        nodes: u32,
    },
    /// Nodes that no copy is on.
    NodesIdle {
        /// How many.
        nodes: u32,
    },
    /// This share of a step of one user goes to the network.
    NetworkTakes {
        /// Of the step's time.
        share: f64,
    },
    /// The network cannot read from the devices: what is sent is copied to host RAM first, so a message takes longer than the network's own latency.
    SentThroughHostRam {
        /// One way, for a few bytes.
        latency_seconds: Seconds,
    },
    /// Decode is slower than is usable.
    DecodeBelowUsableRate {
        /// The rate.
        rate: TokensPerSecond,
        /// The limit.
        wanted: TokensPerSecond,
    },
    /// Experts lie whole on devices: no device has more than so many of a layer.
    ExpertsOnEachDevice {
        /// How many.
        experts: u32,
    },
    /// Ranges are wider than one machine's: few clusters are measured.
    RangeWider {
        /// As an exponent on the logarithmic scale.
        times: f64,
    },
    /// The weights have fewer than four bits.
    WeightsBelowFourBits {
        /// Bits per weight.
        bits: f64,
    },
    /// More context was asked for than the model was made for.
    ContextAboveMaximum {
        /// Asked for.
        asked: u32,
        /// The model's maximum.
        maximum: u32,
    },
    /// The runtime takes no more than this share of a device.
    TakesAtMost {
        /// Of what is installed.
        share: f64,
    },
    /// The runtime refuses this combination of settings.
    Refused {
        /// Which rule refuses it.
        rule: &'static str,
    },
    /// The layers of the model are not recorded, so nobody knows what a stage holds.
    LayoutUnknown,
}
