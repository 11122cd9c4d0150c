//! ExLlamaV3 0.0.x behind TabbyAPI: EXL3 weights, pages of 256 tokens, cache of 2 to 8 bits, layers over devices in turn.
//!
//! Sources: `doc/exl3.md` (tiles of 16 × 16, head 6 bits unless asked otherwise), `exllamav3/constants.py` (`PAGE_SIZE` 256),
//! `exllamav3/cache/quant.py` (a 16-bit scale for 32 values: as many bytes as `q8_0`, `q5_0`, `q4_0`), `max_chunk_size` 2048 in
//! `exllamav3/generator/generator.py`; the embedding table stays in host RAM (`exllamav3/modules/embedding.py`). CUDA alone (README, "What's
//! missing"), Ampere or newer (the trellis kernels use its asynchronous copies).
//!
//! Architectures: `exllamav3/architecture/architectures.py` of 2026; files beside it that it does not list yet are not held against it.

use super::{Families, Place, PoolRule, RuntimeRules, Scratch, SplitRule};
use crate::architecture::Family as F;
use crate::memory::{KvType, Paging, Sparse, Windows};
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
    lacks: Families::of(&[
        F::BailingMoe,
        F::BailingMoe2,
        F::Bert,
        F::BitNet,
        F::ChatGlm,
        F::Cohere2Moe,
        F::Dbrx,
        F::DeepSeek,
        F::Exaone,
        F::ExaoneMoe,
        F::Falcon,
        F::FalconH1,
        F::Gemma,
        F::GemmaEmbedding,
        F::Gemma3n,
        F::GraniteHybrid,
        F::GraniteMoe,
        F::Grok,
        F::HunyuanDense,
        F::HunyuanMoe,
        F::InternLm2,
        F::Jamba,
        F::JinaBertV2,
        F::Llada,
        F::Llama4,
        F::Mamba,
        F::Mamba2,
        F::MiniCpm,
        F::Mllama,
        F::ModernBert,
        F::NomicBert,
        F::Olmoe,
        F::Phi2,
        F::PhiMoe,
        F::Qwen2Moe,
        F::Rwkv7,
        F::StableLm,
        F::Starcoder2,
    ]),
    capability: (8, 0),
    chips: "needs compute capability 8.0 or newer",
    paging: Paging { cells: 256, windows: Windows::Full, sparse: Sparse::AsOthers },
    batch: 2048,
    pool: PoolRule::Usable,
    scratch: Scratch::Activations,
    split: SplitRule::Layers,
    embedding: Place::Host,
};
