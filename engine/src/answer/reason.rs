//! Why the verdict is what it is, and what would change it: codes with figures, never sentences.

use serde::Serialize;

use super::Rate;
use crate::fit::Fit;
use crate::units::{Bytes, BytesPerSecond, Known, TokensPerSecond};

/// A reason, most important first in an answer. Texts for readers are made from it elsewhere.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Reason {
    /// Everything is on the device with at least the comfortable headroom.
    FitsWithHeadroom {
        /// Free ÷ usable.
        headroom: f64,
    },
    /// It fits, with less than the comfortable headroom.
    HeadroomLow {
        /// Free ÷ usable.
        headroom: f64,
        /// The limit.
        wanted: f64,
    },
    /// More is needed than there is.
    NeedsMoreMemory {
        /// Bytes needed on the fullest device (or the host).
        needed: Bytes,
        /// Bytes usable there.
        usable: Bytes,
    },
    /// The host's RAM does not hold what must stay there.
    HostMemoryShort {
        /// Bytes needed.
        needed: Bytes,
        /// Bytes usable.
        usable: Bytes,
    },
    /// How much RAM the host has was not said; the plan needs this much.
    HostMemoryNotGiven {
        /// Bytes needed.
        needed: Bytes,
    },
    /// How fast the host's RAM is was not said; this was assumed.
    HostBandwidthAssumed {
        /// Bytes per second.
        bandwidth: BytesPerSecond,
    },
    /// Whole layers stay in host RAM.
    LayersOnHost {
        /// Layers there.
        layers: u32,
        /// Layers in all, the output layer counted as one.
        of: u32,
        /// Bytes of weights there.
        bytes: Bytes,
    },
    /// Experts of some layers stay in host RAM.
    ExpertsOnHost {
        /// Layers whose experts are there.
        layers: u32,
        /// Layers with experts.
        of: u32,
        /// Bytes of weights there.
        bytes: Bytes,
    },
    /// The weights have fewer than four bits.
    WeightsBelowFourBits {
        /// Bits per weight of the file.
        bits: f64,
    },
    /// Decode is slower than is usable.
    DecodeBelowUsableRate {
        /// The rate.
        rate: TokensPerSecond,
        /// The limit.
        wanted: TokensPerSecond,
    },
    /// More context was asked for than the model was made for.
    ContextAboveMaximum {
        /// Asked for.
        asked: u32,
        /// The model's maximum.
        maximum: u32,
    },
    /// The runtime takes no more than this share of a device.
    TakesAtMost {
        /// Of what is installed.
        share: f64,
    },
    /// The runtime refuses this combination of settings.
    Refused {
        /// Which rule refuses it.
        rule: &'static str,
    },
    /// The layout of the model's layers is not recorded, so cache and compute buffer are unknown.
    LayoutUnknown,
    /// The model reads and does not write: there is no decode.
    NoDecode,
    /// No language model: memory by components, no token rate.
    NotALanguageModel,
    /// Weights estimated as parameters × bits, since the tensor list is not known.
    WeightsByParameters,
    /// A figure of the device that the answer needs is not recorded.
    DeviceFigureUnknown {
        /// Which figure.
        figure: &'static str,
    },
}

/// A change of the question, as the fields of the question that change.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
pub enum Change {
    /// Another quant.
    Quant {
        /// Its label.
        quant: &'static str,
    },
    /// A shorter context.
    Context {
        /// Tokens per user.
        context: u32,
    },
    /// Cache keys and values in another type.
    KvType {
        /// The type's label.
        kv: &'static str,
    },
    /// Fewer users.
    Users {
        /// How many.
        users: u32,
    },
    /// More of the same device.
    Devices {
        /// How many in all.
        count: u32,
    },
    /// Experts of so many layers on the host.
    CpuMoe {
        /// Layers.
        layers: u32,
    },
}

/// A small change with what it gives.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fix {
    /// What to change.
    #[serde(flatten)]
    pub change: Change,
    /// The verdict after it.
    pub fit: Fit,
    /// Bytes on the fullest device after it.
    pub total: Known<Bytes>,
    /// Headroom after it.
    pub headroom: Known<f64>,
    /// Decode after it.
    pub decode: Known<Rate>,
}
