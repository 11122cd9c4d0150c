//! The one way out: what the engine says to a question.

mod parts;
mod reason;
mod rows;
mod term;

use serde::Serialize;

pub use parts::{DeviceMemory, Memory, Parts};
pub use reason::{Change, Fix, Reason};
pub use rows::{DeviceRow, ModelRow, QuantRow};
pub use term::{Quantity, Term};

use crate::evidence::Evidence;
use crate::fit::Fit;
use crate::units::{Known, Seconds, Tokens, TokensPerSecond};

/// A rate with its range and its ceiling.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Rate {
    /// The typical rate.
    pub tokens_per_second: TokensPerSecond,
    /// Lower end of the 80 % range.
    pub low: TokensPerSecond,
    /// Upper end of the 80 % range.
    pub high: TokensPerSecond,
    /// What bandwidth (decode) or arithmetic (prefill) alone would allow; nothing shown is above it.
    pub ceiling: TokensPerSecond,
    /// What the figure rests on.
    pub evidence: Evidence,
}

/// The answer to one question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer {
    /// The verdict.
    pub fit: Fit,
    /// Where the bytes are.
    pub memory: Memory,
    /// Decode for one user at the question's depth; unknown also when nothing fits.
    pub decode: Known<Rate>,
    /// Prefill of the question's prompt.
    pub prefill: Known<Rate>,
    /// Prompt to first token.
    pub ttft_seconds: Known<Seconds>,
    /// Energy per decoded token at the device's rated power, an upper bound.
    pub joules_per_token: Known<f64>,
    /// Longest context per user that fits as placed, at most the model's maximum.
    pub max_context: Known<Tokens>,
    /// Where the layers are.
    pub placement: Placed,
    /// Why, most important first.
    pub reasons: Vec<Reason>,
    /// The smallest changes that make it comfortable (or fit at all), each with its figures.
    pub fixes: Vec<Fix>,
    /// Keys of the sources the figures rest on.
    pub sources: Vec<String>,
}

/// Where the layers are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Placed {
    /// Layers of the model, the output layer counted as one (llama.cpp's `-ngl` counts so).
    pub layers: u32,
    /// `-ngl`: layers on devices.
    pub gpu_layers: u32,
    /// `--n-cpu-moe`: layers whose experts stay on the host.
    pub cpu_moe_layers: u32,
    /// How layers on devices are dealt over several.
    #[serde(skip)]
    pub deal: Deal,
}

impl Placed {
    /// Everything on the devices, as the runtime deals it.
    #[must_use]
    pub const fn whole(layers: u32) -> Self {
        Self { layers, gpu_layers: layers, cpu_moe_layers: 0, deal: Deal::BY_MEMORY }
    }
}

/// Most devices in one rig.
pub const MAX_DEVICES: usize = 16;

/// How layers are dealt over devices, in order: as the runtime does when it is not told, by their free memory; or as `--tensor-split` tells
/// it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Deal {
    /// Where each device's layers end, counted from the first on a device; nowhere where the runtime deals.
    ends: [u8; MAX_DEVICES],
}

impl Deal {
    /// By free memory.
    pub const BY_MEMORY: Self = Self { ends: [0; MAX_DEVICES] };

    /// The same, but device `number` ends with this layer, and so do those after it.
    #[must_use]
    pub fn ending(mut self, number: usize, end: u8) -> Self {
        for slot in self.ends.iter_mut().skip(number) {
            *slot = end;
        }
        self
    }

    /// Where the layers of a device end, where the runtime is told.
    #[must_use]
    pub fn end(&self, number: usize) -> Option<u32> {
        let [.., last] = self.ends;
        self.ends.get(number).filter(|_| last > 0).map(|&end| end.into())
    }
}

/// Most layers that can be dealt as told.
pub const MOST_DEALT: u32 = u8::MAX as u32;
