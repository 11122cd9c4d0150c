//! A question as JSON, an address or a form states it: everything optional but the model and the rig.
//!
//! Field names and defaults are the public interface (command line, JavaScript API, page address). Add, never rename.

use serde::{Deserialize, Deserializer, Serialize};

use super::Runtime;

/// A question as written.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawQuestion {
    /// Echoed in the answer; a script may number its questions.
    #[serde(default, deserialize_with = "text_or_number")]
    pub id: Option<String>,
    /// Catalog id, alias or Hugging Face repository.
    pub model: String,
    /// Quant label; default Q4_K_M, or the native type of a model published only so.
    #[serde(default)]
    pub quant: Option<String>,
    /// The quantiser has an importance matrix; it changes some mixes.
    #[serde(default)]
    pub imatrix: Option<bool>,
    /// The vision projector is loaded too.
    #[serde(default)]
    pub mmproj: Option<bool>,
    /// Images in the prompt; each adds its tokens to the context.
    #[serde(default)]
    pub images: Option<u32>,
    /// What it runs on.
    pub rig: RawRig,
    /// `llama.cpp` (default), `ollama`, `lm-studio`, `mlx`, `vllm`, `sglang`, `tensorrt-llm`, `exllamav3`, `ktransformers`.
    #[serde(default)]
    pub runtime: Option<String>,
    /// `cuda`, `metal`, `rocm`, `vulkan`, `sycl`, `cpu`; default by device.
    #[serde(default)]
    pub backend: Option<String>,
    /// Tokens per user; default the smaller of 8192 and the model's maximum.
    #[serde(default)]
    pub context: Option<u32>,
    /// Users (parallel sequences); default 1.
    #[serde(default)]
    pub users: Option<u32>,
    /// Type of cached keys; default `f16`.
    #[serde(default)]
    pub kv_k: Option<String>,
    /// Type of cached values; default `f16`.
    #[serde(default)]
    pub kv_v: Option<String>,
    /// Tokens already in the context when speed is asked for; default 0.
    #[serde(default)]
    pub depth: Option<u32>,
    /// Tokens of the prompt; default 512.
    #[serde(default)]
    pub prompt: Option<u32>,
    /// Runtime options.
    #[serde(default)]
    pub options: Option<RawOptions>,
    /// `auto` (default: layers or experts go to the host when they must), `device` (never), `host`.
    #[serde(default)]
    pub placement: Option<String>,
    /// Date the answer stands for, for the age of measurements and prices.
    #[serde(default)]
    pub as_of: Option<String>,
    /// The reader's own limits between the grades of fit.
    #[serde(default)]
    pub thresholds: Option<RawThresholds>,
}

/// An id as text, also where it was written as a whole number.
pub(crate) fn text_or_number<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "expected a string or a whole number")]
    enum Id {
        Text(String),
        Number(i64),
    }
    Ok(Option::<Id>::deserialize(from)?.map(|id| match id {
        Id::Text(text) => text,
        Id::Number(number) => number.to_string(),
    }))
}

/// The machine.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawRig {
    /// Devices; none (or `null`) means the host's CPU.
    #[serde(default, deserialize_with = "none_or_list")]
    pub devices: Vec<RawDevice>,
    /// The host around them.
    #[serde(default)]
    pub host: Option<RawHost>,
    /// `linux` (default), `windows`, `macos`.
    #[serde(default)]
    pub os: Option<String>,
    /// A display is attached to the (first) device; default false.
    #[serde(default)]
    pub display: Option<bool>,
    /// Error correction of the device memory; default as the device ships.
    #[serde(default)]
    pub ecc: Option<bool>,
}

/// A device, once or several times.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawDevice {
    /// Catalog id or alias.
    pub hardware: String,
    /// How many; default 1.
    #[serde(default)]
    pub count: Option<u32>,
    /// Installed memory, for devices sold in several sizes.
    #[serde(default)]
    pub memory_gib: Option<f64>,
    /// Overrides the usable-memory rule.
    #[serde(default)]
    pub usable_gib: Option<f64>,
}

/// The host.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawHost {
    /// Installed RAM.
    #[serde(default)]
    pub memory_gib: Option<f64>,
    /// RAM bandwidth.
    #[serde(default)]
    pub bandwidth_gb_s: Option<f64>,
}

/// Options of the llama.cpp family.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawOptions {
    /// Default on where the cache types allow it.
    #[serde(default)]
    pub flash_attention: Option<bool>,
    /// Physical batch; default 512.
    #[serde(default)]
    pub ubatch: Option<u32>,
    /// Logical batch; default 2048.
    #[serde(default)]
    pub batch: Option<u32>,
    /// One cache shared by all users; default as the server of that version.
    #[serde(default)]
    pub kv_unified: Option<bool>,
    /// Sliding-window layers keep the whole context.
    #[serde(default)]
    pub swa_full: Option<bool>,
    /// Rows of logits computed at once; default one per user.
    #[serde(default)]
    pub logits_rows: Option<u32>,
    /// llama.cpp's `n_ctx`, shared by all users, instead of `context`.
    #[serde(default)]
    pub total_context: Option<u32>,
    /// `-ngl`.
    #[serde(default)]
    pub gpu_layers: Option<u32>,
    /// `--n-cpu-moe`.
    #[serde(default)]
    pub cpu_moe_layers: Option<u32>,
    /// Overrides the rule of what runtime and driver take on each device, MiB.
    #[serde(default)]
    pub runtime_overhead_mib: Option<f64>,
}

impl RawQuestion {
    /// The runtime it names; llama.cpp where it names none, or none there is.
    #[must_use]
    pub fn runtime(&self) -> Runtime {
        self.runtime.as_deref().and_then(Runtime::parse).unwrap_or(Runtime::LlamaCpp)
    }
}

/// The reader's own limits.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawThresholds {
    /// Free ÷ usable from which a fit is comfortable; default 0.15.
    #[serde(default)]
    pub headroom: Option<f64>,
    /// Decode rate below which a fit is marginal, tokens per second.
    #[serde(default)]
    pub usable_rate: Option<f64>,
}

fn none_or_list<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<RawDevice>, D::Error> {
    Option::<Vec<RawDevice>>::deserialize(deserializer).map(Option::unwrap_or_default)
}
