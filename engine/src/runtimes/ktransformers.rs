//! KTransformers 0.4: llama.cpp's files and cache, routed experts always on the host, everything else on one CUDA device.
//!
//! Source: `doc/en/DeepseekR1_V3_tutorial.md` of kvcache-ai/ktransformers: DeepSeek-V3 Q4_K_M in 382 GB of RAM and 14 GB of device memory. It is
//! for models with experts; its AMX kernels are faster than what the formula of processors gives.

use crate::question::Backend;

pub(super) const BACKENDS: &[Backend] = &[Backend::Cuda];
