//! Families of backend and chip that share constants.

use super::device::Silicon;
use crate::question::Backend;

macro_rules! families {
    ($($(#[$doc:meta])* $variant:ident = $key:literal),+ $(,)?) => {
        /// A backend on a generation of chips: what the constants of the formula belong to.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Family { $($(#[$doc])* $variant),+ }

        impl Family {
            /// All families, in the order of the constants.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// A stable key for reports.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }
        }
    };
}

impl crate::packed::Packed for Family {
    const WIDTH: usize = 1;
    fn write(&self, out: &mut crate::packed::Writer) {
        out.number(*self as u64);
    }
    fn read(from: &mut crate::packed::Reader<'_>) -> Self {
        let place = from.number() as usize;
        Self::ALL.get(place).copied().unwrap_or_else(|| {
            from.fail();
            Self::CudaPascal
        })
    }
}

families! {
    /// CUDA on Pascal and older.
    CudaPascal = "cuda-pascal",
    /// CUDA on Volta.
    CudaVolta = "cuda-volta",
    /// CUDA on Turing.
    CudaTuring = "cuda-turing",
    /// CUDA on Ampere with GDDR.
    CudaAmpere = "cuda-ampere",
    /// CUDA on Ampere with HBM.
    CudaAmpereHbm = "cuda-ampere-hbm",
    /// CUDA on Ada.
    CudaAda = "cuda-ada",
    /// CUDA on Hopper.
    CudaHopper = "cuda-hopper",
    /// CUDA on Blackwell with GDDR.
    CudaBlackwell = "cuda-blackwell",
    /// CUDA on Blackwell with HBM.
    CudaBlackwellHbm = "cuda-blackwell-hbm",
    /// CUDA on chips with shared memory.
    CudaUnified = "cuda-unified",
    /// llama.cpp's Metal.
    Metal = "metal",
    /// MLX.
    Mlx = "mlx",
    /// ROCm on RDNA cards.
    RocmRdna = "rocm-rdna",
    /// ROCm on HBM cards (GCN, CDNA).
    RocmHbm = "rocm-hbm",
    /// ROCm on chips with shared memory.
    RocmUnified = "rocm-unified",
    /// Vulkan on AMD cards.
    VulkanAmd = "vulkan-amd",
    /// Vulkan on NVIDIA cards.
    VulkanNvidia = "vulkan-nvidia",
    /// Vulkan on Intel cards and chips.
    VulkanIntel = "vulkan-intel",
    /// Vulkan on AMD chips with shared memory.
    VulkanUnified = "vulkan-unified",
    /// Vulkan on phone and small-board graphics.
    VulkanMobile = "vulkan-mobile",
    /// SYCL.
    Sycl = "sycl",
    /// The processor.
    Cpu = "cpu",
    /// ExLlama (CUDA).
    ExLlama = "exllama",
    /// MLX through a vision-language server, which runs the whole graph each step.
    MlxVision = "mlx-vlm",
    /// Anything else: the constants of all together.
    Other = "other",
}

impl Family {
    /// The family of a chip under a backend.
    #[must_use]
    pub const fn of(silicon: Silicon, backend: Backend) -> Self {
        use Silicon as S;
        match backend {
            Backend::Cuda => match silicon {
                S::Pascal => Self::CudaPascal,
                S::Volta => Self::CudaVolta,
                S::Turing => Self::CudaTuring,
                S::Ampere => Self::CudaAmpere,
                S::AmpereHbm => Self::CudaAmpereHbm,
                S::Ada => Self::CudaAda,
                S::Hopper => Self::CudaHopper,
                S::Blackwell => Self::CudaBlackwell,
                S::BlackwellHbm => Self::CudaBlackwellHbm,
                S::NvidiaUnified => Self::CudaUnified,
                S::Processor => Self::Cpu,
                _ => Self::Other,
            },
            Backend::Metal => Self::Metal,
            Backend::Rocm => match silicon {
                S::AmdHbm => Self::RocmHbm,
                S::AmdUnified => Self::RocmUnified,
                S::Processor => Self::Cpu,
                _ => Self::RocmRdna,
            },
            Backend::Vulkan => match silicon {
                S::AmdUnified => Self::VulkanUnified,
                S::AmdHbm | S::Rdna2 | S::Rdna3 | S::Rdna4 => Self::VulkanAmd,
                S::IntelArc | S::IntelUnified => Self::VulkanIntel,
                S::Mobile | S::Other | S::Apple | S::AppleFirst | S::AppleMatrix => Self::VulkanMobile,
                S::Processor => Self::Cpu,
                _ => Self::VulkanNvidia,
            },
            Backend::Sycl => Self::Sycl,
            Backend::Cpu => Self::Cpu,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_index_in_order() {
        for (i, &family) in Family::ALL.iter().enumerate() {
            assert_eq!(family as usize, i);
        }
    }

    #[test]
    fn a_chip_is_judged_by_generation_and_backend() {
        assert_eq!(Family::of(Silicon::Ada, Backend::Cuda), Family::CudaAda);
        assert_eq!(Family::of(Silicon::Ada, Backend::Vulkan), Family::VulkanNvidia);
        assert_eq!(Family::of(Silicon::AmdUnified, Backend::Vulkan), Family::VulkanUnified);
        assert_eq!(Family::of(Silicon::Ada, Backend::Cpu), Family::Cpu);
    }
}
