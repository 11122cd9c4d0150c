//! Which layout: for each number of devices that matrices are split over the fewest stages that fit; of those the one on the fewest nodes, and of those the
//! one that decodes fastest for one user.
//!
//! A copy on fewer nodes leaves the others for more copies, and no step waits for more of the network than it must.

use super::engine::ClusterRuntime;
use super::layout::Layout;
use super::raw::RawParallel;
use super::weigh::{Asked, Weighed};
use crate::fit::Fit;

/// Weighs what may be, and chooses. The layouts weighed come in the order they were, with the place of the chosen.
pub(super) fn choose(asked: &Asked<'_>, raw: &RawParallel) -> (Vec<Weighed>, usize) {
    let mut weighed: Vec<Weighed> = Vec::new();
    for tensor in tensors(asked, raw) {
        for pipeline in pipelines(asked, raw, tensor) {
            let room = asked.machine.copies_of(tensor, pipeline);
            let replicas = raw.replicas.unwrap_or(room);
            if room == 0 || replicas > room {
                continue;
            }
            let expert = raw.expert.unwrap_or(false);
            let found = asked.weigh(Layout { tensor, pipeline, replicas, expert });
            let fits = found.fit.runs();
            weighed.push(found);
            if fits {
                break;
            }
        }
    }
    let mut best: Option<usize> = None;
    for (place, found) in weighed.iter().enumerate() {
        let than = best.and_then(|best| weighed.get(best));
        if than.is_none_or(|than| better(asked, found, than)) {
            best = Some(place);
        }
    }
    (weighed, best.unwrap_or(0))
}

/// Whether one is to be preferred.
fn better(asked: &Asked<'_>, one: &Weighed, than: &Weighed) -> bool {
    let grade = |weighed: &Weighed| match weighed.fit {
        Fit::DoesNotFit => 0,
        Fit::Unknown => 1,
        _ => 2,
    };
    if grade(one) != grade(than) {
        return grade(one) > grade(than);
    }
    if grade(one) < 2 {
        // What comes nearest to fitting.
        return one.fullness() < than.fullness();
    }
    let nodes = |weighed: &Weighed| asked.machine.nodes_of(weighed.layout.tensor, weighed.layout.pipeline);
    if nodes(one) != nodes(than) {
        return nodes(one) < nodes(than);
    }
    let rate = |weighed: &Weighed| weighed.decode.get().map_or(0.0, |rate| rate.tokens_per_second.get());
    rate(one) > rate(than)
}

/// Numbers of devices to split matrices over.
fn tensors(asked: &Asked<'_>, raw: &RawParallel) -> Vec<u32> {
    let (machine, layers) = (&asked.machine, asked.layers());
    if !asked.engine.splits_tensors() {
        return vec![1];
    }
    if let Some(tensor) = raw.tensor {
        return vec![tensor];
    }
    let most = if asked.engine.tensors_cross() { machine.nodes } else { 1 };
    (1..=machine.devices.saturating_mul(most))
        .filter(|&tensor| machine.holds_tensor(tensor) && Layout::divides(&layers, tensor))
        .collect()
}

/// Numbers of stages: within a node any, over several what fills them.
fn pipelines(asked: &Asked<'_>, raw: &RawParallel, tensor: u32) -> Vec<u32> {
    let machine = &asked.machine;
    if let Some(pipeline) = raw.pipeline {
        return vec![pipeline];
    }
    if asked.engine == ClusterRuntime::Exo && tensor > 1 {
        return vec![1];
    }
    let in_node = (machine.devices / tensor.max(1)).max(1);
    let layers = if asked.prepared.model.counted.is_known() { asked.layers().repeating } else { 1 };
    let whole = (1..=machine.nodes).map(|nodes| in_node * nodes);
    let mut all: Vec<u32> = match asked.engine {
        ClusterRuntime::LlamaCpp => return whole.collect(),
        _ => (1..in_node).chain(whole).collect(),
    };
    all.retain(|&stages| stages <= layers && machine.copies_of(tensor, stages) > 0);
    all
}
