//! What the commands of all engines are made from: a copy of the model, told as on one rig.

use super::super::layout::Layout;
use super::super::weigh::{Asked, Weighed};
use super::{Deployment, DeploymentNote, Manifest, NodeCommands};
use crate::answer::Placed;
use crate::catalog::Model;
use crate::launch::{Launch, Start, Step};
use crate::question::{Backend, Question};
use crate::rules::RigRules;

/// A copy of the model on its nodes.
pub(super) struct Copy<'a> {
    pub(super) asked: &'a Asked<'a>,
    pub(super) best: &'a Weighed,
    pub(super) layout: Layout,
    pub(super) model: &'a Model,
    /// The engine's command as it would be on one rig of the devices that split matrices.
    pub(super) launch: Launch,
    /// Nodes of one copy.
    pub(super) nodes: u32,
}

/// A group of nodes that a copy is on, with the devices of the first that it uses where copies share a node.
pub(super) struct Group {
    pub(super) first: u32,
    /// Of the copies on one node which this is, from 0.
    pub(super) place: u32,
    /// The devices it uses, where they are not all.
    pub(super) devices: Option<(u32, u32)>,
}

impl<'a> Copy<'a> {
    pub(super) fn of(asked: &'a Asked<'a>, best: &'a Weighed) -> Option<Self> {
        let prepared = asked.prepared;
        let model = asked.catalog.model(prepared.question.model)?;
        let layout = best.layout;
        let settings = prepared.question.settings.with_users(asked.users(&layout));
        let question = Question { settings, ..prepared.question.clone() };
        let rig = RigRules { devices: layout.tensor, unequal: Vec::new(), ..prepared.rig.clone() };
        let placed = Placed::whole(prepared.model.layers());
        let launch = Launch::of(&Start { question: &question, model, rig: &rig, placed });
        let nodes = asked.machine.nodes_of(layout.tensor, layout.pipeline);
        Some(Self { asked, best, layout, model, launch, nodes })
    }

    /// The engine's command.
    pub(super) fn step(&self) -> Step {
        self.launch.steps.first().cloned().unwrap_or_default()
    }

    /// Where each copy is.
    pub(super) fn groups(&self) -> Vec<Group> {
        let machine = &self.asked.machine;
        let of_copy = self.layout.tensor.saturating_mul(self.layout.pipeline);
        let in_node = (machine.devices / of_copy.max(1)).max(1);
        (0..self.layout.replicas)
            .map(|copy| {
                if self.nodes > 1 {
                    return Group { first: copy * self.nodes, place: 0, devices: None };
                }
                let place = copy % in_node;
                let own = (place * of_copy, place * of_copy + of_copy);
                let devices = (of_copy < machine.devices).then_some(own);
                Group { first: copy / in_node, place, devices }
            })
            .collect()
    }

    /// The variable that hides other copies' devices.
    pub(super) fn visible(&self, group: &Group) -> Option<(&'static str, String)> {
        let (begin, end) = group.devices?;
        let name = match self.asked.prepared.question.backend {
            Backend::Cuda => "CUDA_VISIBLE_DEVICES",
            Backend::Rocm => "HIP_VISIBLE_DEVICES",
            _ => return None,
        };
        let numbers: Vec<String> = (begin..end).map(|number| number.to_string()).collect();
        Some((name, numbers.join(",")))
    }

    /// What starts the copies: commands, manifests, and what to know of them as far as it holds here.
    pub(super) fn started(
        &self,
        nodes: Vec<NodeCommands>,
        manifests: Vec<Manifest>,
        notes: impl IntoIterator<Item = Option<DeploymentNote>>,
    ) -> Deployment {
        Deployment {
            runtime: self.asked.engine,
            version: self.launch.version,
            nodes,
            manifests,
            notes: self.launch.notes.clone(),
            cluster_notes: notes.into_iter().flatten().collect(),
        }
    }

    /// Several copies have an address each.
    pub(super) fn deal_requests(&self) -> Option<DeploymentNote> {
        let copies = self.layout.replicas;
        (copies > 1).then_some(DeploymentNote::DealRequests { copies })
    }

    /// A note where a copy is on several nodes.
    pub(super) fn on_several(&self, note: DeploymentNote) -> Option<DeploymentNote> {
        (self.nodes > 1).then_some(note)
    }

    /// Nodes that copies are on.
    pub(super) fn used(&self) -> u32 {
        self.groups().iter().map(|group| group.first + self.nodes).max().unwrap_or(0)
    }
}

/// What stands for a node's address.
pub(super) fn name(node: u32) -> String {
    ["node", &node.to_string()].concat()
}

/// Adds a command to a node's.
pub(super) fn add(nodes: &mut Vec<NodeCommands>, node: u32, step: Step) {
    match nodes.iter_mut().find(|commands| commands.node == node) {
        Some(commands) => commands.steps.push(step),
        None => nodes.push(NodeCommands { node, steps: vec![step] }),
    }
}
