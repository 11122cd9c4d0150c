//! The verdict and the faults in sentences.

use will_it_run_engine::answer::{Answer, Reason};
use will_it_run_engine::fit::Fit;
use will_it_run_engine::question::{Fault, FaultCode};
use will_it_run_engine::units::{Bytes, Known, Seconds, TokensPerSecond};

use crate::text::measure::{MemoryUnit, bytes, duration};
use crate::text::number::{grouped, percent, range};

/// What stands under the verdict: which model on which rig.
#[must_use]
pub fn headline(model: &str, quant: &str, rig: &str, answer: &Answer) -> String {
    let verb = match answer.fit {
        Fit::Comfortable | Fit::Tight | Fit::Marginal => "runs on",
        Fit::DoesNotFit if answer.reasons.iter().any(|reason| matches!(reason, Reason::Refused { .. })) => {
            "is refused with these settings on"
        }
        Fit::DoesNotFit => "does not fit on",
        Fit::Unknown => "on",
    };
    [model, " at ", quant, " ", verb, " ", rig, "."].concat()
}

/// The figures of the verdict in one line, also read out when it changes.
#[must_use]
pub fn summary(answer: &Answer, unit: MemoryUnit) -> String {
    let needed = if answer.memory.per_device.is_empty() {
        answer.memory.host.total
    } else {
        answer.memory.device.total
    };
    let parts = if answer.memory.per_device.is_empty() { &answer.memory.host } else { &answer.memory.device };
    let memory = match (needed, answer.memory.usable) {
        (Known::Known(needed), Known::Known(usable)) if needed > usable => {
            [bytes(needed, unit), " needed, ".to_owned(), bytes(usable, unit), " usable".to_owned()].concat()
        }
        (Known::Known(needed), Known::Known(usable)) => {
            let room = answer.memory.headroom.get().filter(|room| *room >= 0.0);
            let room = room.map(|room| [", ", &percent(room), " free"].concat()).unwrap_or_default();
            [bytes(needed, unit), " of ".to_owned(), bytes(usable, unit), " usable".to_owned(), room].concat()
        }
        (Known::Known(needed), Known::Unknown) => bytes(needed, unit) + " needed",
        (Known::Unknown, _) if parts.at_least() > Bytes::ZERO => {
            ["at least ", &bytes(parts.at_least(), unit), " needed"].concat()
        }
        (Known::Unknown, _) => "memory unknown".to_owned(),
    };
    match answer.decode {
        Known::Known(rate) => memory + " · " + &range(rate.low.get(), rate.high.get()) + "\u{a0}tok/s",
        Known::Unknown => memory,
    }
}

/// How many devices of which name.
#[must_use]
pub fn combination(count: u32, device: Option<&str>, memory: Option<Bytes>, unit: MemoryUnit) -> String {
    let Some(device) = device else { return "the host’s CPU".to_owned() };
    let mut out = if count > 1 { grouped(count.into()) + " × " } else { String::new() };
    out.push_str(device);
    if let Some(memory) = memory {
        out = [out, " (".to_owned(), bytes(memory, unit), ")".to_owned()].concat();
    }
    out
}

/// When a typical answer is finished, from the slowest to the fastest of the range.
#[must_use]
pub fn finished(first: Seconds, tokens: u32, low: TokensPerSecond, high: TokensPerSecond) -> String {
    let at = |rate: TokensPerSecond| {
        if rate.get() > 0.0 {
            duration(first + Seconds::new(f64::from(tokens) / rate.get()))
        } else {
            "∞".to_owned()
        }
    };
    let (fast, slow) = (at(high), at(low));
    if fast == slow { fast } else { fast + " – " + &slow }
}

/// What is wrong with a question.
#[must_use]
pub fn fault(fault: &Fault, value: &str) -> String {
    let quoted = |before: &str, after: &str| [before, "“", value, "”", after].concat();
    match fault.code {
        FaultCode::UnknownModel => quoted("The catalog has no model ", "."),
        FaultCode::UnknownHardware => quoted("The catalog has no device ", "."),
        FaultCode::UnknownQuant => quoted("There is no quant ", "."),
        FaultCode::UnknownRuntime => quoted("The rules of the runtime ", " are not built in."),
        FaultCode::UnknownBackend => quoted("There is no backend ", "."),
        FaultCode::UnknownKvType => quoted("A cache cannot hold the type ", "."),
        FaultCode::UnknownChoice => quoted("There is no choice ", " here."),
        FaultCode::ChooseMemory => "This device is sold in several sizes. Choose one.".to_owned(),
        FaultCode::BackendNotOnDevice => quoted("The backend ", " does not run on this device."),
        FaultCode::OutOfRange | FaultCode::MixedRig | FaultCode::NotWithRuntime | FaultCode::Malformed => {
            fault.message.clone()
        }
    }
}

/// What of an address could not be taken over.
#[must_use]
pub fn address_fault(field: &str, value: Option<&str>) -> String {
    match value {
        None => ["“", field, "” is not a field of a question; it was left out."].concat(),
        Some(value) => ["“", field, "” cannot be “", value, "”; its default is used."].concat(),
    }
}

/// A text to read at the speed of an answer, plain ASCII, about a hundred and twenty tokens.
pub const PLAYBACK_TEXT: &str = "A language model writes one token at a time, and for each of them it reads every weight it \
uses once. That is why the speed of the memory, not that of the arithmetic, decides how fast you see these words appear. If this is slower \
than you read, try a smaller quant or a faster device; if it is faster than you can follow, there is room for a larger model.";
