//! A rig under a load of requests: how many are under way at once, and how long each takes.
//!
//! A mean-value model. A request is a prompt of the question and an answer of so many tokens. Prompts take the device's time in turn with
//! steps of all answers, so of a load λ with prefill time p a share u = λ·p is prompts, and everything else has 1 − u of the time
//! (processor sharing; L. Kleinrock, "Time-shared systems: a theoretical treatment", J. ACM 14 (1967), 242–261: a job of length p takes p ÷ (1 − u)
//! on average). With n requests under way an answer takes its tokens ÷ the rate of one of n users, and n = λ·T (J. D. C. Little, Operations Research 9 (1961),
//! 383–387). The least n that keeps up is taken.

use super::Calculator;
use super::curves::at_users;
use super::prepared::Prepared;
use crate::assess::{Figures, assess};
use crate::fit::Fit;
use crate::order;
use crate::question::{Fault, RawQuestion};
use crate::units::{Known, Seconds, Tokens};

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
    /// How a rig does under a load.
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

/// Caches of more users never take less, so a search finds the last that keeps its layers where one user's are.
fn most_users(prepared: &Prepared) -> Option<u32> {
    let runs = |figures: &Figures| !matches!(figures.fit, Fit::DoesNotFit | Fit::Unknown);
    let alone = at_users(prepared, 1);
    let fits = |users: u32| {
        let figures = at_users(prepared, users);
        runs(&figures) && figures.placed == alone.placed
    };
    runs(&alone).then(|| order::last(1, MOST, fits))
}

fn served(prepared: &Prepared, service: &Service) -> Known<Served> {
    let Some(most) = most_users(prepared) else { return Known::Unknown };
    let mut alone = prepared.case();
    alone.load.settings = alone.load.settings.with_users(1);
    let Known::Known(prefill) = assess(&alone).prefill else { return Known::Unknown };
    let arrivals = service.requests_per_hour / 3600.0;
    let prompt = prepared.question.prompt.as_f64() / prefill.tokens_per_second.get();
    // Alone on the device with n under way: seconds of its time for an answer's share of the steps.
    let generating = |at_once: u32| {
        let decode = at_users(prepared, at_once).decode;
        decode.map(|decode| service.answer.as_f64() / decode.tokens_per_second.get())
    };
    let prompts = arrivals * prompt;
    let idle = 1.0 - prompts;
    if idle > 0.0 {
        for at_once in 1..=most {
            let Known::Known(generating) = generating(at_once) else { return Known::Unknown };
            let finished = (prompt + generating) / idle;
            if arrivals * finished <= f64::from(at_once) {
                let [first, finished] = [prompt / idle, finished].map(Seconds::new);
                return Known::Known(Served::Keeps { at_once, first, finished, prompts });
            }
        }
    }
    // With n always under way n = λ·(p + g) ÷ (1 − λ·p), so λ = n ÷ (p + g + n·p).
    generating(most).map(|generating| {
        let n = f64::from(most);
        let most_per_hour = 3600.0 * n / (prompt + generating + n * prompt);
        Served::Behind { at_once: most, most_per_hour }
    })
}
