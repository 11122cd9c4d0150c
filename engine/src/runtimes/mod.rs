//! Runtimes with rules of their own: what they store weights in, how they page a cache, what of a device they take, how they split a model over
//! several. llama.cpp's rules are the rest of the engine; Ollama and LM Studio share them.
//!
//! Each module is a table with its sources; what the entries mean is computed here and in [`crate::assess`], once for all.

mod exllama;
mod ktransformers;
mod mlx;
mod sglang;
mod tensorrt;
mod vllm;

use crate::architecture::Family;
use crate::catalog::{Model, NativeType};
use crate::memory::{ContextSettings, KvType, Paging};
use crate::question::{Backend, Runtime};
use crate::rules::Layers;
use crate::units::Bytes;
use crate::weights::Quant;

/// Forms of weights that servers of safetensors run.
const SAFETENSORS: &[Quant] =
    &[Quant::HF_BF16, Quant::FP8, Quant::INT8, Quant::AWQ, Quant::GPTQ, Quant::HF_NVFP4, Quant::HF_MXFP4];
/// Types of their caches.
const SERVER_KV: &[KvType] = &[KvType::F16, KvType::Bf16, KvType::Fp8];

/// What is different in a runtime.
#[derive(Debug, Clone, PartialEq)]
pub struct RuntimeRules {
    /// Where its rules stand.
    pub source: &'static str,
    /// What it runs, the usual one first.
    pub quants: &'static [Quant],
    /// Types of its cache, the usual one first.
    pub kv: &'static [KvType],
    /// What it drives devices through.
    pub backends: &'static [Backend],
    /// Architectures it has no models of, as far as somebody looked.
    pub lacks: Families,
    /// The least compute capability of an NVIDIA chip: major, minor.
    pub capability: (u8, u8),
    /// The same in words.
    pub chips: &'static str,
    /// How its cache is laid out.
    pub paging: Paging,
    /// Tokens it computes at once when nobody says.
    pub batch: u32,
    /// What of a device it takes.
    pub pool: PoolRule,
    /// What it computes in.
    pub scratch: Scratch,
    /// How it uses several devices.
    pub split: SplitRule,
    /// Where the embedding table is that tokens are looked up in.
    pub embedding: Place,
}

/// Some architectures, one bit each: lists of words would weigh more than all other rules of runtimes together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Families([u32; 4]);

impl Families {
    /// These.
    pub(crate) const fn of(mut list: &[Family]) -> Self {
        let mut bits: u128 = 0;
        while let [first, rest @ ..] = list {
            bits |= 1 << (*first as u32);
            list = rest;
        }
        Self([bits as u32, (bits >> 32) as u32, (bits >> 64) as u32, (bits >> 96) as u32])
    }

    /// Whether one is among them.
    #[must_use]
    pub fn has(self, family: Family) -> bool {
        let place = family as usize;
        self.0.get(place / 32).is_some_and(|part| part >> (place % 32) & 1 == 1)
    }
}

/// What of a device's memory a runtime takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PoolRule {
    /// All that is usable.
    Usable,
    /// At most this share of all that is installed.
    OfInstalled(f64),
    /// All that is usable, but of what weights and buffers leave only this share for the cache.
    OfFree(f64),
}

/// What a step computes in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scratch {
    /// Residual stream, norms and feed-forward of one batch in 16 bits, and logits of each user.
    Activations,
    /// The same with logits of every token of a batch, in 16 bits.
    AllLogits,
    /// Set aside by size: so much for each token of a batch, and for each user.
    Reserved {
        /// Bytes for a token.
        token: u64,
        /// Bytes for a user.
        user: u64,
    },
}

/// How several devices share a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SplitRule {
    /// Every matrix over all of them: heads must divide.
    Tensors,
    /// Whole layers in turn.
    Layers,
    /// One device only.
    Single,
}

/// A place of weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// With the layers.
    Device,
    /// In host RAM.
    Host,
}

/// What a rank must start and hand on for one all-reduce of a few kilobytes: NCCL's ring in its low-latency protocol, 6.6 µs and, for
/// each of 2 × (n − 1) steps, 0.6 µs over NVLink and 1.0 µs over PCI Express (`baseLat` and `hwLat`, NCCL `src/graph/tuning.cc` of 2.27).
pub(crate) fn all_reduce_seconds(devices: u32, over: Interconnect) -> f64 {
    let hop = match over {
        Interconnect::NvLink => 0.6e-6,
        Interconnect::Bus => 1.0e-6,
    };
    6.6e-6 + 2.0 * hop * f64::from(devices.saturating_sub(1))
}

/// What equal devices are linked by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interconnect {
    /// The host's bus.
    Bus,
    /// NVLink, as far as the catalog says so; where it takes a bridge, the bridge is taken to be there.
    NvLink,
}

impl Runtime {
    /// Its own rules; none where it shares llama.cpp's.
    #[must_use]
    pub const fn rules(self) -> Option<&'static RuntimeRules> {
        if !cfg!(feature = "full") {
            return None;
        }
        match self {
            Self::LlamaCpp | Self::Ollama | Self::LmStudio | Self::KTransformers => None,
            Self::Mlx => Some(&mlx::RULES),
            Self::Vllm => Some(&vllm::RULES),
            Self::Sglang => Some(&sglang::RULES),
            Self::TensorRt => Some(&tensorrt::RULES),
            Self::ExLlama => Some(&exllama::RULES),
        }
    }

    /// What it runs, the smallest first where it is GGUF's.
    #[must_use]
    pub const fn quants(self) -> &'static [Quant] {
        match self.rules() {
            Some(rules) => rules.quants,
            None => Quant::ALL,
        }
    }

    /// What it runs of a model that its maker stored so. MXFP4, the last of the forms, is what makers publish: servers know it for experts alone
    /// (`Mxfp4Config.get_quant_method`, vLLM `vllm/model_executor/layers/quantization/mxfp4.py`: other matrices fall back to 16 bits), and no quantiser
    /// of theirs writes it. All other forms are made of any model by llm-compressor, ModelOpt, AutoAWQ, GPTQModel, `mlx_lm.convert` or exllamav3's
    /// `convert.py`.
    #[must_use]
    pub fn forms(self, native: Option<NativeType>) -> &'static [Quant] {
        let all = self.quants();
        match all.split_last() {
            Some((Quant::HF_MXFP4, others))
                if native.is_some() && self.default_quant(Quant::HF_BF16, native) != Quant::HF_MXFP4 =>
            {
                others
            }
            _ => all,
        }
    }

    /// Types of its cache.
    #[must_use]
    pub const fn cache_types(self) -> &'static [KvType] {
        match self.rules() {
            Some(rules) => rules.kv,
            None => KvType::ALL,
        }
    }

    /// What it drives devices through; none where any backend will do.
    #[must_use]
    pub const fn backends(self) -> Option<&'static [Backend]> {
        match self {
            Self::KTransformers => Some(ktransformers::BACKENDS),
            _ => match self.rules() {
                Some(rules) => Some(rules.backends),
                None => None,
            },
        }
    }

    /// The quant a question means when it names none.
    #[must_use]
    pub fn default_quant(self, gguf: Quant, native: Option<NativeType>) -> Quant {
        let Some(rules) = self.rules() else { return gguf };
        let published = match native {
            Some(NativeType::Fp8) => Quant::FP8,
            Some(NativeType::Mxfp4 | NativeType::Bf16Mxfp4Experts | NativeType::Fp8Fp4Experts) => {
                Quant::HF_MXFP4
            }
            _ => Quant::HF_BF16,
        };
        let usual = rules.quants.first().copied().unwrap_or(gguf);
        // What the maker published, where the runtime's usual form is that.
        if usual == Quant::HF_BF16 && rules.quants.contains(&published) { published } else { usual }
    }

    /// Whether it has no models of an architecture, as far as somebody looked.
    #[must_use]
    pub fn lacks(self, family: Family) -> bool {
        match self {
            Self::KTransformers => ktransformers::LACKS.has(family),
            _ => self.rules().is_some_and(|rules| rules.lacks.has(family)),
        }
    }

    /// Whether all its users share one cache when nobody says otherwise. Ollama counts a window for each slot and one batch for all
    /// (`numParallel * sliding_window + batch` in `GraphSize` of `fs/ggml/ggml.go`, 0.11); the server in LM Studio 0.4 starts with
    /// `kv_unified = true`, as its log says.
    #[must_use]
    pub const fn shares_cache(self) -> bool {
        matches!(self, Self::Ollama | Self::LmStudio)
    }

    /// Whether it needs a model with routed experts, which it keeps in host RAM.
    #[must_use]
    pub const fn experts_on_host(self) -> bool {
        matches!(self, Self::KTransformers)
    }
}

impl RuntimeRules {
    /// Usable memory of a device for this runtime, from what is usable at all and what is installed.
    #[must_use]
    pub fn usable(&self, usable: Bytes, installed: Bytes) -> Bytes {
        match self.pool {
            PoolRule::OfInstalled(share) => usable.min(installed.scaled(share)),
            PoolRule::Usable | PoolRule::OfFree(_) => usable,
        }
    }

    /// What it leaves free beside a cache of this size.
    #[must_use]
    pub fn left_free(&self, cache: Bytes) -> Bytes {
        match self.pool {
            PoolRule::OfFree(share) => cache.scaled(1.0 / share - 1.0),
            PoolRule::Usable | PoolRule::OfInstalled(_) => Bytes::ZERO,
        }
    }

    /// What a step computes in, on each device.
    ///
    /// Activations: three times the residual stream (stream, its copy before the sum, the norm's result) and three times the feed-forward width
    /// (gate and up in one, their product) for a batch, two bytes each; logits of each user in 16 bits and twice in 32 (sampler). For
    /// Llama 3 8B in a batch of 8,192 that is 1.15 GiB; vLLM printed 1.26 GiB (vLLM PR 10511).
    #[must_use]
    pub fn scratch(&self, layers: &Layers, settings: &ContextSettings) -> Bytes {
        let (tokens, users) = (u64::from(settings.ubatch()), u64::from(settings.n_seq()));
        let widths = 3 * (u64::from(layers.d_model) + layers.feed_forward);
        // Batches, widths and vocabularies are 32 bits, or less; so none of this leaves 64.
        let activations = tokens * 2 * widths;
        match self.scratch {
            Scratch::Activations => Bytes::new(activations + users * u64::from(layers.vocab) * 10),
            Scratch::AllLogits => Bytes::new(activations + tokens * u64::from(layers.vocab) * 2),
            Scratch::Reserved { token, user } => Bytes::new(tokens * token + users * user),
        }
    }
}

/// Whether a model has routed experts, as far as the catalog knows.
pub(crate) fn has_experts(model: &Model) -> bool {
    model.gguf.as_ref().get().is_some_and(|h| h.expert_count > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_runtime_runs_something_and_its_usual_form_first() {
        for &runtime in Runtime::ALL {
            assert!(!runtime.quants().is_empty() && !runtime.cache_types().is_empty());
            let usual = runtime.default_quant(Quant::Q4_K_M, None);
            assert!(runtime.quants().contains(&usual), "{}", runtime.word());
            for quant in runtime.rules().map_or(&[][..], |rules| rules.quants) {
                assert!(quant.stored().is_some(), "{}", quant.label());
                assert_eq!(Quant::among(runtime.quants(), quant.label()), Some(*quant));
            }
        }
        assert_eq!(Runtime::Vllm.default_quant(Quant::Q4_K_M, Some(NativeType::Fp8)), Quant::FP8);
        assert_eq!(Runtime::Mlx.default_quant(Quant::Q4_K_M, Some(NativeType::Fp8)), Quant::MLX_4);
    }

    #[test]
    fn architectures_are_told_apart_by_a_bit_each() {
        for &runtime in Runtime::ALL {
            let lacked = Family::ALL.iter().filter(|family| runtime.lacks(**family)).count();
            assert_eq!(
                lacked == 0,
                matches!(runtime, Runtime::LlamaCpp | Runtime::Ollama | Runtime::LmStudio)
            );
            assert!(lacked < Family::ALL.len() / 2 && !runtime.lacks(Family::Generic), "{}", runtime.word());
            // What everybody has.
            assert!(
                !runtime.lacks(Family::Qwen3Moe) && !runtime.lacks(Family::DeepSeek2),
                "{}",
                runtime.word()
            );
        }
        assert!(Runtime::TensorRt.lacks(Family::Granite) && !Runtime::Vllm.lacks(Family::Granite));
    }

    #[test]
    fn nothing_is_faster_to_start_than_alone() {
        let over = |devices, link| all_reduce_seconds(devices, link);
        assert!(over(8, Interconnect::NvLink) < over(8, Interconnect::Bus));
        assert!((over(2, Interconnect::NvLink) - 7.8e-6).abs() < 1e-12);
    }

    #[test]
    fn shares_of_memory_are_taken_once() {
        let gib = Bytes::GIB;
        assert_eq!(vllm::RULES.usable(gib * 24, gib * 24), (gib * 24).scaled(0.92));
        // A display has taken more than the share leaves.
        assert_eq!(vllm::RULES.usable(gib * 20, gib * 24), gib * 20);
        assert_eq!(tensorrt::RULES.left_free(gib * 9), (gib * 9).scaled(1.0 / 0.9 - 1.0));
        assert_eq!(mlx::RULES.left_free(gib), Bytes::ZERO);
    }
}
