//! A model of the list: where it may lie, and what it takes there.

use std::rc::Rc;

use super::ledger::{Footprint, Ledger, World};
use crate::answer::Parts;
use crate::assess::{Beside, Case, Figures, Load, assess, device_parts};
use crate::calculator::Calculator;
use crate::calculator::prepared::Prepared;
use crate::fit::Fit;
use crate::question::{Fault, Placement, RawQuestion};
use crate::together::Member;
use crate::units::{Bytes, Known};

/// Most devices of which every set is tried; of more, each alone, the first two, four, eight, and all.
const MOST_SETS: u32 = 4;

/// How a model may lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// All on the devices (or as the question tells layers to lie).
    Whole,
    /// Layers or experts may go to the host.
    Spilled,
    /// All on the host.
    Host,
}

/// A set of devices with the question prepared for it.
#[derive(Clone)]
struct Set {
    devices: Vec<u32>,
    prepared: Rc<Prepared>,
}

/// A model of the list.
#[derive(Clone)]
pub(super) struct Run {
    pub(super) name: String,
    pub(super) member: Member,
    /// Sets of devices it may lie on, single ones first.
    sets: Vec<Set>,
    /// The host alone.
    host: Option<Set>,
    /// Where its question wants it.
    placement: Placement,
    /// Each single device that holds it whole, where nothing else is on it.
    pub(super) single: Vec<Rc<Held>>,
    /// Sets of several, by their places in `sets`, with what it takes of them together.
    pub(super) several: Vec<(usize, Bytes)>,
    /// Sets it may spill from.
    pub(super) spilling: Vec<usize>,
    /// On the host, where nothing else is there.
    pub(super) on_host: Option<Rc<Held>>,
    /// The best rate it has anywhere, for comparison.
    pub(super) best_rate: f64,
    /// Bytes of its weights.
    pub(super) bytes: Bytes,
    /// The least it takes of devices where it is whole on them; nothing where it need not be.
    pub(super) least: Bytes,
}

/// A model with its place.
pub(super) struct Held {
    pub(super) devices: Vec<u32>,
    pub(super) kind: Kind,
    pub(super) figures: Figures,
    pub(super) parts: Vec<Parts>,
    pub(super) takes: Footprint,
    pub(super) prepared: Rc<Prepared>,
    /// The rig it saw.
    pub(super) rig: crate::rules::RigRules,
}

impl Run {
    pub(super) fn of(calculator: &Calculator, world: &World, member: &Member) -> Result<Self, Fault> {
        let mut faults: Vec<Fault> = Vec::new();
        let mut sets: Vec<Set> = Vec::new();
        for devices in allowed(world, member)? {
            match calculator.prepare(&RawQuestion { rig: world.rig(&devices), ..member.question.clone() }) {
                Ok(prepared) => sets.push(Set { devices, prepared: Rc::new(prepared) }),
                Err(fault) => faults.push(fault),
            }
        }
        let host = host_question(world, member).and_then(|(devices, raw)| {
            Some(Set { devices, prepared: Rc::new(calculator.prepare(&raw).ok()?) })
        });
        let some = sets.first().or(host.as_ref()).map(|set| Rc::clone(&set.prepared));
        let Some(some) = some.filter(|_| !sets.is_empty() || faults.is_empty()) else {
            let fault = faults.into_iter().next();
            return Err(fault.unwrap_or_else(|| Fault::range("devices", "none", "one of the rig's devices")));
        };
        let id = calculator.catalog().model(some.question.model).map(|model| model.id.to_string());
        let name = member.name.clone().filter(|name| !name.trim().is_empty()).or(id).unwrap_or_default();
        let mut run = Self {
            name,
            member: member.clone(),
            sets,
            host,
            placement: some.question.placement,
            single: Vec::new(),
            several: Vec::new(),
            spilling: Vec::new(),
            on_host: None,
            best_rate: 0.0,
            bytes: some.weights.file,
            least: Bytes::ZERO,
        };
        run.look(world);
        Ok(run)
    }

    /// What it takes wherever that does not depend on the others.
    fn look(&mut self, world: &World) {
        let empty = Ledger::empty(world);
        let (mut single, mut several, mut spilling) = (Vec::new(), Vec::new(), Vec::new());
        if self.placement != Placement::Host {
            for (place, set) in self.sets.iter().enumerate() {
                let whole = self.hold(world, place, Kind::Whole, &empty);
                match whole {
                    Some(held) if set.devices.len() == 1 => single.push(Rc::new(held)),
                    Some(held) => several.push((place, held.takes.on_devices())),
                    None => {}
                }
                let ends = set.devices.len() == 1 || place + 1 == self.sets.len();
                if ends && self.placement == Placement::Auto && !set.prepared.tells() {
                    spilling.push(place);
                }
            }
        }
        // A device may be none of its backend's, and then it computes on the host.
        single.retain(|held: &Rc<Held>| !held.parts.is_empty());
        self.on_host = if self.placement == Placement::Device && world.count() > 0 {
            None
        } else {
            self.host.as_ref().and_then(|set| hold(world, set, Kind::Host, &empty)).map(Rc::new)
        };
        let rates = single.iter().chain(&self.on_host).map(|held| rate(&held.figures));
        self.best_rate = rates.fold(0.0, f64::max);
        let whole =
            single.iter().map(|held| held.takes.on_devices()).chain(several.iter().map(|(_, takes)| *takes));
        self.least = whole.min().filter(|_| !self.belongs_on_host(world)).unwrap_or(Bytes::ZERO);
        (self.single, self.several, self.spilling) = (single, several, spilling);
    }

    /// It on a set of devices, beside what is taken; none where it does not fit.
    pub(super) fn hold(&self, world: &World, place: usize, kind: Kind, taken: &Ledger) -> Option<Held> {
        hold(world, self.sets.get(place)?, kind, taken)
    }

    pub(super) fn devices(&self, place: usize) -> &[u32] {
        self.sets.get(place).map_or(&[], |set| &set.devices)
    }

    /// Whether it is on the host because its question or the rig says so.
    pub(super) fn belongs_on_host(&self, world: &World) -> bool {
        self.placement == Placement::Host || world.count() == 0
    }

    /// Where all of it would lie, fit or not: the first set, or the host.
    pub(super) fn at_least(&self) -> Option<(Figures, Rc<Prepared>)> {
        let set = self.sets.first().or(self.host.as_ref())?;
        let figures = assess(&Case { load: load(&set.prepared, Kind::Whole), ..set.prepared.case() });
        Some((figures, Rc::clone(&set.prepared)))
    }

    /// Its verdict were it alone, on the best of its sets.
    pub(super) fn alone(&self) -> Fit {
        let fits = self.sets.iter().chain(&self.host).map(|set| assess(&set.prepared.case()).fit);
        fits.max_by_key(|fit| fit.rank()).unwrap_or(Fit::DoesNotFit)
    }

    /// What models are ordered by, so that the order of the list does not matter: the largest first.
    pub(super) fn key(&self) -> (core::cmp::Reverse<Bytes>, String) {
        (core::cmp::Reverse(self.bytes), format!("{:?}", self.member))
    }
}

impl Prepared {
    /// Whether the question tells where layers lie.
    fn tells(&self) -> bool {
        let own = self.question.runtime.rules().is_some();
        own || self.question.gpu_layers.is_some() || self.question.cpu_moe_layers.is_some()
    }
}

/// How fast, whatever the model does; nothing where it is not known.
pub(super) fn rate(figures: &Figures) -> f64 {
    let rate = figures.decode.or(figures.prefill);
    rate.get().map_or(0.0, |rate| rate.tokens_per_second.get())
}

fn load(prepared: &Prepared, kind: Kind) -> Load {
    let placement = match kind {
        Kind::Whole => Placement::Device,
        Kind::Spilled => Placement::Auto,
        Kind::Host => Placement::Host,
    };
    Load { placement, ..Load::from(&prepared.question) }
}

fn hold(world: &World, set: &Set, kind: Kind, taken: &Ledger) -> Option<Held> {
    let prepared = &set.prepared;
    let rig = world.left(&prepared.rig, &set.devices, taken);
    let case = Case { rig: &rig, load: load(prepared, kind), ..prepared.case() };
    let figures = assess(&case);
    if figures.fit == Fit::DoesNotFit {
        return None;
    }
    let beside = Beside::of(&case);
    let on_devices = figures.placed.gpu_layers > 0 && rig.devices > 0;
    let number = if on_devices { rig.devices } else { 0 };
    let parts: Vec<Parts> =
        (0..number).map(|number| device_parts(&case, &beside, figures.placed, number)).collect();
    let devices: Vec<u32> = if on_devices || world.shared { set.devices.clone() } else { Vec::new() };
    let takes = Footprint::of(&devices, &parts, &figures.host);
    // What is not known is not counted against it, and cannot be promised beside others either.
    world.fits(taken, &takes).then(|| Held {
        devices,
        kind,
        figures,
        parts,
        takes,
        prepared: Rc::clone(prepared),
        rig: rig.clone(),
    })
}

/// The question on the host alone, and on which devices that is: where memory is shared, the first.
fn host_question(world: &World, member: &Member) -> Option<(Vec<u32>, RawQuestion)> {
    let devices: Vec<u32> = if world.shared { vec![first_of(member)] } else { Vec::new() };
    let mut question = RawQuestion {
        rig: world.rig(&devices),
        placement: Some(Placement::Host.word().to_owned()),
        ..member.question.clone()
    };
    if !world.shared {
        question.backend = None;
    }
    if let Some(options) = &mut question.options {
        (options.gpu_layers, options.cpu_moe_layers) = (None, None);
    }
    Some((devices, question)).filter(|_| member.question.runtime().rules().is_none())
}

fn first_of(member: &Member) -> u32 {
    member.devices.as_ref().and_then(|devices| devices.first().copied()).unwrap_or(0)
}

/// Sets of devices a model may lie on, single ones first.
fn allowed(world: &World, member: &Member) -> Result<Vec<Vec<u32>>, Fault> {
    let count = world.count();
    if let Some(devices) = &member.devices {
        let mut devices = devices.clone();
        devices.sort_unstable();
        devices.dedup();
        if let Some(number) = devices.iter().find(|number| **number >= count) {
            let wanted = match count.checked_sub(1) {
                Some(last) => ["from 0 to ", &last.to_string()].concat(),
                None => "left out: the rig has no devices".to_owned(),
            };
            return Err(Fault::range("devices", &number.to_string(), &wanted));
        }
        if devices.is_empty() {
            return Err(Fault::range("devices", "empty", "left out, or name a device"));
        }
        return Ok(vec![devices]);
    }
    let mut sets: Vec<Vec<u32>> = (0..count).map(|number| vec![number]).collect();
    if count <= MOST_SETS {
        let marked = |set: u32| (0..count).filter(|number| set >> number & 1 == 1).collect::<Vec<u32>>();
        let mut more: Vec<Vec<u32>> = (0..1_u32 << count).map(marked).filter(|set| set.len() > 1).collect();
        crate::order::sort_by_key(&mut more, Vec::len);
        sets.extend(more);
    } else {
        sets.extend([2, 4, 8].into_iter().filter(|few| *few < count).map(|few| (0..few).collect()));
        sets.push((0..count).collect());
    }
    Ok(sets)
}

/// Whether a rate of a model is known.
pub(super) fn rates(held: &Held) -> Known<crate::answer::Rate> {
    held.figures.decode.or(held.figures.prefill)
}
