//! How many requests are under way on a server, and how long each takes, from the time a request takes beside others.
//!
//! Requests come independently of each other and share the device: with n under way each takes t(n). That is a symmetric queue, in which the
//! chance of n under way does not depend on how long requests are spread, only on their mean: πₙ ∝ Π λ·t(k) ÷ k (F. P. Kelly, "Reversibility
//! and Stochastic Networks", 1979, chapter 3). Who comes sees the others as they are at any time (R. W. Wolff, Operations Research 30 (1982),
//! 223–231), so the median time is that beside the median number of others. Beyond the slots requests wait in a line; as all are alike,
//! half as long as where their lengths vary exponentially (the factor (1 + c²) ÷ 2 of J. F. C. Kingman and of F. Pollaczek and A. Khinchine).
//!
//! A simulation of a server that puts prompts before steps is the test of it: within a few per cent where answers take longer than prompts; where
//! prompts take much longer, and so are worked out in turn rather than shared, within a quarter.

use crate::math::ln;

/// Requests under way: chances of 0, 1, 2, … of them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct UnderWay {
    /// Up to all slots. Of each one more in line the chance is `busiest` times that of one fewer.
    chances: Vec<f64>,
    /// Seconds of a request beside 0, 1, … others, as many as there are slots.
    times: Vec<f64>,
    /// Arrivals a second.
    arrivals: f64,
    /// Arrivals ÷ what full slots do; below 1.
    busiest: f64,
}

impl UnderWay {
    /// Of so many arrivals a second, where a request takes `times` beside 0, 1, … others, each with a slot of its own. None where the server
    /// cannot keep up.
    pub(super) fn of(arrivals: f64, times: Vec<f64>) -> Option<Self> {
        // One in thirty years is as good as none, and of none there is no mean.
        let arrivals = arrivals.max(1e-9);
        let busiest = arrivals * times.last()? / times.len() as f64;
        if busiest >= 1.0 || busiest.is_nan() {
            return None;
        }
        let mut chances = vec![1.0_f64];
        let (mut chance, mut all) = (1.0, 1.0);
        for (slots, time) in (1..).zip(&times) {
            chance *= arrivals * time / f64::from(slots);
            all += chance;
            chances.push(chance);
        }
        all += chance * busiest / (1.0 - busiest);
        for chance in &mut chances {
            *chance /= all;
        }
        Some(Self { chances, times, arrivals, busiest })
    }

    /// Mean time of a request, its time in line included, in seconds.
    pub(super) fn mean(&self) -> f64 {
        let each = self.chances.iter().enumerate().map(|(n, chance)| n as f64 * chance);
        let in_line = self.full() * self.busiest / (1.0 - self.busiest);
        (each.sum::<f64>() + in_line * self.times.len() as f64) / self.arrivals + self.waiting()
    }

    /// Mean time in line before a slot is free, in seconds.
    pub(super) fn waiting(&self) -> f64 {
        let idle = 1.0 - self.busiest;
        0.5 * self.full() * self.busiest / (idle * idle * self.arrivals)
    }

    /// The time that this share of all requests does not exceed, in seconds.
    pub(super) fn within(&self, share: f64) -> f64 {
        // Others come and go meanwhile, so the times lie between those beside two numbers; with one slot nobody slows who has it.
        let before = if self.times.len() == 1 { 1.0 } else { 0.5 };
        let mut sum = 0.0;
        for (n, chance) in self.chances.iter().enumerate() {
            if sum + chance >= share {
                return self.beside(n as f64 + (share - sum) / chance - before);
            }
            sum += chance;
        }
        let in_line = ln((1.0 - share) * (1.0 - self.busiest) / self.full()) / ln(self.busiest);
        self.beside(self.times.len() as f64 + in_line - before)
    }

    /// Slots that are enough for this share of all moments; at least one, and no more than there are.
    pub(super) fn slots(&self, share: f64) -> usize {
        let mut before = 0.0;
        let enough = self.chances.iter().position(|chance| {
            before += chance;
            before >= share
        });
        enough.unwrap_or(self.times.len()).max(1)
    }

    /// Chance that all slots are taken and nobody is in line.
    fn full(&self) -> f64 {
        self.chances.last().copied().unwrap_or(0.0)
    }

    /// Seconds of a request that comes to so many others.
    fn beside(&self, others: f64) -> f64 {
        let others = others.max(0.0);
        let at = |others: usize| self.times.get(others).copied();
        let whole = others as usize;
        match (at(whole), at(whole + 1)) {
            (Some(low), Some(high)) => low + (high - low) * (others - whole as f64),
            _ => {
                let (slots, last) = (self.times.len() as f64, self.times.last().copied().unwrap_or(0.0));
                last * (1.0 + 0.5 * (others + 1.0 - slots) / slots)
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests;
