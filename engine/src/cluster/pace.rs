//! Decode and prefill of a copy of the model on its nodes.

use super::engine::ClusterRuntime;
use super::network::Network;
use super::traffic::Sender;
use super::weigh::Asked;
use crate::answer::Rate;
use crate::assess::{Beside, Case, Stage, StagePace, stage_pace};
use crate::evidence::Evidence;
use crate::runtimes::all_reduce_seconds;
use crate::speed::{Estimate, Spread};
use crate::units::{Known, Seconds};

/// Ranges of another runtime's kernels against those that were measured, as on one rig: wider by half on the logarithmic scale.
const OTHER_RUNTIME: f64 = 1.5;
/// How much wider the range of a copy on several nodes or of several stages is than one rig's, as an exponent on the logarithmic scale: what programs wait
/// for between messages is in no data sheet. Twice as wide is what the published figures ask for (`engine/tests/cluster/published.jsonl`).
pub(super) const CLUSTER_WIDER: f64 = 2.0;

/// The paces of all stages for so many users; unknown where one is.
fn paces(case: &Case<'_>, beside: &Beside, stages: &[Stage]) -> Known<Vec<StagePace>> {
    let found: Option<Vec<_>> = stages.iter().map(|stage| stage_pace(case, beside, stage).get()).collect();
    found.into()
}

/// What a step or a prompt takes on stages in turn.
#[derive(Debug, Clone, Copy)]
struct Line {
    /// Through all of them.
    through: f64,
    /// The slowest.
    slowest: f64,
}

impl Line {
    fn of(times: impl Iterator<Item = f64>) -> Self {
        times.fold(Self { through: 0.0, slowest: 0.0 }, |line, time| Self {
            through: line.through + time,
            slowest: line.slowest.max(time),
        })
    }

    /// So many batches, one behind the other: the first goes through, and the others follow at the pace of the slowest, or of the network between.
    fn batches(self, batches: f64, link: f64) -> f64 {
        self.through + (batches - 1.0) * self.slowest.max(link)
    }
}

/// Decode of each of so many users on one copy.
///
/// Stages that work at once share the users: of k batches under way each has users ÷ k, and a user's step takes what its batch takes through all stages, or k
/// times the slowest stage where that is longer.
pub(super) fn decode(case: &Case<'_>, asked: &Asked<'_>, sender: &Sender<'_>, users: u32) -> Known<Rate> {
    let stages = sender.layout.stages(sender.engine, sender.layers.repeating);
    let batches = if sender.engine.pipelines() { users.min(sender.layout.pipeline).max(1) } else { 1 };
    let each = users.div_ceil(batches);
    let mut alone = *case;
    alone.load.settings = alone.load.settings.with_users(each);
    let beside = Beside::of(&alone);
    let Known::Known(paces) = paces(&alone, &beside, &stages) else { return Known::Unknown };
    let (network, tokens) = (&asked.network, f64::from(each));
    let inside = |stage: &Stage| network.seconds(sender.inside(stage, tokens));
    let line = Line::of(paces.iter().zip(&stages).map(|(pace, stage)| pace.step + inside(stage)));
    let (crossed, near) = sender.boundaries();
    let between = sender.between(tokens).times(crossed.into()).and(sender.back(tokens, crossed));
    let through = line.through
        + network.seconds(between)
        + f64::from(near) * all_reduce_seconds(2, case.rig.interconnect);
    let link = network.sending(sender.between(tokens).bytes) * f64::from(u32::from(crossed > 0));
    let batches = f64::from(batches);
    let time = through.max(batches * line.slowest.max(link));
    let least = Line::of(paces.iter().map(|pace| pace.least));
    let sent = network.sending(sender.all(&stages, tokens, true).bytes);
    let least = (least.through + sent).max(batches * least.slowest);
    let spread = paces.first().map_or(Spread::NONE, |pace| pace.spread).widened(OTHER_RUNTIME);
    rate(1.0, time, least, spread.widened(sender.wider()))
}

/// Prefill of the load's prompt on one copy. Where stages work at once, batches of the prompt follow one another through them (vLLM schedules the next batch of
/// a prompt before the last has come out: `_update_after_schedule`, `vllm/v1/core/sched/scheduler.py`).
pub(super) fn prefill(case: &Case<'_>, asked: &Asked<'_>, sender: &Sender<'_>) -> Known<Rate> {
    let stages = sender.layout.stages(sender.engine, sender.layers.repeating);
    let beside = Beside::of(case);
    let Known::Known(paces) = paces(case, &beside, &stages) else { return Known::Unknown };
    if paces.iter().any(|pace| !pace.prefill.is_known()) {
        return Known::Unknown;
    }
    let network = &asked.network;
    let (tokens, batch, batches) = prompt(case);
    let inside = |stage: &Stage| network.seconds(sender.inside(stage, batch));
    let step = |pace: &StagePace| pace.prefill.get().unwrap_or(0.0) / batches;
    let line = Line::of(paces.iter().zip(&stages).map(|(pace, stage)| step(pace) + inside(stage)));
    let (crossed, near) = sender.boundaries();
    let between = sender.between(batch).times(crossed.into());
    let hops = network.seconds(between) + f64::from(near) * all_reduce_seconds(2, case.rig.interconnect);
    let link = network.sending(sender.between(batch).bytes) * f64::from(u32::from(crossed > 0));
    let least = Line::of(paces.iter().map(|pace| pace.least_prefill / batches));
    let (time, least) = if sender.engine.pipelines() {
        (line.batches(batches, link) + hops, least.batches(batches, 0.0))
    } else {
        ((line.through + hops) * batches, least.through * batches)
    };
    let spread = paces.first().map_or(Spread::NONE, |pace| pace.prefill_spread);
    rate(tokens, time, least, spread.widened(sender.wider()))
}

/// Tokens of the prompt, of a batch of it, and how many batches.
pub(super) fn prompt(case: &Case<'_>) -> (f64, f64, f64) {
    let tokens = case.load.prompt.get().max(1);
    let batch = case.load.settings.ubatch().clamp(1, tokens);
    (f64::from(tokens), f64::from(batch), f64::from(tokens.div_ceil(batch)))
}

/// A rate on one rig of all devices, with what the network adds to each of its steps.
pub(super) fn over_network(
    alone: Known<Rate>,
    network: &Network,
    (tokens, steps, wire): (f64, f64, super::network::Wire),
    wider: f64,
) -> Known<Rate> {
    alone.and_then(|alone| {
        let typical = alone.tokens_per_second.get();
        let spread = Spread { low: alone.low.get() / typical, high: alone.high.get() / typical };
        let time = tokens / typical + steps * network.seconds(wire);
        let least = tokens / alone.ceiling.get() + steps * network.sending(wire.bytes);
        rate(tokens, time, least, spread.widened(wider))
    })
}

fn rate(tokens: f64, time: f64, least: f64, spread: Spread) -> Known<Rate> {
    Estimate::new(tokens, Seconds::new(time), Seconds::new(least), spread).map(|estimate| Rate {
        tokens_per_second: estimate.typical,
        low: estimate.low,
        high: estimate.high,
        ceiling: estimate.ceiling,
        evidence: Evidence::Estimated,
    })
}

impl Sender<'_> {
    /// How much wider ranges are.
    pub(super) fn wider(&self) -> f64 {
        let stages = self.engine != ClusterRuntime::LlamaCpp && self.layout.pipeline > 1;
        let one = !self.layout.crosses(&self.machine) && !stages;
        let meets = self.layout.expert && self.layout.replicas > 1;
        if one && !meets { 1.0 } else { CLUSTER_WIDER }
    }
}
