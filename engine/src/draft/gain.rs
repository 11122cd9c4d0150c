//! From the costs of a cycle to what it gains.

use serde::Serialize;

use super::acceptance::{Acceptance, Drafter, Text, tokens_per_cycle};
use super::answer::{Gain, Outcome, Range};
use crate::answer::Rate;
use crate::units::{Known, Seconds};

/// What guessing and checking take.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Cycle {
    /// A step of the model alone, without a drafter.
    pub step: Seconds,
    /// A guess.
    pub guess: Seconds,
    /// Guesses in a row.
    pub guesses: u32,
    /// The step that checks them, by the rule for batches.
    pub check: Seconds,
    /// The longest that it takes: batches are known less well, and kernels take more for each further token than their bytes say.
    pub longest_check: Seconds,
}

/// What a further token adds to a step at most, as a share of it. `llama-bench -p 1,2,…,8` of a 34B in Q8_0 on an A100 takes 1.12, 1.28, 1.28, 1.54, 1.61
/// and 1.72 times a step for 3 to 8 tokens (llama.cpp pull request 5625, comment of 2024-03-02); a 7B in F16 on a V100 1.20 and 1.21 times for 2 and 3
/// (issue 3649).
const FURTHER_TOKEN: f64 = 0.1;

/// The longest check of so many guesses, from the rule's own longest and a plain step.
#[must_use]
pub fn longest_check(rule: Seconds, step: Seconds, typical: Seconds, guesses: u32) -> Seconds {
    let kernels = step.get() * (1.0 + FURTHER_TOKEN * f64::from(guesses));
    let unsure = if typical.get() > 0.0 { rule.get() / typical.get() } else { 1.0 };
    Seconds::new(typical.get().max(kernels) * unsure.max(1.0))
}

impl Cycle {
    /// Seconds of a cycle.
    #[must_use]
    pub fn seconds(&self) -> f64 {
        self.with(self.check)
    }

    fn with(&self, check: Seconds) -> f64 {
        f64::from(self.guesses) * self.guess.get() + check.get()
    }

    /// Times as fast as without the drafter: tokens of a cycle × a plain step ÷ the cycle.
    #[must_use]
    pub fn gain(&self, acceptance: f64) -> f64 {
        self.over(acceptance, self.seconds())
    }

    /// The same with the longest check.
    #[must_use]
    pub fn least_gain(&self, acceptance: f64) -> f64 {
        self.over(acceptance, self.with(self.longest_check))
    }

    fn over(&self, acceptance: f64, seconds: f64) -> f64 {
        if seconds > 0.0 {
            tokens_per_cycle(acceptance, self.guesses) * self.step.get() / seconds
        } else {
            0.0
        }
    }
}

/// Halvings that find an acceptance to six digits.
const HALVINGS: u32 = 20;

/// The acceptance from which on a drafter gains. Unknown where even all guesses right are no gain.
#[must_use]
pub fn break_even(cycle: &Cycle) -> Known<f64> {
    if cycle.gain(1.0) < 1.0 {
        return Known::Unknown;
    }
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = (low + high) / 2.0;
        if cycle.gain(middle) < 1.0 { low = middle } else { high = middle }
    }
    Known::Known(high)
}

/// What to expect of each kind of text, from the decode rate without a drafter.
#[must_use]
pub fn gains(drafter: Drafter, cycle: &Cycle, alone: &Rate) -> Vec<Gain> {
    let of = |text: &Text| {
        let published = Acceptance::of(drafter, *text);
        let over = |rule: &dyn Fn(f64) -> f64| Range {
            low: rule(published.rate.low),
            high: rule(published.rate.high),
        };
        let gain = Range { low: cycle.least_gain(published.rate.low), high: cycle.gain(published.rate.high) };
        Gain {
            text: *text,
            acceptance: published.rate,
            tokens_per_cycle: over(&|a| tokens_per_cycle(a, cycle.guesses)),
            gain,
            decode: Range { low: alone.low.get() * gain.low, high: alone.high.get() * gain.high },
            outcome: outcome(gain),
            sources: published.sources,
        }
    };
    Text::ALL.iter().map(of).collect()
}

fn outcome(gain: Range) -> Outcome {
    if gain.low >= 1.0 {
        Outcome::Gain
    } else if gain.high <= 1.0 {
        Outcome::Loss
    } else {
        Outcome::Either
    }
}
