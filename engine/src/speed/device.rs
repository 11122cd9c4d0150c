//! What of a device decides its speed.

use crate::units::{BytesPerSecond, FlopsPerSecond, Known, Watts};

/// Rates of a device as the speed rules read them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DeviceRates {
    /// Memory bandwidth as printed.
    pub bandwidth: BytesPerSecond,
    /// 32-bit vector rate as printed; [`Silicon::issue_share`] brings generations to one measure.
    pub vector: Known<FlopsPerSecond>,
    /// Dense 16-bit matrix rate (packed vector rate where there is no matrix unit).
    pub matrix: Known<FlopsPerSecond>,
    /// Rated board (or chip) power: what a long prompt runs into before it reaches the printed rate.
    pub power: Known<Watts>,
    /// Generation of the chip.
    pub silicon: Silicon,
}

impl DeviceRates {
    /// A processor: its memory's bandwidth is all that is known of it.
    #[must_use]
    pub const fn processor(bandwidth: BytesPerSecond) -> Self {
        Self {
            bandwidth,
            vector: Known::Unknown,
            matrix: Known::Unknown,
            power: Known::Unknown,
            silicon: Silicon::Processor,
        }
    }
}

/// Generations of chips that behave alike under one backend. Never a product: read from vendor, architecture and memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Silicon {
    /// NVIDIA before Volta (compute capability 6.x and older).
    Pascal,
    /// NVIDIA 7.0.
    Volta,
    /// NVIDIA 7.5.
    Turing,
    /// NVIDIA 8.6 with GDDR memory.
    Ampere,
    /// NVIDIA 8.0: HBM memory.
    AmpereHbm,
    /// NVIDIA 8.9.
    Ada,
    /// NVIDIA 9.0.
    Hopper,
    /// NVIDIA 12.x with GDDR memory.
    Blackwell,
    /// NVIDIA 10.x: HBM memory.
    BlackwellHbm,
    /// NVIDIA chips that share memory with their processor (Jetson, GB10, Thor).
    NvidiaUnified,
    /// AMD GCN and CDNA: HBM memory.
    AmdHbm,
    /// AMD RDNA 1 and 2.
    Rdna2,
    /// AMD RDNA 3.
    Rdna3,
    /// AMD RDNA 4.
    Rdna4,
    /// AMD chips that share memory with their processor.
    AmdUnified,
    /// Apple M1.
    AppleFirst,
    /// Apple M2 to M4 and A-series.
    Apple,
    /// Apple from M5: matrix units in the GPU cores.
    AppleMatrix,
    /// Intel Arc cards.
    IntelArc,
    /// Intel chips that share memory with their processor.
    IntelUnified,
    /// Phone and small-board graphics (Adreno, Mali, VideoCore).
    Mobile,
    /// A processor.
    Processor,
    /// Anything else.
    Other,
}

impl Silicon {
    /// Share of the printed 32-bit rate that mixed integer and floating-point work such as unpacking can use.
    ///
    /// NVIDIA 8.6, 8.9 and 9.0 print two floating-point lanes per integer lane; 12.x has unified lanes (vendor architecture
    /// papers). RDNA 3 and later print dual issue, which compilers rarely reach (AMD RDNA 3 ISA guide, section 7.6).
    #[must_use]
    pub const fn issue_share(self) -> f64 {
        match self {
            Self::Ampere | Self::Ada | Self::Hopper | Self::Rdna3 | Self::Rdna4 | Self::AmdUnified => 0.5,
            Self::Pascal
            | Self::Volta
            | Self::Turing
            | Self::AmpereHbm
            | Self::Blackwell
            | Self::BlackwellHbm
            | Self::NvidiaUnified
            | Self::AmdHbm
            | Self::Rdna2
            | Self::AppleFirst
            | Self::Apple
            | Self::AppleMatrix
            | Self::IntelArc
            | Self::IntelUnified
            | Self::Mobile
            | Self::Processor
            | Self::Other => 1.0,
        }
    }
}
