//! An answer as lines of text, in the words of the page.

use std::fmt::Write;

use will_it_run_engine::answer::{Answer, Parts};
use will_it_run_engine::calculator::DiskReading;
use will_it_run_engine::launch::{Launch, Shell};
use will_it_run_engine::units::{Bytes, Known};

use crate::text::measure::{MemoryUnit, bytes, duration, or_unknown, rate};
use crate::text::number::{grouped, percent};
use crate::text::{COMPONENTS, Key, change, disk, fit_key, reason, t};

pub(super) const UNIT: MemoryUnit = MemoryUnit::Gib;

/// The answer as a short report.
pub fn report(answer: &Answer, launch: Option<&Launch>) -> String {
    let mut lines: Vec<(&str, String)> = vec![("", t(fit_key(answer.fit)).to_owned())];
    for (place, parts) in [(Key::OnDevice, &answer.memory.device), (Key::OnHost, &answer.memory.host)] {
        if parts.total != Known::Known(Bytes::ZERO) {
            lines.push((t(place), components(parts)));
        }
    }
    let headroom = or_unknown(answer.memory.headroom, "headroom unknown", |h| percent(h) + " free");
    lines.push((t(Key::Usable), memory(answer.memory.usable) + ", " + &headroom));
    lines.push((t(Key::Download), memory(answer.memory.file)));
    lines.push((t(Key::Decode), rate(&answer.decode)));
    lines.push((t(Key::Prefill), rate(&answer.prefill)));
    lines.push((t(Key::Ttft), or_unknown(answer.ttft_seconds, UNKNOWN, duration)));
    lines.push((
        t(Key::MaxContext),
        or_unknown(answer.max_context, UNKNOWN, |n| grouped(n.get().into()) + " tokens"),
    ));
    let placed = answer.placement;
    if placed.gpu_layers > 0 {
        let experts = if placed.cpu_moe_layers > 0 {
            format!(" --n-cpu-moe {}", placed.cpu_moe_layers)
        } else {
            String::new()
        };
        lines.push(("llama.cpp", format!("-ngl {}{experts}", placed.gpu_layers)));
    }
    lines.extend(answer.reasons.iter().map(|why| ("because", reason(why, UNIT))));
    lines.extend(answer.fixes.iter().map(|fix| {
        let verdict = t(fit_key(fix.fit));
        ("or", format!("{}: {verdict}, {}, {}", change(&fix.change), memory(fix.total), rate(&fix.decode)))
    }));
    let shell = if cfg!(windows) { Shell::PowerShell } else { Shell::Posix };
    for file in launch.into_iter().flat_map(|launch| &launch.files) {
        lines.push((file.name, file.text.trim_end().replace('\n', " | ")));
    }
    lines.extend(launch.into_iter().flat_map(|launch| &launch.steps).map(|step| ("start", step.line(shell))));
    table(lines)
}

/// Lines of a name and a value, the values under one another.
pub(super) fn table<N: AsRef<str>>(lines: Vec<(N, String)>) -> String {
    let width = lines.iter().map(|(name, _)| name.as_ref().chars().count()).max().unwrap_or(0);
    let mut text = String::new();
    for (name, value) in lines {
        let name = name.as_ref();
        // Writing to a string cannot fail.
        let _ = if name.is_empty() {
            writeln!(text, "{value}")
        } else {
            writeln!(text, "{name:<width$}  {value}")
        };
    }
    text.replace('\u{a0}', " ")
}

/// What comes of reading weights from a disk.
pub fn from_disk(reading: &DiskReading) -> String {
    let mut lines = vec![("", disk::state(reading))];
    if let DiskReading::FromDisk(found) = reading {
        lines.extend(disk::figures(found, UNIT));
    }
    table(lines)
}

pub(super) const UNKNOWN: &str = "unknown";

pub(super) fn components(parts: &Parts) -> String {
    let mut text = memory(parts.total);
    let mut separator = ": ";
    for (name, part) in COMPONENTS.into_iter().zip(parts.components()) {
        if part != Known::Known(Bytes::ZERO) {
            text = [&text, separator, t(name), " ", &memory(part)].concat();
            separator = ", ";
        }
    }
    text
}

pub(super) fn memory(amount: Known<Bytes>) -> String {
    or_unknown(amount, UNKNOWN, |amount| bytes(amount, UNIT))
}
