//! MLX (mlx-lm 0.28): caches that grow in steps of 256 tokens, rotating where a layer sees a window, one Mac.
//!
//! Sources: `KVCache.step` and `RotatingKVCache` in `mlx_lm/models/cache.py`; `prefill_step_size` 2048 in `mlx_lm/generate.py`; groups of 64
//! with a 16-bit scale and bias in `quantize_model` of `mlx_lm/utils.py`; `--kv-bits 8` and `4` store as many bytes as `q8_0` and `q4_0`. A prompt goes through
//! the whole model, head included, in steps. What
//! Metal can wire is the rule of Macs ([`crate::memory`]).
//!
//! Architectures: `mlx_lm/models/` of late 2026, `MODEL_REMAPPING` in `mlx_lm/utils.py`, and `tests/test_models.py`, looked up for each that the catalog has:
//! these have no file there, or one on a branch alone (`llada.py`, `modernbert.py`). Encoders and models that only mlx-vlm has are among them.

use super::{Families, Place, PoolRule, RuntimeRules, Scratch, SplitRule};
use crate::architecture::Family as F;
use crate::memory::{KvType, Paging, Sparse, Windows};
use crate::question::Backend;
use crate::weights::Quant;

pub(super) const RULES: RuntimeRules = RuntimeRules {
    source: "mlx-lm 0.28",
    quants: &[Quant::MLX_4, Quant::MLX_3, Quant::MLX_6, Quant::MLX_8, Quant::HF_BF16],
    kv: &[KvType::F16, KvType::Bf16, KvType::Q8_0, KvType::Q4_0],
    backends: &[Backend::Metal],
    lacks: Families::of(&[
        F::Arcee,
        F::Bert,
        F::ChatGlm,
        F::DeepSeek2Ocr,
        F::Falcon,
        F::Grok,
        F::JinaBertV2,
        F::Llada,
        F::Mllama,
        F::ModernBert,
        F::NomicBert,
    ]),
    capability: (0, 0),
    chips: "",
    paging: Paging { cells: 256, windows: Windows::Rotating, sparse: Sparse::AsOthers },
    batch: 2048,
    pool: PoolRule::Usable,
    scratch: Scratch::AllLogits,
    split: SplitRule::Single,
    embedding: Place::Device,
};
