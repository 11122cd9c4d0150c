//! Bytes each place must hold for a placement.

use crate::answer::{Parts, Placed};
use crate::assess::Case;
use crate::memory::{CacheBytes, CacheRule, SplitComputeBytes, cpu_work};
use crate::question::Projector;
use crate::rules::{Offloaded, Pool};
use crate::units::{Bytes, Known};
use crate::weights::Offload;

/// What a placement demands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Demand {
    /// All devices together.
    pub device: Parts,
    /// The fullest device.
    pub fullest: Parts,
    /// The host.
    pub host: Parts,
}

impl Demand {
    /// The bytes of a placement.
    #[must_use]
    pub fn of(case: &Case<'_>, placed: Placed) -> Self {
        if placed.gpu_layers == 0 {
            let host = host_alone(case);
            return Self { device: Parts::ZERO, fullest: Parts::ZERO, host };
        }
        let devices = case.rig.devices.max(1);
        let host = host_beside(case, placed);
        let mut fullest = device_parts(case, placed, 0);
        let mut device = fullest;
        for number in 1..devices {
            let parts = device_parts(case, placed, number);
            device = plus(device, parts);
            if parts.at_least() > fullest.at_least() {
                fullest = parts;
            }
        }
        Self { device, fullest, host }
    }

    /// Whether the devices hold it; what is not known is not counted against it.
    #[must_use]
    pub fn fits_devices(&self, case: &Case<'_>) -> bool {
        let fits = self.fullest.at_least().fits(case.rig.usable);
        match case.rig.pool {
            Pool::Shared { all } => fits && (self.device.at_least() + self.host.at_least()).fits(all),
            Pool::Own | Pool::Host => fits,
        }
    }

    /// Whether the host holds its part; a host of unknown size does.
    #[must_use]
    pub fn fits_host(&self, case: &Case<'_>) -> bool {
        match (case.rig.pool, case.rig.host_usable) {
            // One memory for both: checked with the devices.
            (Pool::Shared { all }, _) => (self.device.at_least() + self.host.at_least()).fits(all),
            (_, Known::Known(usable)) => self.host.at_least().fits(usable),
            (_, Known::Unknown) => true,
        }
    }
}

/// What one device holds. Layers are dealt in order, as many to each as its share of free memory, and the last device
/// has the output layer (llama.cpp `src/llama-model.cpp`, `load_tensors`); equal devices get equal shares.
#[must_use]
pub fn device_parts(case: &Case<'_>, placed: Placed, number: u32) -> Parts {
    let devices = case.rig.devices.max(1);
    let weights = weights_between(case, placed, devices, number);
    let cache = cache_between(case, placed, devices, number);
    let first = number == 0;
    let compute = beside(case, placed).map(|bytes| bytes.device);
    let projector = if first && case.load.projector == Projector::Loaded {
        case.model.projector
    } else {
        Known::Known(Bytes::ZERO)
    };
    Parts {
        weights: Known::Known(weights),
        kv_cache: cache.map(|c| c.kv),
        kv_cache_swa: cache.map(|c| c.kv_swa),
        recurrent: cache.map(|c| c.recurrent),
        compute,
        output: Known::Known(Bytes::ZERO),
        projector,
        runtime: runtime(case),
        total: Known::Unknown,
    }
    .summed()
}

/// Weights of a device's layers. Of a model whose layers nobody recorded every device is taken to hold an equal part.
fn weights_between(case: &Case<'_>, placed: Placed, devices: u32, number: u32) -> Bytes {
    if case.weights.plan().is_none() {
        let upto = |n: u32| case.weights.file.get() / u64::from(devices) * u64::from(n);
        let end = if number + 1 == devices { case.weights.file.get() } else { upto(number + 1) };
        return Bytes::new(end.saturating_sub(upto(number)));
    }
    let from = case.weights.split(offload(placed, layers_from(placed, devices, number)));
    let to = case.weights.split(offload(placed, layers_from(placed, devices, number + 1)));
    from.device.weights - to.device.weights
}

/// What the runtime adds on a device: its own, and scratch of the attention kernel.
fn runtime(case: &Case<'_>) -> Known<Bytes> {
    let scratch = |rule: &CacheRule| rule.flash_attention_scratch(case.rig.backend, &case.load.settings);
    Known::Known(case.rig.overhead + case.model.cache.as_ref().map(scratch).get().unwrap_or(Bytes::ZERO))
}

/// Layers, counted from the end as `-ngl` does, that lie on device `number` or later.
fn layers_from(placed: Placed, devices: u32, number: u32) -> u32 {
    let (on, n, k) = (u64::from(placed.gpu_layers), u64::from(devices), u64::from(number));
    // Item j of `on` is on device ⌊j × n ÷ on⌋, so device k begins at item ⌈k × on ÷ n⌉.
    let begin = (k * on).div_ceil(n).min(on);
    (on - begin) as u32
}

/// Layers a device holds, the output layer counted as one.
#[must_use]
pub fn layers_on(placed: Placed, devices: u32, number: u32) -> u32 {
    layers_from(placed, devices.max(1), number) - layers_from(placed, devices.max(1), number + 1)
}

fn offload(placed: Placed, gpu_layers: u32) -> Offload {
    Offload { gpu_layers, cpu_moe_layers: placed.cpu_moe_layers }
}

/// Cache of a device's layers. The output layer has none, and is the first that `-ngl` counts.
fn cache_between(case: &Case<'_>, placed: Placed, devices: u32, number: u32) -> Known<CacheBytes> {
    let settings = &case.load.settings;
    case.model.cache.as_ref().map(|rule| {
        if devices == 1 && placed.gpu_layers == placed.layers {
            return rule.bytes(settings);
        }
        let upto = |n: u32| rule.last_layers(case.model.repeating(layers_from(placed, devices, n)), settings);
        let (from, to) = (upto(number), upto(number + 1));
        CacheBytes {
            kv: from.kv - to.kv,
            kv_swa: from.kv_swa - to.kv_swa,
            recurrent: from.recurrent - to.recurrent,
        }
    })
}

/// The host when nothing is on a device.
fn host_alone(case: &Case<'_>) -> Parts {
    let settings = &case.load.settings;
    let cache = case.model.cache.as_ref().map(|rule| rule.bytes(settings));
    Parts {
        weights: Known::Known(case.weights.loaded()),
        kv_cache: cache.map(|c| c.kv),
        kv_cache_swa: cache.map(|c| c.kv_swa),
        recurrent: cache.map(|c| c.recurrent),
        compute: case.model.compute.as_ref().map(|rule| rule.all_on_host(settings)),
        output: case.model.output.as_ref().map(|rule| rule.bytes(settings)),
        projector: if case.load.projector == Projector::Loaded {
            case.model.projector
        } else {
            Known::Known(Bytes::ZERO)
        },
        runtime: case.model.architecture.as_ref().map(|a| case.rig.host_overhead + cpu_work(a, settings)),
        total: Known::Unknown,
    }
    .summed()
}

/// The host beside devices.
fn host_beside(case: &Case<'_>, placed: Placed) -> Parts {
    let settings = &case.load.settings;
    let whole = placed.gpu_layers == placed.layers;
    let none = Known::Known(CacheBytes::default());
    let cache = if whole {
        none
    } else {
        case.model.cache.as_ref().map(|rule| {
            let (all, there) =
                (rule.bytes(settings), rule.last_layers(case.model.repeating(placed.gpu_layers), settings));
            CacheBytes {
                kv: all.kv - there.kv,
                kv_swa: all.kv_swa - there.kv_swa,
                recurrent: all.recurrent - there.recurrent,
            }
        })
    };
    let compute = beside(case, placed).map(|bytes| bytes.host);
    Parts {
        weights: Known::Known(case.weights.split(offload(placed, placed.gpu_layers)).host.weights),
        kv_cache: cache.map(|c| c.kv),
        kv_cache_swa: cache.map(|c| c.kv_swa),
        recurrent: cache.map(|c| c.recurrent),
        compute,
        output: case.model.output.as_ref().map(|rule| rule.bytes(settings)),
        projector: Known::Known(Bytes::ZERO),
        runtime: Known::Known(case.rig.host_overhead),
        total: Known::Unknown,
    }
    .summed()
}

/// Compute buffers of device and host.
fn beside(case: &Case<'_>, placed: Placed) -> Known<SplitComputeBytes> {
    let whole = placed.gpu_layers == placed.layers && placed.cpu_moe_layers == 0;
    case.model.compute_beside(&case.load.settings, if whole { Offloaded::Whole } else { Offloaded::Partly })
}

fn plus(a: Parts, b: Parts) -> Parts {
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
