//! A drafter beside a model, in sentences.

use will_it_run_engine::draft::{DraftReason, Drafter, Gain, Outcome, Range, Text};
use will_it_run_engine::fit::Fit;
use will_it_run_engine::units::Known;

use crate::text::fit_word;
use crate::text::measure::or_unknown;
use crate::text::number::{grouped, percent, range, three};

/// What guesses: `model` is the smaller model's name.
#[must_use]
pub fn name(drafter: Drafter, model: &str, quant: &str) -> String {
    match drafter {
        Drafter::Mtp => ["the model's own blocks (", quant, ")"].concat(),
        Drafter::Model => [model, " ", quant].concat(),
    }
}

/// How many tokens it guesses.
#[must_use]
pub fn in_a_row(tokens: u32) -> String {
    grouped(tokens.into()) + " tokens in a row"
}

/// The verdict with it.
#[must_use]
pub fn verdict(fit: Fit, headroom: Known<f64>) -> String {
    let room = or_unknown(headroom, "headroom unknown", |share| percent(share) + " free");
    [fit_word(fit), ", ", &room].concat()
}

/// Who guesses, how much, and the verdict with it.
#[must_use]
pub fn says(name: &str, tokens: u32, verdict: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase().to_string()).unwrap_or_default();
    [&first, letters.as_str(), " guesses ", &in_a_row(tokens), ": ", verdict, "."].concat()
}

/// A kind of text.
#[must_use]
pub const fn text(text: Text) -> &'static str {
    match text {
        Text::Chat => "Prose",
        Text::Code => "Code",
    }
}

/// Whether it pays.
#[must_use]
pub const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Gain => "a gain",
        Outcome::Loss => "a loss",
        Outcome::Either => "a gain or a loss",
    }
}

/// Guesses that are right.
#[must_use]
pub fn accepted(acceptance: Range) -> String {
    [&percent(acceptance.low), " to ", &percent(acceptance.high)].concat()
}

/// What to expect of a kind of text.
#[must_use]
pub fn expected(gain: &Gain) -> String {
    let (times, decode) = (range(gain.gain.low, gain.gain.high), range(gain.decode.low, gain.decode.high));
    let accepted = accepted(gain.acceptance);
    [outcome(gain.outcome), ": ", &times, " times as fast, ", &decode, " tok/s, with ", &accepted].concat()
        + " of guesses right"
}

/// The acceptance from which on it gains.
#[must_use]
pub fn break_even(acceptance: Known<f64>) -> String {
    or_unknown(acceptance, "no acceptance makes it a gain", |share| {
        ["it typically gains from ", &percent(share), " of guesses right"].concat()
    })
}

/// What to know of it.
#[must_use]
pub fn reason(why: &DraftReason) -> String {
    match why {
        DraftReason::MoreExperts { times } => {
            ["checking reads ", &three(*times), " times the experts of a plain step"].concat()
        }
        DraftReason::Guessing { share } => ["guessing takes ", &percent(*share), " of the time"].concat(),
        DraftReason::Checking { times } => {
            ["checking takes ", &three(*times), " times a plain step"].concat()
        }
        DraftReason::MovesToHost => "beside it less of the model is on the device".to_owned(),
        DraftReason::VocabularyNotCompared => {
            "the vocabularies have fitting sizes; the runtime compares them when it loads".to_owned()
        }
        DraftReason::BlockReused { blocks } => {
            let blocks = grouped((*blocks).into());
            ["the model has ", &blocks, " such block(s), used again for further tokens"].concat()
        }
        DraftReason::ManyUsers { users } => grouped((*users).into()) + " users share steps already",
    }
}
