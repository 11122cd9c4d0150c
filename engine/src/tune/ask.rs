//! From a question as written to a checked one.

use serde::Serialize;

use super::raw::RawTune;
use super::words::{Checkpointing, Logits, Method, Optimizer, Precision, Sharding, Targets};
use crate::question::{Fault, FaultCode, number_in, read_choice};

/// Longest sequence a question may state.
const MAX_SEQUENCE: u32 = 100_000_000;
/// Most sequences at once.
pub(crate) const MAX_BATCH: u32 = 65_536;
/// Highest rank of adapters: that of the widest matrices.
const MAX_RANK: u32 = 16_384;
/// Rank when nobody says: what Unsloth's and axolotl's examples state.
const USUAL_RANK: u32 = 16;
/// Sequence when nobody says: what Unsloth's and torchtune's examples state.
const USUAL_SEQUENCE: u32 = 2048;

/// How a model is trained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Tune {
    /// What is trained.
    pub method: Method,
    /// Rank of adapters.
    pub rank: u32,
    /// Which matrices have them.
    pub targets: Targets,
    /// In what everything is kept.
    pub precision: Precision,
    /// What steps.
    pub optimizer: Optimizer,
    /// Tokens of a sequence.
    pub sequence: u32,
    /// Sequences at once on each device.
    pub batch: u32,
    /// Micro-batches of a step.
    pub accumulation: u32,
    /// What is computed again.
    pub checkpointing: Checkpointing,
    /// Whether attention is fused.
    pub flash_attention: bool,
    /// How devices share.
    pub sharding: Sharding,
    /// Whether states lie in host RAM.
    pub offload_optimizer: bool,
    /// How the loss is computed.
    pub logits: Logits,
}

impl Tune {
    /// Checks a question; the rig and the model are checked elsewhere. `devices` is how many share the work.
    ///
    /// # Errors
    /// The first fault, with its field and the nearest valid values.
    pub fn parse(raw: &RawTune, devices: u32, longest: Option<u32>) -> Result<Self, Fault> {
        let word = FaultCode::UnknownChoice;
        let sharding = raw.sharding.as_deref().map(|text| if text.trim() == "none" { "ddp" } else { text });
        let usual = if devices > 1 { Sharding::Zero3 } else { Sharding::Ddp };
        let most = longest.unwrap_or(USUAL_SEQUENCE).min(USUAL_SEQUENCE);
        Ok(Self {
            method: read_choice(raw.method.as_deref(), "method", word, Method::ALL, Method::word)?
                .unwrap_or(Method::Qlora),
            rank: number_in(raw.rank, "rank", 1, MAX_RANK)?.unwrap_or(USUAL_RANK),
            targets: read_choice(raw.targets.as_deref(), "targets", word, Targets::ALL, Targets::word)?
                .unwrap_or(Targets::AllLinear),
            precision: read_choice(
                raw.precision.as_deref(),
                "precision",
                word,
                Precision::ALL,
                Precision::word,
            )?
            .unwrap_or(Precision::Mixed),
            optimizer: read_choice(
                raw.optimizer.as_deref(),
                "optimizer",
                word,
                Optimizer::ALL,
                Optimizer::word,
            )?
            .unwrap_or(Optimizer::AdamW),
            sequence: number_in(raw.sequence, "sequence", 1, MAX_SEQUENCE)?.unwrap_or(most.max(1)),
            batch: number_in(raw.batch, "batch", 1, MAX_BATCH)?.unwrap_or(1),
            accumulation: number_in(raw.accumulation, "accumulation", 1, MAX_BATCH)?.unwrap_or(1),
            checkpointing: read_choice(
                raw.checkpointing.as_deref(),
                "checkpointing",
                word,
                Checkpointing::ALL,
                Checkpointing::word,
            )?
            .unwrap_or(Checkpointing::Full),
            flash_attention: raw.flash_attention.unwrap_or(true),
            sharding: read_choice(sharding, "sharding", word, Sharding::ALL, Sharding::word)?
                .unwrap_or(usual),
            offload_optimizer: raw.offload_optimizer.unwrap_or(false),
            logits: read_choice(raw.logits.as_deref(), "logits", word, Logits::ALL, Logits::word)?
                .unwrap_or(Logits::Full),
        })
    }

    /// Bytes of a value that is computed with.
    #[must_use]
    pub const fn width(&self) -> u64 {
        match self.precision {
            Precision::Mixed | Precision::Bf16 => 2,
            Precision::Fp32 => 4,
        }
    }
}
