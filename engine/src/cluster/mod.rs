//! Clusters: a model on several equal nodes, each with devices, joined by a network.
//!
//! What a stage holds and how fast it computes are the rules of one rig ([`crate::assess`]), asked for a run of layers. What is new is what goes over the
//! network, how stages take turns, which layout is chosen, and what starts it.

mod answer;
mod choose;
mod deploy;
mod engine;
mod layout;
mod network;
mod pace;
mod parse;
mod raw;
mod reasons;
mod rpc;
mod staged;
mod traffic;
pub(crate) mod weigh;

pub use answer::{Choice, ClusterAnswer, ClusterReason, StageMemory, Step as NetworkStep, Traffic};
pub use deploy::{Deployment, DeploymentNote, Manifest, ManifestBody, NodeCommands};
pub use engine::ClusterRuntime;
pub use layout::{Layout, Machine};
pub use network::{Network, Preset, Wire};
pub use parse::MAX_NODES;
pub(crate) use parse::{nodes, of_engine};
pub use raw::{RawCluster, RawLink, RawNetwork, RawParallel};

use crate::answer::Rate;
use crate::calculator::prepared::Prepared;
use crate::catalog::Catalog;
use crate::memory::MemoryHome;
use crate::order;
use crate::question::Fault;
use crate::units::{Known, Seconds, TokensPerSecond};
use parse::Nodes;
use weigh::{Asked, Weighed};

/// Answers a question whose node is prepared.
pub(crate) fn answer(
    catalog: &Catalog,
    prepared: &Prepared,
    nodes: &Nodes,
    raw: &RawCluster,
) -> Result<ClusterAnswer, Fault> {
    let devices = prepared.question.rig.kinds().iter().map(|kind| kind.count).sum();
    let staged = staged(catalog, prepared, nodes, raw);
    let asked = Asked {
        catalog,
        prepared,
        engine: nodes.engine,
        machine: Machine::of(nodes.nodes, devices),
        network: staged.or(nodes.network).unwrap_or_else(|| Network::of((1.0, 0.0))),
        network_given: nodes.network.is_some(),
        staged: staged.is_some(),
    };
    parse::runs_on(&asked, raw)?;
    let (weighed, chosen) = choose::choose(&asked, &raw.parallel);
    let Some(best) = weighed.get(chosen) else {
        return Err(parse::refused(
            "rig.parallel",
            "no layout of these devices is what was asked for",
            Vec::new(),
        ));
    };
    Ok(told(&asked, &weighed, best, chosen))
}

/// What joins the nodes where their devices cannot be read by it, as NCCL then finds it; figures are taken as they are given.
fn staged(catalog: &Catalog, prepared: &Prepared, nodes: &Nodes, raw: &RawCluster) -> Option<Network> {
    let collective = matches!(nodes.engine, ClusterRuntime::Vllm | ClusterRuntime::Sglang);
    let named = matches!(raw.network, Some(RawNetwork::Word(_)));
    let device = prepared.question.rig.devices.and_then(|devices| catalog.device(devices.hardware))?;
    let apart = MemoryHome::of(device) == MemoryHome::NvidiaSpark;
    nodes.network.filter(|_| collective && named && apart).and_then(Network::staged)
}

fn told(asked: &Asked<'_>, weighed: &[Weighed], best: &Weighed, chosen: usize) -> ClusterAnswer {
    let layout = best.layout;
    let (parts, usable) = best.fullest();
    let copies = f64::from(layout.replicas);
    let users = f64::from(asked.prepared.question.settings.n_seq());
    let device = best.stages.iter().fold(Known::Known(crate::units::Bytes::ZERO), |sum, stage| {
        sum.zip(stage.parts.total).map(|(sum, each)| sum + each * u64::from(stage.devices))
    });
    let all = best.each.map(|rate| TokensPerSecond::new(rate.tokens_per_second.get() * users));
    let wider = asked.sender(layout).wider();
    let choices = weighed.iter().enumerate().map(|(place, found)| Choice {
        parallel: found.layout,
        nodes: asked.machine.nodes_of(found.layout.tensor, found.layout.pipeline),
        context_of_a_copy: asked.context(&found.layout),
        fit: found.fit,
        fullest: found.fullest().0.total,
        decode: found.decode,
        chosen: place == chosen,
    });
    ClusterAnswer {
        fit: best.fit,
        runtime: asked.engine,
        nodes: asked.machine.nodes,
        nodes_of_a_copy: asked.machine.nodes_of(layout.tensor, layout.pipeline),
        network: asked.network_given.then_some(asked.network),
        parallel: layout,
        stages: best.stages.clone(),
        limiting: best.limiting,
        headroom: parts.total.map(|total| crate::assess::free(total, usable)),
        device,
        host: best.host,
        decode: best.decode,
        decode_each: best.each,
        decode_all: if copies > 0.0 { all } else { Known::Unknown },
        prefill: best.prefill,
        ttft_seconds: first(asked, best.prefill, best.decode),
        most_users: most_users(asked, best),
        traffic: best.traffic,
        range_wider: wider,
        reasons: reasons::reasons(asked, best),
        choices: choices.collect(),
        sources: reasons::sources(asked.engine),
        launch: if best.fit.runs() { deploy::deployment(asked, best) } else { None },
    }
}

/// Prefill of the prompt and a step.
fn first(asked: &Asked<'_>, prefill: Known<Rate>, decode: Known<Rate>) -> Known<Seconds> {
    prefill.zip(decode).map(|(prefill, decode)| {
        let prompt = asked.prepared.question.prompt.as_f64() / prefill.tokens_per_second.get();
        let step = 1.0 / decode.tokens_per_second.get();
        crate::speed::time_to_first_token(Seconds::new(prompt), Seconds::new(step))
    })
}

/// Caches of more users never take less.
fn most_users(asked: &Asked<'_>, best: &Weighed) -> Known<u32> {
    if !best.fit.runs() || !asked.fits(best.layout, 1) {
        return Known::Unknown;
    }
    let most = order::last(1, crate::memory::MAX_SEQUENCES, |users| asked.fits(best.layout, users));
    Known::Known(most.saturating_mul(best.layout.replicas))
}
