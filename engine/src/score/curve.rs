//! From a figure to a share of its part's points. Every curve is monotone: more speed, memory or frugality never scores less.

use crate::question::Backend;
use crate::units::{Bytes, BytesPerSecond, TokensPerSecond, Usd, Watts};

/// Decode rate that gives all points, tokens per second: 80 % of the GeForce RTX 5090's published 215.04. Straight from zero to here, this
/// gives every published throughput (L40S: 103.68 is 301 of 500).
const FULL_THROUGHPUT: f64 = 172.032;

/// Installed memory in GiB against points of 200. Published: 0, 32, 48 and 80. Ours: straight lines between them, and the last point: 128 GiB
/// hold the largest models one machine at home is bought for, and nothing above is worth more.
const MEMORY: [(f64, f64); 5] = [(0.0, 0.0), (32.0, 170.0), (48.0, 190.0), (80.0, 190.0), (128.0, 200.0)];

/// Points of 100 for each token per joule; fits every published efficiency (L40S: 80 × 103.68 ÷ 350 is 24).
const PER_TOKEN_A_JOULE: f64 = 80.0;

/// Share of the throughput points, 0 to 1.
#[must_use]
pub fn throughput_share(rate: TokensPerSecond) -> f64 {
    (rate.get() / FULL_THROUGHPUT).min(1.0)
}

/// Share of the memory points, 0 to 1.
#[must_use]
pub fn memory_share(installed: Bytes) -> f64 {
    let gib = installed.as_gib();
    let mut from = (0.0, 0.0);
    for to in MEMORY {
        if gib <= to.0 {
            let width: f64 = to.0 - from.0;
            let part = if width > 0.0 { (gib - from.0) / width } else { 0.0 };
            return (from.1 + (to.1 - from.1) * part) / 200.0;
        }
        from = to;
    }
    1.0
}

/// Points of 200 for the software that runs on a device through this backend. Published: CUDA 200, and 40 for a Snapdragon X Elite, which has
/// Vulkan alone. Metal's 170 follows from the M4 Max's published sum. The others are ours, by the runtimes of this house that have a
/// build for it: CUDA all of them (llama.cpp, Ollama, LM Studio, vLLM, SGLang, `ExLlamaV3`), Metal four (with MLX), ROCm five, of
/// which two on few cards, SYCL two (llama.cpp, vLLM) with fewer of their features, a CPU three without batching, Vulkan two.
#[must_use]
pub const fn ecosystem_points(backend: Backend) -> u32 {
    match backend {
        Backend::Cuda => 200,
        Backend::Metal => 170,
        Backend::Rocm => 140,
        Backend::Sycl => 100,
        Backend::Cpu => 80,
        Backend::Vulkan => 40,
    }
}

/// Share of the efficiency points, 0 to 1; rated power of zero gives none.
#[must_use]
pub fn efficiency_share(rate: TokensPerSecond, rated: Watts) -> f64 {
    if rated.get() > 0.0 { (PER_TOKEN_A_JOULE / 100.0 * rate.get() / rated.get()).min(1.0) } else { 0.0 }
}

/// Share of the points for value, 0 to 1: q ÷ (1 + q), q being the four standard parts' points for each dollar. Half at one point a dollar, which is
/// about a used card of the upper class in 2026; never all, so that cheaper always counts.
#[must_use]
pub fn value_share(standard_points: f64, price: Usd) -> f64 {
    let together = standard_points + price.get();
    if together > 0.0 { standard_points / together } else { 0.0 }
}

/// Decode of an unnamed small model as the published pages estimate it: bandwidth in GB/s × a factor. Published: 0.12 for CUDA, 0.14 for
/// Apple, 0.08 for chips of Intel, Qualcomm and Google. Ours: ROCm 0.10, between the two; Arc cards, other Vulkan devices and
/// CPUs 0.08, as the chips.
#[must_use]
pub fn rule_of_thumb(backend: Backend, bandwidth: BytesPerSecond) -> TokensPerSecond {
    let factor = match backend {
        Backend::Metal => 0.14,
        Backend::Cuda => 0.12,
        Backend::Rocm => 0.10,
        Backend::Sycl | Backend::Vulkan | Backend::Cpu => 0.08,
    };
    TokensPerSecond::new(bandwidth.as_gb_s() * factor)
}
