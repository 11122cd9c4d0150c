//! The order of rigs, and which of them another makes superfluous.
//!
//! First the worst grade of the wants, then the sum of their grades; so rigs that run everything comfortably come first
//! and those that cannot run one of the wants last. Among equals the order asked for: price ascending; or the rate of the slowest
//! want descending; or the energy for a token of the thirstiest want ascending. Then price, rate, power, bits of the
//! coarsest quant, fewer devices, and the catalog's order. What is unknown comes after everything known.
//!
//! A rig is superfluous when another is as good in everything (each want's grade, rate and bits, price, power) and better in
//! something, or is the same device in a smaller size. Unknown is as good as unknown and neither better nor worse than a figure.

use core::cmp::{Ordering, Reverse};

use super::checked::Order;
use super::codes::Better;
use crate::catalog::HardwareKey;
use crate::fit::Fit;
use crate::weights::Quant;

/// How much faster counts as better.
const NOTABLY_FASTER: f64 = 1.25;
/// How many bits per weight more count as better.
const NOTABLY_FINER: f64 = 1.0;
/// How much of a rate counts as the same rate.
const AS_FAST: f64 = 0.98;

/// A want on a rig, as far as ranking reads it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged {
    /// The verdict.
    pub fit: Fit,
    /// The quant.
    pub quant: Quant,
    /// Its bits per weight.
    pub bits: f64,
    /// Decode of one user, tokens per second.
    pub rate: Option<f64>,
}

impl Judged {
    /// Whether it is known to be no worse than another. What does not run there has neither rate nor quant to lose.
    fn keeps(&self, than: &Self) -> bool {
        let as_fast = match (than.rate, self.rate) {
            (Some(than), Some(own)) => own >= than * AS_FAST,
            (than, own) => than.is_none() && own.is_none(),
        };
        self.fit.rank() >= than.fit.rank() && (!than.fit.runs() || (as_fast && self.bits >= than.bits))
    }
}

/// A rig as far as ranking reads it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    /// Its place among the rigs that were tried.
    pub place: usize,
    /// Its device.
    pub device: HardwareKey,
    /// Devices.
    pub count: u32,
    /// The worst grade.
    pub worst: Fit,
    /// Sum of the grades' ranks.
    pub sum: u32,
    /// Whether one of the wants runs.
    pub runs: bool,
    /// The slowest rate; none where a want that runs has none.
    pub pace: Option<f64>,
    /// The most energy for a token, joules.
    pub joules: Option<f64>,
    /// The fewest bits.
    pub bits: f64,
    /// US dollars.
    pub price: Option<f64>,
    /// Watts.
    pub power: Option<f64>,
}

impl Standing {
    /// Of the judgements of a rig; `users` of each want share its energy.
    #[must_use]
    pub fn new(
        (place, device, count): (usize, HardwareKey, u32),
        judged: &[Judged],
        users: &[u32],
        price: Option<f64>,
        power: Option<f64>,
    ) -> Self {
        let mut standing = Self {
            place,
            device,
            count,
            worst: Fit::Comfortable,
            sum: 0,
            runs: false,
            pace: Some(f64::INFINITY),
            joules: Some(0.0),
            bits: f64::INFINITY,
            price,
            power,
        };
        for (want, users) in judged.iter().zip(users) {
            if want.fit.rank() < standing.worst.rank() {
                standing.worst = want.fit;
            }
            standing.sum += u32::from(want.fit.rank());
            standing.runs |= want.fit.runs();
            standing.bits = standing.bits.min(want.bits);
            if want.fit.runs() {
                let least = |(a, b): (f64, f64)| a.min(b);
                standing.pace = standing.pace.zip(want.rate).map(least);
                let joules = power.zip(want.rate).map(|(power, rate)| power / (rate * f64::from(*users)));
                standing.joules = standing.joules.zip(joules).map(|(a, b)| a.max(b));
            }
        }
        if !standing.runs {
            (standing.pace, standing.joules) = (None, None);
        }
        standing
    }

    /// What is better in the other, the first that holds. A better grade is worth a coarser quant or a lower rate, as the ranking has it; of
    /// equal grades nothing may be worse. So grades only rise from one to the next, and none leads back.
    #[must_use]
    pub fn better(&self, own: &[Judged], other: &Self, others: &[Judged]) -> Option<Better> {
        let worse = own.iter().zip(others).any(|(own, other)| other.fit.rank() < own.fit.rank());
        if !worse && other.worst.rank() > self.worst.rank() {
            return Some(Better::Fit { fit: other.worst });
        }
        if worse || !own.iter().zip(others).all(|(own, other)| other.keeps(own)) {
            return None;
        }
        if let (Some(own), Some(other)) = (self.pace, other.pace)
            && other >= own * NOTABLY_FASTER
        {
            return Some(Better::Faster { times: other / own });
        }
        (other.bits >= self.bits + NOTABLY_FINER).then_some(Better::FinerQuant { bits: other.bits })
    }
}

/// Known before unknown, less before more.
fn ascending(a: Option<f64>, b: Option<f64>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

/// Known before unknown, more before less.
fn descending(a: Option<f64>, b: Option<f64>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

/// The better rig first.
#[must_use]
pub fn compare(order: Order, a: &Standing, b: &Standing) -> Ordering {
    let grades = |s: &Standing| (Reverse(s.worst.rank()), Reverse(s.sum));
    let asked = || match order {
        Order::Price => ascending(a.price, b.price),
        Order::Speed => descending(a.pace, b.pace),
        Order::Efficiency => ascending(a.joules, b.joules),
    };
    grades(a)
        .cmp(&grades(b))
        .then_with(asked)
        .then_with(|| ascending(a.price, b.price))
        .then_with(|| descending(a.pace, b.pace))
        .then_with(|| ascending(a.power, b.power))
        .then_with(|| b.bits.total_cmp(&a.bits))
        .then_with(|| (a.count, a.place).cmp(&(b.count, b.place)))
}

/// The order of two figures; unknown is comparable to unknown only.
fn less(a: Option<f64>, b: Option<f64>) -> Option<Ordering> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.total_cmp(&b)),
        (None, None) => Some(Ordering::Equal),
        _ => None,
    }
}

/// Whether the first rig is as good in everything and better in something.
#[must_use]
pub fn beats(a: &Standing, with: &[Judged], b: &Standing, than: &[Judged]) -> bool {
    let mut better = a.device == b.device && a.place < b.place;
    // Each gives whether `a` is at least as good, and notes whether it is better.
    let mut at_least = |order: Option<Ordering>| {
        better |= order == Some(Ordering::Less);
        matches!(order, Some(Ordering::Less | Ordering::Equal))
    };
    let rigs = at_least(less(a.price, b.price)) && at_least(less(a.power, b.power));
    rigs && with.iter().zip(than).all(|(a, b)| {
        at_least(Some(b.fit.rank().cmp(&a.fit.rank())))
            && at_least(less(b.rate, a.rate))
            && at_least(Some(b.bits.total_cmp(&a.bits)))
    }) && better
}
