//! The load as stated, or as a preset has it.

use super::desk::Desk;
use super::{Load, Mix, PRESETS, RawLoad, preset};
use crate::question::Fault;
use crate::units::{Hours, Known, MillionTokens, Share};

/// Prompt tokens for each answered token where nobody says. Source: the 3:1 mix in which Artificial Analysis blends prices
/// (artificialanalysis.ai, methodology).
pub const DEFAULT_PROMPT_PER_ANSWER: f64 = 3.0;

/// Tokens a day of a person where nobody says. Ours, an input like any other: some forty exchanges of 5,000 tokens.
pub const DEFAULT_TOKENS_PER_USER_DAY: f64 = 200_000.0;

pub(super) fn load(desk: &mut Desk<'_>, raw: Option<&RawLoad>) -> (Known<Load>, Mix) {
    let stated = raw.cloned().unwrap_or_default();
    let raw = match stated.preset.as_deref() {
        None => stated,
        Some(key) => match preset(key) {
            Some(preset) => preset.under(&stated),
            None => {
                let keys = PRESETS.iter().map(|preset| preset.key.to_owned()).collect();
                desk.faults.unknown("load.preset", key, keys);
                stated
            }
        },
    };
    let hours = desk.faults.number(raw.hours_per_day, "load.hours_per_day", 0.0, 24.0);
    let tokens = desk.faults.amount(raw.tokens_per_day, "load.tokens_per_day");
    let users = desk.faults.amount(raw.users, "load.users");
    let each = desk.faults.amount(raw.tokens_per_user_day, "load.tokens_per_user_day");
    let window = desk.faults.number(raw.window_hours, "load.window_hours", 0.01, 24.0).unwrap_or(24.0);
    let stated =
        [raw.hours_per_day, raw.tokens_per_day, raw.users].iter().filter(|way| way.is_some()).count();
    if stated > 1 {
        let wanted = "one of hours_per_day, tokens_per_day, users";
        desk.faults.add(Fault::range("load", "stated twice", wanted));
    }
    let tokens = tokens.or_else(|| {
        let users = users?;
        let each = desk.or_assumed(each, "load.tokens_per_user_day", DEFAULT_TOKENS_PER_USER_DAY);
        Some(users * each)
    });
    let in_window = |tokens| Load::Tokens { a_day: MillionTokens::of(tokens), window: Hours::new(window) };
    let load = hours.map(|hours| Load::HoursPerDay(Hours::new(hours))).or_else(|| tokens.map(in_window));
    let ratio = desk.faults.number(raw.prompt_per_answer, "load.prompt_per_answer", 0.0, 1e6);
    let ratio = desk.or_assumed(ratio, "load.prompt_per_answer", DEFAULT_PROMPT_PER_ANSWER);
    let cached = desk.faults.number(raw.cached_share, "load.cached_share", 0.0, 1.0);
    let cached = desk.or_assumed(cached, "load.cached_share", 0.0);
    (load.into(), Mix { prompt_per_answer: ratio, cached: Share::new(cached) })
}
