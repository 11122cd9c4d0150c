//! TensorRT-LLM 1.x: blocks of 32 tokens, of the free memory a share for the cache, matrices split over devices.
//!
//! Source: `KvCacheConfig` (`free_gpu_memory_fraction` 0.9, `tokens_per_block` 32; windows in pools of their own) and `max_num_tokens` 8192 of the
//! LLM API's reference, <https://nvidia.github.io/TensorRT-LLM/llm-api/reference.html>; forms and chips (Ampere or newer) in its support matrix.
//! Architectures: `MODEL_ARCH_TO_MODULE` in `tensorrt_llm/_torch/models/_arch_index.py` of mid-2026; newer ones are not held against it.

use super::{Families, Place, PoolRule, RuntimeRules, SERVER_KV, Scratch, SplitRule};
use crate::architecture::Family as F;
use crate::memory::{Paging, Sparse, Windows};
use crate::question::Backend;
use crate::weights::Quant;

pub(super) const RULES: RuntimeRules = RuntimeRules {
    source: "TensorRT-LLM 1.x KvCacheConfig",
    quants: &[Quant::HF_BF16, Quant::FP8, Quant::AWQ, Quant::GPTQ, Quant::HF_NVFP4, Quant::HF_MXFP4],
    kv: SERVER_KV,
    backends: &[Backend::Cuda],
    lacks: Families::of(&[
        F::Apertus,
        F::Arcee,
        F::BailingMoe,
        F::BailingMoe2,
        F::BitNet,
        F::ChatGlm,
        F::Cohere2Moe,
        F::CommandR,
        F::Dbrx,
        F::DeepSeek,
        F::DeepSeek2Ocr,
        F::Dots1,
        F::Ernie45,
        F::Ernie45Moe,
        F::Exaone,
        F::Falcon,
        F::FalconH1,
        F::Gemma,
        F::GemmaEmbedding,
        F::Gemma2,
        F::Gemma3n,
        F::Glm4,
        F::Granite,
        F::GraniteHybrid,
        F::GraniteMoe,
        F::Grok,
        F::InternLm2,
        F::Jamba,
        F::JinaBertV2,
        F::Lfm2,
        F::Lfm2Moe,
        F::Llada,
        F::Mamba,
        F::Mamba2,
        F::MiniCpm,
        F::ModernBert,
        F::NomicBert,
        F::Olmo2,
        F::Olmoe,
        F::Phi2,
        F::PhiMoe,
        F::Rwkv7,
        F::SmolLm3,
        F::StableLm,
    ]),
    capability: (8, 0),
    chips: "needs compute capability 8.0 or newer",
    paging: Paging { cells: 32, windows: Windows::Blocks, sparse: Sparse::AsOthers },
    batch: 8192,
    pool: PoolRule::OfFree(0.9),
    scratch: Scratch::Activations,
    split: SplitRule::Tensors,
    embedding: Place::Device,
};
