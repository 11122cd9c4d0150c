//! A device as its maker sells it.

use super::{Class, ComputeApi, DeviceKind, Figure, FormFactor, MemoryKind, SourceKey, Vendor};
use crate::packed::{packed, variants};
use crate::units::{Bytes, BytesPerSecond, Date, FlopsPerSecond, Usd, Watts};

packed! {
    /// A device: everything its data sheet says that a rule or a page reads.
    #[derive(Debug, Clone, PartialEq)]
    pub struct Hardware {
        /// The key of the record, such as `nvidia-l40s`.
        pub id: Box<str>,
        /// For people.
        pub name: Box<str>,
        /// Who makes it.
        pub vendor: Vendor,
        /// Card, shared-memory chip, CPU or NPU.
        pub kind: DeviceKind,
        /// The market it is made for.
        pub class: Class,
        /// The maker's name of the chip generation, such as `Ada Lovelace`.
        pub architecture: Box<str>,
        /// How much memory it is sold with.
        pub memory: MemorySize,
        /// The technology of that memory.
        pub memory_kind: MemoryKind,
        /// Channels and speed grade where the record says them, such as `DDR5-4800 (12 channels)`; else empty.
        pub memory_detail: Box<str>,
        /// The printed memory bandwidth.
        pub bandwidth: Figure<BytesPerSecond>,
        /// Width of the memory bus in bits.
        pub bus_bits: Figure<u32>,
        /// Board power of a card, package or configured maximum of a chip, per socket of a CPU.
        pub tdp: Figure<Watts>,
        /// Dense arithmetic rates.
        pub rates: Rates,
        /// The slot it sits in.
        pub pcie: Figure<Pcie>,
        /// NVLink bandwidth, both directions together.
        pub nvlink: Figure<BytesPerSecond>,
        /// First sold.
        pub released: Figure<Date>,
        /// Launch price before tax.
        pub msrp: Figure<Usd>,
        /// Shape.
        pub form_factor: FormFactor,
        /// What its driver offers.
        pub apis: Vec<ComputeApi>,
        /// CUDA compute capability.
        pub compute_capability: Figure<ComputeCapability>,
        /// What else must be known about the figures; may be empty.
        pub notes: Box<str>,
        /// When the record was put together.
        pub date: Date,
    }
}

/// Memory as sold. What the box calls "48 GB" is 48 GiB.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MemorySize {
    /// Sold in one size.
    One {
        /// That size.
        size: Bytes,
        /// Who says so.
        source: SourceKey,
    },
    /// Sold in several sizes: the size is part of the question.
    Choice {
        /// The sizes, ascending.
        sizes: Vec<Bytes>,
        /// Who says so.
        source: SourceKey,
    },
}

variants! {
    MemorySize, else Self::Choice { sizes: Vec::new(), source: SourceKey(0) };
    One { size: Bytes, source: SourceKey } = 0,
    Choice { sizes: Vec<Bytes>, source: SourceKey } = 1,
}

impl MemorySize {
    /// All sizes it is sold in, ascending.
    #[must_use]
    pub fn sizes(&self) -> &[Bytes] {
        match self {
            Self::One { size, .. } => core::slice::from_ref(size),
            Self::Choice { sizes, .. } => sizes,
        }
    }

    /// The only size, where there is one.
    #[must_use]
    pub const fn only(&self) -> Option<Bytes> {
        match self {
            Self::One { size, .. } => Some(*size),
            Self::Choice { .. } => None,
        }
    }

    /// Who says so.
    #[must_use]
    pub const fn source(&self) -> SourceKey {
        match self {
            Self::One { source, .. } | Self::Choice { source, .. } => *source,
        }
    }
}

packed! {
    /// Dense rates of multiply-accumulate work; integer operations are counted like floating-point ones.
    #[derive(Debug, Clone, Copy, PartialEq)]
    pub struct Rates {
        /// 32-bit floating point, vector units.
        pub fp32: Figure<FlopsPerSecond>,
        /// 16-bit floating point, matrix units where the device has them.
        pub fp16: Figure<FlopsPerSecond>,
        /// Brain floating point.
        pub bf16: Figure<FlopsPerSecond>,
        /// 8-bit floating point.
        pub fp8: Figure<FlopsPerSecond>,
        /// 8-bit integers.
        pub int8: Figure<FlopsPerSecond>,
        /// 4-bit floating point.
        pub fp4: Figure<FlopsPerSecond>,
    }
}

packed! {
    /// A PCI Express link.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Pcie {
        /// Generation.
        pub generation: u8,
        /// Lanes.
        pub lanes: u8,
    }
}

impl Pcie {
    /// Payload bandwidth in one direction: 2.5, 5, 8, 16, 32, 64 GT/s per lane, less line coding
    /// (8b/10b up to generation 2, 128b/130b up to 5, 242/256 in flits from 6).
    /// Source: PCI Express base specifications, encoding per generation.
    #[must_use]
    pub fn bandwidth(self) -> BytesPerSecond {
        let per_lane = match self.generation {
            0 => 0.0,
            1 => 0.25,
            2 => 0.5,
            3 => 128.0 / 130.0,
            4 => 16.0 / 8.0 * 128.0 / 130.0,
            5 => 32.0 / 8.0 * 128.0 / 130.0,
            _ => 64.0 / 8.0 * 242.0 / 256.0,
        };
        BytesPerSecond::gb_s(per_lane * f64::from(self.lanes))
    }
}

packed! {
    /// CUDA compute capability, such as 8.9.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub struct ComputeCapability {
        /// 8 of 8.9.
        pub major: u8,
        /// 9 of 8.9.
        pub minor: u8,
    }
}

impl ComputeCapability {
    /// Reads `8.9`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (major, minor) = text.split_once('.')?;
        Some(Self { major: major.parse().ok()?, minor: minor.parse().ok()? })
    }
}
