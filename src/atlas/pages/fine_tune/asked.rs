//! What the address asks. It holds what differs from the usual question.

use will_it_run_engine::question::{RawDevice, RawHost, RawRig};
use will_it_run_engine::tune::RawTune;

use crate::app::state::{query_with, value_of};
use crate::atlas::components::typed::figure;

/// The model.
pub const MODEL: &str = "model";
/// A device; as often as there are kinds.
pub const DEVICE: &str = "on";
/// How many of the device before it.
pub const COUNT: &str = "n";
/// Memory of the device before it, GiB.
pub const MEMORY: &str = "mem";
/// Host RAM, GiB.
pub const RAM: &str = "ram";
/// `plain` for attention that writes its scores down.
pub const ATTENTION: &str = "attention";
/// The value of [`ATTENTION`] that is not the usual one.
pub const PLAIN: &str = "plain";
/// `host` for an optimizer whose states lie in RAM.
pub const OFFLOAD: &str = "offload";
/// The value of [`OFFLOAD`] that is not the usual one.
pub const HOST: &str = "host";

/// The model of an empty address.
const USUAL_MODEL: &str = "llama-3.1-8b-instruct";
/// The device of an empty address.
const USUAL_DEVICE: &str = "nvidia-rtx-4090";

/// A kind of device, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Device {
    /// Catalog id or alias.
    pub hardware: String,
    /// How many.
    pub count: String,
    /// Which size, GiB.
    pub memory: String,
}

/// The devices of a query; the usual one where it names none.
pub fn devices(query: &str) -> Vec<Device> {
    let mut found: Vec<Device> = Vec::new();
    for pair in query.split('&') {
        let name = pair.split('=').next().unwrap_or_default();
        let value = value_of(pair, name);
        match (name, found.last_mut()) {
            (DEVICE, _) if !value.is_empty() => found.push(Device { hardware: value, ..Device::default() }),
            (COUNT, Some(device)) => device.count = value,
            (MEMORY, Some(device)) => device.memory = value,
            _ => {}
        }
    }
    if found.is_empty() {
        found.push(Device { hardware: USUAL_DEVICE.to_owned(), ..Device::default() });
    }
    found
}

/// The query with other devices.
pub fn with_devices(query: &str, devices: &[Device]) -> String {
    let bare =
        [DEVICE, COUNT, MEMORY].iter().fold(query.to_owned(), |query, word| query_with(&query, word, ""));
    let mut all: Vec<String> = Vec::new();
    for device in devices {
        let words = [(DEVICE, &device.hardware), (COUNT, &device.count), (MEMORY, &device.memory)];
        all.extend(words.map(|(word, value)| query_with("", word, value)));
    }
    all.push(bare);
    all.retain(|part| !part.is_empty());
    all.join("&")
}

/// A whole number as typed; `None` where it is none.
pub fn whole(text: &str) -> Option<u32> {
    figure(text).filter(|n| n.fract() == 0.0 && *n <= f64::from(u32::MAX)).map(|n| n as u32)
}

/// The question of a query. Numbers that cannot be read are left to their defaults, and their fields say so; choices are the engine's to judge.
pub fn raw(query: &str) -> RawTune {
    let text = |word: &str| Some(value_of(query, word)).filter(|text| !text.trim().is_empty());
    let number = |word: &str| text(word).and_then(|text| whole(&text));
    let device = |device: Device| RawDevice {
        hardware: device.hardware,
        count: whole(&device.count),
        memory_gib: figure(&device.memory),
        usable_gib: None,
    };
    let ram = text(RAM).and_then(|text| figure(&text));
    RawTune {
        id: None,
        model: text(MODEL).unwrap_or_else(|| USUAL_MODEL.to_owned()),
        rig: RawRig {
            devices: devices(query).into_iter().map(device).collect(),
            host: ram.map(|gib| RawHost { memory_gib: Some(gib), bandwidth_gb_s: None }),
            ..RawRig::default()
        },
        method: text("method"),
        rank: number("rank"),
        targets: text("targets"),
        precision: text("precision"),
        optimizer: text("optimizer"),
        sequence: number("sequence"),
        batch: number("batch"),
        accumulation: number("accumulation"),
        checkpointing: text("checkpointing"),
        flash_attention: text(ATTENTION).filter(|kind| kind == PLAIN).map(|_| false),
        sharding: text("sharding"),
        offload_optimizer: text(OFFLOAD).filter(|to| to == HOST).map(|_| true),
        logits: text("logits"),
        backend: None,
        overhead_mib: None,
    }
}

/// How many devices there are.
pub fn count(query: &str) -> u32 {
    devices(query).iter().map(|device| whole(&device.count).unwrap_or(1)).fold(0, u32::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_address_is_the_usual_question() {
        let asked = raw("");
        assert_eq!((asked.model.as_str(), asked.rig.devices.len()), (USUAL_MODEL, 1));
        assert_eq!(asked, raw("rank=many&accumulation=1.5&attention=fused"));
    }

    #[test]
    fn devices_keep_their_counts_and_sizes() {
        let query = "on=a&n=2&model=m&on=b&mem=24&ram=64";
        let asked = raw(query);
        let [first, second] = asked.rig.devices.as_slice() else { panic!("{asked:?}") };
        assert_eq!((first.hardware.as_str(), first.count, first.memory_gib), ("a", Some(2), None));
        assert_eq!((second.hardware.as_str(), second.count, second.memory_gib), ("b", None, Some(24.0)));
        assert_eq!(with_devices(query, &devices(query)), "on=a&n=2&on=b&mem=24&model=m&ram=64");
        assert_eq!((count(query), count("")), (3, 1));
    }

    #[test]
    fn every_word_reaches_the_engine() {
        let asked = raw(
            "method=full&rank=8&targets=dense&precision=bf16&optimizer=lion&sequence=4k&batch=2&accumulation=4\
            &checkpointing=none&attention=plain&sharding=zero-2&offload=host&logits=fused",
        );
        assert_eq!(
            (asked.rank, asked.sequence, asked.batch, asked.accumulation),
            (Some(8), Some(4000), Some(2), Some(4))
        );
        assert_eq!((asked.flash_attention, asked.offload_optimizer), (Some(false), Some(true)));
        let words = [asked.method, asked.targets, asked.precision, asked.optimizer, asked.checkpointing];
        assert_eq!(words.map(Option::unwrap), ["full", "dense", "bf16", "lion", "none"]);
        assert_eq!((asked.sharding.unwrap().as_str(), asked.logits.unwrap().as_str()), ("zero-2", "fused"));
    }
}
