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
    /// The step that checks them.
    pub check: Seconds,
}

impl Cycle {
    /// Seconds of a cycle.
    #[must_use]
    pub fn seconds(&self) -> f64 {
        f64::from(self.guesses) * self.guess.get() + self.check.get()
    }

    /// Times as fast as without the drafter: tokens of a cycle × a plain step ÷ the cycle.
    #[must_use]
    pub fn gain(&self, acceptance: f64) -> f64 {
        let seconds = self.seconds();
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
        let gain = over(&|a| cycle.gain(a));
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
