//! A case: what is asked, with everything prepared; and the figures that come out.

use crate::answer::{Parts, Placed, Rate};
use crate::evidence::Evidence;
use crate::fit::{Fit, Thresholds};
use crate::memory::ContextSettings;
use crate::question::{Placement, Projector, Question, Runtime};
use crate::rules::{ModelRules, RigRules, Weights};
use crate::runtimes::RuntimeRules;
use crate::units::{Bytes, Known, Tokens};

/// What a model is asked to carry.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Load {
    /// Context, cache and batches.
    pub settings: ContextSettings,
    /// Whether the projector is loaded.
    pub projector: Projector,
    /// Tokens in the context when decode is asked for.
    pub depth: Tokens,
    /// Tokens of the prompt.
    pub prompt: Tokens,
    /// Where layers may go.
    pub placement: Placement,
    /// Layers on devices, when the reader says so.
    pub gpu_layers: Option<u32>,
    /// Layers with experts on the host, when the reader says so.
    pub cpu_moe_layers: Option<u32>,
    /// Limits between the grades.
    pub thresholds: Thresholds,
    /// What runs it.
    pub runtime: Runtime,
}

impl Load {
    /// The runtime's own rules; none where it shares llama.cpp's.
    #[must_use]
    pub const fn rules(&self) -> Option<&'static RuntimeRules> {
        self.runtime.rules()
    }

    /// The same with layers and experts told to lie where a placement has them.
    #[must_use]
    pub const fn told(self, placed: Placed) -> Self {
        Self { gpu_layers: Some(placed.gpu_layers), cpu_moe_layers: Some(placed.cpu_moe_layers), ..self }
    }
}

impl From<&Question> for Load {
    fn from(q: &Question) -> Self {
        Self {
            settings: q.settings,
            projector: q.projector,
            depth: q.depth,
            prompt: q.prompt,
            placement: q.placement,
            gpu_layers: q.gpu_layers,
            cpu_moe_layers: q.cpu_moe_layers,
            thresholds: q.thresholds,
            runtime: q.runtime,
        }
    }
}

/// A case to assess.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The model.
    pub model: &'a ModelRules,
    /// Its weights in the quant.
    pub weights: &'a Weights,
    /// The rig.
    pub rig: &'a RigRules,
    /// The load.
    pub load: Load,
    /// What the speed rests on.
    pub evidence: Evidence,
    /// Whether rates have their ranges.
    pub ranges: Ranges,
}

/// Whether rates have their ranges. Whoever only ranks by the typical rate saves a good part of its cost without them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ranges {
    /// As answers show them.
    Shown,
    /// Low and high are the typical rate.
    Hidden,
}

impl<'a> Case<'a> {
    /// A case whose speed nobody has found evidence for yet, with ranges.
    #[must_use]
    pub const fn new(model: &'a ModelRules, weights: &'a Weights, rig: &'a RigRules, load: Load) -> Self {
        Self { model, weights, rig, load, evidence: Evidence::Estimated, ranges: Ranges::Shown }
    }
}

/// The figures of a case.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figures {
    /// The verdict.
    pub fit: Fit,
    /// Bytes on all devices together.
    pub device: Parts,
    /// Bytes on the host.
    pub host: Parts,
    /// Bytes on the fullest device, or on the host when the rig has none.
    pub fullest: Known<Bytes>,
    /// What that place can hold.
    pub usable: Known<Bytes>,
    /// Free ÷ usable there; negative when it does not fit.
    pub headroom: Known<f64>,
    /// Which device that is, counted from 0.
    pub limiting: u32,
    /// Where the layers are.
    pub placed: Placed,
    /// Decode of one user.
    pub decode: Known<Rate>,
    /// Prefill.
    pub prefill: Known<Rate>,
}
