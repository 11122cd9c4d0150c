//! What a runtime with rules of its own holds: everything on the devices, an equal part on each.

use super::demand::{Demand, Devices, plus};
use super::{Beside, Case};
use crate::answer::{Parts, Placed};
use crate::memory::Refusal;
use crate::question::Projector;
use crate::runtimes::{Place, RuntimeRules, SplitRule};
use crate::units::{Bytes, Known};

/// The demand of a model that lies whole on the devices.
pub(super) fn demand(case: &Case<'_>, beside: &Beside, rules: &RuntimeRules, placed: Placed) -> Demand {
    let one = parts(case, beside, rules);
    let all = (1..case.rig.devices).fold(one, |all, _| plus(&all, &one));
    let devices = Devices { all, fullest: one.total, fullest_at_least: one.at_least(), limiting: 0 };
    let host = Parts { weights: Known::Known(looked_up(case, rules)), ..Parts::ZERO }.summed();
    Demand { placed, devices, host }
}

/// What one device holds.
pub(super) fn parts(case: &Case<'_>, beside: &Beside, rules: &RuntimeRules) -> Parts {
    let devices = case.rig.devices.max(1);
    let share = |bytes: Bytes, of: u32| Bytes::new(bytes.get().div_ceil(u64::from(of.max(1))));
    let cached = match rules.split {
        SplitRule::Tensors => cache_share(case, devices),
        SplitRule::Layers | SplitRule::Single => devices,
    };
    let cache =
        beside.cache.map(|cache| [cache.kv, cache.kv_swa, cache.recurrent].map(|part| share(part, cached)));
    let left_free = cache.map(|parts| rules.left_free(parts.into_iter().sum())).get().unwrap_or(Bytes::ZERO);
    let weights = case.weights.loaded_once() - looked_up(case, rules) + made_head(case, rules);
    let projector = match case.load.projector {
        Projector::Loaded => case.model.projector,
        Projector::Absent => Known::Known(Bytes::ZERO),
    };
    Parts {
        weights: Known::Known(share(weights, devices)),
        kv_cache: cache.map(|[kv, _, _]| kv),
        kv_cache_swa: cache.map(|[_, swa, _]| swa),
        recurrent: cache.map(|[_, _, state]| state),
        compute: beside.compute(case, Placed::whole(case.model.layers())).map(|bytes| bytes.device),
        output: beside.output,
        projector: projector.map(|bytes| share(bytes, devices)),
        runtime: Known::Known(case.rig.overhead + left_free),
        total: Known::Unknown,
    }
    .summed()
}

/// Of the weights what stays in host RAM.
fn looked_up(case: &Case<'_>, rules: &RuntimeRules) -> Bytes {
    match (rules.embedding, case.weights.plan()) {
        (Place::Host, Some(plan)) => plan.input,
        _ => Bytes::ZERO,
    }
}

/// Where the table stays in host RAM and the model has no head of its own, one is made of it for the devices, of 6 bits for 16 (`head_alt_key` in
/// exllamav3 `exllamav3/architecture/llama.py`, `doc/exl3.md`).
fn made_head(case: &Case<'_>, rules: &RuntimeRules) -> Bytes {
    match (rules.embedding, case.weights.plan()) {
        (Place::Host, Some(plan)) => plan.tied.scaled(6.0 / 16.0),
        _ => Bytes::ZERO,
    }
}

/// Over how many of the devices a cache is spread: a latent row is needed whole on each, and where there are fewer heads than devices,
/// several hold the same (`get_total_num_kv_heads` and `get_num_kv_heads`, vLLM `vllm/config/model.py`).
pub(super) fn cache_share(case: &Case<'_>, devices: u32) -> u32 {
    match case.model.counted {
        Known::Known(layers) if layers.latent => 1,
        Known::Known(layers) if layers.heads.1 > 0 => devices.clamp(1, layers.heads.1),
        _ => devices.max(1),
    }
}

/// Why a runtime cannot split the model over the devices, if it cannot.
pub(super) fn refusal(case: &Case<'_>) -> Option<Refusal> {
    let rules = case.load.rules()?;
    let devices = case.rig.devices;
    if devices < 2 {
        return None;
    }
    let (heads, kv_heads) = case.model.counted.get().map_or((0, 0), |layers| layers.heads);
    let divides = heads.is_multiple_of(devices)
        && (kv_heads == 0 || kv_heads.is_multiple_of(devices) || devices.is_multiple_of(kv_heads));
    match rules.split {
        SplitRule::Single => Some(Refusal::OneDeviceOnly),
        SplitRule::Tensors if !divides => Some(Refusal::HeadsDoNotDivide { heads, devices }),
        SplitRule::Tensors | SplitRule::Layers => None,
    }
}
