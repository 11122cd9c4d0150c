//! KTransformers 0.4: llama.cpp's files and cache, routed experts always on the host, everything else on one CUDA device.
//!
//! Source: `doc/en/DeepseekR1_V3_tutorial.md` of kvcache-ai/ktransformers: DeepSeek-V3 Q4_K_M in 382 GB of RAM and 14 GB of device memory. It is
//! for models with experts; its AMX kernels are faster than what the formula of processors gives.

use super::Families;
use crate::architecture::Family as F;
use crate::question::Backend;

pub(super) const BACKENDS: &[Backend] = &[Backend::Cuda];

/// Mixtures of experts that neither its table of models nor one of its tutorials names (`doc/en/support/supported-models-and-precision.md` of
/// 2026-05, and `doc/en/`).
pub(super) const LACKS: Families = Families::of(&[
    F::AfMoe,
    F::BailingMoe,
    F::BailingMoe2,
    F::Cohere2Moe,
    F::Dbrx,
    F::Dots1,
    F::Ernie45Moe,
    F::ExaoneMoe,
    F::Gemma4,
    F::GraniteHybrid,
    F::GraniteMoe,
    F::Grok,
    F::Jamba,
    F::Lfm2Moe,
    F::NemotronHMoe,
    F::Olmoe,
    F::PhiMoe,
]);
