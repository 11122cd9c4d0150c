//! Speed as a function of what a reader turns: context already there, users at once, and the course of one answer.
//!
//! Every point is an assessment of its own ([`assess`]), so a curve cannot disagree with the figure beside it.

use super::Calculator;
use super::prepared::Prepared;
use crate::answer::Rate;
use crate::assess::{Beside, Case, Figures, assess, assess_row};
use crate::fit::Fit;
use crate::question::{Fault, RawQuestion};
use crate::speed::{Bound, bound};
use crate::units::{BytesPerSecond, Known, Seconds, Tokens, TokensPerSecond};

/// Decode at a depth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DepthPoint {
    /// Tokens in the context.
    pub depth: Tokens,
    /// The rate with its range; unknown where nothing fits.
    pub decode: Known<Rate>,
}

/// Speed under a number of users.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UsersPoint {
    /// Users at once, each with the question's context.
    pub users: u32,
    /// Whether their caches fit.
    pub fit: Fit,
    /// What each gets; unknown where the caches do not fit.
    pub each: Known<Rate>,
    /// What all get together, tokens per second.
    pub all: Known<TokensPerSecond>,
    /// What binds a step.
    pub bound: Known<Bound>,
}

/// What is asked of an answer's course.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Course {
    /// Tokens of the prompt that are still in the cache from an earlier request; at most the prompt.
    pub cached: Tokens,
    /// Tokens of thinking before the answer.
    pub thinking: Tokens,
    /// Tokens of the answer.
    pub answer: Tokens,
    /// What the disk reads when the model is not in memory yet.
    pub disk: Known<BytesPerSecond>,
}

/// When things happen, each counted from when the question is sent to a loaded model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Times {
    /// Loading a cold model before anything else: a line of its own, not part of the others. Unknown without the disk's rate.
    pub load: Known<Seconds>,
    /// The first token, of thinking if there is any.
    pub first: Known<Seconds>,
    /// The first token of the answer.
    pub answer: Known<Seconds>,
    /// The last token.
    pub finished: Known<Seconds>,
}

impl Calculator {
    /// Decode at each of these depths, with the settings and the placement rule of the question. A depth beyond its context is raised to
    /// a context that holds it.
    ///
    /// # Errors
    /// What is wrong with the question.
    pub fn depth_curve(&self, raw: &RawQuestion, depths: &[Tokens]) -> Result<Vec<DepthPoint>, Fault> {
        let prepared = self.prepare(raw)?;
        let point = |depth: &Tokens| DepthPoint { depth: *depth, decode: at_depth(&prepared, *depth).decode };
        Ok(depths.iter().map(point).collect())
    }

    /// Speed of each user and of all under these numbers of users. It ends where the caches no longer fit: such points say so.
    ///
    /// # Errors
    /// What is wrong with the question.
    pub fn users_curve(&self, raw: &RawQuestion, users: &[u32]) -> Result<Vec<UsersPoint>, Fault> {
        let prepared = self.prepare(raw)?;
        let point = |users: &u32| {
            let users = (*users).max(1);
            let figures = at_users(&prepared, users);
            let all = figures
                .decode
                .map(|rate| TokensPerSecond::new(rate.tokens_per_second.get() * f64::from(users)));
            let work = prepared.weights.work();
            let bound = if figures.placed.gpu_layers == figures.placed.layers {
                figures.decode.and_then(|_| bound(work, &prepared.rig.rates, prepared.rig.family, users))
            } else {
                Known::Unknown
            };
            UsersPoint { users, fit: figures.fit, each: figures.decode, all, bound }
        };
        Ok(users.iter().map(point).collect())
    }

    /// When the first token, the answer and its end come, for a prompt partly in the cache and with thinking before the answer.
    ///
    /// # Errors
    /// What is wrong with the question.
    pub fn course(&self, raw: &RawQuestion, course: &Course) -> Result<Times, Fault> {
        let prepared = self.prepare(raw)?;
        let q = &prepared.question;
        let cached = Tokens::new(course.cached.get().min(q.prompt.get()));
        let fresh = Tokens::new(q.prompt.get().saturating_sub(cached.get()).max(1));
        let mut case = prepared.case();
        // What is cached is depth to what is not.
        case.load.prompt = fresh;
        case.load.depth = Tokens::new(q.depth.get().saturating_add(cached.get()));
        let prefill = assess(&case).prefill.and_then(|rate| over(fresh, rate.tokens_per_second));
        let start = q.depth.get().saturating_add(q.prompt.get());
        let until = |tokens: u32| prefill.zip(generating(&prepared, start, tokens)).map(|(a, b)| a + b);
        let total = course.thinking.get().saturating_add(course.answer.get());
        let file = prepared.weights.file;
        Ok(Times {
            load: course
                .disk
                .and_then(|disk| if disk.get() > 0.0 { Known::Known(file / disk) } else { Known::Unknown }),
            first: until(1),
            answer: until(course.thinking.get().saturating_add(1)),
            finished: until(total.max(1)),
        })
    }
}

/// With so many users, each with the question's context; without prefill.
pub(super) fn at_users(prepared: &Prepared, users: u32) -> Figures {
    let mut case = prepared.case();
    case.load.settings = case.load.settings.with_users(users);
    assess_row(&case, &Beside::of(&case))
}

fn at_depth(prepared: &Prepared, depth: Tokens) -> Figures {
    let mut case: Case<'_> = prepared.case();
    case.load.depth = depth;
    if depth.get() > case.load.settings.n_ctx_seq() {
        case.load.settings = case.load.settings.with_context(depth);
    }
    assess(&case)
}

/// Seconds to generate `tokens` from a context of `start`: time per token grows evenly with the context but for windows that fill, so
/// Simpson's rule over beginning, middle and end is all but exact.
fn generating(prepared: &Prepared, start: u32, tokens: u32) -> Known<Seconds> {
    let step = |depth: u32| {
        let rate = at_depth(prepared, Tokens::new(depth)).decode;
        rate.and_then(|rate| over(Tokens::new(1), rate.tokens_per_second))
    };
    let (middle, end) = (start.saturating_add(tokens / 2), start.saturating_add(tokens));
    step(start)
        .zip(step(middle))
        .zip(step(end))
        .map(|((a, b), c)| Seconds::new((a.get() + 4.0 * b.get() + c.get()) / 6.0 * f64::from(tokens)))
}

fn over(tokens: Tokens, rate: TokensPerSecond) -> Known<Seconds> {
    if rate.get() > 0.0 { Known::Known(Seconds::new(tokens.as_f64() / rate.get())) } else { Known::Unknown }
}
