//! A model in the quants that lists try, prepared together.

use core::ops::Range;
use std::rc::Rc;

use super::Calculator;
use super::prepared::{keep, kept};
use crate::answer::Placed;
use crate::assess::{Beside, Case, Figures, Load, assess_row};
use crate::catalog::{Model, ModelKey};
use crate::fit::Fit;
use crate::order;
use crate::question::{Placement, Runtime};
use crate::rules::{ModelRules, Pool, RigRules, Weights};
use crate::units::Bytes;
use crate::weights::{Imatrix, Offload, Quant};

/// Quants that lists and fixes try, best first: those that publishers offer for nearly every model
/// (repositories of bartowski and the ggml organisation, 2025–26).
const LADDER: [Quant; 9] = [
    Quant::Q8_0,
    Quant::Q6_K,
    Quant::Q5_K_M,
    Quant::Q4_K_M,
    Quant::IQ4_XS,
    Quant::Q3_K_M,
    Quant::IQ3_XXS,
    Quant::Q2_K,
    Quant::IQ2_XXS,
];

/// What lists and fixes try of a model in a runtime.
pub(super) fn tried(runtime: Runtime, model: Option<&Model>) -> &'static [Quant] {
    runtime.rules().map_or(&LADDER, |_| runtime.forms(model.map(|model| model.native)))
}

/// A model with its weights in each quant of the ladder, largest first; the native quant alone for models published only so.
#[derive(Debug)]
pub(super) struct Ladder {
    pub(super) rules: Rc<ModelRules>,
    steps: Vec<(Quant, Rc<Weights>)>,
}

impl Ladder {
    /// The weights in a quant of the ladder.
    pub(super) fn weights(&self, quant: Quant) -> Option<&Rc<Weights>> {
        self.steps.iter().find(|(step, _)| *step == quant).map(|(_, weights)| weights)
    }

    /// The largest quant of the ladder.
    pub(super) fn largest(&self) -> Option<Quant> {
        self.steps.first().map(|(quant, _)| *quant)
    }

    /// The best quant for a case of this model: the highest that is comfortable, else the highest of the best grade any reaches. More
    /// bits never fit better, so the grade only rises down the ladder until the weights fall below four bits; steps that weigh more than the
    /// devices have are passed over, and the first of the others is mostly the one.
    pub(super) fn best(&self, case: &Case<'_>, beside: &Beside) -> Option<(Quant, Figures)> {
        let row = |step: usize, placement: Placement| {
            let (quant, weights) = self.steps.get(step)?;
            let load = Load { placement, ..case.load };
            Some((*quant, assess_row(&Case { weights, load, ..*case }, beside)))
        };
        let asked = case.load.placement;
        // What lies partly on the host is marginal at best, so whether a step is better than that shows without looking for the
        // best way to offload it.
        let on_devices = if asked == Placement::Auto { Placement::Device } else { asked };
        let at = |step: usize| row(step, asked);
        let whole = |step: usize| row(step, on_devices);
        let last = self.steps.len().checked_sub(1)?;
        if last == 0 {
            return at(0);
        }
        // The lowest step whose weights are not marginal by themselves.
        let floor = self
            .steps
            .iter()
            .rposition(|(_, w)| w.bits >= case.load.thresholds.marginal_bits)
            .unwrap_or(last);
        let room = Room::of(case, beside);
        // Comfort is the best grade, so the largest comfortable step is best outright: mostly the first that may have room.
        let first = (0..floor).find(|step| self.may_hold(&room, *step, Fit::Comfortable));
        let found = first.and_then(whole);
        if found.is_some_and(|(_, figures)| figures.fit == Fit::Comfortable) {
            return found;
        }
        let best = at(floor)?;
        // A cache nobody knows is unknown beside every quant.
        if best.1.fit == Fit::Unknown && !case.model.cache.is_known() {
            let largest = at(0)?;
            if largest.1.fit == Fit::Unknown {
                return Some(largest);
            }
        }
        match best.1.fit {
            Fit::Comfortable => {
                let rest = first.map_or(floor, |first| first + 1)..floor;
                return self.highest(&whole, &room, rest, Fit::Comfortable).or(Some(best));
            }
            Fit::Tight => return self.highest(&whole, &room, 0..floor, Fit::Tight).or(Some(best)),
            // Offloaded or slow already: more bits would only be slower, and fewer are marginal by themselves.
            Fit::Marginal => return Some(best),
            Fit::Unknown | Fit::DoesNotFit => {}
        }
        let smallest = at(last)?;
        // What the smallest cannot do, none can.
        if smallest.1.fit == Fit::DoesNotFit {
            return Some(smallest);
        }
        if best.1.fit.rank() < smallest.1.fit.rank() {
            return self.highest(&at, &Room::ENDLESS, floor..last, smallest.1.fit).or(Some(smallest));
        }
        self.highest(&at, &Room::ENDLESS, 0..floor, best.1.fit).or(Some(best))
    }

    /// The highest of some steps that reaches a grade; those that weigh too much for it are not assessed.
    fn highest(
        &self,
        at: &impl Fn(usize) -> Option<(Quant, Figures)>,
        room: &Room,
        steps: Range<usize>,
        grade: Fit,
    ) -> Option<(Quant, Figures)> {
        steps
            .filter(|step| self.may_hold(room, *step, grade))
            .filter_map(at)
            .find(|(_, figures)| figures.fit.rank() >= grade.rank())
    }

    fn may_hold(&self, room: &Room, step: usize, grade: Fit) -> bool {
        self.steps.get(step).is_some_and(|(_, weights)| room.holds(weights, grade))
    }
}

/// What all devices together have for weights. A grade that stands on the fullest of them is out of reach where the sum is too small for it already.
struct Room {
    comfortable: Bytes,
    tight: Bytes,
}

impl Room {
    const ENDLESS: Self = Self { comfortable: Bytes::new(u64::MAX), tight: Bytes::new(u64::MAX) };

    fn of(case: &Case<'_>, beside: &Beside) -> Self {
        let rig = case.rig;
        if rig.pool == Pool::Host {
            return Self::ENDLESS;
        }
        // Beside weights and caches a device in use holds what the runtime adds and a compute buffer; one that is not holds nothing.
        let compute = beside
            .compute(case, Placed::whole(case.model.layers()))
            .get()
            .map_or(Bytes::ZERO, |compute| compute.device);
        let cache = beside.cache().get().map_or(Bytes::ZERO, |cache| cache.total());
        let within = |share: f64| {
            let free = |device: &RigRules| device.usable.scaled(share) - device.overhead - compute;
            (0..rig.devices).map(|number| free(rig.device(number))).sum::<Bytes>() - cache
        };
        Self { comfortable: within(1.0 - case.load.thresholds.headroom), tight: within(1.0) }
    }

    fn holds(&self, weights: &Weights, grade: Fit) -> bool {
        let room = if grade == Fit::Comfortable { self.comfortable } else { self.tight };
        weights.plan().is_none() || weights.split(Offload::ALL).device.weights.fits(room)
    }
}

impl Calculator {
    pub(super) fn ladder(&self, key: ModelKey, runtime: Runtime) -> Rc<Ladder> {
        let own = runtime.rules().is_some();
        if let Some(ladder) = kept(&self.ladders, key).filter(|_| !own) {
            return ladder;
        }
        let model = self.catalog.model(key);
        let native = model.map_or(Quant::Q4_K_M, Model::default_quant);
        let all = own || native == Quant::Q4_K_M;
        let quants = if all { tried(runtime, model).to_vec() } else { vec![native] };
        let step = |quant| (quant, self.weights_of(key, quant, Imatrix::Without));
        let mut steps: Vec<_> = quants.into_iter().map(step).collect();
        order::sort_by_key(&mut steps, |(_, weights)| core::cmp::Reverse(weights.file));
        let ladder = Rc::new(Ladder { rules: self.rules(key), steps });
        if !own {
            keep(&self.ladders, key, &ladder);
        }
        ladder
    }
}
