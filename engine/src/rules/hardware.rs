//! What a device of the catalog is to the rules of speed and memory: chip generation, home of its memory, rates.

use crate::catalog::{DeviceKind, Hardware, MemoryKind, Vendor};
use crate::memory::{CudaChip, multiprocessors};
use crate::speed::{DeviceRates, Silicon};
use crate::units::{BytesPerSecond, FlopsPerSecond, Known};

impl Hardware {
    /// The generation of the chip, from maker, compute capability and memory; never from its name.
    #[must_use]
    pub fn silicon(&self) -> Silicon {
        match (self.vendor, self.kind) {
            (_, DeviceKind::Cpu) => Silicon::Processor,
            (Vendor::Nvidia, DeviceKind::Unified) => Silicon::NvidiaUnified,
            (Vendor::Nvidia, _) => self.nvidia(),
            (Vendor::Amd, DeviceKind::Unified) if !self.memory_kind.is_hbm() => Silicon::AmdUnified,
            (Vendor::Amd, _) => self.amd(),
            (Vendor::Apple, _) => self.apple(),
            (Vendor::Intel, DeviceKind::Unified) => Silicon::IntelUnified,
            (Vendor::Intel, DeviceKind::Gpu) => Silicon::IntelArc,
            (Vendor::Qualcomm | Vendor::RaspberryPi | Vendor::Rockchip, _) => Silicon::Mobile,
            _ => Silicon::Other,
        }
    }

    fn nvidia(&self) -> Silicon {
        let hbm = self.memory_kind.is_hbm();
        match self.compute_capability.known().get().map(|c| (c.major, c.minor)) {
            Some((0..=6, _)) => Silicon::Pascal,
            Some((7, 0..=4)) => Silicon::Volta,
            Some((7, _)) => Silicon::Turing,
            Some((8, 9)) => Silicon::Ada,
            Some((8, _)) if hbm => Silicon::AmpereHbm,
            Some((8, _)) => Silicon::Ampere,
            Some((9, _)) => Silicon::Hopper,
            Some(_) if hbm => Silicon::BlackwellHbm,
            Some(_) => Silicon::Blackwell,
            None => Silicon::Other,
        }
    }

    fn amd(&self) -> Silicon {
        let generation = &*self.architecture;
        if self.memory_kind.is_hbm() || generation.starts_with("GCN") || generation.starts_with("CDNA") {
            Silicon::AmdHbm
        } else if generation.starts_with("RDNA 4") {
            Silicon::Rdna4
        } else if generation.starts_with("RDNA 3") {
            Silicon::Rdna3
        } else {
            Silicon::Rdna2
        }
    }

    /// Apple names generations `M4 Max`, `A18 Pro`.
    fn apple(&self) -> Silicon {
        let digits = |prefix: char| {
            let rest = self.architecture.strip_prefix(prefix)?;
            rest.split(|c: char| !c.is_ascii_digit()).next()?.parse::<u32>().ok()
        };
        match (digits('M'), digits('A')) {
            (Some(1), _) => Silicon::AppleFirst,
            (Some(5..), _) | (_, Some(19..)) => Silicon::AppleMatrix,
            _ => Silicon::Apple,
        }
    }

    /// The rates that the speed rules read; a bandwidth nobody recorded is zero, which gives no speed.
    #[must_use]
    pub fn device_rates(&self) -> DeviceRates {
        let matrix = self.rates.fp16.known().or(self.rates.bf16.known());
        DeviceRates {
            bandwidth: self.bandwidth.known().get().unwrap_or(BytesPerSecond::ZERO),
            vector: self.rates.fp32.known(),
            matrix,
            power: self.tdp.known(),
            silicon: self.silicon(),
        }
    }

    /// What of an NVIDIA chip the runtime's overhead depends on.
    #[must_use]
    pub fn cuda_chip(&self) -> CudaChip {
        let Known::Known(capability) = self.compute_capability.known() else { return CudaChip::default() };
        let (major, minor) = (u32::from(capability.major), u32::from(capability.minor));
        let rate = self.rates.fp32.known().map(FlopsPerSecond::get);
        CudaChip {
            multiprocessors: multiprocessors(rate, major, minor),
            capability_major: Known::Known(major),
        }
    }
}

impl MemoryKind {
    /// Stacked memory beside the chip.
    #[must_use]
    pub const fn is_hbm(self) -> bool {
        matches!(self, Self::Hbm2 | Self::Hbm2e | Self::Hbm3 | Self::Hbm3e)
    }
}
