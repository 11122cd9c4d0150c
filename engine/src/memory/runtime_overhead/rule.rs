//! The lines of the runtime's own memory.

use serde::Serialize;

use crate::memory::Standing;

/// Something the runtime allocates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RuntimeRule {
    /// The CUDA context: 8 MiB and 2.91 MiB for each multiprocessor.
    CudaContext,
    /// Kernels loaded as they are first used: 64 MiB.
    CudaKernels,
    /// cuBLAS workspace: 32 MiB from compute capability 9.0, 4 MiB before.
    CublasWorkspace,
    /// F16 copy of one layer's quantised cache, which the prompt kernels want.
    FlashAttentionScratch,
    /// HIP context and kernels: 320 MiB.
    RocmContext,
    /// Vulkan device and pipelines: 128 MiB.
    VulkanContext,
    /// Level Zero context: 256 MiB.
    SyclContext,
    /// Nothing beyond the buffers.
    Metal,
    /// Activations converted to the weights' dot-product type.
    CpuWork,
}

impl RuntimeRule {
    /// All rules, for the table of the page.
    pub const ALL: &'static [Self] = &[
        Self::CudaContext,
        Self::CudaKernels,
        Self::CublasWorkspace,
        Self::FlashAttentionScratch,
        Self::RocmContext,
        Self::VulkanContext,
        Self::SyclContext,
        Self::Metal,
        Self::CpuWork,
    ];

    /// A stable key for answers and texts.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::CudaContext => "cuda-context",
            Self::CudaKernels => "cuda-kernels",
            Self::CublasWorkspace => "cublas-workspace",
            Self::FlashAttentionScratch => "flash-attention-scratch",
            Self::RocmContext => "rocm-context",
            Self::VulkanContext => "vulkan-context",
            Self::SyclContext => "sycl-context",
            Self::Metal => "metal",
            Self::CpuWork => "cpu-work",
        }
    }

    /// Where the figure comes from.
    #[must_use]
    pub const fn source(self) -> &'static str {
        match self {
            Self::CudaContext => {
                "llama.cpp PR 23604, comment of 2026-05-24: 107 MiB on an RTX 4060 Ti (34 multiprocessors), 555 MiB on an RTX PRO 6000 (188); the line through them gives an RTX 3090 (82) 247 MiB, seen 256 (InvokeAI issue 9413)"
            }
            Self::CudaKernels => {
                "llama.cpp PR 15860: 451 to 456 MiB beside the buffers on an RTX 4090, less context and workspace"
            }
            Self::CublasWorkspace => "cuBLAS documentation, cublasSetWorkspace: default per handle",
            Self::FlashAttentionScratch => {
                "llama.cpp ggml/src/ggml-cuda/fattn.cu: K and V converted to F16 for one layer at a time"
            }
            Self::RocmContext => {
                "beside the buffers in llama.cpp's own breakdown: 253 MiB on an MI50, 313 and 318 MiB on Radeons; 0.4 GiB on an RX 7900 XTX (Quartermaster PR 24)"
            }
            Self::VulkanContext => "no breakdown without a desktop on the card found",
            Self::SyclContext => "llama.cpp's breakdown on an idle Arc Pro B70: 32,402 of 32,656 MiB free",
            Self::Metal => "llama.cpp's breakdown on Macs leaves 0 MiB unaccounted",
            Self::CpuWork => {
                "llama.cpp ggml/src/ggml-cpu/ggml-cpu.c, ggml_graph_plan: widest matrix input, as Q8_K"
            }
        }
    }

    /// How far the figure is to be trusted.
    #[must_use]
    pub const fn standing(self) -> Standing {
        match self {
            Self::VulkanContext => Standing::Unconfirmed,
            _ => Standing::Confirmed,
        }
    }
}
