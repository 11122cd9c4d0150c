//! Sentences about an answer.

use will_it_run_engine::tune::{Method, Tune, TuneAnswer, TuneChange, TuneFix};
use will_it_run_engine::units::{Bytes, Known};

use super::{checkpointing, fine_tune_text, logits, method, optimizer, sharding};
use crate::text::FineTuneKey;
use crate::text::measure::{MemoryUnit, bytes};
use crate::text::number::{decimals, grouped, percent};

/// The question in a line.
#[must_use]
pub fn headline(model: &str, rig: &str, settings: &Tune) -> String {
    let rank = match settings.method {
        Method::Full => String::new(),
        Method::Lora | Method::Qlora => [" rank ", &settings.rank.to_string()].concat(),
    };
    let sequences = if settings.batch == 1 {
        [" · a sequence of ", &grouped(settings.sequence.into())].concat()
    } else {
        [" · ", &grouped(settings.batch.into()), " sequences of ", &grouped(settings.sequence.into())]
            .concat()
    };
    [model, " · ", method(settings.method), &rank, " · ", rig, &sequences, "\u{a0}tokens"].concat()
}

/// The verdict in a sentence.
#[must_use]
pub fn needs(answer: &TuneAnswer, unit: MemoryUnit) -> String {
    let room = answer.devices.iter().map(|device| device.usable).min().unwrap_or(Bytes::ZERO);
    let each = if answer.devices.len() > 1 { " on each device" } else { "" };
    let needed = answer.device.at_least();
    let least = if answer.device.total.is_known() { "Needs " } else { "Needs more than " };
    let mut text = [least, &bytes(needed, unit), " of ", &bytes(room, unit), " usable", each].concat();
    match answer.headroom {
        _ if needed > room => {
            let short = Bytes::new(needed.get() - room.get());
            text = [&text, ": ", &bytes(short, unit), " short"].concat();
        }
        Known::Known(free) => text = [&text, ", ", &percent(free), " free"].concat(),
        Known::Unknown => {}
    }
    text.push('.');
    if answer.host > Bytes::ZERO {
        let of = answer.host_usable.get().map(|usable| [" of ", &bytes(usable, unit), " usable"].concat());
        text = [&text, " Host RAM: ", &bytes(answer.host, unit), &of.unwrap_or_default(), "."].concat();
    }
    text
}

/// A share of all parameters.
#[must_use]
pub fn share_of(trained: u64, all: u64, all_short: &str) -> String {
    let share = trained as f64 / all.max(1) as f64 * 100.0;
    // Shares of adapters are small: two digits that say something.
    let places = if share >= 9.95 {
        0
    } else if share >= 0.0995 {
        2
    } else {
        4
    };
    [&decimals(share, places), "\u{a0}% of ", all_short].concat()
}

/// The other half of the longest sequence.
#[must_use]
pub fn at_batch(batch: u32) -> String {
    if batch == 1 {
        "one at a time".to_owned()
    } else {
        ["with ", &grouped(batch.into()), " at once"].concat()
    }
}

/// The other half of the largest micro-batch.
#[must_use]
pub fn at_sequence(sequence: u32) -> String {
    ["sequences of ", &grouped(sequence.into()), "\u{a0}tokens on each device"].concat()
}

/// What a step's tokens are the product of.
#[must_use]
pub fn step(settings: &Tune, devices: usize) -> String {
    let mut text = grouped(settings.sequence.into()) + " a sequence";
    let factors = [(u64::from(settings.batch), " at once"), (u64::from(settings.accumulation), " added up")];
    for (factor, says) in factors.into_iter().chain([(devices as u64, " devices")]) {
        if factor > 1 {
            text = [&text, " × ", &grouped(factor), says].concat();
        }
    }
    text
}

/// A device, once or several times.
#[must_use]
pub fn each(count: usize, name: &str) -> String {
    if count == 1 { name.to_owned() } else { ["each of ", &grouped(count as u64), " × ", name].concat() }
}

/// How far memory reaches.
#[must_use]
pub fn reach(longest: Known<u32>, window: Option<u32>) -> String {
    match longest {
        Known::Unknown => "How far memory reaches is unknown.".to_owned(),
        Known::Known(0) => "No sequence fits.".to_owned(),
        Known::Known(longest) if window.is_some_and(|window| longest >= window) => {
            ["All ", &grouped(longest.into()), " tokens that the model was made for fit."].concat()
        }
        Known::Known(longest) => ["Fits up to ", &grouped(longest.into()), " tokens."].concat(),
    }
}

/// A change.
#[must_use]
pub fn change(change: TuneChange) -> String {
    match change {
        TuneChange::FlashAttention => "Fused attention".to_owned(),
        TuneChange::Checkpointing { checkpointing: which } => {
            ["Checkpointing: ", checkpointing(which)].concat()
        }
        TuneChange::Logits { logits: which } => ["Loss: ", logits(which)].concat(),
        TuneChange::Batch { batch } => ["Micro-batch of ", &grouped(batch.into())].concat(),
        TuneChange::Optimizer { optimizer: which } => optimizer(which).to_owned(),
        TuneChange::Sequence { sequence } => {
            ["Sequences of ", &grouped(sequence.into()), "\u{a0}tokens"].concat()
        }
        TuneChange::OffloadOptimizer => "The optimizer’s states in host RAM".to_owned(),
        TuneChange::Sharding { sharding: which } => sharding(which).to_owned(),
        TuneChange::Devices { count } => [&grouped(count.into()), " devices, ZeRO-3"].concat(),
        TuneChange::Method { method: which } => [method(which), ", layers checkpointed, loss fused"].concat(),
    }
}

/// What a change gives.
#[must_use]
pub fn after(fix: &TuneFix, unit: MemoryUnit) -> String {
    let Known::Known(total) = fix.total else { return fine_tune_text(FineTuneKey::Unknown).to_owned() };
    let free = fix.headroom.get().map(|free| [" · ", &percent(free), " free"].concat());
    [&bytes(total, unit), " on each device", &free.unwrap_or_default()].concat()
}
