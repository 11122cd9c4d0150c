//! A layout on the nodes: what its stages hold and how fast it is.

use super::answer::{StageMemory, Step, Traffic};
use super::engine::ClusterRuntime;
use super::layout::{Layout, Machine};
use super::network::{Network, Wire};
use super::pace;
use super::traffic::Sender;
use super::{rpc, staged};
use crate::answer::{Parts, Rate};
use crate::assess::Case;
use crate::calculator::prepared::Prepared;
use crate::catalog::Catalog;
use crate::fit::Fit;
use crate::rules::Layers;
use crate::units::{Bytes, Known, Tokens};

/// A question about a cluster, checked.
pub(crate) struct Asked<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) prepared: &'a Prepared,
    pub(super) engine: ClusterRuntime,
    pub(super) machine: Machine,
    pub(super) network: Network,
    pub(super) network_given: bool,
    /// Whether messages go through host RAM.
    pub(super) staged: bool,
}

/// What a layout comes to.
#[derive(Debug, Clone)]
pub(super) struct Weighed {
    pub(super) layout: Layout,
    pub(super) stages: Vec<StageMemory>,
    pub(super) limiting: u32,
    pub(super) host: Known<Bytes>,
    pub(super) host_fits: bool,
    pub(super) fit: Fit,
    /// One user alone.
    pub(super) decode: Known<Rate>,
    pub(super) each: Known<Rate>,
    pub(super) prefill: Known<Rate>,
    pub(super) traffic: Traffic,
    /// Layers of each device, where llama.cpp has to be told.
    pub(super) dealt: Option<Vec<u32>>,
}

impl Asked<'_> {
    /// The layers of the model, where they are known.
    pub(super) fn layers(&self) -> Layers {
        self.prepared.model.counted.get().unwrap_or(Layers {
            repeating: 1,
            mtp: 0,
            widest_input: 0,
            d_model: 0,
            vocab: 0,
            feed_forward: 0,
            heads: (0, 0),
            latent: false,
        })
    }

    /// Users of one copy.
    pub(super) fn users(&self, layout: &Layout) -> u32 {
        self.prepared.question.settings.n_seq().div_ceil(layout.replicas.max(1)).max(1)
    }

    /// The case of one copy with so many users.
    pub(super) fn case(&self, users: u32) -> Case<'_> {
        let mut case = self.prepared.case();
        case.load.settings = case.load.settings.with_users(users);
        case
    }

    pub(super) fn sender(&self, layout: Layout) -> Sender<'_> {
        let model = &*self.prepared.model;
        Sender {
            engine: self.engine,
            machine: self.machine,
            layout,
            model,
            layers: self.layers(),
            facts: self.prepared.weights.plan().map(|plan| plan.facts).filter(|facts| facts.experts > 0),
            depth: self.prepared.question.depth.as_f64(),
            rdma: self.network.is_rdma(),
        }
    }

    /// Weighs a layout.
    pub(super) fn weigh(&self, layout: Layout) -> Weighed {
        match self.engine {
            ClusterRuntime::LlamaCpp => rpc::weigh(self, layout),
            _ => staged::weigh(self, layout),
        }
    }

    /// Whether so many users of one copy fit.
    pub(super) fn fits(&self, layout: Layout, users: u32) -> bool {
        match self.engine {
            ClusterRuntime::LlamaCpp => rpc::fits(self, layout, users),
            _ => staged::fits(self, layout, users),
        }
    }

    /// What goes over the network.
    pub(super) fn traffic(&self, layout: Layout) -> Traffic {
        let sender = self.sender(layout);
        let stages = match self.engine {
            ClusterRuntime::LlamaCpp => Vec::new(),
            _ => layout.stages(self.engine, self.layers().repeating),
        };
        let step = |tokens: f64, decode| self.step(tokens, sender.all(&stages, tokens, decode));
        let (_, batch, _) = pace::prompt(&self.case(1));
        Traffic {
            decode: step(1.0, true),
            decode_users: step(f64::from(self.users(&layout)), true),
            prefill: step(batch, false),
        }
    }

    fn step(&self, tokens: f64, wire: Wire) -> Step {
        Step {
            tokens: tokens as u32,
            bytes: Bytes::from_f64(wire.bytes),
            messages: wire.messages as u32,
            seconds: crate::units::Seconds::new(self.network.seconds(wire)),
        }
    }

    /// Tokens of context that one copy is asked for.
    pub(super) fn context(&self, layout: &Layout) -> Tokens {
        let settings = self.prepared.question.settings.with_users(self.users(layout));
        Tokens::new(u32::try_from(settings.n_ctx_asked()).unwrap_or(u32::MAX))
    }

    /// The id of a device of a node.
    pub(super) fn hardware(&self, number: u32) -> String {
        let rig = &self.prepared.question.rig;
        let device = rig.unequal.get(number as usize).or(rig.devices.as_ref());
        device
            .and_then(|device| self.catalog.device(device.hardware))
            .map_or_else(String::new, |d| d.id.to_string())
    }
}

impl Weighed {
    /// What the fullest stage holds and can hold.
    pub(super) fn fullest(&self) -> (Parts, Bytes) {
        self.stages
            .get(self.limiting as usize)
            .map_or((Parts::default(), Bytes::ZERO), |stage| (stage.parts, stage.usable))
    }

    /// Of what the fullest can hold the share that it is asked for.
    pub(super) fn fullness(&self) -> f64 {
        let (parts, usable) = self.fullest();
        parts.at_least().as_f64() / usable.as_f64().max(1.0)
    }
}

/// The place of the fullest of some stages: the one with the least headroom.
pub(super) fn fullest(stages: &[StageMemory]) -> u32 {
    let full = |stage: &StageMemory| stage.parts.at_least().as_f64() / stage.usable.as_f64().max(1.0);
    let mut found = (0, f64::NEG_INFINITY);
    for (place, stage) in (0..).zip(stages) {
        if full(stage) > found.1 {
            found = (place, full(stage));
        }
    }
    found.0
}
