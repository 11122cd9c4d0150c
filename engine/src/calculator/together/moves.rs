//! Single changes that better a placing where a model is left out or partly on the host: each is a placing of its own.

use core::cmp::Reverse;
use std::rc::Rc;

use super::ledger::World;
use super::runs::Run;
use super::said::decode;
use super::search::{Effort, Plan, headroom, solve};
use crate::calculator::Calculator;
use crate::calculator::ladder::tried;
use crate::memory::KvType;
use crate::order;
use crate::question::{Placement, RawOptions};
use crate::together::{Member, Move, MoveChange};
use crate::units::{Bytes, Known};

/// Shortest context a change offers, tokens, and the steps of longer ones: those of an ordinary answer's fixes.
const SHORTEST_CONTEXT: u32 = 2048;
const CONTEXT_STEP: u32 = 1024;

struct Change<'a> {
    calculator: &'a Calculator,
    world: &'a World,
    runs: &'a [Run],
    now: &'a Plan,
}

pub(super) fn moves(calculator: &Calculator, world: &World, runs: &[Run], now: &Plan) -> Vec<Move> {
    if now.score.left_out == 0 && now.score.on_host == 0 {
        return Vec::new();
    }
    let change = Change { calculator, world, runs, now };
    let mut moves: Vec<Move> = Vec::new();
    for number in 0..runs.len() {
        change.of(number, &mut moves);
    }
    order::sort_by_key(&mut moves, |found| {
        let gone = found.change == MoveChange::LeaveOut;
        (gone, found.left_out, Reverse(found.fit.rank()), found.bytes, found.name.clone())
    });
    moves
}

impl Change<'_> {
    fn of(&self, number: usize, moves: &mut Vec<Move>) {
        let Some(run) = self.runs.get(number) else { return };
        let Some((_, prepared)) = run.at_least() else { return };
        let (member, question) = (&run.member, &prepared.question);
        let own_rules = question.runtime.rules().is_some();
        let mut see = |found: Option<Move>| moves.extend(found);
        if member.devices.is_some() {
            see(self.with(number, MoveChange::OtherDevice, &Member { devices: None, ..member.clone() }));
        }
        let placed = |placement: Placement| {
            let mut changed = member.clone();
            changed.question.placement = Some(placement.word().to_owned());
            if let Some(options) = &mut changed.question.options {
                *options = RawOptions { gpu_layers: None, cpu_moe_layers: None, ..options.clone() };
            }
            changed
        };
        if !own_rules && question.placement == Placement::Device {
            let to_host = self.with(number, MoveChange::ToHost, &placed(Placement::Host));
            let partly = self.with(number, MoveChange::LayersToHost, &placed(Placement::Auto));
            // Some layers on the host may be all of them.
            see(partly.filter(|partly| to_host.as_ref().is_none_or(|all| all.devices != partly.devices)));
            see(to_host);
        }
        let published = self.calculator.catalog().model(question.model);
        let smaller = tried(question.runtime, published).iter().filter(|quant| {
            let weights = self.calculator.weights_of(question.model, **quant, question.imatrix);
            weights.file < prepared.weights.file
        });
        see(smaller.copied().find_map(|quant| {
            let mut changed = member.clone();
            changed.question.quant = Some(quant.label().to_owned());
            self.with(number, MoveChange::Quant { quant: quant.label() }, &changed)
        }));
        let kv = if own_rules { KvType::Fp8 } else { KvType::Q8_0 };
        if question.settings.kv().k == KvType::F16 && question.runtime.cache_types().contains(&kv) {
            let mut changed = member.clone();
            let word = || Some(kv.name().to_owned());
            (changed.question.kv_k, changed.question.kv_v) = (word(), word());
            see(self.with(number, MoveChange::KvType { kv: kv.name() }, &changed));
        }
        see(self.shorter(number, member, question.context.get()));
        if self.runs.len() > 1 && self.now.score.left_out > 0 {
            see(self.without(number));
        }
    }

    /// The longest shorter context that betters it.
    fn shorter(&self, number: usize, member: &Member, asked: u32) -> Option<Move> {
        let with = |steps: u32| {
            let mut changed = member.clone();
            changed.question.context = Some(steps * CONTEXT_STEP);
            self.with(number, MoveChange::Context { context: steps * CONTEXT_STEP }, &changed)
        };
        let (shortest, most) = (SHORTEST_CONTEXT / CONTEXT_STEP, asked.saturating_sub(1) / CONTEXT_STEP);
        if most < shortest || with(shortest).is_none() {
            return None;
        }
        with(order::last(shortest, most, |steps| with(steps).is_some()))
    }

    /// The placing with one model changed, if it is better.
    fn with(&self, number: usize, change: MoveChange, member: &Member) -> Option<Move> {
        let before = self.runs.get(number)?;
        let mut run = Run::of(self.calculator, self.world, member).ok()?;
        run.name.clone_from(&before.name);
        let by_choice = u32::from(change == MoveChange::ToHost);
        let spared = total(before) - total(&run);
        let plan = self.solved(number, Some(run))?;
        let bytes = match change {
            MoveChange::OtherDevice | MoveChange::ToHost => total(before),
            MoveChange::LayersToHost => {
                plan.held.get(number)?.as_ref().map_or(spared, |held| held.takes.host)
            }
            _ => spared,
        };
        self.better(&plan, by_choice).then(|| self.told(number, change, bytes, &plan))
    }

    fn without(&self, number: usize) -> Option<Move> {
        let plan = self.solved(number, None)?;
        let found = self.told(number, MoveChange::LeaveOut, total(self.runs.get(number)?), &plan);
        (plan.score.left_out == 0).then_some(found)
    }

    /// All models placed, one of them changed or none.
    fn solved(&self, number: usize, run: Option<Run>) -> Option<Plan> {
        let mut runs: Vec<Run> = Vec::with_capacity(self.runs.len());
        let mut changed = run;
        for (place, other) in self.runs.iter().enumerate() {
            if place != number {
                runs.push(other.clone());
            } else if let Some(run) = changed.take() {
                runs.push(run);
            }
        }
        Some(solve(self.world, &runs, Effort::Move)).filter(|_| !runs.is_empty())
    }

    fn better(&self, plan: &Plan, by_choice: u32) -> bool {
        let (now, then) = (&self.now.score, &plan.score);
        (then.left_out, then.on_host + by_choice) < (now.left_out, now.on_host)
    }

    fn told(&self, number: usize, change: MoveChange, bytes: Bytes, plan: &Plan) -> Move {
        let gone = change == MoveChange::LeaveOut;
        let held = plan.held.get(number).filter(|_| !gone).and_then(Option::as_ref).map(Rc::clone);
        let used: Vec<u32> =
            plan.held.iter().flatten().flat_map(|held| held.devices.iter().copied()).collect();
        Move {
            name: self.runs.get(number).map(|run| run.name.clone()).unwrap_or_default(),
            change,
            bytes,
            fit: plan.score.fit,
            left_out: plan.score.left_out,
            devices: held.as_ref().map_or_else(Vec::new, |held| held.devices.clone()),
            decode: held.map_or(Known::Unknown, |held| decode(&held)),
            headroom: if used.is_empty() {
                Known::Unknown
            } else {
                Known::Known(headroom(self.world, &plan.taken, &used))
            },
        }
    }
}

/// Bytes of a model all in one place.
fn total(run: &Run) -> Bytes {
    run.at_least().map_or(Bytes::ZERO, |(figures, _)| figures.device.at_least() + figures.host.at_least())
}
