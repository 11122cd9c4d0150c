//! Fine-tuning: what weights, adapters, gradients, optimizer, activations and logits take of each device.
//!
//! Everything follows from the model's tensors and layers. Bytes per weight of mixed precision are those of Rajbhandari et al., "ZeRO" (SC 2020,
//! arXiv 1910.02054, section 3.1: 2 + 2 + 12); activations follow Korthikanti et al., "Reducing activation recomputation in large transformer
//! models" (MLSys 2023, arXiv 2205.05198), with what has changed since: gated feed-forward parts, fewer heads of keys and values, fused
//! attention, experts, no dropout, and frozen matrices, whose inputs nobody needs again.

mod activations;
mod answer;
mod ask;
mod logits;
mod matrices;
mod needs;
mod optimizer;
mod raw;
mod words;

pub use activations::{LayerActivations, Saved};
pub use answer::{TuneAnswer, TuneChange, TuneDevice, TuneFix, TuneNote, TuneParts};
pub use ask::Tune;
pub use matrices::{Matrices, Matrix, Role};
pub use needs::{Needs, Shape, Stage};
pub use raw::RawTune;
pub use words::{Checkpointing, Logits, Method, Optimizer, Precision, Sharding, Targets};
