//! Loads people have, as data: each an input that can be changed. The figures are ours; no survey says what a coding agent reads in a day.

use super::RawLoad;

/// A load by name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Preset {
    /// Its key in questions and addresses.
    pub key: &'static str,
    /// What is done.
    pub does: PresetLoad,
    /// Prompt tokens for each answered token.
    pub prompt_per_answer: f64,
    /// Part of the prompt tokens that was seen before.
    pub cached_share: f64,
}

/// What a preset does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PresetLoad {
    /// Hours of computing a day.
    HoursPerDay(f64),
    /// Tokens a day within some hours.
    Tokens {
        /// Tokens, prompts and answers together.
        a_day: f64,
        /// Hours.
        window: f64,
    },
    /// People.
    Users {
        /// How many.
        users: f64,
        /// Tokens a day of each.
        tokens: f64,
        /// Hours.
        window: f64,
    },
}

/// The five.
///
/// * `hobby`: an evening, 2 hours of computing a day; chat, three prompt tokens for each answered one.
/// * `coding-agent`: one developer's agent in a working day of 8 hours: 5 million tokens, since each step sends the whole conversation again; of what
///   it sends nine tenths were sent before.
/// * `small-team`: ten people of 200,000 tokens each, in 8 hours.
/// * `service`: computing around the clock.
/// * `batch`: 20 million tokens in a night of 10 hours, long texts with short answers, nothing sent twice.
pub const PRESETS: [Preset; 5] = [
    Preset { key: "hobby", does: PresetLoad::HoursPerDay(2.0), prompt_per_answer: 3.0, cached_share: 0.0 },
    Preset {
        key: "coding-agent",
        does: PresetLoad::Tokens { a_day: 5e6, window: 8.0 },
        prompt_per_answer: 20.0,
        cached_share: 0.9,
    },
    Preset {
        key: "small-team",
        does: PresetLoad::Users { users: 10.0, tokens: 200_000.0, window: 8.0 },
        prompt_per_answer: 3.0,
        cached_share: 0.0,
    },
    Preset { key: "service", does: PresetLoad::HoursPerDay(24.0), prompt_per_answer: 3.0, cached_share: 0.0 },
    Preset {
        key: "batch",
        does: PresetLoad::Tokens { a_day: 20e6, window: 10.0 },
        prompt_per_answer: 10.0,
        cached_share: 0.0,
    },
];

/// A preset by its key.
#[must_use]
pub fn preset(key: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.key.eq_ignore_ascii_case(key.trim()))
}

impl Preset {
    /// Its figures as a question states them, each in place of what was left open.
    #[must_use]
    pub fn under(&self, stated: &RawLoad) -> RawLoad {
        let mut load = stated.clone();
        let open = load.hours_per_day.is_none() && load.tokens_per_day.is_none() && load.users.is_none();
        let fill = |slot: &mut Option<f64>, value: f64| *slot = slot.or(Some(value));
        match self.does {
            PresetLoad::HoursPerDay(hours) if open => fill(&mut load.hours_per_day, hours),
            PresetLoad::Tokens { a_day, window } if open => {
                fill(&mut load.tokens_per_day, a_day);
                fill(&mut load.window_hours, window);
            }
            PresetLoad::Users { users, tokens, window } if open || load.users.is_some() => {
                fill(&mut load.users, users);
                fill(&mut load.tokens_per_user_day, tokens);
                fill(&mut load.window_hours, window);
            }
            PresetLoad::HoursPerDay(_) | PresetLoad::Tokens { .. } | PresetLoad::Users { .. } => {}
        }
        fill(&mut load.prompt_per_answer, self.prompt_per_answer);
        fill(&mut load.cached_share, self.cached_share);
        load
    }
}
