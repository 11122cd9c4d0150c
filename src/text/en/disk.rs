//! Weights read from a disk, and memory and disks by their words.

use will_it_run_engine::answer::Rate;
use will_it_run_engine::calculator::{DiskReading, DiskRefusal, FromDisk};
use will_it_run_engine::units::{BytesPerSecond, Known};

use crate::text::measure::{MemoryUnit, bytes, or_unknown};
use crate::text::number::three;
use crate::text::{Key, t};

/// What a disk does, in a line.
#[must_use]
pub fn state(reading: &DiskReading) -> String {
    let found = match reading {
        DiskReading::NotNeeded => "From SSD: not needed, memory holds it",
        DiskReading::CannotHelp { why } => return ["From SSD: cannot help, ", refusal(*why)].concat(),
        DiskReading::FromDisk(_) => "From SSD (slow; estimated)",
    };
    found.to_owned()
}

const fn refusal(why: DiskRefusal) -> &'static str {
    match why {
        DiskRefusal::Refused => "the runtime refuses these settings",
        DiskRefusal::RuntimeCopiesWeights => "the runtime copies weights into memory",
        DiskRefusal::PlacementIsDevice => "the question keeps the model on its devices",
        DiskRefusal::NotKnown => "how much RAM there is, or how the model is laid out, is not known",
        DiskRefusal::DeviceMemoryShort => "the devices are too small for what must lie there",
        DiskRefusal::BuffersDoNotFit => "RAM does not hold caches and buffers",
    }
}

/// Figures of weights that are read from a disk, with their names.
#[must_use]
pub fn figures(found: &FromDisk, unit: MemoryUnit) -> Vec<(&'static str, String)> {
    let memory = |amount| bytes(amount, unit);
    let mut lines = vec![
        ("weights mapped", memory(found.mapped)),
        ("of them in RAM", ["at most ", &memory(found.held), ", ", &memory(found.short), " short"].concat()),
        (
            "read per token",
            [
                &memory(found.per_token.least),
                " to ",
                &memory(found.per_token.most),
                " at up to ",
                &three(found.disk.as_gb_s()),
                " GB/s",
            ]
            .concat(),
        ),
        (const { t(Key::Decode) }, rate(&found.decode)),
        (const { t(Key::Prefill) }, rate(&found.prefill)),
    ];
    let placed = found.placement;
    if placed.gpu_layers > 0 {
        let layers = [placed.gpu_layers, placed.cpu_moe_layers].map(|count| count.to_string());
        let [on_devices, experts] = layers;
        lines.push(("llama.cpp", ["-ngl ", &on_devices, " --n-cpu-moe ", &experts].concat()));
    }
    lines
}

/// The ends of a rate from a disk: the low one is often a fortieth of the high one, and never said to be nothing.
#[must_use]
pub fn ends(rate: &Rate) -> String {
    [three(rate.low.get()), three(rate.high.get())].join("–")
}

fn rate(rate: &Known<Rate>) -> String {
    or_unknown(*rate, const { t(Key::Unknown) }, |rate| {
        let [typical, ceiling] = [rate.tokens_per_second, rate.ceiling].map(|rate| three(rate.get()));
        [&typical, " tok/s (", &ends(&rate), "; ceiling ", &ceiling, ")"].concat()
    })
}

/// A disk of the usual kinds.
#[must_use]
pub fn bus(word: &str, reads: BytesPerSecond) -> String {
    let name = match word {
        "sata" => "SATA SSD",
        "pcie3" => "NVMe, PCIe 3",
        "pcie4" => "NVMe, PCIe 4",
        "pcie5" => "NVMe, PCIe 5",
        other => other,
    };
    [name, " · ", &moves(reads)].concat()
}

/// Memory by its word, `ddr5-5600x2`: kind, channels and what they move.
#[must_use]
pub fn memory(word: &str, moved: BytesPerSecond) -> String {
    let word = word.to_ascii_uppercase();
    let (kind, channels) = word.rsplit_once('X').unwrap_or((&word, ""));
    [kind, " × ", channels, " · ", &moves(moved)].concat()
}

/// A rate of memory or of a disk.
#[must_use]
pub fn moves(rate: BytesPerSecond) -> String {
    three(rate.as_gb_s()) + "\u{a0}GB/s"
}

/// What the host's memory moves; `assumed` where nobody said, and whether anything of the answer waits for it.
#[must_use]
pub fn ram(moved: Known<BytesPerSecond>, waits: bool) -> String {
    let says = match moved {
        Known::Known(moved) => ["RAM moves ", &moves(moved), "."].concat(),
        Known::Unknown => "How fast RAM is was not said.".to_owned(),
    };
    if waits { says } else { says + " All layers are on devices, so this answer does not wait for it." }
}

#[cfg(test)]
mod tests {
    use will_it_run_engine::host::{Disk, MemoryType};

    use super::*;

    #[test]
    fn every_usual_kind_has_a_name_that_says_what_it_moves() {
        let said: Vec<String> =
            MemoryType::usual().iter().map(|kind| memory(&kind.word, kind.bandwidth)).collect();
        assert!(said.contains(&"DDR5-5600 × 2 · 89.6\u{a0}GB/s".to_owned()), "{said:?}");
        assert!(said.contains(&"LPDDR5X-8533 × 2 · 137\u{a0}GB/s".to_owned()), "{said:?}");
        for (word, disk) in Disk::usual() {
            assert_ne!(bus(word, disk.sequential()), [word, " · ", &moves(disk.sequential())].concat());
        }
    }
}
