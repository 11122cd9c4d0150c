//! Who goes where.
//!
//! Placings are tried in the order of what they cost: none left out before one left out; all on devices before one on the host; one device each
//! before several. The first cost at which there is a placing wins; among those of that cost, see [`Score`]. A model whole on one device takes the
//! same bytes whatever else is there, so these are sums; those over several devices, which are dealt by free memory, and those that spill over to
//! the host are placed after them, the larger first.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::ledger::{Ledger, World};
use super::runs::{Held, Kind, Run, rate};
use crate::fit::Fit;
use crate::order;
use crate::rules::Pool;
use crate::units::Bytes;

/// How much may be tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effort {
    /// For an answer.
    Answer,
    /// For one of many changes.
    Move,
    /// Nothing: by size.
    LargestFirst,
}

impl Effort {
    /// Steps; a placing that must be worked out counts as many.
    const fn steps(self) -> u32 {
        match self {
            Self::Answer => 4_000_000,
            Self::Move => 100_000,
            Self::LargestFirst => 0,
        }
    }
}

/// Steps that working out a placing counts for.
const WORKED_OUT: u32 = 150;

/// A placing of all models.
pub(super) struct Plan {
    /// For each model of the list its place, if it has one.
    pub(super) held: Vec<Option<Rc<Held>>>,
    /// What is taken.
    pub(super) taken: Ledger,
    /// The list in an order to start it in.
    pub(super) start: Vec<usize>,
    pub(super) score: Score,
    /// All ways were tried that cost no more.
    pub(super) exhaustive: bool,
}

/// What placings are compared by, first to last.
#[derive(Debug, Clone, Copy)]
pub(super) struct Score {
    pub(super) left_out: u32,
    /// Models on the host, wholly or partly, that nothing but room put there.
    pub(super) on_host: u32,
    /// Devices beyond one for each.
    extra: u32,
    pub(super) fit: Fit,
    /// Each model's rate when all work at once, in parts of the best it has anywhere, added up.
    speed: f64,
    /// The least headroom of a device.
    pub(super) headroom: f64,
}

impl Score {
    /// Whether it is better.
    fn beats(&self, than: &Self) -> bool {
        let costs = |s: &Self| (s.left_out, s.on_host, s.extra);
        costs(than)
            .cmp(&costs(self))
            .then(self.fit.rank().cmp(&than.fit.rank()))
            .then(self.speed.total_cmp(&than.speed))
            .then(self.headroom.total_cmp(&than.headroom))
            == Ordering::Greater
    }
}

/// A way to find a model a place beside what is taken.
type Pass = fn(&Run, &World, &Ledger) -> Option<Rc<Held>>;

/// Where a model is tried.
#[derive(Clone, Copy)]
enum Choice {
    Out,
    Single(usize),
    Several(usize),
    Spilled(usize),
    Host,
}

struct Try<'a> {
    world: &'a World,
    runs: &'a [Run],
    /// Places in the list, the largest first.
    order: Vec<usize>,
    choices: Vec<Choice>,
    steps: u32,
    best: Option<Plan>,
    /// No model is bound to devices, so that equal ones may stand for each other.
    unbound: bool,
    /// What was worked out: a model on a set of devices, whole or not, beside what is taken.
    known: BTreeMap<(usize, usize, bool, Ledger), Option<Rc<Held>>>,
    /// For each place of the order: the least that so many of the models from there on take, whole on devices.
    least: Vec<Vec<Bytes>>,
}

/// What may still be spent.
#[derive(Clone, Copy)]
struct Costs {
    out: u32,
    on_host: u32,
    extra: u32,
    /// Whether a model was put off whose place is not among what is taken yet.
    put_off: bool,
    /// What such models will take of devices, where they are whole.
    owed: Bytes,
}

/// The best placing.
pub(super) fn solve(world: &World, runs: &[Run], effort: Effort) -> Plan {
    let mut order: Vec<usize> = (0..runs.len()).collect();
    let keys: Vec<_> = runs.iter().map(Run::key).collect();
    order::sort_by(&mut order, |a, b| keys.get(*a).cmp(&keys.get(*b)));
    let choices = vec![Choice::Out; runs.len()];
    let unbound = runs.iter().all(|run| run.member.devices.is_none());
    let known = BTreeMap::new();
    let least = (0..=order.len()).map(|at| least_of(runs, order.get(at..).unwrap_or_default())).collect();
    let mut tried =
        Try { world, runs, order, choices, steps: effort.steps(), best: None, unbound, known, least };
    let count = runs.len() as u32;
    let most_extra = count * world.count().saturating_sub(1);
    'costs: for out in 0..=count {
        for on_host in 0..=count - out {
            for extra in 0..=most_extra {
                tried.from(
                    0,
                    Costs { out, on_host, extra, put_off: false, owed: Bytes::ZERO },
                    &Ledger::empty(world),
                );
                if tried.best.is_some() || tried.steps == 0 {
                    break 'costs;
                }
            }
        }
    }
    let exhaustive = tried.steps > 0;
    let best = tried.best.take();
    match best {
        Some(best) if exhaustive => best,
        Some(best) => {
            let other = tried.by_size();
            if other.score.beats(&best.score) { other } else { Plan { exhaustive, ..best } }
        }
        None => tried.by_size(),
    }
}

/// The least that none, one, two … of these models take together.
fn least_of(runs: &[Run], numbers: &[usize]) -> Vec<Bytes> {
    let mut each: Vec<Bytes> = numbers.iter().filter_map(|number| Some(runs.get(*number)?.least)).collect();
    order::sort_by_key(&mut each, |bytes| *bytes);
    let sums = each.iter().scan(Bytes::ZERO, |sum, bytes| {
        *sum += *bytes;
        Some(*sum)
    });
    core::iter::once(Bytes::ZERO).chain(sums).collect()
}

impl Try<'_> {
    /// All ways to place the models from this place of the order on.
    fn from(&mut self, at: usize, left: Costs, taken: &Ledger) {
        if self.steps == 0 {
            return;
        }
        self.steps -= 1;
        let Some(&number) = self.order.get(at) else {
            if (left.out, left.on_host, left.extra) == (0, 0, 0) {
                self.worked_out(taken);
            }
            return;
        };
        let (world, runs) = (self.world, self.runs);
        let Some(run) = runs.get(number) else { return };
        // Those that neither may be left out nor be on the host want room on devices.
        let all: Bytes = (0..world.count()).map(|number| world.free(taken, number)).sum();
        let whole = (self.order.len() - at).saturating_sub((left.on_host + left.out) as usize);
        let wanted = self.least.get(at).and_then(|sums| sums.get(whole)).copied().unwrap_or(Bytes::ZERO);
        if !(wanted + left.owed).fits(all) {
            return;
        }
        let alike = self.unbound && !left.put_off;
        let mut go = |choice: Choice, left: Costs, taken: &Ledger| {
            if let Some(slot) = self.choices.get_mut(number) {
                *slot = choice;
            }
            self.from(at + 1, left, taken);
        };
        for (place, held) in run.single.iter().enumerate() {
            // An equal device before it, with as much on it, was tried already.
            let again = alike && held.devices.iter().any(|number| world.twin_before(taken, *number));
            if !again && world.fits(taken, &held.takes) {
                go(Choice::Single(place), left, &taken.with(&held.takes));
            }
        }
        for (place, takes) in &run.several {
            let devices = run.devices(*place);
            let more = devices.len() as u32 - 1;
            let room: Bytes = devices.iter().map(|number| world.free(taken, *number)).sum();
            if let Some(extra) = left.extra.checked_sub(more).filter(|_| takes.fits(room)) {
                let owed = left.owed + *takes;
                go(Choice::Several(*place), Costs { extra, put_off: true, owed, ..left }, taken);
            }
        }
        let spent = u32::from(!run.belongs_on_host(world));
        if let Some(on_host) = left.on_host.checked_sub(spent) {
            let left = Costs { on_host, ..left };
            if let Some(held) = run.on_host.as_ref().filter(|held| world.fits(taken, &held.takes)) {
                go(Choice::Host, left, &taken.with(&held.takes));
            }
            for place in &run.spilling {
                go(Choice::Spilled(*place), Costs { put_off: true, ..left }, taken);
            }
        }
        if let Some(out) = left.out.checked_sub(1) {
            go(Choice::Out, Costs { out, ..left }, taken);
        }
    }

    /// Places what depends on the rest, and keeps the best.
    fn worked_out(&mut self, taken: &Ledger) {
        let mut taken = taken.clone();
        let mut held: Vec<Option<Rc<Held>>> = vec![None; self.runs.len()];
        let mut start: Vec<usize> = Vec::with_capacity(self.runs.len());
        for step in [Kind::Host, Kind::Whole, Kind::Spilled] {
            for &number in &self.order {
                let (Some(run), Some(choice)) = (self.runs.get(number), self.choices.get(number)) else {
                    continue;
                };
                let found = match (step, *choice) {
                    // What was added up already.
                    (Kind::Host, Choice::Single(place)) => run.single.get(place).cloned(),
                    (Kind::Host, Choice::Host) => run.on_host.clone(),
                    (Kind::Whole, Choice::Several(place)) | (Kind::Spilled, Choice::Spilled(place)) => {
                        let key = (number, place, step == Kind::Whole, taken.clone());
                        let (world, steps) = (self.world, &mut self.steps);
                        let found = self.known.entry(key).or_insert_with(|| {
                            *steps = steps.saturating_sub(WORKED_OUT);
                            run.hold(world, place, step, &taken).map(Rc::new)
                        });
                        let Some(found) = found.clone() else { return };
                        taken = taken.with(&found.takes);
                        Some(found)
                    }
                    _ => continue,
                };
                start.push(number);
                if let Some(slot) = held.get_mut(number) {
                    *slot = found;
                }
            }
        }
        let plan = self.plan(held, taken, start, true);
        if self.best.as_ref().is_none_or(|best| plan.score.beats(&best.score)) {
            self.best = Some(plan);
        }
    }

    fn plan(&self, held: Vec<Option<Rc<Held>>>, taken: Ledger, start: Vec<usize>, exhaustive: bool) -> Plan {
        let score = self.score(&held, &taken);
        Plan { held, taken, start, score, exhaustive }
    }

    fn score(&self, held: &[Option<Rc<Held>>], taken: &Ledger) -> Score {
        let world = self.world;
        let mut score =
            Score { left_out: 0, on_host: 0, extra: 0, fit: Fit::Comfortable, speed: 0.0, headroom: 1.0 };
        // In one order whatever the list's, so that sums are the same to the last bit.
        for number in &self.order {
            let Some(run) = self.runs.get(*number) else { continue };
            let Some(Some(one)) = held.get(*number) else {
                (score.left_out, score.fit) = (score.left_out + 1, Fit::DoesNotFit);
                continue;
            };
            if one.kind != Kind::Whole && !run.belongs_on_host(world) {
                score.on_host += 1;
            }
            if one.kind == Kind::Whole {
                score.extra += (one.devices.len() as u32).saturating_sub(1);
            }
            let own = fit(world, one, taken);
            if own.rank() < score.fit.rank() {
                score.fit = own;
            }
            if run.best_rate > 0.0 {
                score.speed += rate(&one.figures) / run.best_rate / f64::from(sharing(world, held, one));
            }
            score.headroom = score.headroom.min(headroom(world, taken, &one.devices));
        }
        score
    }

    /// The largest first, each whole on the device that then has most left, in parts of what it can hold; then over as few devices as hold them;
    /// then with layers on the host, as fast as that goes; then on the host.
    fn by_size(&self) -> Plan {
        let (world, mut taken) = (self.world, Ledger::empty(self.world));
        let mut held: Vec<Option<Rc<Held>>> = vec![None; self.runs.len()];
        let mut start: Vec<usize> = Vec::new();
        let passes: [Pass; 4] = [most_left, few_devices, fastest_spilled, fitting_host];
        for pass in passes {
            for &number in &self.order {
                let (Some(run), Some(None)) = (self.runs.get(number), held.get(number)) else { continue };
                let Some(found) = pass(run, world, &taken) else { continue };
                taken = taken.with(&found.takes);
                start.push(number);
                if let Some(slot) = held.get_mut(number) {
                    *slot = Some(found);
                }
            }
        }
        self.plan(held, taken, start, false)
    }
}

fn most_left(run: &Run, world: &World, taken: &Ledger) -> Option<Rc<Held>> {
    if run.belongs_on_host(world) {
        return fitting_host(run, world, taken);
    }
    let fitting = run.single.iter().filter(|held| world.fits(taken, &held.takes));
    let left = |held: &&Rc<Held>| headroom(world, &taken.with(&held.takes), &held.devices);
    fitting.max_by(|a, b| left(a).total_cmp(&left(b))).cloned()
}

fn few_devices(run: &Run, world: &World, taken: &Ledger) -> Option<Rc<Held>> {
    run.several.iter().find_map(|(place, _)| run.hold(world, *place, Kind::Whole, taken)).map(Rc::new)
}

fn fastest_spilled(run: &Run, world: &World, taken: &Ledger) -> Option<Rc<Held>> {
    let all = run.spilling.iter().filter_map(|place| run.hold(world, *place, Kind::Spilled, taken));
    all.max_by(|a, b| rate(&a.figures).total_cmp(&rate(&b.figures))).map(Rc::new)
}

fn fitting_host(run: &Run, world: &World, taken: &Ledger) -> Option<Rc<Held>> {
    run.on_host.clone().filter(|held| world.fits(taken, &held.takes))
}

/// The least headroom of these devices.
pub(super) fn headroom(world: &World, taken: &Ledger, devices: &[u32]) -> f64 {
    let one = |number: &u32| {
        let usable = world.devices.get(*number as usize).map_or(0.0, |device| device.usable.as_f64());
        if usable > 0.0 { world.free(taken, *number).as_f64() / usable } else { 0.0 }
    };
    devices.iter().map(one).fold(1.0, f64::min)
}

/// Whether a model computes on the host.
fn uses_host(held: &Held) -> bool {
    let placed = held.figures.placed;
    held.rig.pool == Pool::Host || placed.gpu_layers < placed.layers || placed.cpu_moe_layers > 0
}

/// Models that share the busiest place a model is on, itself counted. Devices that share their host's memory are one place with it.
pub(super) fn sharing(world: &World, all: &[Option<Rc<Held>>], one: &Held) -> u32 {
    let count = |on: &dyn Fn(&Held) -> bool| all.iter().flatten().filter(|held| on(held)).count() as u32;
    let on = |held: &Held, number: u32| {
        let of = held
            .devices
            .iter()
            .zip(&held.parts)
            .any(|(device, parts)| *device == number && parts.at_least() > Bytes::ZERO);
        of || (world.shared && held.devices.contains(&number))
    };
    let devices = one.devices.iter().map(|number| count(&|held| on(held, *number))).max().unwrap_or(0);
    let host = if uses_host(one) && !world.shared { count(&uses_host) } else { 0 };
    devices.max(host).max(1)
}

/// A model's verdict beside the others: its own, with the headroom that all together leave.
pub(super) fn fit(world: &World, held: &Held, taken: &Ledger) -> Fit {
    let own = match held.figures.fit {
        // Prepared without the devices, it does not know of them; a question that has them calls it so.
        Fit::Comfortable | Fit::Tight if held.kind == Kind::Host && world.count() > 0 => Fit::Marginal,
        fit => fit,
    };
    if !matches!(own, Fit::Comfortable | Fit::Tight) {
        return own;
    }
    let mut least = headroom(world, taken, &held.devices);
    if held.prepared.question.runtime.rules().is_some() {
        // It takes a share of the device at most.
        least = least.min(held.figures.headroom.get().unwrap_or(0.0));
    }
    if uses_host(held)
        && let (Some(usable), Some(free)) = (world.host_usable.get(), world.host_free(taken).get())
    {
        least = least.min(free.as_f64() / usable.as_f64().max(1.0));
    }
    if least < held.prepared.question.thresholds.headroom { Fit::Tight } else { Fit::Comfortable }
}
