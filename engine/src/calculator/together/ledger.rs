//! The rig, and what of its memory is taken.

use crate::answer::{MAX_DEVICES, Parts};
use crate::calculator::Calculator;
use crate::catalog::DeviceKind;
use crate::question::{Fault, Question, RawDevice, RawQuestion, RawRig, find_device, read_rig};
use crate::rules::{Pool, RigRules};
use crate::together::{MOST_MODELS, RawTogether};
use crate::units::{Bytes, Known};

/// A device of the rig.
#[derive(Debug)]
pub(super) struct Device {
    raw: RawDevice,
    /// Its catalog id.
    pub(super) hardware: String,
    /// What processes on it can hold together: installed less driver, system, display. Taken once, however many models are on it.
    pub(super) usable: Bytes,
    /// Where it shares its host's memory: what both can hold together.
    all: Bytes,
}

/// The rig, device by device.
#[derive(Debug)]
pub(super) struct World {
    raw: RawRig,
    processors: Vec<RawDevice>,
    pub(super) devices: Vec<Device>,
    /// Devices share the host's memory.
    pub(super) shared: bool,
    /// Usable RAM.
    pub(super) host_usable: Known<Bytes>,
}

/// What is taken.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Ledger {
    /// Of each device.
    pub(super) device: Vec<Bytes>,
    /// Of RAM; where it is shared, by host parts alone, device by device.
    host: Vec<Bytes>,
}

/// What one model takes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Footprint {
    pub(super) device: Vec<(u32, Bytes)>,
    pub(super) host: Bytes,
}

impl Footprint {
    pub(super) fn of(devices: &[u32], parts: &[Parts], host: &Parts) -> Self {
        let device = devices.iter().zip(parts).map(|(number, parts)| (*number, parts.at_least())).collect();
        Self { device, host: host.at_least() }
    }

    pub(super) fn on_devices(&self) -> Bytes {
        self.device.iter().map(|(_, bytes)| *bytes).sum()
    }

    pub(super) fn total(&self) -> Bytes {
        self.on_devices() + self.host
    }
}

impl World {
    pub(super) fn of(calculator: &Calculator, asked: &RawTogether) -> Result<Self, Fault> {
        let catalog = calculator.catalog();
        read_rig(&asked.rig, catalog)?;
        if asked.models.is_empty() || asked.models.len() > MOST_MODELS {
            let count = asked.models.len().to_string();
            return Err(Fault::range("models", &count, &["1 to ", &MOST_MODELS.to_string()].concat()));
        }
        let mut world = Self {
            raw: asked.rig.clone(),
            processors: Vec::new(),
            devices: Vec::new(),
            shared: false,
            host_usable: Known::Unknown,
        };
        let mut found: Vec<(RawDevice, String)> = Vec::new();
        for (number, device) in asked.rig.devices.iter().enumerate() {
            let place = ["rig.devices.", &number.to_string(), "."].concat();
            let (_, record, _) = find_device(device, catalog, &place)?;
            if record.kind == DeviceKind::Cpu {
                world.processors.push(device.clone());
                continue;
            }
            let one = RawDevice { count: None, ..device.clone() };
            let count = device.count.unwrap_or(1) as usize;
            found.extend((0..count.min(MAX_DEVICES)).map(|_| (one.clone(), record.id.to_string())));
        }
        // Any model will do: what is usable of a rig does not depend on it.
        let model = asked.models.first().map(|member| member.question.model.clone()).unwrap_or_default();
        let rules = |rig: RawRig| -> Result<RigRules, Fault> {
            let question = RawQuestion { model: model.clone(), rig, ..RawQuestion::default() };
            Ok(RigRules::new(&Question::parse(&question, catalog).map_err(|f| super::within(0, f))?, catalog))
        };
        for (number, (raw, hardware)) in found.into_iter().enumerate() {
            world.devices.push(Device { raw, hardware, usable: Bytes::ZERO, all: Bytes::ZERO });
            let alone = rules(world.rig(&[number as u32]))?;
            if let Pool::Shared { all } = alone.pool {
                world.shared = true;
                world.set(number, alone.usable, all);
            } else {
                world.set(number, alone.usable, Bytes::ZERO);
            }
        }
        world.host_usable = if world.shared {
            Known::Known(world.devices.iter().map(|device| device.all).sum())
        } else {
            rules(world.rig(&[]))?.host_usable
        };
        Ok(world)
    }

    fn set(&mut self, number: usize, usable: Bytes, all: Bytes) {
        if let Some(device) = self.devices.get_mut(number) {
            (device.usable, device.all) = (usable, all);
        }
    }

    /// The rig as it is for a model on these devices alone. A display hangs on the first.
    pub(super) fn rig(&self, devices: &[u32]) -> RawRig {
        let chosen =
            devices.iter().filter_map(|number| Some(self.devices.get(*number as usize)?.raw.clone()));
        RawRig {
            devices: self.processors.iter().cloned().chain(chosen).collect(),
            display: self.raw.display.filter(|_| devices.contains(&0)),
            ..self.raw.clone()
        }
    }

    /// Whether a device before this one is equal to it, with as much taken.
    pub(super) fn twin_before(&self, taken: &Ledger, number: u32) -> bool {
        let state = |number: u32| {
            let device = self.devices.get(number as usize)?;
            Some((&device.raw, device.usable, device.all, taken.on(number), taken.beside(number)))
        };
        let own = state(number);
        (0..number).any(|before| state(before) == own)
    }

    pub(super) fn count(&self) -> u32 {
        self.devices.len() as u32
    }

    /// Whether a model fits beside what is taken.
    pub(super) fn fits(&self, taken: &Ledger, wants: &Footprint) -> bool {
        let on_devices = wants.device.iter().all(|(number, bytes)| bytes.fits(self.free(taken, *number)));
        let host = if self.shared {
            let both = wants.total();
            both.fits(self.shared_free(taken, &Self::numbers(wants)))
        } else {
            self.host_free(taken).get().is_none_or(|free| wants.host.fits(free))
        };
        on_devices && host
    }

    fn numbers(wants: &Footprint) -> Vec<u32> {
        let numbers: Vec<u32> = wants.device.iter().map(|(number, _)| *number).collect();
        if numbers.is_empty() { vec![0] } else { numbers }
    }

    /// What is left of a device.
    pub(super) fn free(&self, taken: &Ledger, number: u32) -> Bytes {
        let usable = self.devices.get(number as usize).map_or(Bytes::ZERO, |device| device.usable);
        usable - taken.on(number)
    }

    /// What is left of memory that these devices share with their hosts.
    fn shared_free(&self, taken: &Ledger, numbers: &[u32]) -> Bytes {
        let one = |number: &u32| {
            let all = self.devices.get(*number as usize).map_or(Bytes::ZERO, |device| device.all);
            all - taken.on(*number) - taken.beside(*number)
        };
        numbers.iter().map(one).sum()
    }

    /// What is left of RAM.
    pub(super) fn host_free(&self, taken: &Ledger) -> Known<Bytes> {
        self.host_usable.map(|usable| usable - self.host_held(taken))
    }

    /// What is taken of RAM; where it is shared, by devices too.
    pub(super) fn host_held(&self, taken: &Ledger) -> Bytes {
        let host: Bytes = taken.host.iter().copied().sum();
        if self.shared { host + taken.device.iter().copied().sum() } else { host }
    }

    /// A model's rig with what the others leave of it.
    pub(super) fn left(&self, rig: &RigRules, devices: &[u32], taken: &Ledger) -> RigRules {
        let own = |place: usize| rig.device(place as u32).usable;
        let usable = |(place, number): (usize, &u32)| own(place).min(self.free(taken, *number));
        let free: Vec<Bytes> = devices.iter().enumerate().map(usable).collect();
        let mut left = rig.clone();
        let shared_free = self.shared_free(taken, if devices.is_empty() { &[0] } else { devices });
        left.host_usable = if self.shared {
            rig.host_usable.map(|usable| usable.min(shared_free))
        } else {
            rig.host_usable.zip(self.host_free(taken)).map(|(own, free)| own.min(free))
        };
        let (Some(&first), Some(least)) = (free.first(), free.iter().min()) else { return left };
        match rig.pool {
            Pool::Host => return left,
            Pool::Shared { .. } => left.pool = Pool::Shared { all: shared_free },
            Pool::Own => {}
        }
        left.usable = *least;
        if rig.unequal().is_empty() && free.iter().all(|bytes| *bytes == first) {
            return left;
        }
        if rig.unequal().is_empty() && self.shared {
            return left;
        }
        let alone = |(place, usable): (usize, &Bytes)| {
            let one = rig.device(place as u32).clone();
            RigRules { usable: *usable, devices: 1, unequal: Vec::new(), ..one }
        };
        let mut each = free.iter().enumerate().map(alone);
        match each.next() {
            Some(first) => {
                let first = RigRules { host_usable: left.host_usable, ..first };
                RigRules::together(first, each)
            }
            None => left,
        }
    }
}

impl Ledger {
    pub(super) fn empty(world: &World) -> Self {
        let none = vec![Bytes::ZERO; world.devices.len().max(1)];
        Self { device: none.clone(), host: none }
    }

    fn on(&self, number: u32) -> Bytes {
        self.device.get(number as usize).copied().unwrap_or(Bytes::ZERO)
    }

    fn beside(&self, number: u32) -> Bytes {
        self.host.get(number as usize).copied().unwrap_or(Bytes::ZERO)
    }

    /// The same with a model more.
    pub(super) fn with(&self, model: &Footprint) -> Self {
        let mut all = self.clone();
        for (number, bytes) in &model.device {
            if let Some(held) = all.device.get_mut(*number as usize) {
                *held += *bytes;
            }
        }
        let at = model.device.first().map_or(0, |(number, _)| *number as usize);
        if let Some(held) = all.host.get_mut(at) {
            *held += model.host;
        }
        all
    }
}
