//! TensorRT-LLM 1.x: blocks of 32 tokens, of the free memory a share for the cache, matrices split over devices.
//!
//! Source: `KvCacheConfig` (`free_gpu_memory_fraction` 0.9, `tokens_per_block` 32; windows in pools of their own) and `max_num_tokens` 8192 of the
//! LLM API's reference, <https://nvidia.github.io/TensorRT-LLM/llm-api/reference.html>; forms and chips (Ampere or newer) in its support matrix.

use super::{Place, PoolRule, RuntimeRules, SERVER_KV, Scratch, SplitRule};
use crate::memory::{Paging, Windows};
use crate::question::Backend;
use crate::weights::Quant;

pub(super) const RULES: RuntimeRules = RuntimeRules {
    source: "TensorRT-LLM 1.x KvCacheConfig",
    quants: &[Quant::HF_BF16, Quant::FP8, Quant::AWQ, Quant::GPTQ, Quant::HF_NVFP4, Quant::HF_MXFP4],
    kv: SERVER_KV,
    backends: &[Backend::Cuda],
    capability: (8, 0),
    chips: "needs compute capability 8.0 or newer",
    paging: Paging { cells: 32, windows: Windows::Blocks },
    batch: 8192,
    pool: PoolRule::OfFree(0.9),
    scratch: Scratch::Activations,
    split: SplitRule::Tensors,
    embedding: Place::Device,
};
