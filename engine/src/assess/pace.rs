//! Decode and prefill of a placement.

mod stage;

pub use stage::{StagePace, stage_pace};

use super::demand::Held;
use super::runtime::cache_share;
use super::{Beside, Case, Ranges};
use crate::answer::{Placed, Rate};
use crate::catalog::Test;
use crate::rules::{Kind, RigRules};
use crate::runtimes::{SplitRule, all_reduce_seconds};
use crate::speed::{
    CONSTANTS, Correction, DeviceRates, Estimate, Family, LayerSteps, OwnRows, Prompt, Spread, TokenWork,
    decode_spread, ends_time, hop_time, layer_split, least_prefill_time, least_time, prefill_spread,
    prefill_time, step_time,
};
use crate::units::{Bytes, BytesPerSecond, Known, Seconds, Tokens};
use crate::weights::{Offload, Split};

/// The work of a token of the load in a placement, to be divided over the places that hold a part of the model.
pub(super) struct Work<'c, 'a> {
    case: &'c Case<'a>,
    beside: &'c Beside,
    placed: Placed,
    /// All of it: the weights' part, and caches and attention at the load's depth.
    whole: TokenWork,
    /// All weights.
    split: Split,
}

/// Work in one place, with what does it.
pub(super) struct Station<'c> {
    work: TokenWork,
    /// Share of the layers.
    share: f64,
    rates: &'c DeviceRates,
    family: Family,
    users: u32,
    /// What a step takes here beyond its part of the work, seconds.
    more: f64,
    /// What was measured on the device; the host has none, it keeps the formula.
    own: Option<&'c OwnRows>,
    /// The model's mark among those rows.
    mark: u16,
}

/// What places take together, in seconds; not a number where one of them is unknown.
#[derive(Default)]
struct Sum {
    time: f64,
    least: f64,
    /// Of each place's range its share of the time.
    range: (f64, f64),
    places: u32,
}

impl Sum {
    fn add(&mut self, time: f64, least: Known<Seconds>, spread: Spread) {
        self.time += time;
        self.least += seconds(least);
        self.range.0 += time * spread.low;
        self.range.1 += time * spread.high;
        self.places += 1;
    }

    /// The range of all: each place's own, by its share of the time. Errors in the same direction add up to no less than this.
    fn spread(&self, only: Spread) -> Spread {
        if self.places < 2 {
            return only;
        }
        Spread { low: self.range.0 / self.time, high: self.range.1 / self.time }.widened(1.5)
    }
}

fn seconds(time: Known<Seconds>) -> f64 {
    time.get().map_or(f64::NAN, Seconds::get)
}

impl Station<'_> {
    /// Its part of a step.
    pub(super) fn step(&self) -> f64 {
        let formula = seconds(step_time(&self.work, self.rates, self.family, &CONSTANTS, self.users));
        formula / self.correction(Test::Decode).factor + self.more
    }

    fn decode_spread(&self, ranges: Ranges) -> Spread {
        if ranges == Ranges::Hidden {
            return Spread::NONE;
        }
        let width = self.correction(Test::Decode).width;
        decode_spread(&self.work, self.rates, self.family, &CONSTANTS).scaled(width)
    }

    fn prefill(&self, prompt: &Prompt) -> f64 {
        let prompt = Prompt { attention: prompt.attention * self.share, ..*prompt };
        let formula = seconds(prefill_time(&self.work, &prompt, self.rates, self.family, &CONSTANTS));
        formula / self.correction(Test::Prefill).factor
    }

    fn prefill_spread(&self) -> Spread {
        let width = self.correction(Test::Prefill).width;
        prefill_spread(self.rates, self.family, &CONSTANTS).scaled(width)
    }

    fn correction(&self, test: Test) -> Correction {
        self.own.map_or(Correction::NONE, |own| own.correction(self.mark, test))
    }
}

/// Decode of one user of the load. Unknown for models that do not decode.
pub(super) fn decode(work: &Work<'_, '_>) -> Known<Rate> {
    let case = work.case;
    if case.model.kind != Kind::Language {
        return Known::Unknown;
    }
    let users = case.load.settings.n_seq();
    let (mut sum, mut spread) = (Sum::default(), Spread::NONE);
    work.visit(&mut |station| {
        spread = station.decode_spread(case.ranges);
        sum.add(station.step(), least_time(&station.work, station.rates, users), spread);
    });
    let mut spread = sum.spread(spread);
    if let Some(host) = work.host() {
        // Two places and several users are measured on few machines: wider by half on the logarithmic scale for each.
        spread = if sum.places > 0 { spread.widened(1.5) } else { host.decode_spread(case.ranges) };
        sum.time += host.step();
        sum.least += seconds(least_time(&host.work, host.rates, users));
    }
    if users > 1 || case.load.rules().is_some() {
        // Another runtime's kernels are measured on few machines, too.
        spread = spread.widened(1.5);
    }
    let mut time = Seconds::new(sum.time);
    if case.rig.unequal().is_empty() {
        time = layer_split(time, work.in_turn(), &CONSTANTS);
    }
    work.rate(Estimate::new(1.0, time, Seconds::new(sum.least), spread))
}

/// Prefill of the load's prompt. Devices take turns at it as they do at decode.
pub(super) fn prefill(work: &Work<'_, '_>) -> Known<Rate> {
    let case = work.case;
    if case.model.kind == Kind::Pipeline {
        return Known::Unknown;
    }
    let Known::Known(attention) = case.model.attention.as_ref() else { return Known::Unknown };
    let tokens = case.load.prompt;
    let ubatch = Tokens::new(case.load.settings.ubatch());
    let prompt = Prompt { tokens, ubatch, attention: attention.prefill(tokens, case.load.depth) };
    let (mut sum, mut spread) = (Sum::default(), Spread::NONE);
    work.visit(&mut |station| {
        // With everything in one place the ceiling is that place's; otherwise the devices alone bound it from above.
        let one = case.rig.unequal().is_empty() && !work.splits_tensors();
        let bound = if one { &work.whole } else { &station.work };
        spread = station.prefill_spread();
        sum.add(station.prefill(&prompt), least_prefill_time(bound, &prompt, station.rates), spread);
    });
    let mut spread = sum.spread(spread);
    if let Some(host) = work.host() {
        let by_host = host.prefill(&prompt);
        if sum.places > 0 {
            sum.time += work.copied(&host, &prompt).min(by_host);
            spread = spread.widened(1.5);
        } else {
            let least = least_prefill_time(&work.whole, &prompt, host.rates);
            spread = host.prefill_spread();
            sum.add(by_host, least, spread);
        }
    }
    work.rate(Estimate::new(tokens.as_f64(), Seconds::new(sum.time), Seconds::new(sum.least), spread))
}

impl<'c, 'a> Work<'c, 'a> {
    /// Unknown for layouts nobody recorded.
    pub(super) fn of(case: &'c Case<'a>, beside: &'c Beside, placed: Placed) -> Known<Self> {
        beside.read.zip(beside.attention).map(|(read, attention)| {
            let whole = case.weights.work().with_cache(read, attention);
            let offload = Offload { gpu_layers: placed.gpu_layers, cpu_moe_layers: placed.cpu_moe_layers };
            Self { case, beside, placed, whole, split: case.weights.split(offload) }
        })
    }

    /// The devices in use, in the order a step visits them: equal ones as one.
    fn visit(&self, see: &mut dyn FnMut(&Station<'_>)) {
        if self.splits_tensors() {
            return see(&self.one_of_all());
        }
        let mut from = self.held(0);
        for number in 0..self.case.rig.unequal().len().max(1) as u32 {
            let all = self.case.rig.unequal().is_empty();
            let after = self.held(if all { self.case.rig.devices } else { number + 1 });
            if after.layers < from.layers {
                see(&self.device(number, [&from, &after]));
            }
            from = after;
        }
    }

    /// Where every matrix is split over all devices: one of them, with its part of everything but the fixed costs, and what it takes them to
    /// add up twice a layer.
    fn one_of_all(&self) -> Station<'c> {
        let (case, devices) = (self.case, self.case.rig.devices);
        let share = 1.0 / f64::from(devices);
        let mut station = self.station((share, share, share), case.rig);
        station.work.layers = self.whole.layers;
        // What several devices hold, each of them reads.
        station.work.cache_bytes = self.whole.cache_bytes / f64::from(cache_share(case, devices));
        let layers = f64::from(case.model.repeating(self.placed.layers));
        station.more = 2.0 * layers * all_reduce_seconds(devices, case.rig.interconnect);
        station
    }

    /// Whether every matrix is split over all devices.
    fn splits_tensors(&self) -> bool {
        let rules = self.case.load.rules();
        self.case.rig.devices > 1 && rules.is_some_and(|rules| rules.split == SplitRule::Tensors)
    }

    /// Of how many devices in turn a step is.
    fn in_turn(&self) -> u32 {
        if self.splits_tensors() { 1 } else { self.case.rig.devices }
    }

    /// What is held from a device on.
    fn held(&self, number: u32) -> Held {
        Held::from(self.case, self.beside, self.placed, number)
    }

    /// A device that holds what lies between.
    pub(super) fn device(&self, number: u32, [from, after]: [&Held; 2]) -> Station<'_> {
        let rig = self.case.rig.device(number);
        let mut station = self.station(self.shares([from, after]), rig);
        if !self.case.rig.unequal().is_empty() {
            if from.layers < self.placed.gpu_layers {
                station.more = hop_time(self.station((1.0, 1.0, 1.0), rig).step(), &CONSTANTS);
            }
            if after.layers > 0 {
                station.more -= ends_time(rig.family, &CONSTANTS);
            }
        }
        station
    }

    /// The host, where it computes.
    fn host(&self) -> Option<Station<'_>> {
        if self.placed.gpu_layers == self.placed.layers && self.placed.cpu_moe_layers == 0 {
            return None;
        }
        let (whole, experts, layers) = self.shares([&self.held(0), &self.held(u32::MAX)]);
        let rest = (1.0 - whole, 1.0 - experts, 1.0 - layers);
        let (rates, family) = (&self.case.rig.host_rates, Family::Cpu);
        Some(Station { rates, family, own: None, ..self.station(rest, self.case.rig) })
    }

    fn station<'r>(&self, (whole, experts, share): (f64, f64, f64), rig: &'r RigRules) -> Station<'r> {
        let work = portion(&self.whole, whole, experts, share);
        let users = self.case.load.settings.n_seq();
        let (rates, family, own) = (&rig.rates, rig.family, Some(&rig.own));
        Station { work, share, rates, family, users, more: 0.0, own, mark: self.case.model.mark }
    }

    /// Shares of whole tensors, of routed experts and of layers that lie between.
    fn shares(&self, [from, after]: [&Held; 2]) -> (f64, f64, f64) {
        let (device, host) = (&self.split.device, &self.split.host);
        let (own, rest) = (&from.split.device, &after.split.device);
        let share =
            |part: Bytes, all: Bytes| if all == Bytes::ZERO { 0.0 } else { part.as_f64() / all.as_f64() };
        let run = |layers| self.case.model.repeating(layers);
        let (layers, all) = (run(from.layers) - run(after.layers), run(self.placed.layers));
        (
            share(own.read - rest.read, device.read + host.read),
            share(own.experts - rest.experts, device.experts + host.experts),
            if all == 0 { 1.0 } else { f64::from(layers) / f64::from(all) },
        )
    }

    /// Large batches have the host's weights copied over the bus and multiplied on the device (`op_offload`, llama.cpp
    /// `src/llama-context.cpp`).
    fn copied(&self, host: &Station<'_>, prompt: &Prompt) -> f64 {
        let rig = self.case.rig;
        let link: Option<BytesPerSecond> = rig.link.get();
        let batches = prompt.tokens.get().div_ceil(prompt.ubatch.get().max(1));
        let bytes = Bytes::new(self.split.host.weights.get().saturating_mul(u64::from(batches)));
        let compute = Station { rates: &rig.rates, family: rig.family, ..*host }.prefill(prompt);
        link.map_or(f64::NAN, |link| (bytes / link).get() + compute)
    }

    fn rate(&self, estimate: Known<Estimate>) -> Known<Rate> {
        estimate.map(|e| Rate {
            tokens_per_second: e.typical,
            low: e.low,
            high: e.high,
            ceiling: e.ceiling,
            evidence: self.case.evidence,
        })
    }
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
