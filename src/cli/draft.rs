//! A drafter as lines of text.

use will_it_run_engine::draft::{DraftAnswer, DraftCandidate};
use will_it_run_engine::launch::Shell;

use super::report::{UNKNOWN, components, memory, table};
use crate::text::draft::{break_even, expected, in_a_row, name, reason, verdict};
use crate::text::number::range;
use crate::text::{fit_key, t};

/// The drafter as a short report.
pub fn report(draft: &DraftAnswer) -> String {
    let mut lines: Vec<(&str, String)> = vec![("", String::new())];
    let verdict = verdict(draft.fit, draft.memory.headroom);
    lines.push(("with a drafter", format!("{}: {verdict}", name(draft.drafter, &draft.model, draft.quant))));
    lines.push(("guesses", in_a_row(draft.tokens)));
    if !draft.memory.per_device.is_empty() {
        lines.push(("it takes", components(&draft.memory.device)));
    }
    lines.push(("on the host", components(&draft.memory.host)));
    lines.extend(draft.gains.iter().map(|gain| (gain.text.word(), expected(gain))));
    if draft.gains.is_empty() {
        lines.push(("gain", UNKNOWN.to_owned()));
    }
    if draft.cycle.is_known() {
        lines.push(("break-even", break_even(draft.break_even)));
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
