//! How a model is laid over nodes: tensors, stages, copies.

use serde::Serialize;

use super::engine::ClusterRuntime;
use crate::assess::Stage;
use crate::rules::Layers;

/// How many devices do what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Layout {
    /// Devices that every matrix is split over.
    pub tensor: u32,
    /// Stages of layers, one after the other.
    pub pipeline: u32,
    /// Copies of the model.
    pub replicas: u32,
    /// Routed experts lie whole on devices.
    pub expert: bool,
}

/// The nodes as a layout sees them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Machine {
    /// Nodes.
    pub nodes: u32,
    /// Devices in each.
    pub devices: u32,
}

impl Machine {
    /// Whether so many devices are in one node, or fill several.
    #[must_use]
    pub const fn holds_tensor(&self, tensor: u32) -> bool {
        let per = self.devices;
        tensor > 0 && per > 0 && (per.is_multiple_of(tensor) || tensor.is_multiple_of(per))
    }

    /// Nodes of one copy. Stages fill node by node; several small copies share a node.
    #[must_use]
    pub fn nodes_of(&self, tensor: u32, pipeline: u32) -> u32 {
        let (tensor, per) = (tensor.max(1), self.devices.max(1));
        if tensor > per {
            (tensor / per).saturating_mul(pipeline)
        } else {
            pipeline.div_ceil((per / tensor).max(1))
        }
    }

    /// The most copies there is room for.
    #[must_use]
    pub fn copies_of(&self, tensor: u32, pipeline: u32) -> u32 {
        let of_each = self.nodes_of(tensor, pipeline);
        if of_each == 1 {
            let stages = (self.devices / tensor.max(1)).max(1);
            self.nodes.saturating_mul(stages / pipeline.max(1))
        } else {
            self.nodes / of_each.max(1)
        }
    }

    /// The nodes of a stage of the first copy: the first, and the one after the last.
    #[must_use]
    pub fn of_stage(&self, layout: &Layout, stage: u32) -> (u32, u32) {
        let (tensor, per) = (layout.tensor.max(1), self.devices.max(1));
        if tensor > per {
            let across = tensor / per;
            (stage * across, stage * across + across)
        } else {
            let node = stage / (per / tensor).max(1);
            (node, node + 1)
        }
    }
}

impl Layout {
    /// Whether a step goes over the network.
    #[must_use]
    pub fn crosses(&self, machine: &Machine) -> bool {
        machine.nodes_of(self.tensor, self.pipeline) > 1
    }

    /// The stages of one copy under an engine.
    #[must_use]
    pub fn stages(&self, engine: ClusterRuntime, layers: u32) -> Vec<Stage> {
        let copies = if self.expert && engine.copies_share_experts() { self.replicas } else { 1 };
        let experts = self.expert.then(|| self.tensor.saturating_mul(copies));
        let run = engine.stages(layers, self.pipeline);
        run.into_iter()
            .map(|(first, end)| Stage { first, end, of: layers, tensor: self.tensor, experts, copies })
            .collect()
    }

    /// Devices whose number every matrix can be split over: heads of queries must divide, and heads of keys and values divide or be divided, as on one
    /// rig ([`crate::assess::refusal`]).
    #[must_use]
    pub const fn divides(layers: &Layers, tensor: u32) -> bool {
        let (heads, keys) = layers.heads;
        tensor < 2
            || (heads.is_multiple_of(tensor)
                && (keys == 0 || keys.is_multiple_of(tensor) || tensor.is_multiple_of(keys)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_fill_nodes_and_stages_follow_one_another() {
        let machine = Machine { nodes: 3, devices: 8 };
        assert!(machine.holds_tensor(4) && machine.holds_tensor(16) && !machine.holds_tensor(3));
        assert_eq!((machine.nodes_of(8, 2), machine.copies_of(8, 2)), (2, 1));
        assert_eq!((machine.nodes_of(4, 2), machine.copies_of(4, 2)), (1, 3));
        assert_eq!((machine.nodes_of(2, 1), machine.copies_of(2, 1)), (1, 12));
        assert_eq!((machine.nodes_of(16, 1), machine.copies_of(16, 1)), (2, 1));
        assert_eq!(machine.copies_of(8, 4), 0);
        let layout = Layout { tensor: 4, pipeline: 3, replicas: 1, expert: false };
        let nodes: Vec<_> = (0..3).map(|stage| machine.of_stage(&layout, stage)).collect();
        assert_eq!(nodes, [(0, 1), (0, 1), (1, 2)]);
    }
}
