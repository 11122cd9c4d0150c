//! Decode and prefill of a placement.

mod stage;

pub use stage::{StagePace, stage_pace};

use core::cell::OnceCell;

use super::demand::Held;
use super::runtime::cache_share;
use super::{Beside, Case, Ranges};
use crate::answer::{Placed, Rate};
use crate::catalog::Test;
use crate::rules::{Kind, RigRules};
use crate::runtimes::{SplitRule, all_reduce_seconds};
use crate::speed::{
    AttentionWork, Bases, CONSTANTS, Correction, DeviceRates, Estimate, Family, LayerSteps, OwnRows, Prompt,
    Spread, TokenWork, decode_spread, ends_time, hop_time, layer_split, least_prefill_time, least_time,
    prefill_seconds, prefill_spread, step_time,
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
    /// All weights, where they are divided.
    split: OnceCell<Split>,
}

/// Work in one place, with what does it.
pub(super) struct Station<'c> {
    work: &'c TokenWork,
    /// Share of the layers.
    share: f64,
    rates: &'c DeviceRates,
    /// What a prompt's operations are counted at.
    bases: Bases,
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
struct Sum {
    time: f64,
    least: f64,
    /// Of each place's range its share of the time.
    range: (f64, f64),
    /// The range of the place that was added last.
    last: Spread,
    places: u32,
}

impl Sum {
    const NONE: Self = Self { time: 0.0, least: 0.0, range: (0.0, 0.0), last: Spread::NONE, places: 0 };

    fn add(&mut self, time: f64, least: Known<Seconds>, spread: Spread) {
        self.time += time;
        self.least += seconds(least);
        self.range.0 += time * spread.low;
        self.range.1 += time * spread.high;
        self.last = spread;
        self.places += 1;
    }

    /// The range of all: each place's own, by its share of the time. Errors in the same direction add up to no less than this.
    fn spread(&self) -> Spread {
        if self.places < 2 {
            return self.last;
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
        self.decode(Ranges::Hidden).0
    }

    /// Its part of a step, and the range.
    fn decode(&self, ranges: Ranges) -> (f64, Spread) {
        let formula = seconds(step_time(self.work, self.rates, self.family, &CONSTANTS, self.users));
        let correction = self.correction(Test::Decode);
        let spread = match ranges {
            Ranges::Hidden => Spread::NONE,
            Ranges::Shown => {
                decode_spread(self.work, self.rates, self.family, &CONSTANTS).scaled(correction.width)
            }
        };
        (formula / correction.factor + self.more, spread)
    }

    /// Its part of a prompt, and the range.
    fn prefill(&self, prompt: &Prompt) -> (f64, Spread) {
        let prompt = Prompt { attention: prompt.attention * self.share, ..*prompt };
        if self.rates.bandwidth.get() <= 0.0 {
            return (f64::NAN, Spread::NONE);
        }
        let (of, shared) = (CONSTANTS.family(self.family), &CONSTANTS.shared);
        let formula = prefill_seconds(self.work, &prompt, self.rates, of, shared, self.bases);
        let correction = self.correction(Test::Prefill);
        let spread = prefill_spread(self.rates, self.family, &CONSTANTS).scaled(correction.width);
        (formula / correction.factor, spread)
    }

    fn correction(&self, test: Test) -> Correction {
        self.own.map_or(Correction::NONE, |own| own.correction(self.mark, test))
    }
}

/// Decode of one user of the load. Unknown for models that do not decode.
pub(super) fn decode(work: &Work<'_, '_>) -> Known<Rate> {
    rates(work, Known::Unknown).0
}

/// Decode, and prefill of a prompt. Devices take turns at a prompt as they do at a step, so one walk over them serves both.
pub(super) fn rates(work: &Work<'_, '_>, prompt: Known<Prompt>) -> (Known<Rate>, Known<Rate>) {
    let case = work.case;
    let prompt = prompt.as_ref();
    let users = case.load.settings.n_seq();
    let (mut step, mut prefill) = (Sum::NONE, Sum::NONE);
    // With everything in one place the ceiling is that place's; otherwise the devices alone bound it from above.
    let one = case.rig.unequal().is_empty() && !work.splits_tensors();
    work.visit(&mut |station| {
        let least = least_time(station.work, station.rates, users);
        let (time, spread) = station.decode(case.ranges);
        step.add(time, least, spread);
        if let Known::Known(prompt) = prompt {
            let least =
                least_prefill_time(if one { &work.whole } else { station.work }, prompt, station.rates);
            let (time, spread) = station.prefill(prompt);
            prefill.add(time, least, spread);
        }
    });
    let mut spread = step.spread();
    let mut prefill_spread = prefill.spread();
    work.host(&mut |host| {
        // Two places and several users are measured on few machines: wider by half on the logarithmic scale for each.
        let (time, own) = host.decode(case.ranges);
        spread = if step.places > 0 { spread.widened(1.5) } else { own };
        step.time += time;
        step.least += seconds(least_time(host.work, host.rates, users));
        let Known::Known(prompt) = prompt else { return };
        let (by_host, spread) = host.prefill(prompt);
        if prefill.places > 0 {
            prefill.time += work.copied(host, prompt).min(by_host);
            prefill_spread = prefill_spread.widened(1.5);
        } else {
            prefill_spread = spread;
            prefill.add(by_host, least_prefill_time(&work.whole, prompt, host.rates), prefill_spread);
        }
    });
    if users > 1 || case.load.rules().is_some() {
        // Another runtime's kernels are measured on few machines, too.
        spread = spread.widened(1.5);
    }
    let mut time = Seconds::new(step.time);
    if case.rig.unequal().is_empty() {
        time = layer_split(time, work.in_turn(), &CONSTANTS);
    }
    let rate = |tokens, time, sum: &Sum, spread| {
        work.rate(Estimate::new(tokens, time, Seconds::new(sum.least), spread))
    };
    let decode = match case.model.kind {
        Kind::Language => rate(1.0, time, &step, spread),
        _ => Known::Unknown,
    };
    let tokens = |prompt: &Prompt| prompt.tokens.as_f64();
    (
        decode,
        prompt.and_then(|prompt| rate(tokens(prompt), Seconds::new(prefill.time), &prefill, prefill_spread)),
    )
}

impl<'c, 'a> Work<'c, 'a> {
    /// Unknown for layouts nobody recorded.
    pub(super) fn of(case: &'c Case<'a>, beside: &'c Beside, placed: Placed) -> Known<Self> {
        beside.read.zip(beside.attention).map(|(read, attention)| {
            let whole = case.weights.work().with_cache(read, attention);
            Self { case, beside, placed, whole, split: OnceCell::new() }
        })
    }

    fn split(&self) -> &Split {
        let Placed { gpu_layers, cpu_moe_layers, .. } = self.placed;
        self.split.get_or_init(|| self.case.weights.split(Offload { gpu_layers, cpu_moe_layers }))
    }

    /// The load's prompt; unknown for models that take none, and where nobody recorded their attention.
    pub(super) fn prompt(&self) -> Known<Prompt> {
        let (model, load) = (self.case.model, &self.case.load);
        if model.kind == Kind::Pipeline {
            return Known::Unknown;
        }
        let (tokens, ubatch) = (load.prompt, Tokens::new(load.settings.ubatch()));
        let prompt =
            |work: &AttentionWork| Prompt { tokens, ubatch, attention: work.prefill(tokens, load.depth) };
        model.attention.as_ref().map(prompt)
    }

    /// The devices in use, in the order a step visits them: equal ones as one.
    fn visit(&self, see: &mut dyn FnMut(&Station<'_>)) {
        if self.splits_tensors() {
            return self.one_of_all(see);
        }
        let equal = self.case.rig.unequal().is_empty();
        if equal && self.placed.gpu_layers > 0 && !self.has_host() {
            return see(&self.station(&self.whole, 1.0, self.case.rig));
        }
        let mut from = self.held(0);
        for number in 0..self.case.rig.unequal().len().max(1) as u32 {
            let after = self.held(if equal { self.case.rig.devices } else { number + 1 });
            if after.layers < from.layers {
                self.device(number, [&from, &after], see);
            }
            from = after;
        }
    }

    /// Where every matrix is split over all devices: one of them, with its part of everything but the fixed costs, and what it takes them to
    /// add up twice a layer.
    fn one_of_all(&self, see: &mut dyn FnMut(&Station<'_>)) {
        let (case, devices) = (self.case, self.case.rig.devices);
        let share = 1.0 / f64::from(devices);
        let mut part = self.portion((share, share, share));
        part.layers = self.whole.layers;
        // What several devices hold, each of them reads.
        part.cache_bytes = self.whole.cache_bytes / f64::from(cache_share(case, devices));
        let layers = f64::from(case.model.repeating(self.placed.layers));
        let more = 2.0 * layers * all_reduce_seconds(devices, case.rig.interconnect);
        see(&Station { more, ..self.station(&part, share, case.rig) });
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
        if number == 0 && self.placed.gpu_layers > 0 {
            return Held { layers: self.placed.gpu_layers, split: *self.split(), cache: self.beside.cache };
        }
        Held::from(self.case, self.beside, self.placed, number)
    }

    /// A device that holds what lies between.
    pub(super) fn device(&self, number: u32, [from, after]: [&Held; 2], see: &mut dyn FnMut(&Station<'_>)) {
        let rig = self.case.rig.device(number);
        let shares = self.shares([from, after]);
        let part = self.portion(shares);
        let mut station = self.station(&part, shares.2, rig);
        if !self.case.rig.unequal().is_empty() {
            if from.layers < self.placed.gpu_layers {
                station.more = hop_time(self.station(&self.whole, 1.0, rig).step(), &CONSTANTS);
            }
            if after.layers > 0 {
                station.more -= ends_time(rig.family, &CONSTANTS);
            }
        }
        see(&station);
    }

    /// Whether the host computes.
    fn has_host(&self) -> bool {
        self.placed.gpu_layers != self.placed.layers || self.placed.cpu_moe_layers > 0
    }

    /// The host, where it computes.
    fn host(&self, see: &mut dyn FnMut(&Station<'_>)) {
        if !self.has_host() {
            return;
        }
        let rig = self.case.rig;
        let (whole, experts, layers) = self.shares([&self.held(0), &self.held(u32::MAX)]);
        let rest = (1.0 - whole, 1.0 - experts, 1.0 - layers);
        let part = self.portion(rest);
        let (rates, family) = (&rig.host_rates, Family::Cpu);
        let bases = Bases::of(rates, CONSTANTS.family(family), &CONSTANTS.shared);
        see(&Station { rates, bases, family, own: None, ..self.station(&part, rest.2, rig) });
    }

    /// What has this part of the work, and so much of the layers.
    fn station<'s>(&self, work: &'s TokenWork, share: f64, rig: &'s RigRules) -> Station<'s> {
        Station {
            work,
            share,
            rates: &rig.rates,
            bases: rig.bases(),
            family: rig.family,
            users: self.case.load.settings.n_seq(),
            more: 0.0,
            own: Some(&rig.own),
            mark: self.case.model.mark,
        }
    }

    /// Shares of whole tensors, of routed experts and of layers that lie between.
    fn shares(&self, [from, after]: [&Held; 2]) -> (f64, f64, f64) {
        let Split { device, host } = self.split();
        let (own, rest) = (&from.split.device, &after.split.device);
        let share = |part: Bytes, all: Bytes| if part == all { 1.0 } else { part.as_f64() / all.as_f64() };
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
        let bytes = Bytes::new(self.split().host.weights.get().saturating_mul(u64::from(batches)));
        let device = Station { rates: &rig.rates, bases: rig.bases(), family: rig.family, ..*host };
        let (compute, _) = device.prefill(prompt);
        link.map_or(f64::NAN, |link| (bytes / link).get() + compute)
    }

    /// Part of it: shares of whole tensors, of routed experts, and of layers (caches and fixed costs).
    fn portion(&self, (whole, experts, layers): (f64, f64, f64)) -> TokenWork {
        let by_layer = self.whole.share(layers);
        TokenWork {
            whole_bytes: self.whole.whole_bytes * whole,
            whole: self.whole.whole.scaled(whole),
            routed_bytes: self.whole.routed_bytes * experts,
            routed: self.whole.routed.scaled(experts),
            layers: LayerSteps { experts: self.whole.layers.experts * experts, ..by_layer.layers },
            ..by_layer
        }
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
