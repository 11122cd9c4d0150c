//! A question the rules can read: every name resolved, every number in its range, every default made explicit.

use super::{Backend, Display, Ecc, Os, Placement, Projector, Runtime};
use crate::catalog::{HardwareKey, ModelKey};
use crate::fit::Thresholds;
use crate::memory::{ContextSettings, ContextSize};
use crate::units::{Bytes, BytesPerSecond, Date, Known, Tokens};
use crate::weights::{Imatrix, Quant};

/// Context asked for when the question does not say, tokens: what chat needs, and what `llama-server` users set most;
/// the full window of a model is never assumed (it turns 5 GB into 26 GB).
pub(crate) const USUAL_CONTEXT: u32 = 8192;
/// Prompt when the question does not say: `llama-bench`'s `pp512`.
pub(crate) const USUAL_PROMPT: u32 = 512;

/// A checked question.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The model.
    pub model: ModelKey,
    /// How it is stored.
    pub quant: Quant,
    /// Whether the quantiser had an importance matrix.
    pub imatrix: Imatrix,
    /// Whether the vision projector is loaded.
    pub projector: Projector,
    /// Images in the prompt.
    pub images: u32,
    /// What it runs on.
    pub rig: Rig,
    /// What runs it.
    pub runtime: Runtime,
    /// What drives the device.
    pub backend: Backend,
    /// What llama.cpp is told about context, cache and batches.
    pub settings: ContextSettings,
    /// Context of one user without the tokens of images.
    pub context: Tokens,
    /// Whether `total_context` set the context.
    pub context_is: ContextIs,
    /// Tokens in the context when decode is asked for.
    pub depth: Tokens,
    /// Tokens of the prompt.
    pub prompt: Tokens,
    /// Where layers may go.
    pub placement: Placement,
    /// Layers on devices, when the reader says so (`-ngl`).
    pub gpu_layers: Option<u32>,
    /// Layers whose experts stay on the host, when the reader says so (`--n-cpu-moe`).
    pub cpu_moe_layers: Option<u32>,
    /// What runtime and driver take on each device, when the reader overrides the rule.
    pub runtime_overhead: Option<Bytes>,
    /// Limits between the grades of fit.
    pub thresholds: Thresholds,
    /// The date the answer stands for.
    pub as_of: Option<Date>,
}

/// How the context was stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContextIs {
    /// Tokens for each user.
    PerUser,
    /// llama.cpp's `n_ctx`, for all users together.
    Total,
}

/// The machine.
#[derive(Debug, Clone, PartialEq)]
pub struct Rig {
    /// Equal devices, or the first of unequal ones, or none: the host's CPU.
    pub devices: Option<RigDevices>,
    /// Unequal devices one by one, the first among them, in the order the runtime sees; none of a rig of equal devices.
    pub unequal: Vec<RigDevices>,
    /// The host.
    pub host: Host,
    /// Its operating system.
    pub os: Os,
    /// Whether a display hangs on the device.
    pub display: Display,
    /// Error correction of device memory.
    pub ecc: Ecc,
}

impl Rig {
    /// Equal devices as one entry; unequal ones one by one.
    #[must_use]
    pub fn kinds(&self) -> &[RigDevices] {
        if self.unequal.is_empty() { self.devices.as_slice() } else { &self.unequal }
    }
}

/// Some equal devices.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RigDevices {
    /// Which.
    pub hardware: HardwareKey,
    /// How many, at least one.
    pub count: u32,
    /// Installed memory of each.
    pub memory: Bytes,
    /// Usable memory of each, when the reader overrides the rule.
    pub usable: Option<Bytes>,
}

/// The host around the devices.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Host {
    /// Installed RAM.
    pub memory: Known<Bytes>,
    /// RAM bandwidth.
    pub bandwidth: Known<BytesPerSecond>,
    /// Usable RAM, when the reader overrides the rule (of a CPU named as the device).
    pub usable: Option<Bytes>,
}

/// Context asked for when nobody says: the usual one, or the model's own window where that is smaller.
pub(crate) fn usual_context(most: Known<Tokens>) -> Tokens {
    Tokens::new(most.get().map_or(USUAL_CONTEXT, |most| USUAL_CONTEXT.min(most.get().max(1))))
}

impl Question {
    /// A question that says nothing but this: one user and everything else as the runtime has it.
    pub(crate) fn usual(model: ModelKey, quant: Quant, rig: Rig, backend: Backend, context: Tokens) -> Self {
        Self {
            model,
            quant,
            imatrix: Imatrix::Without,
            projector: Projector::Absent,
            images: 0,
            rig,
            runtime: Runtime::LlamaCpp,
            backend,
            settings: ContextSettings::new(ContextSize::PerUser(context), 1),
            context,
            context_is: ContextIs::PerUser,
            depth: Tokens::ZERO,
            prompt: Tokens::new(USUAL_PROMPT),
            placement: Placement::Auto,
            gpu_layers: None,
            cpu_moe_layers: None,
            runtime_overhead: None,
            thresholds: Thresholds::standard(),
            as_of: None,
        }
    }
}
