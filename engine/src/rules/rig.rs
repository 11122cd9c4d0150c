//! A rig, prepared: what its devices and host hold, and how fast they are.

use crate::catalog::{Catalog, DeviceKind, Hardware};
use crate::memory::{CudaChip, MemoryHome, runtime_overhead, usable_memory};
use crate::question::{Backend, Display, Question, RigDevices};
use crate::speed::{DeviceRates, Family, Silicon};
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
    /// Every device of a rig of unequal ones, in the order the runtime sees them; none where all are as the fields below say of the first.
    pub unequal: Vec<RigDevice>,
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
}

/// A device of a rig of unequal ones.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RigDevice {
    /// Whose memory it computes in.
    pub home: Home,
    /// Usable memory.
    pub usable: Bytes,
    /// What runtime and driver add.
    pub overhead: Bytes,
    /// Its rates.
    pub rates: DeviceRates,
    /// Its family under the backend.
    pub family: Family,
}

/// Whose memory a device computes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// Its own.
    Own,
    /// The host's.
    Host,
}

impl RigDevice {
    fn new(q: &Question, kind: &RigDevices, hardware: &Hardware, display: Display) -> Self {
        let (os, ecc) = (q.rig.os, q.rig.ecc);
        let rule = || usable_memory(MemoryHome::of(hardware), kind.memory, os, display, ecc).usable;
        let overhead = || runtime_overhead(q.backend, hardware.cuda_chip()).total();
        let rates = hardware.device_rates();
        Self {
            home: if hardware.kind == DeviceKind::Unified { Home::Host } else { Home::Own },
            usable: kind.usable.unwrap_or_else(rule),
            overhead: q.runtime_overhead.unwrap_or_else(overhead),
            family: Family::of(rates.silicon, q.backend),
            rates,
        }
    }

    /// Memory that is free when a model is loaded: what the runtime deals layers by.
    #[must_use]
    pub fn free(&self) -> u64 {
        self.usable.saturating_sub(self.overhead).get()
    }
}

impl RigRules {
    /// Prepares the rig of a question.
    #[must_use]
    pub fn new(q: &Question, catalog: &Catalog) -> Self {
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
        };
        let kinds = || rig.kinds().filter_map(|kind| Some((kind, catalog.device(kind.hardware)?)));
        let Some((kind, hardware)) = kinds().next() else { return alone };
        // A chip that shares the host's memory: its own processor computes where no device does.
        let shared = kinds().find(|(_, hardware)| hardware.kind == DeviceKind::Unified);
        if q.backend == Backend::Cpu {
            let Some((kind, hardware)) = shared else { return alone };
            let rates = processor(hardware.device_rates().bandwidth);
            let host_usable = Known::Known(kind.usable.unwrap_or_else(|| host_memory(kind.memory)));
            return Self { host_usable, rates, host_rates: rates, host_bandwidth_assumed: false, ..alone };
        }
        let first = RigDevice::new(q, kind, hardware, rig.display);
        let mut rules = Self {
            pool: Pool::Own,
            devices: rig.kinds().map(|kind| kind.count).sum(),
            unequal: Vec::new(),
            usable: first.usable,
            backend: q.backend,
            overhead: first.overhead,
            family: first.family,
            link: if first.home == Home::Host { Known::Known(first.rates.bandwidth) } else { link(hardware) },
            rates: first.rates,
            ..alone
        };
        if let Some((kind, hardware)) = shared {
            let all = host_memory(kind.memory);
            let each = all.max(kind.usable.unwrap_or(Bytes::ZERO));
            rules.pool = Pool::Shared { all: Bytes::new(each.get().saturating_mul(u64::from(kind.count))) };
            rules.host_usable = Known::Known(all);
            rules.host_rates = processor(hardware.device_rates().bandwidth);
            rules.host_bandwidth_assumed = false;
        }
        if !rig.more.is_empty() {
            for (kind, hardware) in kinds() {
                for _ in 0..kind.count {
                    // One display, on the first.
                    let display = if rules.unequal.is_empty() { rig.display } else { Display::Headless };
                    rules.unequal.push(RigDevice::new(q, kind, hardware, display));
                }
            }
        }
        rules
    }

    /// Usable memory of a device.
    #[must_use]
    pub fn usable_of(&self, number: u32) -> Bytes {
        self.unequal.get(number as usize).map_or(self.usable, |device| device.usable)
    }

    /// What the runtime deals layers by: free memory of the devices before `number`, in bytes, or their number where all are equal.
    #[must_use]
    pub fn before(&self, number: u32) -> u64 {
        if self.unequal.is_empty() {
            return number.into();
        }
        self.unequal.iter().take(number as usize).map(RigDevice::free).sum()
    }
}

fn processor(bandwidth: BytesPerSecond) -> DeviceRates {
    DeviceRates { bandwidth, vector: Known::Unknown, matrix: Known::Unknown, silicon: Silicon::Processor }
}

fn link(hardware: &Hardware) -> Known<BytesPerSecond> {
    hardware.pcie.known().map(crate::catalog::Pcie::bandwidth)
}
