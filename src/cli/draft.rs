//! A drafter as lines of text.

use will_it_run_engine::draft::{DraftAnswer, DraftCandidate, DraftReason, Drafter, Gain, Outcome, Range};
use will_it_run_engine::launch::Shell;

use super::report::{UNKNOWN, components, memory, table};
use crate::text::measure::or_unknown;
use crate::text::number::{percent, range, three};
use crate::text::{fit_key, t};

/// The drafter as a short report.
pub fn report(draft: &DraftAnswer) -> String {
    let mut lines: Vec<(&str, String)> = vec![("", String::new())];
    let headroom = or_unknown(draft.memory.headroom, "headroom unknown", |h| percent(h) + " free");
    let verdict = format!("{}, {headroom}", t(fit_key(draft.fit)));
    lines.push(("with a drafter", format!("{}: {verdict}", name(draft.drafter, &draft.model, draft.quant))));
    lines.push(("guesses", format!("{} tokens in a row", draft.tokens)));
    if !draft.memory.per_device.is_empty() {
        lines.push(("it takes", components(&draft.memory.device)));
    }
    lines.push(("on the host", components(&draft.memory.host)));
    lines.extend(draft.gains.iter().map(|gain| (gain.text.word(), expected(gain))));
    if draft.gains.is_empty() {
        lines.push(("gain", UNKNOWN.to_owned()));
    }
    let even = or_unknown(draft.break_even, "no acceptance makes it a gain", |a| {
        format!("it typically gains from {} of guesses right", percent(a))
    });
    if draft.cycle.is_known() {
        lines.push(("break-even", even));
    }
    lines.extend(draft.reasons.iter().map(|why| ("because", reason(why))));
    lines.extend(draft.candidates.iter().map(|other| ("suits", candidate(other))));
    let shell = if cfg!(windows) { Shell::PowerShell } else { Shell::Posix };
    for file in draft.launch.iter().flat_map(|launch| &launch.files) {
        lines.push((file.name, file.text.trim_end().replace('\n', " | ")));
    }
    lines
        .extend(draft.launch.iter().flat_map(|launch| &launch.steps).map(|step| ("start", step.line(shell))));
    table(lines)
}

fn name(drafter: Drafter, model: &str, quant: &str) -> String {
    match drafter {
        Drafter::Mtp => format!("the model's own blocks ({quant})"),
        Drafter::Model => format!("{model} {quant}"),
    }
}

fn times(gain: Range) -> String {
    format!("{} times as fast", range(gain.low, gain.high))
}

fn expected(gain: &Gain) -> String {
    let outcome = match gain.outcome {
        Outcome::Gain => "a gain",
        Outcome::Loss => "a loss",
        Outcome::Either => "a gain or a loss",
    };
    let accepted =
        format!("{} to {} of guesses right", percent(gain.acceptance.low), percent(gain.acceptance.high));
    let decode = range(gain.decode.low, gain.decode.high);
    format!("{outcome}: {}, {decode} tok/s, with {accepted}", times(gain.gain))
}

fn reason(why: &DraftReason) -> String {
    match why {
        DraftReason::MoreExperts { times } => {
            format!("checking reads {} times the experts of a plain step", three(*times))
        }
        DraftReason::Guessing { share } => format!("guessing takes {} of the time", percent(*share)),
        DraftReason::Checking { times } => format!("checking takes {} times a plain step", three(*times)),
        DraftReason::MovesToHost => "beside it less of the model is on the device".to_owned(),
        DraftReason::VocabularyNotCompared => {
            "the vocabularies have fitting sizes; the runtime compares them when it loads".to_owned()
        }
        DraftReason::BlockReused { blocks } => {
            format!("the model has {blocks} such block(s), used again for further tokens")
        }
        DraftReason::ManyUsers { users } => format!("{users} users share steps already"),
    }
}

fn candidate(other: &DraftCandidate) -> String {
    let gains: Vec<String> = other
        .gains
        .iter()
        .map(|gain| format!("{} {}", gain.text.word(), range(gain.gain.low, gain.gain.high)))
        .collect();
    let gains = if gains.is_empty() { UNKNOWN.to_owned() } else { gains.join(", ") };
    let (name, fit) = (name(other.drafter, &other.model, other.quant), t(fit_key(other.fit)));
    format!("{name}: {fit}, {}, {gains}", memory(other.total))
}
