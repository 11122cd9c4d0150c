//! Decode and prefill of a placement.

use super::{Beside, Case};
use crate::answer::{Placed, Rate};
use crate::catalog::Test;
use crate::evidence::Evidence;
use crate::rules::Kind;
use crate::speed::{
    CONSTANTS, Correction, DeviceRates, Estimate, Family, LayerSteps, Prompt, TokenWork, decode_spread,
    layer_split, least_prefill_time, least_time, prefill_spread, prefill_time, step_time,
};
use crate::units::{Bytes, BytesPerSecond, Known, Seconds, Tokens};
use crate::weights::Offload;

/// Work in one place, with what does it.
struct Station<'a> {
    work: TokenWork,
    rates: &'a DeviceRates,
    family: Family,
}

/// The places that hold a part of the model.
pub(super) struct Stations<'a> {
    /// The devices; the host when nothing is on a device.
    device: Station<'a>,
    /// The host beside devices.
    host: Option<Station<'a>>,
}

/// Decode of one user of the load. Unknown for models that do not decode.
pub(super) fn decode(case: &Case<'_>, Stations { device, host }: &Stations<'_>) -> Known<Rate> {
    if case.model.kind != Kind::Language {
        return Known::Unknown;
    }
    let users = case.load.settings.n_seq();
    let own = device.correction(case, Test::Decode);
    let step = |station: &Station<'_>| {
        step_time(&station.work, station.rates, station.family, &CONSTANTS, users).get()
    };
    let least = |station: &Station<'_>| least_time(&station.work, station.rates, users).get();
    let Some((time, floor)) =
        add(step(device).map(|time| time * own.factor.recip()), host.as_ref().map(step))
            .zip(add(least(device), host.as_ref().map(least)))
    else {
        return Known::Unknown;
    };
    let time = layer_split(time, case.rig.devices, &CONSTANTS);
    let spread = decode_spread(&device.work, device.rates, device.family, &CONSTANTS).scaled(own.width);
    // Two places and several users are measured on few machines: wider by half on the logarithmic scale for each.
    let spread = if host.is_some() { spread.widened(1.5) } else { spread };
    let spread = if users > 1 { spread.widened(1.5) } else { spread };
    rate(Estimate::new(1.0, time, floor, spread), case.evidence)
}

/// Prefill of the load's prompt.
pub(super) fn prefill(
    case: &Case<'_>,
    Stations { device, host }: &Stations<'_>,
    placed: Placed,
) -> Known<Rate> {
    if case.model.kind == Kind::Pipeline {
        return Known::Unknown;
    }
    let Known::Known(attention) = case.model.attention.as_ref() else { return Known::Unknown };
    let tokens = case.load.prompt;
    let attention = attention.prefill(tokens, case.load.depth);
    let ubatch = Tokens::new(case.load.settings.ubatch());
    let share = if host.is_some() { layer_share(case, placed) } else { 1.0 };
    let prompt = |share: f64| Prompt { tokens, ubatch, attention: attention * share };
    let timed = |station: &Station<'_>, prompt: &Prompt| {
        prefill_time(&station.work, prompt, station.rates, station.family, &CONSTANTS).get()
    };
    let there = host.as_ref().map(|station| {
        let by_host = timed(station, &prompt(1.0 - share))?;
        let by_copy = copied(case, placed, device, station, &prompt(1.0 - share));
        Some(by_copy.map_or(by_host, |copied| if copied.get() < by_host.get() { copied } else { by_host }))
    });
    let own = device.correction(case, Test::Prefill);
    let there_and_here = add(timed(device, &prompt(share)).map(|time| time * own.factor.recip()), there);
    let Some(time) = there_and_here else { return Known::Unknown };
    let spread = prefill_spread(device.rates, device.family, &CONSTANTS).scaled(own.width);
    let spread = if host.is_some() { spread.widened(1.5) } else { spread };
    // With everything in one place the ceiling is that place's; otherwise the devices alone bound it from above.
    let least = least_prefill_time(case.weights.work(), &prompt(1.0), device.rates);
    least.and_then(|least| rate(Estimate::new(tokens.as_f64(), time, least, spread), case.evidence))
}

impl Station<'_> {
    /// What the device's own rows say of the formula; the host keeps the formula.
    fn correction(&self, case: &Case<'_>, test: Test) -> Correction {
        if self.family == case.rig.family {
            case.rig.own.correction(case.model.mark, test)
        } else {
            Correction::NONE
        }
    }
}

/// Large batches have the host's weights copied over the bus and multiplied on the device (`op_offload`, llama.cpp `src/llama-context.cpp`).
fn copied(
    case: &Case<'_>,
    placed: Placed,
    device: &Station<'_>,
    host: &Station<'_>,
    prompt: &Prompt,
) -> Option<Seconds> {
    let link: BytesPerSecond = case.rig.link.get()?;
    let weights = case.weights.split(offload(placed)).host.weights;
    let batches = prompt.tokens.get().div_ceil(prompt.ubatch.get().max(1));
    let copy = Bytes::new(weights.get().saturating_mul(u64::from(batches))) / link;
    let compute = prefill_time(&host.work, prompt, device.rates, device.family, &CONSTANTS).get()?;
    Some(copy + compute)
}

impl<'a> Stations<'a> {
    /// The work of a token of the load in a placement: the weights' part, and caches and attention at its depth. Unknown for layouts
    /// nobody recorded.
    pub(super) fn of(case: &Case<'a>, beside: &Beside, placed: Placed) -> Known<Self> {
        beside.read.zip(beside.attention).map(|(read, attention)| {
            let work = case.weights.work().with_cache(read, attention);
            let host = |work| Station { work, rates: &case.rig.host_rates, family: Family::Cpu };
            if placed.gpu_layers == 0 {
                return Self { device: host(work), host: None };
            }
            let device = |work| Station { work, rates: &case.rig.rates, family: case.rig.family };
            if placed.gpu_layers == placed.layers && placed.cpu_moe_layers == 0 {
                return Self { device: device(work), host: None };
            }
            let split = case.weights.split(offload(placed));
            let share = |part: Bytes, rest: Bytes| {
                let all = part + rest;
                if all == Bytes::ZERO { 0.0 } else { part.as_f64() / all.as_f64() }
            };
            let whole = share(split.device.read, split.host.read);
            let experts = share(split.device.experts, split.host.experts);
            let layers = layer_share(case, placed);
            Self {
                device: device(portion(&work, whole, experts, layers)),
                host: Some(host(portion(&work, 1.0 - whole, 1.0 - experts, 1.0 - layers))),
            }
        })
    }
}

/// Share of the layers whose caches lie on devices.
fn layer_share(case: &Case<'_>, placed: Placed) -> f64 {
    let all = case.model.repeating(placed.layers);
    if all == 0 { 1.0 } else { f64::from(case.model.repeating(placed.gpu_layers)) / f64::from(all) }
}

/// Part of a token's work: shares of whole tensors, of routed experts, and of layers (caches and fixed costs).
fn portion(work: &TokenWork, whole: f64, experts: f64, layers: f64) -> TokenWork {
    let by_layer = work.share(layers);
    let steps = LayerSteps { experts: work.layers.experts * experts, ..by_layer.layers };
    TokenWork {
        whole_bytes: work.whole_bytes * whole,
        whole: work.whole.scaled(whole),
        routed_bytes: work.routed_bytes * experts,
        routed: work.routed.scaled(experts),
        layers: steps,
        ..by_layer
    }
}

fn offload(placed: Placed) -> Offload {
    Offload { gpu_layers: placed.gpu_layers, cpu_moe_layers: placed.cpu_moe_layers }
}

fn add(device: Option<Seconds>, host: Option<Option<Seconds>>) -> Option<Seconds> {
    match host {
        None => device,
        Some(host) => Some(device? + host?),
    }
}

fn rate(estimate: Known<Estimate>, evidence: Evidence) -> Known<Rate> {
    estimate.map(|e| Rate {
        tokens_per_second: e.typical,
        low: e.low,
        high: e.high,
        ceiling: e.ceiling,
        evidence,
    })
}
