//! vLLM 0.15: PagedAttention in blocks, a share of the device taken at the start, matrices split over devices.
//!
//! Sources: `gpu_memory_utilization` 0.92, `block_size` 16 and `max_num_batched_tokens` 2048 in `vllm/config/` and
//! `vllm/engine/arg_utils.py`; windows in `SlidingWindowSpec.max_memory_usage_bytes` of `vllm/v1/kv_cache_interface.py`; what is counted
//! against the share in `determine_available_memory` of `vllm/v1/worker/gpu_worker.py` (weights, activations at their highest, what is
//! allocated outside of PyTorch; captured graphs lie in the rest, until 0.21 counts them in, too). Forms and chips: `docs/features/quantization/README.md`; compute capability
//! 7.5 or newer since CUDA 13 (`docs/getting_started/installation/gpu.cuda.inc.md`).
//!
//! Layers of several kinds share pages ([`crate::memory::CacheRule::page_tokens`]). Of a state there is one page for each user: prefixes of hybrid models
//! are not kept unless somebody asks for it, which would take a second (`mamba_cache_mode` `none` and `align`, `vllm/config/cache.py`).
//!
//! Architectures: `vllm/model_executor/models/registry.py` of late 2025; what it falls back to Transformers for is taken to run.

use super::{Families, Place, PoolRule, RuntimeRules, SAFETENSORS, SERVER_KV, Scratch, SplitRule};
use crate::architecture::Family as F;
use crate::memory::{Paging, Sparse, Windows};
use crate::question::Backend;

pub(super) const RULES: RuntimeRules = RuntimeRules {
    source: "vLLM 0.15 vllm/v1/",
    quants: SAFETENSORS,
    kv: SERVER_KV,
    backends: &[Backend::Cuda, Backend::Rocm],
    lacks: Families::of(&[F::Llada, F::Mllama, F::Rwkv7]),
    capability: (7, 5),
    chips: "needs compute capability 7.5 or newer",
    paging: Paging { cells: 16, windows: Windows::Pages, sparse: Sparse::Packed },
    batch: 2048,
    pool: PoolRule::OfInstalled(0.92),
    scratch: Scratch::Activations,
    split: SplitRule::Tensors,
    embedding: Place::Device,
};
