//! A rig under a load of requests: how many are under way at once, and how long each takes.
//!
//! A mean-value model. A request is a prompt of the question and an answer of so many tokens. Prompts take the device's time in turn with
//! steps of all answers, so of a load λ with prefill time p a share u = λ·p is prompts, and everything else has 1 − u of the time
//! (processor sharing; L. Kleinrock, "Time-shared systems: a theoretical treatment", J. ACM 14 (1967), 242–261: a job of length p takes p ÷ (1 − u)
//! on average). With n requests under way an answer takes its tokens ÷ the rate of one of n users, and n = λ·T (J. D. C. Little, Operations Research 9 (1961),
//! 383–387). The least n that keeps up is taken.

use super::Calculator;
use super::prepared::Prepared;
use crate::answer::Rate;
use crate::assess::assess;
use crate::fit::Fit;
use crate::question::{Fault, RawQuestion};
use crate::units::{Known, Seconds, Tokens, TokensPerSecond};

/// Most requests at once: llama.cpp's most sequences.
const MOST: u32 = crate::memory::MAX_SEQUENCES;

/// What is asked of a rig that serves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Service {
    /// Requests an hour.
    pub requests_per_hour: f64,
    /// Tokens of an answer, thinking included.
    pub answer: Tokens,
}

/// A rig under that load.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Served {
    /// It keeps up.
    Keeps {
        /// Requests under way, which the runtime must have slots for.
        at_once: u32,
        /// Until the first token, on average.
        first: Seconds,
        /// Until the answer is finished, on average; half of all requests take no longer than this, as few take much longer.
        finished: Seconds,
        /// Share of the time that goes to prompts.
        prompts: f64,
    },
    /// It does not, with as many at once as fit.
    Behind {
        /// Requests at once that fit.
        at_once: u32,
        /// The most requests an hour it could do.
        most_per_hour: f64,
    },
}

impl Calculator {
    /// How a rig does under a load, and the most users whose caches fit beside each other.
    ///
    /// # Errors
    /// What is wrong with the question.
    pub fn served(&self, raw: &RawQuestion, service: &Service) -> Result<Known<Served>, Fault> {
        let prepared = self.prepare(raw)?;
        Ok(served(&prepared, service))
    }

    /// The most users at once whose caches fit where the layers are now; none where not even one fits, or nobody knows.
    ///
    /// # Errors
    /// What is wrong with the question.
    pub fn most_users(&self, raw: &RawQuestion) -> Result<Known<u32>, Fault> {
        let prepared = self.prepare(raw)?;
        Ok(most_users(&prepared).into())
    }
}

fn figures(prepared: &Prepared, users: u32) -> crate::assess::Figures {
    let mut case = prepared.case();
    case.load.settings = case.load.settings.with_users(users);
    assess(&case)
}

/// Caches of more users never take less, so a binary search finds the last that keeps its layers where one user's are.
fn most_users(prepared: &Prepared) -> Option<u32> {
    let alone = figures(prepared, 1);
    let fits = |users: u32| {
        let figures = figures(prepared, users);
        !matches!(figures.fit, Fit::DoesNotFit | Fit::Unknown) && figures.placed == alone.placed
    };
    let (mut low, mut high) = (1, MOST);
    if !fits(1) {
        return None;
    }
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        if fits(middle) { low = middle } else { high = middle - 1 }
    }
    Some(low)
}

fn served(prepared: &Prepared, service: &Service) -> Known<Served> {
    let Some(most) = most_users(prepared) else { return Known::Unknown };
    let Known::Known(prefill) = figures(prepared, 1).prefill else { return Known::Unknown };
    let arrivals = service.requests_per_hour / 3600.0;
    let prompt = prepared.question.prompt.as_f64() / rate(prefill).get();
    let answer = service.answer.as_f64();
    // Alone on the device with n under way: seconds of its time for a prompt and for an answer's share of the steps.
    let generating =
        |at_once: u32| figures(prepared, at_once).decode.map(|decode| answer / rate(decode).get());
    let share = arrivals * prompt;
    for at_once in 1..=most {
        let Known::Known(generating) = generating(at_once) else { return Known::Unknown };
        let idle = 1.0 - share;
        let (first, finished) = (prompt / idle, (prompt + generating) / idle);
        if idle > 0.0 && arrivals * finished <= f64::from(at_once) {
            let [first, finished] = [first, finished].map(Seconds::new);
            return Known::Known(Served::Keeps { at_once, first, finished, prompts: share });
        }
    }
    // With n always under way n = λ·(p + g) ÷ (1 − λ·p), so λ = n ÷ (p + g + n·p).
    generating(most).map(|generating| {
        let n = f64::from(most);
        let most_per_hour = 3600.0 * n / (prompt + generating + n * prompt);
        Served::Behind { at_once: most, most_per_hour }
    })
}

const fn rate(rate: Rate) -> TokensPerSecond {
    rate.tokens_per_second
}
