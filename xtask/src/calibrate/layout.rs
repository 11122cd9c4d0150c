//! The parameters of the fit and how families share them.
//!
//! A family's constant is a product: all devices × each trait of the family × the family itself. Priors hold the last factors near one,
//! so a family with few rows is drawn to its parents, and a family without rows is its parents.

use std::collections::BTreeMap;

use will_it_run_engine::math::ln;
use will_it_run_engine::speed::{Family, Pace, Units};

use super::row::{Row, Vintage};
use super::solve::Parameter;

/// Parameters by name.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// In order.
    pub parameters: Vec<Parameter>,
    index: BTreeMap<String, usize>,
}

impl Layout {
    /// The position of a parameter, which is added with this prior if it is new.
    pub fn put(&mut self, name: &str, mean: f64, sigma: f64) -> usize {
        if let Some(&at) = self.index.get(name) {
            return at;
        }
        let at = self.parameters.len();
        self.parameters.push(Parameter { name: name.to_owned(), mean, sigma });
        self.index.insert(name.to_owned(), at);
        at
    }
}

/// What one host of LocalScore does to all its rows: a laptop's lid, a rented slice, a slow processor. Its standard deviation over the 86
/// devices of that source is 0.45 in decode and in prefill, on the logarithmic scale; without it a family of which nothing else is known
/// would be as slow as the one host somebody had.
const HOST: f64 = 0.45;

/// The start of the names of hosts.
pub const HOSTS: &str = "localscore.host.";

/// The host of a row, where rows of all kinds of hosts are kept apart: LocalScore has one a device.
pub fn host(layout: &mut Layout, row: &Row) -> Option<usize> {
    row.apart().then(|| layout.put(&format!("{HOSTS}{}", row.device), 0.0, HOST))
}

/// Traits families share; the parents of a family.
pub fn traits(family: Family) -> &'static [&'static str] {
    use Family as F;
    match family {
        F::CudaPascal => &["cuda", "no-matrix-units"],
        F::CudaVolta | F::CudaAmpereHbm | F::CudaHopper | F::CudaBlackwellHbm => &["cuda", "hbm"],
        // NVIDIA's driver compiles the shaders for the same units, with cooperative matrices of its own (`VK_NV_cooperative_matrix2`): what
        // comes of them lies by CUDA, not by RADV (`engine/tests/data/hold_out.csv`).
        F::CudaTuring | F::CudaAmpere | F::CudaAda | F::CudaBlackwell | F::ExLlama | F::VulkanNvidia => {
            &["cuda"]
        }
        F::CudaUnified => &["cuda", "unified"],
        F::Metal => &["apple", "metal"],
        F::Mlx => &["apple", "mlx"],
        F::MlxVision => &["apple", "mlx-vision"],
        F::RocmRdna => &["rocm"],
        F::RocmHbm => &["rocm", "hbm"],
        F::RocmUnified => &["rocm", "unified"],
        F::VulkanAmd => &["vulkan", "radv"],
        F::VulkanUnified => &["vulkan", "radv", "unified"],
        F::VulkanIntel => &["vulkan"],
        F::VulkanMobile => &["vulkan", "unified"],
        F::Sycl => &["sycl"],
        F::Cpu => &["cpu"],
        F::Other => &[],
    }
}

/// Parents and name of a family under a vintage. The one old row of Vulkan on NVIDIA is of a driver without cooperative matrices or dot
/// products: the shaders everybody gets, and nothing that says how the card does today.
fn lineage(family: Family, vintage: Vintage) -> (&'static [&'static str], &'static str) {
    match (family, vintage) {
        (Family::VulkanNvidia, Vintage::VulkanBefore2025November) => (&["vulkan"], "vulkan-plain"),
        _ => (traits(family), family.key()),
    }
}

/// Kernels of one backend: what unpacking and attention cost.
fn kernels(traits: &[&'static str]) -> &'static str {
    traits
        .iter()
        .find(|t| !matches!(**t, "hbm" | "unified" | "apple" | "no-matrix-units" | "radv"))
        .unwrap_or(&"other")
}

/// Unpacking of each class on CUDA-like kernels, vector operations per weight: prior. F16 is converted and multiplied (2); 8-bit adds a
/// scale; 4-bit adds masks and shifts; look-ups and code books add table reads.
pub const UNPACK: [(Pace, &str, f64); 8] = [
    (Pace::Plain, "unpack.plain", 1.0),
    (Pace::Eight, "unpack.eight", 2.0),
    (Pace::Four, "unpack.four", 3.0),
    (Pace::Mid, "unpack.mid", 3.5),
    (Pace::Lookup, "unpack.lookup", 5.0),
    (Pace::Low, "unpack.low", 5.0),
    (Pace::Codebook, "unpack.codebook", 10.0),
    (Pace::Float4, "unpack.float4", 5.0),
];

/// Share of the printed matrix rate that a family's kernels can reach.
///
/// llama.cpp multiplies with `mma.sync`. Hopper prints the rate of the instruction that came with it, of which `mma.sync` reaches 63 %
/// (Luo et al., "Benchmarking and Dissecting the Nvidia Hopper GPU Architecture", arXiv 2402.13499: 62.9 % on average).
pub fn matrix_share(family: Family) -> f64 {
    if family == Family::CudaHopper { 0.63 } else { 1.0 }
}

/// What multiplies in attention: llama.cpp's shader for Vulkan leaves it to the vector units on AMD (ggml-org/llama.cpp pull request 13324).
pub fn attention_on(family: Family) -> Units {
    if matches!(family, Family::VulkanAmd | Family::VulkanUnified) { Units::Vector } else { Units::Matrix }
}

/// Positions of the decode constants of a family under a vintage.
#[derive(Debug, Clone)]
pub struct DecodeTerms {
    /// Share of bandwidth.
    pub read: Vec<usize>,
    /// Fixed time per layer.
    pub step: Vec<usize>,
    /// Share of bandwidth of the cache.
    pub cache: Vec<usize>,
    /// Unpacking.
    pub unpack: Vec<usize>,
    /// Attention.
    pub attention: Vec<usize>,
    /// Fixed time of an expert layer, against other kernels.
    pub experts: usize,
    /// Fixed time of a delta layer, against other kernels.
    pub delta: usize,
    /// Unpacking of code books, against other kernels.
    pub codebook: Vec<usize>,
}

impl DecodeTerms {
    /// Whether a constant of the family depends on the parameter.
    pub fn has(&self, parameter: usize) -> bool {
        [&self.read, &self.step, &self.cache, &self.unpack, &self.attention, &self.codebook]
            .into_iter()
            .any(|terms| terms.contains(&parameter))
            || self.experts == parameter
            || self.delta == parameter
    }
}

/// The decode constants of a family.
pub fn decode_terms(layout: &mut Layout, family: Family, vintage: Vintage) -> DecodeTerms {
    let (traits, key) = lineage(family, vintage);
    let kernel = kernels(traits);
    let mut read = vec![layout.put("read", ln(0.85), 0.15)];
    let mut step = vec![layout.put("step", ln(35e-6), 2.0)];
    for t in traits {
        let slower = if *t == "mlx-vision" { 0.7 } else { 0.0 };
        // How much of HBM one stream reaches is the least known share: parts are made for many streams.
        read.push(layout.put(&format!("read.{t}"), 0.0, if *t == "hbm" { 0.3 } else { 0.10 }));
        step.push(layout.put(&format!("step.{t}"), slower, 0.5));
    }
    read.push(layout.put(&format!("read.{key}"), 0.0, 0.08));
    step.push(layout.put(&format!("step.{key}"), 0.0, 0.4));
    let mut cache = read.clone();
    cache.push(layout.put("cache", ln(0.85), 0.3));
    cache.push(layout.put(&format!("cache.{kernel}"), 0.0, 0.15));
    cache.push(layout.put(&format!("cache.{key}"), 0.0, 0.15));
    // Printed rates count a multiply-add as two. Apple has no 8-bit dot product, so weights are widened one by one; processors unpack in
    // half-width registers and have no multiply-add for it.
    let more = match kernel {
        "metal" | "mlx" | "mlx-vision" => 6.0,
        "cpu" => 4.0,
        _ => 1.5,
    };
    let mut unpack = vec![layout.put(&format!("unpack.{kernel}"), ln(more), 0.6)];
    let experts = layout.put(&format!("steps.experts.{kernel}"), 0.0, 0.3);
    let delta = layout.put(&format!("steps.delta.{kernel}"), 0.0, 0.3);
    // Processors look code books up with gathers, a lane at a time.
    let gathers = if kernel == "cpu" { 0.4 } else { 0.0 };
    let codebook = vec![layout.put(&format!("unpack.codebook.{kernel}"), gathers, 0.3)];
    let attention =
        vec![layout.put("attention", ln(2.0), 0.7), layout.put(&format!("attention.{kernel}"), 0.0, 0.4)];
    match vintage {
        Vintage::Current => {}
        Vintage::Before2024July => {
            read.push(layout.put("early.read", 0.0, 0.10));
            step.push(layout.put("early.step", 0.0, 0.3));
            cache.push(layout.put(&format!("early.cache.{kernel}"), -0.3, 0.5));
        }
        Vintage::LocalScore => {
            read.push(layout.put(&format!("localscore.read.{kernel}"), -0.1, 0.2));
            step.push(layout.put(&format!("localscore.step.{kernel}"), 0.5, 0.5));
        }
        Vintage::IkFork => unpack.push(layout.put("ik.unpack", -0.3, 0.3)),
        Vintage::Ollama => step.push(layout.put("ollama.step", 0.1, 0.3)),
        Vintage::VulkanBefore2025November => {
            step.push(layout.put("early-vulkan.step", 0.5, 0.5));
            unpack.push(layout.put("early-vulkan.unpack", 0.5, 0.5));
        }
    }
    DecodeTerms { read, step, cache, unpack, attention, experts, delta, codebook }
}

/// Positions of the prefill constants of a family under a vintage.
#[derive(Debug, Clone)]
pub struct PrefillTerms {
    /// Rate as a multiple of the basis.
    pub rate: Vec<usize>,
    /// Rate of attention.
    pub attention: Vec<usize>,
    /// Rate of BF16 against other unquantised weights.
    pub bf16: Vec<usize>,
}

impl PrefillTerms {
    /// Whether a constant of the family depends on the parameter.
    pub fn has(&self, parameter: usize) -> bool {
        [&self.rate, &self.attention, &self.bf16].into_iter().any(|terms| terms.contains(&parameter))
    }
}

/// The prefill constants of a family.
pub fn prefill_terms(layout: &mut Layout, family: Family, vintage: Vintage) -> PrefillTerms {
    let (traits, key) = lineage(family, vintage);
    let kernel = kernels(traits);
    let mut rate = vec![layout.put("rate", 0.0, 1.0)];
    // What NVIDIA's parts with HBM share is how much of their matrix rate is fed: from 8.0 on by copies to on-chip memory that do not wait.
    // Volta lacks those and 8-bit matrix units; AMD's parts are reckoned from their vector rate.
    let apart = matches!(family, Family::RocmHbm | Family::CudaVolta);
    let common = |t: &&&str| !(apart && **t == "hbm");
    for t in traits.iter().filter(common) {
        // Processors multiply 8-bit blocks with dot products of two (AVX2) to four (VNNI) times the rate that is assumed for them.
        let mean = if *t == "cpu" { 0.7 } else { 0.0 };
        rate.push(layout.put(&format!("rate.{t}"), mean, 0.5));
    }
    // Generations of one trait differ by 0.15 (standard deviation) once the basis is what their kernels multiply with.
    rate.push(layout.put(&format!("rate.{key}"), 0.0, 0.2));
    let mut attention = rate.clone();
    attention.push(layout.put("rate.attention", ln(0.4), 0.7));
    attention.push(layout.put(&format!("rate.attention.{kernel}"), 0.0, 0.5));
    match vintage {
        Vintage::Current | Vintage::Ollama => {}
        Vintage::Before2024July => {
            rate.push(layout.put("early.rate", 0.0, 0.2));
            attention.push(layout.put("early.rate.attention", -0.7, 0.6));
        }
        Vintage::LocalScore => rate.push(layout.put(&format!("localscore.rate.{kernel}"), -0.3, 0.4)),
        Vintage::IkFork => rate.push(layout.put("ik.rate", 0.3, 0.4)),
        Vintage::VulkanBefore2025November => rate.push(layout.put("early-vulkan.rate", -0.1, 0.3)),
    }
    // Vulkan has matrices of BF16 on few drivers yet; elsewhere they are converted on the way, as quantised ones are, from four times the bytes.
    let bf16 =
        if kernel == "vulkan" { vec![layout.put("plain.bf16.vulkan", ln(0.5), 0.5)] } else { Vec::new() };
    PrefillTerms { rate, attention, bf16 }
}
