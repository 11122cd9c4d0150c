//! A fine-tuning question as written.

use serde::{Deserialize, Serialize};

use crate::question::RawRig;

/// A fine-tuning question: everything optional but the model and the rig.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawTune {
    /// Echoed in the answer.
    #[serde(default, deserialize_with = "crate::question::raw::text_or_number")]
    pub id: Option<String>,
    /// Catalog id, alias or Hugging Face repository.
    pub model: String,
    /// What it runs on.
    pub rig: RawRig,
    /// `qlora` (default), `lora`, `full`.
    #[serde(default)]
    pub method: Option<String>,
    /// Rank of the adapters; default 16.
    #[serde(default)]
    pub rank: Option<u32>,
    /// `all-linear` (default), `dense`, `attention`, `query-value`.
    #[serde(default)]
    pub targets: Option<String>,
    /// `bf16-mixed` (default), `bf16`, `fp32`.
    #[serde(default)]
    pub precision: Option<String>,
    /// `adamw` (default), `adamw-8bit`, `paged-adamw`, `paged-adamw-8bit`, `adafactor`, `sgd`, `lion`, `lion-8bit`, `muon`.
    #[serde(default)]
    pub optimizer: Option<String>,
    /// Tokens of a sequence; default 2048, at most what the model is made for.
    #[serde(default)]
    pub sequence: Option<u32>,
    /// Sequences at once on each device; default 1.
    #[serde(default)]
    pub batch: Option<u32>,
    /// Micro-batches whose gradients are added up before a step; default 1.
    #[serde(default)]
    pub accumulation: Option<u32>,
    /// `full` (default), `selective`, `none`.
    #[serde(default)]
    pub checkpointing: Option<String>,
    /// Fused attention; default true.
    #[serde(default)]
    pub flash_attention: Option<bool>,
    /// `ddp` (default with one device), `zero-1`, `zero-2`, `zero-3` (default with several).
    #[serde(default)]
    pub sharding: Option<String>,
    /// States of the optimizer and master weights in host RAM; default false.
    #[serde(default)]
    pub offload_optimizer: Option<bool>,
    /// `full` (default), `chunked`, `fused`.
    #[serde(default)]
    pub logits: Option<String>,
    /// `cuda`, `rocm`, `metal`, …; default by device.
    #[serde(default)]
    pub backend: Option<String>,
    /// What framework and driver take on each device, MiB; default the driver's context.
    #[serde(default)]
    pub overhead_mib: Option<f64>,
}
