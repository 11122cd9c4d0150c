//! A device's generation and rates, read from what its record says.

use super::device::{DeviceRates, Silicon};
use crate::catalog::{DeviceKind, Hardware, MemoryKind, Vendor};
use crate::units::{BytesPerSecond, Known};

impl DeviceRates {
    /// The rates of a catalog device; an unrecorded bandwidth is zero, which every rule answers with Unknown.
    #[must_use]
    pub fn of(hardware: &Hardware) -> Self {
        Self {
            bandwidth: hardware.bandwidth.known().get().unwrap_or(BytesPerSecond::ZERO),
            vector: hardware.rates.fp32.known(),
            matrix: hardware.rates.fp16.known(),
            silicon: Silicon::of(hardware),
        }
    }
}

impl Silicon {
    /// The generation of a catalog device: by vendor, kind, compute capability, memory and the maker's word for the architecture.
    #[must_use]
    pub fn of(hardware: &Hardware) -> Self {
        if hardware.kind == DeviceKind::Cpu {
            return Self::Processor;
        }
        let unified = hardware.kind == DeviceKind::Unified;
        let hbm = matches!(
            hardware.memory_kind,
            MemoryKind::Hbm2 | MemoryKind::Hbm2e | MemoryKind::Hbm3 | MemoryKind::Hbm3e
        );
        match hardware.vendor {
            Vendor::Nvidia if unified => Self::NvidiaUnified,
            Vendor::Nvidia => nvidia(hardware, hbm),
            Vendor::Amd if unified && !hbm => Self::AmdUnified,
            Vendor::Amd if hbm => Self::AmdHbm,
            Vendor::Amd => match generation(&hardware.architecture, "RDNA ") {
                Some(1 | 2) => Self::Rdna2,
                Some(3) => Self::Rdna3,
                Some(_) => Self::Rdna4,
                None => Self::AmdHbm,
            },
            Vendor::Apple => match generation(&hardware.architecture, "M") {
                Some(1) => Self::AppleFirst,
                Some(2..=4) => Self::Apple,
                // The A19's cores are those of the M5.
                Some(_) => Self::AppleMatrix,
                None if generation(&hardware.architecture, "A").is_some_and(|a| a >= 19) => Self::AppleMatrix,
                None => Self::Apple,
            },
            Vendor::Intel if unified => Self::IntelUnified,
            Vendor::Intel if hardware.kind == DeviceKind::Gpu => Self::IntelArc,
            Vendor::Qualcomm | Vendor::RaspberryPi | Vendor::Rockchip => Self::Mobile,
            Vendor::Intel | Vendor::Ampere | Vendor::Generic | Vendor::Huawei => Self::Other,
        }
    }
}

fn nvidia(hardware: &Hardware, hbm: bool) -> Silicon {
    let Known::Known(capability) = hardware.compute_capability.known() else { return Silicon::Other };
    match (capability.major, capability.minor) {
        (..=6, _) => Silicon::Pascal,
        (7, 0..=4) => Silicon::Volta,
        (7, _) => Silicon::Turing,
        (8, 9) => Silicon::Ada,
        (8, _) if hbm => Silicon::AmpereHbm,
        (8, _) => Silicon::Ampere,
        (9, _) => Silicon::Hopper,
        _ if hbm => Silicon::BlackwellHbm,
        _ => Silicon::Blackwell,
    }
}

/// The number after a word at the start of an architecture's name: 3 of `RDNA 3.5` or of `M3 Max`.
fn generation(architecture: &str, word: &str) -> Option<u32> {
    let rest = architecture.strip_prefix(word)?;
    let digits = rest.find(|c: char| !c.is_ascii_digit()).map_or(rest, |end| rest.get(..end).unwrap_or(""));
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generations_are_read_from_names() {
        assert_eq!(generation("RDNA 3.5", "RDNA "), Some(3));
        assert_eq!(generation("M3 Max", "M"), Some(3));
        assert_eq!(generation("A19 Pro", "A"), Some(19));
        assert_eq!(generation("Xe-HPG", "RDNA "), None);
    }
}
