//! A rig, prepared: what its devices and host hold, and how fast they are.

use core::cell::OnceCell;

use crate::catalog::{Catalog, DeviceKind, Hardware};
use crate::memory::{CudaChip, MemoryHome, runtime_overhead, usable_memory};
use crate::question::{Backend, Display, Question, RigDevices};
use crate::runtimes::Interconnect;
use crate::speed::{Bases, CONSTANTS, DeviceRates, Family, OwnRows, Silicon};
use crate::units::{Bytes, BytesPerSecond, Known};

/// Host RAM bandwidth when nobody says: two channels of DDR4-3200, 2 × 8 bytes × 3.2 GT/s = 51.2 GB/s (JEDEC JESD79-4), the least of desktop
/// memories sold with current cards; so that offloading is never promised too fast.
pub const HOST_BANDWIDTH_ASSUMED: f64 = 51.2;

/// How device and host memory relate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pool {
    /// The device has its own memory.
    Own,
    /// Device and host share one memory: together they must stay below this.
    Shared {
        /// Usable by both together.
        all: Bytes,
    },
    /// No device: the host's CPU computes.
    Host,
}

/// A rig, prepared once for a question.
#[derive(Debug, Clone, PartialEq)]
pub struct RigRules {
    /// How device and host memory relate.
    pub pool: Pool,
    /// Devices; 0 for the host alone.
    pub devices: u32,
    /// Each of unequal devices as a rig of its own, in the order the runtime sees them; none where all are as the fields below say.
    pub unequal: Vec<RigRules>,
    /// Usable memory of one device.
    pub usable: Bytes,
    /// What drives the devices.
    pub backend: Backend,
    /// What runtime and driver add on a device.
    pub overhead: Bytes,
    /// Usable RAM.
    pub host_usable: Known<Bytes>,
    /// What the runtime adds on the host.
    pub host_overhead: Bytes,
    /// Rates of one device.
    pub rates: DeviceRates,
    /// Its family under the backend.
    pub family: Family,
    /// Rates of the host's CPU.
    pub host_rates: DeviceRates,
    /// The host's bandwidth was not given and [`HOST_BANDWIDTH_ASSUMED`] stands for it.
    pub host_bandwidth_assumed: bool,
    /// What the bus moves from host to device.
    pub link: Known<BytesPerSecond>,
    /// What devices of this kind are linked by among themselves.
    pub interconnect: Interconnect,
    /// What was measured on the device.
    pub own: OwnRows,
    /// What a prompt's operations are counted at, worked out when [`Self::bases`] first asks. Who changes rates or family gives an empty one.
    pub counted_at: OnceCell<Bases>,
}

impl RigRules {
    /// Prepares the rig of a question.
    #[must_use]
    pub fn new(q: &Question, catalog: &Catalog) -> Self {
        let first = Self::of(q, q.rig.devices, q.rig.display, catalog);
        let Some((_, others)) = q.rig.unequal.split_first().filter(|_| q.backend != Backend::Cpu) else {
            return first;
        };
        // One display, on the first.
        let others = others.iter().map(|device| Self::of(q, Some(*device), Display::Headless, catalog));
        Self::together(first, others)
    }

    /// Unequal devices as one rig, each prepared alone, in the order the runtime sees them.
    #[must_use]
    pub fn together(first: Self, others: impl IntoIterator<Item = Self>) -> Self {
        let mut unequal = Vec::with_capacity(2);
        unequal.push(first.clone());
        unequal.extend(others);
        let devices = first.devices.max(unequal.len() as u32);
        Self { unequal, devices, ..first }
    }

    /// One device of a rig, or none, as a rig of its own.
    #[must_use]
    pub fn of(q: &Question, devices: Option<RigDevices>, display: Display, catalog: &Catalog) -> Self {
        let (rig, host) = (&q.rig, &q.rig.host);
        let host_bandwidth =
            host.bandwidth.get().unwrap_or_else(|| BytesPerSecond::gb_s(HOST_BANDWIDTH_ASSUMED));
        let host_memory =
            |installed| usable_memory(MemoryHome::HostRam, installed, rig.os, rig.display, rig.ecc).usable;
        let host_usable = host.usable.map_or_else(|| host.memory.map(host_memory), Known::Known);
        let alone = Self {
            pool: Pool::Host,
            devices: 0,
            unequal: Vec::new(),
            usable: Bytes::ZERO,
            backend: Backend::Cpu,
            overhead: Bytes::ZERO,
            host_usable,
            host_overhead: runtime_overhead(Backend::Cpu, CudaChip::default()).total(),
            rates: processor(host_bandwidth),
            family: Family::of(Silicon::Processor, Backend::Cpu),
            host_rates: processor(host_bandwidth),
            host_bandwidth_assumed: !host.bandwidth.is_known(),
            link: Known::Unknown,
            interconnect: Interconnect::Bus,
            own: OwnRows::NONE,
            counted_at: OnceCell::new(),
        };
        let Some((devices, hardware)) = devices.and_then(|d| Some((d, catalog.device(d.hardware)?))) else {
            return alone;
        };
        let shared = hardware.kind == DeviceKind::Unified;
        let all = host_memory(devices.memory);
        if q.backend == Backend::Cpu {
            // The device's own processor where memory is shared, the host's beside a card.
            return if shared {
                let rates = processor(hardware.device_rates().bandwidth);
                let usable = devices.usable.unwrap_or(all);
                let host_usable = Known::Known(usable);
                Self { host_usable, rates, host_rates: rates, host_bandwidth_assumed: false, ..alone }
            } else {
                alone
            };
        }
        let rule = usable_memory(MemoryHome::of(hardware), devices.memory, rig.os, display, rig.ecc).usable;
        let rates = hardware.device_rates();
        let family = Family::of(rates.silicon, q.backend);
        Self {
            pool: if shared {
                let each = all.max(devices.usable.unwrap_or(Bytes::ZERO));
                Pool::Shared { all: Bytes::new(each.get().saturating_mul(u64::from(devices.count))) }
            } else {
                Pool::Own
            },
            devices: devices.count,
            unequal: Vec::new(),
            usable: devices.usable.unwrap_or_else(|| {
                q.runtime.rules().map_or(rule, |rules| rules.usable(rule, devices.memory))
            }),
            backend: q.backend,
            overhead: q
                .runtime_overhead
                .unwrap_or_else(|| runtime_overhead(q.backend, hardware.cuda_chip()).total()),
            host_usable: if shared { Known::Known(all) } else { host_usable },
            host_rates: if shared { processor(rates.bandwidth) } else { alone.host_rates },
            host_bandwidth_assumed: !shared && alone.host_bandwidth_assumed,
            // What was measured with llama.cpp says nothing of another runtime's kernels.
            own: if q.runtime.rules().is_some() {
                OwnRows::NONE
            } else {
                OwnRows::of(catalog.corrections(), &hardware.id, family, q.as_of.unwrap_or(catalog.date()))
                    .with_kept(catalog.kept(), devices.hardware, family)
            },
            family,
            link: if shared { Known::Known(rates.bandwidth) } else { link(hardware) },
            interconnect: if hardware.nvlink.known().is_known() {
                Interconnect::NvLink
            } else {
                Interconnect::Bus
            },
            rates,
            ..alone
        }
    }

    /// What a prompt's operations are counted at on a device.
    #[must_use]
    pub fn bases(&self) -> Bases {
        *self
            .counted_at
            .get_or_init(|| Bases::of(&self.rates, CONSTANTS.family(self.family), &CONSTANTS.shared))
    }

    /// Each of unequal devices, or none: what all rules ask by. A program that knows rigs of equal devices only leaves the rest of them out.
    #[must_use]
    pub fn unequal(&self) -> &[Self] {
        if cfg!(feature = "full") { &self.unequal } else { &[] }
    }

    /// The rules of a device.
    #[must_use]
    pub fn device(&self, number: u32) -> &Self {
        self.unequal().get(number as usize).unwrap_or(self)
    }

    /// What the runtime deals layers by: free memory of the devices before `number`, in MiB; their number where all are equal.
    #[must_use]
    pub fn before(&self, number: u32) -> u64 {
        if self.unequal().is_empty() {
            return number.into();
        }
        let free = |device: &Self| (device.usable - device.overhead).get() >> 20;
        self.unequal().iter().take(number as usize).map(free).sum()
    }
}

fn processor(bandwidth: BytesPerSecond) -> DeviceRates {
    DeviceRates::processor(bandwidth)
}

fn link(hardware: &Hardware) -> Known<BytesPerSecond> {
    hardware.pcie.known().map(crate::catalog::Pcie::bandwidth)
}
