//! Decode and prefill of a placement.

use super::demand::Held;
use super::{Beside, Case};
use crate::answer::{Placed, Rate};
use crate::evidence::Evidence;
use crate::rules::{Kind, RigDevice};
use crate::speed::{
    CONSTANTS, DeviceRates, Estimate, Family, LayerSteps, Prompt, SharedSpread, TokenWork, decode_spread,
    layer_split, least_prefill_time, least_time, prefill_spread, prefill_time, step_time, without_ends,
};
use crate::units::{Bytes, BytesPerSecond, Known, Seconds, Tokens};
use crate::weights::{Offload, Split};

/// Work in one place, with what does it.
struct Station<'a> {
    work: TokenWork,
    /// Share of the layers.
    share: f64,
    rates: &'a DeviceRates,
    family: Family,
}

/// The places that hold a part of the model.
pub(super) struct Stations<'a> {
    /// The devices; the host when nothing is on a device. Of unequal devices the first in use.
    device: Station<'a>,
    /// The others in use, of unequal devices.
    more: Vec<Station<'a>>,
    /// The host beside devices.
    host: Option<Station<'a>>,
}

impl Station<'_> {
    fn step(&self, users: u32) -> Option<Seconds> {
        step_time(&self.work, self.rates, self.family, &CONSTANTS, users).get()
    }

    fn prefill(&self, prompt: &Prompt) -> Option<Seconds> {
        let prompt = Prompt { attention: prompt.attention * self.share, ..*prompt };
        prefill_time(&self.work, &prompt, self.rates, self.family, &CONSTANTS).get()
    }
}

/// Decode of one user of the load. Unknown for models that do not decode.
pub(super) fn decode(case: &Case<'_>, stations: &Stations<'_>) -> Known<Rate> {
    if case.model.kind != Kind::Language {
        return Known::Unknown;
    }
    let Stations { device, more, host } = stations;
    let users = case.load.settings.n_seq();
    let least = |station: &Station<'_>| least_time(&station.work, station.rates, users).get();
    let spread = |s: &Station<'_>| decode_spread(&s.work, s.rates, s.family, &CONSTANTS);
    let mut timed = device.step(users).zip(least(device));
    let mut parts = SharedSpread::default().with(timed.map_or(Seconds::ZERO, |(time, _)| time), spread(device));
    let mut last = device;
    for station in more {
        timed = timed.zip(station.step(users).zip(least(station))).map(|((time, floor), (own, least))| {
            parts = parts.with(own, spread(station));
            (without_ends(time, last.family, &CONSTANTS) + own, floor + least)
        });
        last = station;
    }
    let host_times = host.as_ref().map(|host| host.step(users).zip(least(host)));
    let Some((time, floor)) = timed else { return Known::Unknown };
    let (time, floor) = match host_times {
        None => (time, floor),
        Some(Some((own, least))) => (time + own, floor + least),
        Some(None) => return Known::Unknown,
    };
    let time = layer_split(time, devices_in_use(case, more.len() as u32 + 1), &CONSTANTS);
    let spread = if more.is_empty() { spread(device) } else { parts.spread() };
    // Two places and several users are measured on few machines: wider by half on the logarithmic scale for each.
    let spread = if host.is_some() { spread.widened(1.5) } else { spread };
    let spread = if users > 1 { spread.widened(1.5) } else { spread };
    rate(Estimate::new(1.0, time, floor, spread), case.evidence)
}

/// Devices that a step visits: all equal ones.
fn devices_in_use(case: &Case<'_>, unequal: u32) -> u32 {
    if case.rig.unequal.is_empty() { case.rig.devices } else { unequal }
}

/// Prefill of the load's prompt. Devices take turns at it as they do at decode.
pub(super) fn prefill(case: &Case<'_>, stations: &Stations<'_>, placed: Placed) -> Known<Rate> {
    if case.model.kind == Kind::Pipeline {
        return Known::Unknown;
    }
    let Stations { device, more, host } = stations;
    let Known::Known(attention) = case.model.attention.as_ref() else { return Known::Unknown };
    let tokens = case.load.prompt;
    let ubatch = Tokens::new(case.load.settings.ubatch());
    let prompt = Prompt { tokens, ubatch, attention: attention.prefill(tokens, case.load.depth) };
    let spread = |s: &Station<'_>| prefill_spread(s.rates, s.family, &CONSTANTS);
    // With everything in one place the ceiling is that place's; otherwise the devices alone bound it from above.
    let least = |work: &TokenWork, s: &Station<'_>| least_prefill_time(work, &prompt, s.rates).get();
    let own = if more.is_empty() { case.weights.work() } else { &device.work };
    let mut timed = device.prefill(&prompt).zip(least(own, device));
    let mut parts = SharedSpread::default().with(timed.map_or(Seconds::ZERO, |(time, _)| time), spread(device));
    for station in more {
        let own = station.prefill(&prompt).zip(least(&station.work, station));
        timed = timed.zip(own).map(|((time, floor), (own, least))| {
            parts = parts.with(own, spread(station));
            (time + own, floor + least)
        });
    }
    let there = host.as_ref().map(|station| {
        let by_host = station.prefill(&prompt)?;
        let by_copy = copied(case, placed, device, station, &prompt);
        Some(by_copy.map_or(by_host, |copied| if copied.get() < by_host.get() { copied } else { by_host }))
    });
    let Some((time, least)) = timed else { return Known::Unknown };
    let Some(time) = add(Some(time), there) else { return Known::Unknown };
    let spread = if more.is_empty() { spread(device) } else { parts.spread() };
    let spread = if host.is_some() { spread.widened(1.5) } else { spread };
    rate(Estimate::new(tokens.as_f64(), time, least, spread), case.evidence)
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
    let there = Station { rates: device.rates, family: device.family, ..*host };
    Some(copy + there.prefill(prompt)?)
}

impl<'a> Stations<'a> {
    /// The work of a token of the load in a placement: the weights' part, and caches and attention at its depth. Unknown for layouts
    /// nobody recorded.
    pub(super) fn of(case: &Case<'a>, beside: &Beside, placed: Placed) -> Known<Self> {
        beside.read.zip(beside.attention).and_then(|(read, attention)| {
            let work = case.weights.work().with_cache(read, attention);
            let host = |(work, share)| Station { work, share, rates: &case.rig.host_rates, family: Family::Cpu };
            let alone = |device| Known::Known(Self { device, more: Vec::new(), host: None });
            if placed.gpu_layers == 0 {
                return alone(host((work, 1.0)));
            }
            let (rates, family) = (&case.rig.rates, case.rig.family);
            let device = |(work, share)| Station { work, share, rates, family };
            let whole = placed.gpu_layers == placed.layers && placed.cpu_moe_layers == 0;
            if whole && case.rig.unequal.is_empty() {
                return alone(device((work, 1.0)));
            }
            let stage = Stage { work, all: case.weights.split(offload(placed)), case, placed };
            let host = (!whole).then(|| host(stage.on_host()));
            if case.rig.unequal.is_empty() {
                return Known::Known(Self { device: device(stage.on_devices()), more: Vec::new(), host });
            }
            let mut from = Held::from(case, beside, placed, 0);
            let mut in_use = case.rig.unequal.iter().zip(1..).filter_map(|(device, next)| {
                let after = Held::from(case, beside, placed, next);
                let (work, share) = stage.between([&from, &after]);
                let used = from.layers > after.layers;
                from = after;
                used.then_some(Station { work, share, rates: &device.rates, family: device.family })
            });
            Known::from(in_use.next()).map(|device| Self { device, more: in_use.collect(), host })
        })
    }
}

/// A token's work, to be divided: shares of whole tensors, of routed experts, and of layers.
pub(super) struct Stage<'c, 'a> {
    case: &'c Case<'a>,
    placed: Placed,
    work: TokenWork,
    all: Split,
}

impl<'c, 'a> Stage<'c, 'a> {
    /// Of a placement; unknown for layouts nobody recorded.
    pub(super) fn new(case: &'c Case<'a>, beside: &Beside, placed: Placed) -> Known<Self> {
        beside.read.zip(beside.attention).map(|(read, attention)| {
            let work = case.weights.work().with_cache(read, attention);
            Self { case, placed, work, all: case.weights.split(offload(placed)) }
        })
    }

    /// Seconds of a step that one of unequal devices takes; those of the step's ends where it has the head.
    pub(super) fn time(&self, device: &RigDevice, between: [&Held; 2]) -> Option<f64> {
        let (work, share) = self.between(between);
        let station = Station { work, share, rates: &device.rates, family: device.family };
        let time = station.step(self.case.load.settings.n_seq())?;
        let [_, after] = between;
        let head = after.layers == 0;
        Some(if head { time } else { without_ends(time, device.family, &CONSTANTS) }.get())
    }

    /// A step whose parts on so many unequal devices take this long: with hops, and with the host's part.
    pub(super) fn step(&self, devices: f64, used: u32) -> f64 {
        let users = self.case.load.settings.n_seq();
        let (work, share) = self.on_host();
        let host = Station { work, share, rates: &self.case.rig.host_rates, family: Family::Cpu };
        let whole = self.placed.gpu_layers == self.placed.layers && self.placed.cpu_moe_layers == 0;
        let there = if whole { Seconds::ZERO } else { host.step(users).unwrap_or(Seconds::ZERO) };
        layer_split(Seconds::new(devices) + there, used, &CONSTANTS).get()
    }

    fn on_devices(&self) -> (TokenWork, f64) {
        let (whole, experts, layers) = self.shares();
        (portion(&self.work, whole, experts, layers), layers)
    }

    fn on_host(&self) -> (TokenWork, f64) {
        let (whole, experts, layers) = self.shares();
        (portion(&self.work, 1.0 - whole, 1.0 - experts, 1.0 - layers), 1.0 - layers)
    }

    fn shares(&self) -> (f64, f64, f64) {
        let (device, host) = (&self.all.device, &self.all.host);
        (
            part_of(device.read, device.read + host.read),
            part_of(device.experts, device.experts + host.experts),
            layer_share(self.case, self.placed),
        )
    }

    /// The part of a device that holds what lies between.
    fn between(&self, [from, after]: [&Held; 2]) -> (TokenWork, f64) {
        let (device, host) = (&self.all.device, &self.all.host);
        let (own, rest) = (&from.split.device, &after.split.device);
        let whole = part_of(own.read - rest.read, device.read + host.read);
        let experts = part_of(own.experts - rest.experts, device.experts + host.experts);
        let run = |held: &Held| f64::from(self.case.model.repeating(held.layers));
        let layers = (run(from) - run(after)) / run_of(self.case, self.placed).max(1.0);
        (portion(&self.work, whole, experts, layers), layers)
    }
}

fn part_of(part: Bytes, all: Bytes) -> f64 {
    if all == Bytes::ZERO { 0.0 } else { part.as_f64() / all.as_f64() }
}

/// Layers of the model that run.
fn run_of(case: &Case<'_>, placed: Placed) -> f64 {
    f64::from(case.model.repeating(placed.layers))
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
