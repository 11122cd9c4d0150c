//! The weights of a model in a quant: from tensors where they are known, else from parameters.

use crate::architecture::{Architecture, Family};
use crate::speed::TokenWork;
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
    /// From a plan of tensors.
    #[must_use]
    pub fn from_plan(plan: WeightPlan, architecture: &Architecture, basis: Basis) -> Self {
        let work = TokenWork::of(&plan, architecture);
        Self { basis, file: plan.file, bits: bits(plan.file, plan.elements), plan: Some(plan), work }
    }

    /// From a count of parameters: their number times what the quant needs per weight on an ordinary model, with routed
    /// experts if a token reads less than half of the parameters.
    #[must_use]
    pub fn from_parameters(parameters: u64, read_per_token: u64, quant: Quant) -> Self {
        let ordinary = if read_per_token < parameters / 2 { ordinary_mixture() } else { ordinary() };
        let bits = ordinary_bits(&ordinary, quant);
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

/// An ordinary dense model: 32 blocks of width 4096, feed-forward 14336, 8 key-value heads, 128 k vocabulary (the shape of most
/// 8-billion-parameter models). Stands in where nothing is known of a model but its size.
fn ordinary() -> ModelWeights {
    let (d, ff, kv, vocab, layers) = (4096_u64, 14_336_u64, 1024_u64, 131_072_u64, 32_u32);
    let mut tensors = vec![
        Tensor::weight(None, "token_embd", &[d, vocab]),
        Tensor::weight(None, "output_norm", &[d]),
        Tensor::weight(None, "output", &[d, vocab]),
    ];
    for layer in 0..layers {
        let matrices = [
            ("attn_q", [d, d]),
            ("attn_k", [d, kv]),
            ("attn_v", [d, kv]),
            ("attn_output", [d, d]),
            ("ffn_gate", [d, ff]),
            ("ffn_down", [ff, d]),
            ("ffn_up", [d, ff]),
        ];
        tensors.extend(matrices.iter().map(|(stem, shape)| Tensor::weight(Some(layer), stem, shape)));
        tensors.extend(["attn_norm", "ffn_norm"].map(|stem| Tensor::weight(Some(layer), stem, &[d])));
    }
    let figures = MixFigures::new(Family::Llama, layers, 0, 32, 8, 0);
    ModelWeights::from_tensors(&tensors, figures, LoaderFacts::new(Family::Llama, layers, 0, 0, 0))
}

/// An ordinary mixture: 48 blocks of width 2048, 128 experts of width 768, 4 key-value heads, 152 k vocabulary (the shape of
/// Qwen3-30B-A3B); types that treat experts apart, as MXFP4_MOE does, need a model that has them.
fn ordinary_mixture() -> ModelWeights {
    let (d, heads, kv, width, experts, vocab, layers) =
        (2048_u64, 4096_u64, 512_u64, 768_u64, 128_u64, 151_936_u64, 48_u32);
    let mut tensors = vec![
        Tensor::weight(None, "token_embd", &[d, vocab]),
        Tensor::weight(None, "output_norm", &[d]),
        Tensor::weight(None, "output", &[d, vocab]),
    ];
    for layer in 0..layers {
        let matrices =
            [("attn_q", [d, heads]), ("attn_k", [d, kv]), ("attn_v", [d, kv]), ("attn_output", [heads, d])];
        tensors.extend(matrices.iter().map(|(stem, shape)| Tensor::weight(Some(layer), stem, shape)));
        tensors.push(Tensor::weight(Some(layer), "ffn_gate_inp", &[d, experts]));
        let routed =
            [("ffn_gate_exps", [d, width]), ("ffn_down_exps", [width, d]), ("ffn_up_exps", [d, width])];
        tensors.extend(
            routed.iter().map(|(stem, [from, to])| Tensor::weight(Some(layer), stem, &[*from, *to, experts])),
        );
        tensors.extend(["attn_norm", "ffn_norm"].map(|stem| Tensor::weight(Some(layer), stem, &[d])));
    }
    let figures = MixFigures::new(Family::Qwen3Moe, layers, 0, 32, 4, 128);
    ModelWeights::from_tensors(&tensors, figures, LoaderFacts::new(Family::Qwen3Moe, layers, 0, 128, 8))
}

/// Bits per weight of a quant on an ordinary model, by the quantiser's own rules.
fn ordinary_bits(model: &ModelWeights, quant: Quant) -> f64 {
    let plan = model.plan(quant, Imatrix::Without);
    bits(plan.file, plan.elements)
}

/// Whether the quantiser refuses the quant of the ordinary model without an importance matrix.
#[must_use]
pub fn needs_imatrix(quant: Quant) -> bool {
    ordinary().mix().needs_imatrix(quant)
}
