//! ExLlamaV3 0.0.x behind TabbyAPI: EXL3 weights, pages of 256 tokens, cache of 2 to 8 bits, layers over devices in turn.
//!
//! Sources: `doc/exl3.md` (tiles of 16 × 16, head 6 bits unless asked otherwise), `exllamav3/constants.py` (`PAGE_SIZE` 256),
//! `exllamav3/cache/quant.py` (a 16-bit scale for 32 values: as many bytes as `q8_0`, `q5_0`, `q4_0`), `max_chunk_size` 2048 in
//! `exllamav3/generator/generator.py`; the embedding table stays in host RAM (`exllamav3/modules/embedding.py`). CUDA alone (README, "What's
//! missing"), Ampere or newer (the trellis kernels use its asynchronous copies).

use super::{Place, PoolRule, RuntimeRules, Scratch, SplitRule};
use crate::memory::{KvType, Paging, Windows};
use crate::question::Backend;
use crate::weights::Quant;

pub(super) const RULES: RuntimeRules = RuntimeRules {
    source: "exllamav3 doc/exl3.md",
    quants: &[
        Quant::EXL_4_0,
        Quant::EXL_2_0,
        Quant::EXL_2_5,
        Quant::EXL_3_0,
        Quant::EXL_3_5,
        Quant::EXL_5_0,
        Quant::EXL_6_0,
        Quant::EXL_8_0,
    ],
    kv: &[KvType::F16, KvType::Q8_0, KvType::Q5_0, KvType::Q4_0],
    backends: &[Backend::Cuda],
    capability: (8, 0),
    chips: "needs compute capability 8.0 or newer",
    paging: Paging { cells: 256, windows: Windows::Full },
    batch: 2048,
    pool: PoolRule::Usable,
    scratch: Scratch::Activations,
    split: SplitRule::Layers,
    embedding: Place::Host,
};
