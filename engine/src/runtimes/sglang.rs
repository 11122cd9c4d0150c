//! SGLang 0.5: a pool of single tokens, memory set aside by a rule of thumb for activations and graphs, matrices split over devices.
//!
//! Source: `_handle_gpu_memory_settings` of `python/sglang/srt/server_args.py`: 1.5 MiB for each token of `chunked_prefill_size` (2048 up to
//! 35 GB) and 2 MiB for each request of the largest captured batch; `page_size` 1; layers that see a window have 0.8 of the tokens of the
//! others (`swa_full_tokens_ratio`). Chips: `get_device_sm`, 7.5 or newer.
//!
//! Architectures: `python/sglang/srt/models/` as compiled at commit 5d2c83e6 of 2026. What it falls back to Transformers for is taken to run, which wants causal
//! attention (`python/sglang/srt/models/transformers.py`): state-space models, RWKV, and encoders without a file of their own do not.

use super::{Families, Place, PoolRule, RuntimeRules, SAFETENSORS, SERVER_KV, Scratch, SplitRule};
use crate::architecture::Family as F;
use crate::memory::{Paging, Sparse, Windows};
use crate::question::Backend;

pub(super) const RULES: RuntimeRules = RuntimeRules {
    source: "SGLang 0.5 server_args.py",
    quants: SAFETENSORS,
    kv: SERVER_KV,
    backends: &[Backend::Cuda, Backend::Rocm],
    lacks: Families::of(&[
        F::Jamba,
        F::JinaBertV2,
        F::Llada,
        F::Mamba,
        F::Mamba2,
        F::ModernBert,
        F::NomicBert,
        F::Rwkv7,
    ]),
    capability: (7, 5),
    chips: "needs compute capability 7.5 or newer",
    paging: Paging { cells: 1, windows: Windows::Tenths(8), sparse: Sparse::Packed },
    batch: 2048,
    pool: PoolRule::Usable,
    scratch: Scratch::Reserved { token: 3 << 19, user: 2 << 20 },
    split: SplitRule::Tensors,
    embedding: Place::Device,
};
