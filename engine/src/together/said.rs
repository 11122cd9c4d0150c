//! The answer: where each model lies, what is left, and what could move.

use serde::Serialize;

use crate::answer::{Parts, Placed, Rate};
use crate::fit::Fit;
use crate::units::{Bytes, Known, TokensPerSecond};

/// Several models on one rig.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Together {
    /// The verdict of the whole: that of the worst, and "does not fit" where one is left out.
    pub fit: Fit,
    /// How the placing was found.
    pub search: Search,
    /// Models that have a place, in the order of the question.
    pub models: Vec<Placing>,
    /// Models that have none.
    pub left_out: Vec<LeftOut>,
    /// Names in an order to start them in: those whose bytes depend on what is free come last.
    pub start: Vec<String>,
    /// What is left on each device.
    pub devices: Vec<DeviceLeft>,
    /// What is left of RAM.
    pub host: HostLeft,
    /// Where a model is left out or on the host for want of room: single changes that better that. Those that leave none out first, then those
    /// with the best verdict, among them those that change the fewest bytes; leaving one out comes last.
    pub moves: Vec<Move>,
}

/// How a placing was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Search {
    /// All were tried, in the order of what they cost.
    Exhaustive,
    /// Too many to try: the largest first, each where most stays free.
    LargestFirst,
}

/// Where a model lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Where {
    /// Whole on one device.
    OneDevice,
    /// Whole on several devices.
    Devices,
    /// Layers or experts in host RAM.
    PartlyHost,
    /// All in host RAM.
    Host,
}

/// A model with its place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Placing {
    /// Its name.
    pub name: String,
    /// Its catalog id.
    pub model: String,
    /// Its quant.
    pub quant: &'static str,
    /// Where it lies.
    pub place: Where,
    /// Its verdict, beside the others.
    pub fit: Fit,
    /// Its layers.
    pub placement: Placed,
    /// Bytes on each device it lies on.
    pub on: Vec<OnDevice>,
    /// Bytes in RAM.
    pub host: Parts,
    /// Decode when the others are idle.
    pub decode: Known<Rate>,
    /// Prefill when the others are idle.
    pub prefill: Known<Rate>,
    /// Decode when all work at once (of a model that does not decode: prefill).
    pub all_at_once: Known<AllAtOnce>,
}

/// A model's bytes on a device.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OnDevice {
    /// Which device of the rig, counted from 0.
    pub device: u32,
    /// Layers there, the output layer counted as one.
    pub layers: u32,
    /// Bytes by component.
    pub parts: Parts,
}

/// A rate when all models work at once: a range, since nobody can say how their steps fall together.
///
/// The least is an equal share of time: processes on a device take turns (NVIDIA, Multi-Process Service, "time-sliced scheduling": without it, contexts
/// are not on the device at the same time), and each is given at least one turn in as many as there are. The most is the model's own high rate, or an
/// equal share of what bandwidth alone allows, whichever is less: reading fills in where another waits, but all share one memory. On the host, threads of
/// several processes also compete for cores, which may cost more than this.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct AllAtOnce {
    /// Models that share the busiest place this one is on, itself counted.
    pub sharing: u32,
    /// No less, if turns are equal.
    pub low: TokensPerSecond,
    /// No more, if all work without a pause.
    pub high: TokensPerSecond,
}

/// A model without a place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeftOut {
    /// Its name.
    pub name: String,
    /// Its catalog id.
    pub model: String,
    /// Its quant.
    pub quant: &'static str,
    /// What it would take of devices, all on them.
    pub device: Parts,
    /// What it would take of RAM then.
    pub host: Parts,
    /// Whether it had a place were it alone.
    pub alone: Fit,
}

/// What a device has left.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DeviceLeft {
    /// Which, counted from 0.
    pub device: u32,
    /// Its catalog id.
    pub hardware: String,
    /// What it can hold.
    pub usable: Bytes,
    /// What it holds.
    pub held: Bytes,
    /// What is left.
    pub free: Bytes,
    /// Free ÷ usable.
    pub headroom: f64,
    /// Names of the models on it.
    pub models: Vec<String>,
}

/// What RAM has left.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HostLeft {
    /// What it can hold; of a machine that shares its memory, both together. Unknown where nobody said how much there is.
    pub usable: Known<Bytes>,
    /// What it holds; where memory is shared, what devices hold is counted too.
    pub held: Bytes,
    /// What is left.
    pub free: Known<Bytes>,
}

/// A change of one model that betters the whole.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Move {
    /// The model's name.
    pub name: String,
    /// What changes.
    #[serde(flatten)]
    pub change: MoveChange,
    /// Bytes that it moves or spares.
    pub bytes: Bytes,
    /// The verdict of the whole after it.
    pub fit: Fit,
    /// Models that are still left out.
    pub left_out: u32,
    /// Devices the model is on then.
    pub devices: Vec<u32>,
    /// Its decode then, alone.
    pub decode: Known<Rate>,
    /// The least headroom of a device then.
    pub headroom: Known<f64>,
}

/// What changes.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
pub enum MoveChange {
    /// It is no longer bound to its devices.
    OtherDevice,
    /// It may leave its devices for the host, partly.
    LayersToHost,
    /// It runs on the host.
    ToHost,
    /// A smaller quant.
    Quant {
        /// Its label.
        quant: &'static str,
    },
    /// A shorter context.
    Context {
        /// Tokens per user.
        context: u32,
    },
    /// Its cache in another type.
    KvType {
        /// The type.
        kv: &'static str,
    },
    /// It is not run.
    LeaveOut,
}
