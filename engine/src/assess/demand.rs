//! Bytes each place must hold for a placement.

use super::deal::Room;
use super::{Beside, Case};
use crate::answer::{Parts, Placed};
use crate::memory::{CacheBytes, CacheRule, cpu_work};
use crate::question::Projector;
use crate::rules::{Pool, RigRules};
use crate::units::{Bytes, Known};
use crate::weights::{Offload, Split};

/// What a placement demands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Demand {
    /// The placement.
    pub placed: Placed,
    /// The devices.
    pub devices: Devices,
    /// The host.
    pub host: Parts,
}

/// What a placement demands of the devices.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Devices {
    /// All together.
    pub all: Parts,
    /// The total of the fullest.
    pub fullest: Known<Bytes>,
    /// What of that total is known.
    pub fullest_at_least: Bytes,
    /// Which one the fullest is: of unequal devices the one with the least headroom.
    pub limiting: u32,
}

impl Demand {
    /// The bytes of a placement.
    #[must_use]
    pub fn of(case: &Case<'_>, beside: &Beside, placed: Placed) -> Self {
        if let Some(rules) = case.load.rules() {
            return super::runtime::demand(case, beside, rules, placed);
        }
        if placed.gpu_layers == 0 {
            return Self { placed, devices: Devices::NOTHING, host: host_alone(case, beside) };
        }
        let held = Held::from(case, beside, placed, 0);
        Self {
            placed,
            devices: Devices::of(case, beside, placed, &held),
            host: host_beside(case, beside, placed, &held),
        }
    }

    /// Whether the devices would hold a placement, unequal ones in some deal.
    pub(super) fn would_fit_devices(case: &Case<'_>, beside: &Beside, placed: Placed) -> bool {
        if case.rig.unequal().is_empty() || placed.gpu_layers == 0 {
            return Self::of(case, beside, placed).fits_devices(case);
        }
        Room { case, beside, placed }.exists()
    }

    /// Whether the devices hold it; what is not known is not counted against it.
    #[must_use]
    pub fn fits_devices(&self, case: &Case<'_>) -> bool {
        self.devices.fit(case) && self.fits_shared(case)
    }

    /// Whether the host holds its part; a host of unknown size does.
    #[must_use]
    pub fn fits_host(&self, case: &Case<'_>) -> bool {
        match (case.rig.pool, case.rig.host_usable) {
            // One memory for both: checked with the devices.
            (Pool::Own | Pool::Host, Known::Known(usable)) => self.host.at_least().fits(usable),
            _ => self.fits_shared(case),
        }
    }

    /// Whether devices and host fit together where they share one memory.
    fn fits_shared(&self, case: &Case<'_>) -> bool {
        match case.rig.pool {
            Pool::Shared { all } => (self.devices.all.at_least() + self.host.at_least()).fits(all),
            Pool::Own | Pool::Host => true,
        }
    }
}

impl Devices {
    const NOTHING: Self = Self {
        all: Parts::ZERO,
        fullest: Known::Known(Bytes::ZERO),
        fullest_at_least: Bytes::ZERO,
        limiting: 0,
    };

    fn of(case: &Case<'_>, beside: &Beside, placed: Placed, held: &Held) -> Self {
        let mut rest = Held::from(case, beside, placed, 1);
        let all = device_between(case, beside, placed, 0, [held, &rest]);
        let mut devices = Self { all, fullest: all.total, fullest_at_least: all.at_least(), limiting: 0 };
        for number in 1..case.rig.devices {
            let next = Held::from(case, beside, placed, number + 1);
            let parts = device_between(case, beside, placed, number, [&rest, &next]);
            devices.all = plus(&devices.all, &parts);
            if fuller(case.rig, (number, parts.at_least()), (devices.limiting, devices.fullest_at_least)) {
                (devices.fullest, devices.fullest_at_least) = (parts.total, parts.at_least());
                devices.limiting = number;
            }
            rest = next;
        }
        devices
    }

    /// Whether the fullest holds it.
    fn fit(&self, case: &Case<'_>) -> bool {
        self.fullest_at_least.fits(case.rig.device(self.limiting).usable)
    }
}

/// Whether the first device, holding so much, has less headroom than the second.
fn fuller(rig: &RigRules, (number, holds): (u32, Bytes), (than, those): (u32, Bytes)) -> bool {
    if rig.unequal().is_empty() {
        return holds > those;
    }
    holds.as_f64() * rig.device(than).usable.as_f64() > those.as_f64() * rig.device(number).usable.as_f64()
}

/// Weights and caches from one device on: its own and those of the devices after it.
pub(super) struct Held {
    pub(super) layers: u32,
    pub(super) split: Split,
    pub(super) cache: Known<CacheBytes>,
}

impl Held {
    /// From device `number` on.
    pub(super) fn from(case: &Case<'_>, beside: &Beside, placed: Placed, number: u32) -> Self {
        Self::last(case, beside, placed, layers_from(case.rig, placed, number))
    }

    /// The last so many layers.
    pub(super) fn last(case: &Case<'_>, beside: &Beside, placed: Placed, layers: u32) -> Self {
        if layers == 0 {
            let cache = beside.cache.map(|_| CacheBytes::default());
            return Self { layers, split: Split::default(), cache };
        }
        let offload = Offload { gpu_layers: layers, cpu_moe_layers: placed.cpu_moe_layers };
        Self { layers, split: case.weights.split(offload), cache: cache_of(case, beside, placed, layers) }
    }
}

/// Cache of the last layers as `-ngl` counts them. The output layer, which it counts first, has none.
fn cache_of(case: &Case<'_>, beside: &Beside, placed: Placed, layers: u32) -> Known<CacheBytes> {
    if layers == placed.layers {
        return beside.cache;
    }
    let last = |rule: &CacheRule| rule.last_layers(case.model.repeating(layers), &case.load.settings);
    case.model.cache.as_ref().map(last)
}

/// What one device holds.
#[must_use]
pub fn device_parts(case: &Case<'_>, beside: &Beside, placed: Placed, number: u32) -> Parts {
    if let Some(rules) = case.load.rules() {
        return super::runtime::parts(case, beside, rules);
    }
    let from = |number| Held::from(case, beside, placed, number);
    device_between(case, beside, placed, number, [&from(number), &from(number + 1)])
}

/// What device `number` holds, between what is held from it on and after it. Layers are dealt in order, as many to each as its share of
/// free memory, and the last device has the output layer (llama.cpp `src/llama-model.cpp`, `load_tensors`); equal devices get equal shares.
/// One of unequal devices that gets no layer is left out (`--device`) and holds nothing.
pub(super) fn device_between(
    case: &Case<'_>,
    beside: &Beside,
    placed: Placed,
    number: u32,
    [from, after]: [&Held; 2],
) -> Parts {
    if !case.rig.unequal().is_empty() && from.layers == after.layers && case.weights.plan().is_some() {
        return Parts::ZERO;
    }
    let overhead = case.rig.device(number).overhead;
    let first = from.layers == placed.gpu_layers && from.layers > after.layers;
    let cache = from.cache.zip(after.cache).map(|(from, after)| from - after);
    // What the runtime adds: its own, and scratch of the attention kernel.
    let scratch = |rule: &CacheRule| rule.flash_attention_scratch(case.rig.backend, &case.load.settings);
    let scratch = case.model.cache.as_ref().map(scratch).get().unwrap_or(Bytes::ZERO);
    Parts {
        weights: Known::Known(weights_between(case, number, [from, after])),
        kv_cache: cache.map(|c| c.kv),
        kv_cache_swa: cache.map(|c| c.kv_swa),
        recurrent: cache.map(|c| c.recurrent),
        compute: beside.compute(case, placed).map(|bytes| bytes.device),
        output: Known::Known(Bytes::ZERO),
        projector: if first { projector(case) } else { Known::Known(Bytes::ZERO) },
        runtime: Known::Known(overhead + scratch),
        total: Known::Unknown,
    }
    .summed()
}

/// Weights of a device's layers. Of a model whose layers nobody recorded every device is taken to hold a part as its share of free memory.
fn weights_between(case: &Case<'_>, number: u32, [from, after]: [&Held; 2]) -> Bytes {
    if case.weights.plan().is_none() {
        let (rig, file) = (case.rig, case.weights.file);
        let devices = rig.devices.max(1);
        let upto = |n: u32| {
            let share = Bytes::new(file.get() / rig.before(devices).max(1) * rig.before(n));
            if n == devices { file } else { share }
        };
        return upto(number + 1) - upto(number);
    }
    from.split.device.weights - after.split.device.weights
}

fn projector(case: &Case<'_>) -> Known<Bytes> {
    match case.load.projector {
        Projector::Loaded => case.model.projector,
        Projector::Absent => Known::Known(Bytes::ZERO),
    }
}

/// Layers, counted from the end as `-ngl` does, that lie on device `number` or later.
fn layers_from(rig: &RigRules, placed: Placed, number: u32) -> u32 {
    let (on, devices) = (placed.gpu_layers, rig.devices.max(1));
    if number == 0 || number >= devices {
        return if number == 0 { on } else { 0 };
    }
    if let Some(end) = placed.deal.end(number as usize - 1) {
        return on.saturating_sub(end);
    }
    // Item j of `on` is on the first device whose share of all, with those before it, is above j ÷ on: device k begins at item
    // ⌈on × share before k⌉.
    let (before, all) = (rig.before(number), rig.before(devices).max(1));
    on - (before.saturating_mul(on.into())).div_ceil(all).min(on.into()) as u32
}

/// Layers a device holds, the output layer counted as one.
#[must_use]
pub fn layers_on(rig: &RigRules, placed: Placed, number: u32) -> u32 {
    layers_from(rig, placed, number) - layers_from(rig, placed, number + 1)
}

/// The host when nothing is on a device.
fn host_alone(case: &Case<'_>, beside: &Beside) -> Parts {
    let settings = &case.load.settings;
    Parts {
        weights: Known::Known(case.weights.loaded()),
        kv_cache: beside.cache.map(|c| c.kv),
        kv_cache_swa: beside.cache.map(|c| c.kv_swa),
        recurrent: beside.cache.map(|c| c.recurrent),
        compute: case.model.compute.as_ref().map(|rule| rule.all_on_host(settings)),
        output: beside.output,
        projector: projector(case),
        runtime: case
            .model
            .counted
            .map(|layers| case.rig.host_overhead + cpu_work(layers.widest_input, settings)),
        total: Known::Unknown,
    }
    .summed()
}

/// The host beside devices.
fn host_beside(case: &Case<'_>, beside: &Beside, placed: Placed, devices: &Held) -> Parts {
    let cache = if placed.gpu_layers == placed.layers {
        Known::Known(CacheBytes::default())
    } else {
        beside.cache.zip(devices.cache).map(|(all, there)| all - there)
    };
    Parts {
        weights: Known::Known(devices.split.host.weights),
        kv_cache: cache.map(|c| c.kv),
        kv_cache_swa: cache.map(|c| c.kv_swa),
        recurrent: cache.map(|c| c.recurrent),
        compute: beside.compute(case, placed).map(|bytes| bytes.host),
        output: beside.output,
        projector: Known::Known(Bytes::ZERO),
        runtime: Known::Known(case.rig.host_overhead),
        total: Known::Unknown,
    }
    .summed()
}

pub(crate) fn plus(a: &Parts, b: &Parts) -> Parts {
    let sum = |a: Known<Bytes>, b: Known<Bytes>| a.zip(b).map(|(a, b)| a + b);
    Parts {
        weights: sum(a.weights, b.weights),
        kv_cache: sum(a.kv_cache, b.kv_cache),
        kv_cache_swa: sum(a.kv_cache_swa, b.kv_cache_swa),
        recurrent: sum(a.recurrent, b.recurrent),
        compute: sum(a.compute, b.compute),
        output: sum(a.output, b.output),
        projector: sum(a.projector, b.projector),
        runtime: sum(a.runtime, b.runtime),
        total: sum(a.total, b.total),
    }
}
