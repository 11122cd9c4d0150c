//! A model in the quants that lists try, prepared together.

use crate::order;
use std::rc::Rc;

use super::Calculator;
use super::prepared::{keep, kept};
use crate::assess::{Beside, Case, Figures, assess_row};
use crate::catalog::{Model, ModelKey};
use crate::fit::Fit;
use crate::rules::{ModelRules, Weights};
use crate::weights::{Imatrix, Quant};

/// Quants that lists and fixes try, best first: those that publishers offer for nearly every model
/// (repositories of bartowski and the ggml organisation, 2025–26).
pub(super) const LADDER: [Quant; 9] = [
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
    /// bits never fit better, so the grade only rises down the ladder until the weights fall below four bits, and a binary search finds the first comfortable step.
    pub(super) fn best(&self, case: &Case<'_>, beside: &Beside) -> Option<(Quant, Figures)> {
        let at = |step: usize| {
            let (quant, weights) = self.steps.get(step)?;
            Some((*quant, assess_row(&Case { weights, ..*case }, beside)))
        };
        let last = self.steps.len().checked_sub(1)?;
        // Comfort is the best grade, so the largest comfortable one is best outright. More bits are not always slower: an
        // 8-bit type is unpacked with less work than a smaller one.
        let largest = at(0)?;
        if largest.1.fit == Fit::Comfortable || last == 0 {
            return Some(largest);
        }
        // The lowest step whose weights are not marginal by themselves.
        let floor = self
            .steps
            .iter()
            .rposition(|(_, w)| w.bits >= case.load.thresholds.marginal_bits)
            .unwrap_or(last);
        let best = at(floor)?;
        // A cache nobody knows is unknown beside every quant.
        if best.1.fit == Fit::Unknown && !case.model.cache.is_known() && largest.1.fit == Fit::Unknown {
            return Some(largest);
        }
        if best.1.fit == Fit::Comfortable {
            return self.highest(&at, 1.min(floor), floor, &best);
        }
        let smallest = at(last)?;
        // What the smallest cannot do, none can.
        if smallest.1.fit == Fit::DoesNotFit {
            return Some(smallest);
        }
        if best.1.fit.rank() < smallest.1.fit.rank() {
            return self.highest(&at, floor, last, &smallest);
        }
        // Offloaded or slow already: more bits would only be slower.
        if best.1.fit == Fit::Marginal {
            return Some(best);
        }
        self.highest(&at, 0, floor, &best)
    }

    /// The highest step from `low` to `high` with the grade of `high`.
    fn highest(
        &self,
        at: &impl Fn(usize) -> Option<(Quant, Figures)>,
        mut low: usize,
        mut high: usize,
        found: &(Quant, Figures),
    ) -> Option<(Quant, Figures)> {
        let mut best = *found;
        while low < high {
            let middle = low + (high - low) / 2;
            let tried = at(middle)?;
            if tried.1.fit.rank() >= found.1.fit.rank() {
                best = tried;
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Some(best)
    }
}

impl Calculator {
    pub(super) fn ladder(&self, key: ModelKey) -> Rc<Ladder> {
        if let Some(ladder) = kept(&self.ladders, key) {
            return ladder;
        }
        let native = self.catalog.model(key).map_or(Quant::Q4_K_M, Model::default_quant);
        let quants = if native == Quant::Q4_K_M { LADDER.to_vec() } else { vec![native] };
        let step = |quant| (quant, self.weights_of(key, quant, Imatrix::Without));
        let mut steps: Vec<_> = quants.into_iter().map(step).collect();
        order::sort_by_key(&mut steps, |(_, weights)| core::cmp::Reverse(weights.file));
        let ladder = Rc::new(Ladder { rules: self.rules(key), steps });
        keep(&self.ladders, key, &ladder);
        ladder
    }

    /// Prepares some of the catalog's models for [`Calculator::models`]: `count` of them from the `from`-th on. Gives where to go on, or
    /// `None` when all are ready: a page calls it while idle, so that the first list does not stop it.
    pub fn warm(&self, from: usize, count: usize) -> Option<usize> {
        let mut keys = self.catalog.model_keys().skip(from);
        for key in keys.by_ref().take(count) {
            self.ladder(key);
        }
        keys.next().map(ModelKey::index)
    }
}
