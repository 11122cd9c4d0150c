//! How many requests are under way on a server, and how long each takes, from the time a request takes beside others.
//!
//! Requests come independently of each other and share the device: with n under way each takes t(n). That is a symmetric queue, in which the
//! chance of n under way does not depend on how long requests are spread, only on their mean: πₙ ∝ Π λ·t(k) ÷ k (F. P. Kelly, "Reversibility
//! and Stochastic Networks", 1979, chapter 3). Who comes sees the others as they are at any time (R. W. Wolff, Operations Research 30 (1982),
//! 223–231), so the median time is that beside the median number of others. Beyond the slots requests wait in a line; as all are alike,
//! half as long as where their lengths vary exponentially (the factor (1 + c²) ÷ 2 of J. F. C. Kingman and of F. Pollaczek and A. Khinchine).
//!
//! A simulation of a server that puts prompts before steps is the test of it.

/// Chances below this of all are not followed further.
const LEAST: f64 = 1e-9;

/// Requests under way: chances of 0, 1, 2, … of them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct UnderWay {
    /// Up to the slots, then those in line beyond them.
    chances: Vec<f64>,
    /// Seconds of a request beside 0, 1, … others, as many as there are slots.
    times: Vec<f64>,
    /// Arrivals a second.
    arrivals: f64,
}

impl UnderWay {
    /// Of so many arrivals a second, where a request takes `times` beside 0, 1, … others, each with a slot of its own. None where the server
    /// cannot keep up.
    pub(super) fn of(arrivals: f64, times: Vec<f64>) -> Option<Self> {
        let last = *times.last()?;
        let busiest = arrivals * last / times.len() as f64;
        if busiest >= 1.0 || busiest.is_nan() {
            return None;
        }
        let mut chances = vec![1.0_f64];
        let (mut chance, mut all) = (1.0, 1.0);
        let by_slots = (1..).zip(&times).map(|(slots, time)| arrivals * time / f64::from(slots));
        for step in by_slots.chain(core::iter::repeat(busiest)) {
            chance *= step;
            all += chance;
            chances.push(chance);
            if chances.len() > times.len() && chance < LEAST * all * (1.0 - busiest) {
                break;
            }
        }
        for chance in &mut chances {
            *chance /= all;
        }
        Some(Self { chances, times, arrivals })
    }

    /// Mean time of a request, its time in line included, in seconds.
    pub(super) fn mean(&self) -> f64 {
        let slots = self.times.len();
        let under_way = |(n, chance): (usize, &f64)| chance * (n.min(slots) as f64 + 0.5 * in_line(n, slots));
        self.chances.iter().enumerate().map(under_way).sum::<f64>() / self.arrivals
    }

    /// Mean time in line before a slot is free.
    pub(super) fn waiting(&self) -> f64 {
        let slots = self.times.len();
        let waiting = |(n, chance): (usize, &f64)| chance * 0.5 * in_line(n, slots);
        self.chances.iter().enumerate().map(waiting).sum::<f64>() / self.arrivals
    }

    /// The time that this share of all requests does not exceed.
    pub(super) fn within(&self, share: f64) -> f64 {
        let mut before = 0.0;
        for (n, chance) in self.chances.iter().enumerate() {
            if before + chance >= share {
                // Others come and go meanwhile, so the times lie between those beside two numbers; with one slot nobody slows who has it.
                let alone = n == 0 && self.times.len() == 1;
                let part = if alone { 0.0 } else { (share - before) / chance - 0.5 };
                return self.beside(n as f64 + part);
            }
            before += chance;
        }
        self.beside((self.chances.len() - 1) as f64)
    }

    /// Slots that are enough for this share of all moments; at least one.
    pub(super) fn slots(&self, share: f64) -> usize {
        let mut before = 0.0;
        let enough = self.chances.iter().position(|chance| {
            before += chance;
            before >= share
        });
        enough.unwrap_or(self.chances.len()).clamp(1, self.times.len())
    }

    /// Seconds of a request that comes to so many others.
    fn beside(&self, others: f64) -> f64 {
        let at = |others: usize| match self.times.get(others) {
            Some(time) => *time,
            None => {
                let last = self.times.last().copied().unwrap_or(0.0);
                last * (1.0 + 0.5 * in_line(others + 1, self.times.len()) / self.times.len() as f64)
            }
        };
        let whole = others.max(0.0) as usize;
        let (low, high) = (at(whole), at(whole + 1));
        low + (high - low) * (others.max(0.0) - whole as f64)
    }
}

/// Of so many, those without a slot.
fn in_line(n: usize, slots: usize) -> f64 {
    n.saturating_sub(slots) as f64
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests;
