//! What the runtime itself adds on top of weights, caches and buffers: contexts, kernels, workspaces.
//!
//! Every line names its source and may be replaced by the reader's own figure.

mod rule;
mod work;

pub use rule::RuntimeRule;
pub use work::{cpu_work, widest_input};

use crate::question::Backend;
use crate::units::{Bytes, Known};

/// What a rule takes on a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuntimeLine {
    /// The rule.
    pub rule: RuntimeRule,
    /// Bytes.
    pub takes: Bytes,
}

/// Most rules that apply at once.
const MAX_LINES: usize = 4;

/// What the runtime adds on one device (or on the host, with [`Backend::Cpu`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RuntimeOverhead {
    lines: [Option<RuntimeLine>; MAX_LINES],
}

impl RuntimeOverhead {
    /// Line by line.
    pub fn lines(&self) -> impl Iterator<Item = RuntimeLine> {
        self.lines.into_iter().flatten()
    }

    /// Everything together.
    #[must_use]
    pub fn total(&self) -> Bytes {
        self.lines().map(|line| line.takes).sum()
    }
}

/// What of an NVIDIA chip the overhead depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CudaChip {
    /// Streaming multiprocessors; see [`multiprocessors`] for an estimate.
    pub multiprocessors: Known<u32>,
    /// Major number of the compute capability.
    pub capability_major: Known<u32>,
}

/// Context of a chip with this many multiprocessors: the line through (34, 107 MiB) and (188, 555 MiB).
fn cuda_context(multiprocessors: u32) -> Bytes {
    let above = u64::from(multiprocessors.saturating_sub(34));
    let below = u64::from(34_u32.saturating_sub(multiprocessors));
    let slope = Bytes::MIB.get() * (555 - 107) / (188 - 34);
    Bytes::MIB * 107 + Bytes::new(slope * above) - Bytes::new(slope * below)
}

/// Context of a chip whose multiprocessors are not known: the middle of 120 to 550 MiB (llama.cpp PR 20595).
const CUDA_CONTEXT_UNKNOWN: Bytes = Bytes::new(335 << 20);

/// Multiprocessors from the vector rate: lanes per multiprocessor and boost clock go with the generation. Good to a tenth.
///
/// `fp32_flops` in operations per second, a fused multiply-add counted as two.
/// Source: NVIDIA's architecture white papers (lanes), data sheets (clocks).
#[must_use]
pub fn multiprocessors(fp32_flops: Known<f64>, major: u32, minor: u32) -> Known<u32> {
    let (lanes, clock) = match (major, minor) {
        (0..=6, _) => (128.0, 1.6e9),
        (7, 0..=2) => (64.0, 1.53e9),
        (7, _) => (64.0, 1.6e9),
        (8, 0) => (64.0, 1.41e9),
        (8, 0..=7) => (128.0, 1.7e9),
        (8, _) => (128.0, 2.5e9),
        (9..=11, _) => (128.0, 1.9e9),
        _ => (128.0, 2.5e9),
    };
    fp32_flops.map(|flops| (flops / (2.0 * lanes * clock) + 0.5) as u32)
}

/// What the backend adds on a device, whatever the model. The lines that depend on the model are added with
/// [`RuntimeOverhead::with`].
#[must_use]
pub fn runtime_overhead(backend: Backend, chip: CudaChip) -> RuntimeOverhead {
    let fixed = |rule, mib: u64| RuntimeOverhead::default().with(rule, Bytes::MIB * mib);
    match backend {
        Backend::Cuda => {
            let context = chip.multiprocessors.get().map_or(CUDA_CONTEXT_UNKNOWN, cuda_context);
            let workspace = if chip.capability_major.get().is_some_and(|major| major >= 9) { 32 } else { 4 };
            RuntimeOverhead::default()
                .with(RuntimeRule::CudaContext, context)
                .with(RuntimeRule::CudaKernels, Bytes::MIB * 64)
                .with(RuntimeRule::CublasWorkspace, Bytes::MIB * workspace)
        }
        Backend::Rocm => fixed(RuntimeRule::RocmContext, 320),
        Backend::Vulkan => fixed(RuntimeRule::VulkanContext, 128),
        Backend::Sycl => fixed(RuntimeRule::SyclContext, 256),
        Backend::Metal => fixed(RuntimeRule::Metal, 0),
        Backend::Cpu => RuntimeOverhead::default(),
    }
}

impl RuntimeOverhead {
    /// With one more line; a fifth is not kept.
    #[must_use]
    pub fn with(mut self, rule: RuntimeRule, takes: Bytes) -> Self {
        if let Some(slot) = self.lines.iter_mut().find(|slot| slot.is_none()) {
            *slot = Some(RuntimeLine { rule, takes });
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_grows_with_multiprocessors_as_reported() {
        for (sm, mib) in [(34, 107), (188, 555), (82, 247)] {
            assert!(cuda_context(sm).get().abs_diff(mib << 20) <= 1 << 20, "{sm}");
        }
        assert!(cuda_context(0).get() < 16 << 20);
    }

    /// Boards with known counts: RTX 4090, RTX 3090, RTX 4060 Ti, A100, H100 SXM, V100, T4, RTX 5090, RTX PRO 6000.
    #[test]
    fn multiprocessors_follow_from_the_vector_rate() {
        for (tflops, major, minor, count) in [
            (82.6, 8, 9, 128_u32),
            (35.6, 8, 6, 82),
            (22.06, 8, 9, 34),
            (19.5, 8, 0, 108),
            (66.9, 9, 0, 132),
            (15.7, 7, 0, 80),
            (8.1, 7, 5, 40),
            (104.8, 12, 0, 170),
            (126.0, 12, 0, 188),
        ] {
            let ours = multiprocessors(Known::Known(tflops * 1e12), major, minor).get().unwrap();
            assert!(ours.abs_diff(count) * 10 <= count, "{tflops}: {ours}, has {count}");
        }
        assert_eq!(multiprocessors(Known::Unknown, 8, 9), Known::Unknown);
        assert_eq!(multiprocessors(Known::Known(f64::NAN), 8, 9), Known::Known(0));
    }

    #[test]
    fn an_rtx_4090_shows_what_llama_cpp_reported() {
        let chip = CudaChip { multiprocessors: Known::Known(128), capability_major: Known::Known(8) };
        let total = runtime_overhead(Backend::Cuda, chip).total().get() >> 20;
        assert!(total.abs_diff(451) <= 10, "{total}");
    }

    #[test]
    fn every_rule_has_key_and_source() {
        for rule in RuntimeRule::ALL {
            assert!(!rule.key().is_empty() && !rule.source().is_empty());
        }
    }
}
