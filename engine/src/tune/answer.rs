//! What is answered of fine-tuning.

use serde::Serialize;

use super::ask::Tune;
use super::needs::Stage;
use super::words::{Checkpointing, Logits, Method, Optimizer, Sharding};
use crate::draft::Range;
use crate::fit::Fit;
use crate::units::{Bytes, Known};

/// Memory of a device by component. Unknown components are `null`, and so is their total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TuneParts {
    /// Weights.
    pub weights: Bytes,
    /// Adapters.
    pub adapters: Bytes,
    /// Master weights in 32 bits.
    pub master: Bytes,
    /// States of the optimizer.
    pub optimizer: Bytes,
    /// Gradients at the fullest stage.
    pub gradients: Bytes,
    /// What layers keep of the micro-batch.
    pub activations: Known<Bytes>,
    /// What one layer takes on the way back, and a 4-bit matrix unpacked.
    pub working: Known<Bytes>,
    /// Logits.
    pub logits: Bytes,
    /// Buckets, and layers gathered from other devices.
    pub communication: Bytes,
    /// Framework and driver.
    pub framework: Bytes,
    /// The sum.
    pub total: Known<Bytes>,
}

impl TuneParts {
    /// The components without the total, in the order they are shown.
    #[must_use]
    pub const fn components(&self) -> [(&'static str, Known<Bytes>); 10] {
        [
            ("weights", Known::Known(self.weights)),
            ("adapters", Known::Known(self.adapters)),
            ("master weights", Known::Known(self.master)),
            ("optimizer", Known::Known(self.optimizer)),
            ("gradients", Known::Known(self.gradients)),
            ("activations", self.activations),
            ("working", self.working),
            ("logits", Known::Known(self.logits)),
            ("communication", Known::Known(self.communication)),
            ("framework", Known::Known(self.framework)),
        ]
    }

    /// With the total, unknown if a component is.
    #[must_use]
    pub fn summed(mut self) -> Self {
        let known = self.components().iter().all(|(_, part)| part.is_known());
        self.total = if known { Known::Known(self.at_least()) } else { Known::Unknown };
        self
    }

    /// The sum of what is known.
    #[must_use]
    pub fn at_least(&self) -> Bytes {
        self.components().iter().filter_map(|(_, part)| part.get()).sum()
    }
}

/// A fine-tuning run on a rig.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TuneAnswer {
    /// Catalog id.
    pub model: String,
    /// How it is trained, every default made explicit.
    pub settings: Tune,
    /// Parameters of the model.
    pub parameters: u64,
    /// Trained parameters.
    pub trainable: u64,
    /// The verdict.
    pub fit: Fit,
    /// The stage of a step that takes most.
    pub stage: Known<Stage>,
    /// Each device at that stage.
    pub device: TuneParts,
    /// The devices.
    pub devices: Vec<TuneDevice>,
    /// Free ÷ usable on the smallest device; negative where it does not fit.
    pub headroom: Known<f64>,
    /// Bytes in host RAM.
    pub host: Bytes,
    /// Usable host RAM, where its size is given.
    pub host_usable: Known<Bytes>,
    /// The longest sequence that fits, at most the model's window; 0 where none does.
    pub max_sequence: Known<u32>,
    /// The most sequences at once on a device that fit; 0 where none does.
    pub max_batch: Known<u32>,
    /// Tokens per second of one device; unknown for several and for 4-bit weights.
    pub tokens_per_second: Known<Range>,
    /// The smallest changes that make it fit, or fit comfortably, each with what it gives.
    pub fixes: Vec<TuneFix>,
    /// What to know.
    pub notes: Vec<TuneNote>,
}

/// A device of the rig.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TuneDevice {
    /// Catalog id.
    pub hardware: String,
    /// What it can hold.
    pub usable: Bytes,
}

/// A change of the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names are those of the question")]
pub enum TuneChange {
    FlashAttention,
    Checkpointing { checkpointing: Checkpointing },
    Logits { logits: Logits },
    Batch { batch: u32 },
    Optimizer { optimizer: Optimizer },
    Sequence { sequence: u32 },
    OffloadOptimizer,
    Sharding { sharding: Sharding },
    Devices { count: u32 },
    Method { method: Method },
}

/// A change with what it gives.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct TuneFix {
    /// What to change.
    #[serde(flatten)]
    pub change: TuneChange,
    /// The verdict after it.
    pub fit: Fit,
    /// Bytes of each device after it.
    pub total: Known<Bytes>,
    /// Headroom after it.
    pub headroom: Known<f64>,
}

/// What to know of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TuneNote {
    /// Some layers are of a kind whose activations nobody counted.
    ActivationsUnknown,
    /// Logits take more than weights: compute the loss in parts or fused.
    LogitsLarge,
    /// Routed experts are counted as matrices of their own; trainers that keep them in one tensor neither quantise nor adapt them.
    ExpertsAsMatrices,
    /// The vision encoder is not counted; it stays frozen and may be left out.
    VisionNotCounted,
    /// The optimizer's states are counted in host RAM; a step waits for the bus.
    StatesOnHost,
    /// How much RAM the host has was not said.
    HostMemoryNotGiven,
    /// A sequence longer than the model was made for.
    AboveWindow,
}
