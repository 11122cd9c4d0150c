//! The smallest changes that make a question comfortable, or fit at all: each is an assessment of its own.

use super::Calculator;
use super::ladder::tried;
use super::prepared::Prepared;
use crate::answer::{Change, Fix};
use crate::assess::{Beside, Case, Figures, assess_row, refusal};
use crate::fit::Fit;
use crate::memory::{CELL_PADDING, KvType, KvTypes};
use crate::order;
use crate::question::Placement;
use crate::rules::{Pool, RigRules};
use crate::units::Tokens;

/// Shortest context a fix offers, tokens: below it a chat loses its thread.
const SHORTEST_CONTEXT: u32 = 2048;
/// Contexts a fix offers are multiples of this, tokens.
const CONTEXT_STEP: u32 = 4 * CELL_PADDING;
/// Most devices a fix offers.
const MOST_DEVICES: u32 = 8;

/// A change that was tried.
struct Tried {
    change: Change,
    figures: Figures,
}

impl Calculator {
    /// Changes that reach a better grade, those that reach the best grade first; at most one of each kind.
    pub(super) fn fixes(&self, prepared: &Prepared, now: &Figures) -> Vec<Fix> {
        if now.fit == Fit::Comfortable || now.fit == Fit::Unknown {
            return Vec::new();
        }
        let mut tried: Vec<Tried> = [
            kv_type(prepared, now),
            context(prepared, now),
            self.quant(prepared, now),
            users(prepared, now),
            self.devices_more(prepared, now),
            experts(prepared, now),
        ]
        .into_iter()
        .flatten()
        .collect();
        order::sort_by_key(&mut tried, |t| core::cmp::Reverse(t.figures.fit.rank()));
        tried
            .into_iter()
            .map(|t| Fix {
                change: t.change,
                fit: t.figures.fit,
                total: t.figures.fullest,
                headroom: t.figures.headroom,
                decode: t.figures.decode,
            })
            .collect()
    }

    /// The best quant below the question's that reaches the best grade a quant can.
    fn quant(&self, prepared: &Prepared, now: &Figures) -> Option<Tried> {
        let q = &prepared.question;
        let case = prepared.case();
        let beside = Beside::of(&case);
        let mut best: Option<Tried> = None;
        for &quant in tried(q.runtime, self.catalog.model(q.model)) {
            let weights = self.weights_of(q.model, quant, q.imatrix);
            if weights.file >= prepared.weights.file {
                continue;
            }
            let figures = assess_row(&Case { weights: &weights, ..case }, &beside);
            let reached = best.as_ref().map_or(now.fit.rank(), |b| b.figures.fit.rank());
            if figures.fit.rank() > reached {
                best = Some(Tried { change: Change::Quant { quant: quant.label() }, figures });
            }
        }
        best
    }

    /// The fewest more of the same device.
    fn devices_more(&self, prepared: &Prepared, now: &Figures) -> Option<Tried> {
        if prepared.rig.pool != Pool::Own || !prepared.rig.unequal().is_empty() {
            return None;
        }
        (prepared.rig.devices + 1..=MOST_DEVICES).find_map(|count| {
            let rig = RigRules { devices: count, ..RigRules::new(&prepared.question, self.catalog()) };
            let figures = figures(&Case { rig: &rig, ..prepared.case() });
            let wanted = if now.fit.runs() { Fit::Comfortable } else { Fit::Tight };
            (figures.fit.rank() >= wanted.rank() && figures.fit.rank() > now.fit.rank())
                .then_some(Tried { change: Change::Devices { count }, figures })
        })
    }
}

/// The figures of a changed case; a fix shows no prefill.
fn figures(case: &Case<'_>) -> Figures {
    assess_row(case, &Beside::of(case))
}

/// A change of the load, if it gives a better grade.
fn better(change: Change, case: &Case<'_>, now: &Figures) -> Option<Tried> {
    let figures = figures(case);
    (figures.fit.rank() > now.fit.rank()).then_some(Tried { change, figures })
}

/// The cache in the runtime's first type below 16 bits; in F16 where it refuses the types asked for.
fn kv_type(prepared: &Prepared, now: &Figures) -> Option<Tried> {
    let mut case = prepared.case();
    let kv = match (refusal(&case).is_some(), case.load.settings.kv()) {
        (true, _) => KvType::F16,
        (false, KvTypes::F16) => {
            *case.load.runtime.cache_types().iter().find(|ty| ty.ggml().bits() < KvType::F16.ggml().bits())?
        }
        (false, _) => return None,
    };
    case.load.settings = case.load.settings.with_kv(KvTypes::both(kv));
    better(Change::KvType { kv: kv.name() }, &case, now)
}

/// The longest shorter context that reaches the best grade a shorter context can.
fn context(prepared: &Prepared, now: &Figures) -> Option<Tried> {
    let asked = prepared.question.settings.n_ctx_seq();
    let with = |steps: u32| {
        let mut case = prepared.case();
        case.load.settings = case.load.settings.with_context(Tokens::new(steps * CONTEXT_STEP));
        let figures = figures(&case);
        Tried { change: Change::Context { context: steps * CONTEXT_STEP }, figures }
    };
    let shortest = SHORTEST_CONTEXT / CONTEXT_STEP;
    let most = asked.saturating_sub(1) / CONTEXT_STEP;
    if most < shortest {
        return None;
    }
    let reachable = with(shortest).figures.fit;
    if reachable.rank() <= now.fit.rank() {
        return None;
    }
    let reaches = |steps: u32| with(steps).figures.fit.rank() >= reachable.rank();
    Some(with(order::last(shortest, most, reaches)))
}

/// The most users below the question's that give a better grade.
fn users(prepared: &Prepared, now: &Figures) -> Option<Tried> {
    let asked = prepared.question.settings.n_seq();
    (1..asked).rev().find_map(|users| {
        let mut case = prepared.case();
        case.load.settings = case.load.settings.with_users(users);
        better(Change::Users { users }, &case, now)
    })
}

/// Experts on the host, for a question that forbids it.
fn experts(prepared: &Prepared, now: &Figures) -> Option<Tried> {
    if now.fit.runs() || prepared.model.moe_layers == 0 || prepared.question.placement != Placement::Device {
        return None;
    }
    let mut case = prepared.case();
    case.load.placement = Placement::Auto;
    let figures = figures(&case);
    let layers = figures.placed.cpu_moe_layers;
    (figures.fit.rank() > now.fit.rank() && layers > 0)
        .then_some(Tried { change: Change::CpuMoe { layers }, figures })
}
