//! A rig under a load of requests: how many are under way at once, and how long each takes.
//!
//! A request is a prompt of the question and an answer of so many tokens; requests come one by one, independently of each other. With n under way each waits
//! for the prompts of all and for its own steps beside n − 1 others: t(n) = n·p + g(n). From that follow the chances of n and the times ([`UnderWay`]).
//! Prompts wait for prompts before them: p + λ·p² ÷ (2 − 2·λ·p) until the first token, for prompts that are all alike
//! (F. Pollaczek, Mathematische Zeitschrift 32 (1930), 64–100), and for a slot.

use super::Calculator;
use super::curves::at_users;
use super::prepared::Prepared;
use super::under_way::UnderWay;
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
        /// Slots that are enough at nineteen of twenty moments, no more than fit.
        at_once: u32,
        /// Until the first token, on average.
        first: Seconds,
        /// Until the answer is finished, on average.
        finished: Seconds,
        /// Half of all requests take no longer than this.
        half: Seconds,
        /// Nine of ten take no longer than this.
        nine_of_ten: Seconds,
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
    // Seconds that an answer's steps take with so many under way, without prompts between them.
    let generating = |at_once: u32| {
        let decode = at_users(prepared, at_once).decode;
        decode.map(|decode| service.answer.as_f64() / decode.tokens_per_second.get())
    };
    let mut times = Vec::new();
    for at_once in 1..=most {
        let Known::Known(generating) = generating(at_once) else { return Known::Unknown };
        times.push(f64::from(at_once) * prompt + generating);
    }
    let [alone, last] = [times.first(), times.last()].map(|time| time.copied().unwrap_or(f64::NAN));
    Known::Known(match UnderWay::of(arrivals, times) {
        Some(under_way) => {
            let prompts = arrivals * prompt;
            let first = under_way.waiting() + prompt + prompts * prompt / (2.0 - 2.0 * prompts);
            let [finished, half, nine_of_ten] =
                [under_way.mean(), under_way.within(0.5), under_way.within(0.9)];
            // Who waits for a slot waits for the prompts of those who have one, too: the answer itself takes no less than alone.
            let first = first.min(finished + prompt - alone);
            let at_once = under_way.slots(0.95) as u32;
            let [first, finished, half, nine_of_ten] = [first, finished, half, nine_of_ten].map(Seconds::new);
            Served::Keeps { at_once, first, finished, half, nine_of_ten, prompts }
        }
        None => Served::Behind { at_once: most, most_per_hour: 3600.0 * f64::from(most) / last },
    })
}
