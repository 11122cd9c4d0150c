//! A step that computes several tokens of each user at once: what a draft's tokens are checked with.

use super::pace::{self, Work};
use super::verdict;
use super::{Beside, Case, Figures, Ranges};
use crate::answer::Placed;
use crate::fit::Fit;
use crate::units::{Bytes, Known, Seconds};

/// How long a step takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StepTime {
    /// Typically.
    pub typical: Seconds,
    /// At the lower end of the rate's range.
    pub longest: Seconds,
}

/// The time of a step that computes `tokens` in a row of each user. It is the step of a batch of as many sequences, but that the tokens of one
/// user read one cache, once: weights once, experts as often as they are hit, arithmetic for all.
///
/// No more than [`crate::memory::MAX_SEQUENCES`] tokens are counted.
#[must_use]
pub fn step(case: &Case<'_>, placed: Placed, tokens: u32) -> Known<StepTime> {
    let tokens = tokens.max(1);
    let beside = Beside::of(case).reading(1.0 / f64::from(tokens));
    let mut wide = Case { ranges: Ranges::Shown, ..*case };
    let users = case.load.settings.n_seq().saturating_mul(tokens);
    wide.load.settings = case.load.settings.with_users(users);
    let rate = Work::of(&wide, &beside, placed).as_ref().and_then(pace::decode);
    rate.and_then(|rate| {
        let (typical, low) = (rate.tokens_per_second.get(), rate.low.get());
        if typical > 0.0 && low > 0.0 {
            let seconds = |rate: f64| Seconds::new(1.0 / rate);
            Known::Known(StepTime { typical: seconds(typical), longest: seconds(low) })
        } else {
            Known::Unknown
        }
    })
}

/// The figures with another total in the fullest place, and the grade that follows.
#[must_use]
pub fn holding(case: &Case<'_>, figures: Figures, total: Known<Bytes>) -> Figures {
    let headroom = total.zip(figures.usable).map(|(total, usable)| verdict::free(total, usable));
    let mut figures = Figures { fullest: total, headroom, ..figures };
    if figures.fit != Fit::DoesNotFit {
        figures.fit = verdict::grade(case, headroom, &figures.decode, &figures.placed);
    }
    figures
}
