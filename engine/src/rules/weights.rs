//! The weights of a model in a quant: from tensors where they are known, else from parameters.

use crate::architecture::Family;
use crate::speed::{LayerSteps, TokenWork};
use crate::units::Bytes;
use crate::weights::{
    Imatrix, LoaderFacts, MixFigures, ModelWeights, Offload, Quant, Split, Tensor, WeightPlan,
};

/// What the bytes rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Every tensor with its type, as llama.cpp's converter and quantiser write them.
    Tensors,
    /// Every tensor, for an architecture that llama.cpp does not have: names and shapes by rule.
    TensorsByRule,
    /// Parameters × the bits a quant has on an ordinary model.
    Parameters,
}

impl Basis {
    /// A stable key.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Tensors => "exact",
            Self::TensorsByRule => "by-rule",
            Self::Parameters => "fallback",
        }
    }
}

/// The weights of a model in a quant.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// What they rest on.
    pub basis: Basis,
    /// Tensor bytes of the file.
    pub file: Bytes,
    /// Bits per weight of the file.
    pub bits: f64,
    /// The plan, where tensors are known.
    plan: Option<WeightPlan>,
    /// What a decoded token does with the weights, everything in one place; caches and depth are added by the question.
    work: TokenWork,
}

impl Weights {
    /// From a plan of tensors and the layers they belong to.
    #[must_use]
    pub fn from_plan(plan: WeightPlan, steps: LayerSteps, basis: Basis) -> Self {
        let work = TokenWork::of(&plan, steps);
        Self { basis, file: plan.file, bits: bits(plan.file, plan.elements), plan: Some(plan), work }
    }

    /// From a count of parameters: their number times what the quant needs per weight on an ordinary model, with routed
    /// experts if a token reads less than half of the parameters.
    #[must_use]
    pub fn from_parameters(parameters: u64, read_per_token: u64, quant: Quant) -> Self {
        let ordinary = if read_per_token < parameters / 2 { Ordinary::MIXTURE } else { Ordinary::DENSE };
        Self::from_bits(parameters, read_per_token, quant, ordinary_bits(&ordinary.weights(), quant))
    }

    /// The same where the bits per weight are known.
    pub(super) fn from_bits(parameters: u64, read_per_token: u64, quant: Quant, bits: f64) -> Self {
        let bytes = |n: u64| Bytes::from_f64(n as f64 * bits / 8.0);
        let mut work = TokenWork::default();
        work.add_whole(quant.default_type(), bytes(read_per_token).as_f64());
        Self { basis: Basis::Parameters, file: bytes(parameters), bits, plan: None, work }
    }

    /// Divided between device and host; weights from parameters cannot be divided, so they go whole to where the output goes.
    #[must_use]
    pub fn split(&self, offload: Offload) -> Split {
        match &self.plan {
            Some(plan) => plan.split(offload),
            None => {
                let whole = crate::weights::Share {
                    weights: self.file,
                    read: Bytes::from_f64(self.work.whole_bytes),
                    experts: Bytes::ZERO,
                };
                let nothing = crate::weights::Share::default();
                if offload.gpu_layers > 0 {
                    Split { device: whole, host: nothing }
                } else {
                    Split { device: nothing, host: whole }
                }
            }
        }
    }

    /// Bytes loaded when everything is on the host.
    #[must_use]
    pub fn loaded(&self) -> Bytes {
        self.plan.as_ref().map_or(self.file, WeightPlan::loaded)
    }

    /// The same in a program that never holds a table twice, as llama.cpp holds Gemma 4's.
    #[must_use]
    pub fn loaded_once(&self) -> Bytes {
        self.plan.as_ref().map_or(self.file, WeightPlan::loaded_once)
    }

    /// The plan, where tensors are known.
    #[must_use]
    pub const fn plan(&self) -> Option<&WeightPlan> {
        self.plan.as_ref()
    }

    /// What a decoded token does with the weights.
    #[must_use]
    pub const fn work(&self) -> &TokenWork {
        &self.work
    }
}

fn bits(bytes: Bytes, elements: u64) -> f64 {
    if elements == 0 { 0.0 } else { bytes.as_f64() * 8.0 / elements as f64 }
}

/// The shape of a model that stands in where nothing is known of one but its size.
struct Ordinary {
    family: Family,
    layers: u32,
    width: u64,
    vocabulary: u64,
    /// Width of queries, and of keys and of values.
    attention: [u64; 2],
    kv_heads: u32,
    /// Width of the feed-forward part, or of an expert.
    feed_forward: u64,
    /// Routed experts; none in a dense model.
    experts: u32,
}

impl Ordinary {
    /// The shape of most 8-billion-parameter models.
    const DENSE: Self = Self {
        family: Family::Llama,
        layers: 32,
        width: 4096,
        vocabulary: 131_072,
        attention: [4096, 1024],
        kv_heads: 8,
        feed_forward: 14_336,
        experts: 0,
    };
    /// The shape of Qwen3-30B-A3B; types that treat experts apart, as MXFP4_MOE does, need a model that has them.
    const MIXTURE: Self = Self {
        family: Family::Qwen3Moe,
        layers: 48,
        width: 2048,
        vocabulary: 151_936,
        attention: [4096, 512],
        kv_heads: 4,
        feed_forward: 768,
        experts: 128,
    };

    fn weights(&self) -> ModelWeights {
        let (d, [q, kv], ff) = (self.width, self.attention, self.feed_forward);
        let experts = u64::from(self.experts);
        let mut tensors = vec![
            Tensor::weight(None, "token_embd", &[d, self.vocabulary]),
            Tensor::weight(None, "output_norm", &[d]),
            Tensor::weight(None, "output", &[d, self.vocabulary]),
        ];
        let mixture = experts > 0;
        let [gate, down, up] = if mixture {
            ["ffn_gate_exps", "ffn_down_exps", "ffn_up_exps"]
        } else {
            ["ffn_gate", "ffn_down", "ffn_up"]
        };
        for layer in 0..self.layers {
            let mut add =
                |stem: &'static str, shape: &[u64]| tensors.push(Tensor::weight(Some(layer), stem, shape));
            let matrices =
                [("attn_q", [d, q]), ("attn_k", [d, kv]), ("attn_v", [d, kv]), ("attn_output", [q, d])];
            for (stem, shape) in matrices {
                add(stem, &shape);
            }
            if mixture {
                add("ffn_gate_inp", &[d, experts]);
            }
            for (stem, [from, to]) in [(gate, [d, ff]), (down, [ff, d]), (up, [d, ff])] {
                let stack = [from, to, experts];
                let dimensions = if mixture { 3 } else { 2 };
                add(stem, stack.get(..dimensions).unwrap_or(&stack));
            }
            for stem in ["attn_norm", "ffn_norm"] {
                add(stem, &[d]);
            }
        }
        let (used, all) = (if mixture { 8 } else { 0 }, self.experts);
        let figures = MixFigures::new(self.family, self.layers, 0, 32, self.kv_heads, all);
        ModelWeights::from_tensors(
            &tensors,
            figures,
            LoaderFacts::new(self.family, self.layers, 0, all, used),
        )
    }
}

/// Bits per weight of a quant on an ordinary model, by the quantiser's own rules.
fn ordinary_bits(model: &ModelWeights, quant: Quant) -> f64 {
    let plan = model.plan(quant, Imatrix::Without);
    bits(plan.file, plan.elements)
}

/// Whether the quantiser refuses the quant of the ordinary model without an importance matrix.
#[must_use]
pub fn needs_imatrix(quant: Quant) -> bool {
    Ordinary::DENSE.weights().mix().needs_imatrix(quant)
}
