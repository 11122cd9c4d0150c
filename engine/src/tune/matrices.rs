//! A model's parameters as a trainer sees them: matrices that may have adapters, and the rest.

use super::words::Targets;
use crate::architecture::{Architecture, HParams};
use crate::weights::{Suffix, Tensor, tensors};

/// What a tensor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A matrix of queries or values, or of all three in one.
    QueryValue,
    /// Another matrix of attention, or of what stands in its place.
    Attention,
    /// A dense feed-forward matrix, shared experts among them.
    Dense,
    /// Routed experts.
    Expert,
    /// What chooses experts.
    Router,
    /// A table that tokens are looked up in.
    Table,
    /// The head.
    Head,
    /// Norms, biases, kernels.
    Small,
}

/// A parameter tensor of a published checkpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Matrix {
    /// What it is.
    pub role: Role,
    /// The layer it belongs to; none for the whole model's.
    pub layer: Option<u32>,
    /// Elements of an input.
    pub from: u64,
    /// Elements of an output; 1 for vectors.
    pub to: u64,
    /// How many of them: experts.
    pub count: u64,
}

impl Matrix {
    /// Its elements.
    #[must_use]
    pub fn elements(&self) -> u64 {
        self.from.saturating_mul(self.to).saturating_mul(self.count)
    }

    /// Whether it is a matrix in a layer that a token is multiplied with.
    #[must_use]
    pub fn is_linear(&self) -> bool {
        matches!(self.role, Role::QueryValue | Role::Attention | Role::Dense | Role::Expert | Role::Router)
    }

    /// Whether it has an adapter.
    #[must_use]
    pub fn adapted(&self, targets: Targets) -> bool {
        match targets {
            Targets::AllLinear => self.is_linear() && self.role != Role::Router,
            Targets::Dense => matches!(self.role, Role::QueryValue | Role::Attention | Role::Dense),
            Targets::Attention => matches!(self.role, Role::QueryValue | Role::Attention),
            Targets::QueryValue => self.role == Role::QueryValue,
        }
    }
}

/// All parameters of a model, without blocks for multi-token prediction.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Matrices(pub Vec<Matrix>);

impl Matrices {
    /// From a header's figures and what they mean. Tensors that files split and checkpoints do not are joined again.
    #[must_use]
    pub fn of(h: &HParams, architecture: &Architecture) -> Self {
        let main = architecture.n_layer();
        let list = tensors(h, architecture);
        let kept = list.iter().filter(|tensor| tensor.layer.is_none_or(|layer| layer < main));
        let mut all: Vec<Matrix> = Vec::new();
        let mut expanding: Option<Matrix> = None;
        for tensor in kept {
            let Some(matrix) = read(tensor) else { continue };
            match tensor.stem.as_ref() {
                // One matrix expands the latent into keys and values of all heads; files hold its halves head by head.
                "attn_k_b" => {
                    let [nope, latent, heads, _] = tensor.ne;
                    expanding =
                        Some(Matrix { from: latent, to: nope.saturating_mul(heads), count: 1, ..matrix });
                }
                "attn_v_b" => {
                    let [latent, value, heads, _] = tensor.ne;
                    let own = value.saturating_mul(heads);
                    let to = expanding.take().map_or(own, |keys| keys.to.saturating_add(own));
                    all.push(Matrix { from: latent, to, count: 1, ..matrix });
                }
                _ => all.push(matrix),
            }
        }
        Self(all)
    }

    /// All parameters.
    #[must_use]
    pub fn parameters(&self) -> u64 {
        self.0.iter().fold(0, |sum, matrix| sum.saturating_add(matrix.elements()))
    }

    /// Parameters of adapters of this rank: rank × (inputs + outputs) of each matrix (Hu et al., "LoRA", arXiv 2106.09685, section 4.1).
    #[must_use]
    pub fn adapters(&self, targets: Targets, rank: u32) -> u64 {
        let adapted = self.0.iter().filter(|matrix| matrix.adapted(targets));
        adapted.fold(0, |sum, matrix| {
            let both = matrix.from.saturating_add(matrix.to).saturating_mul(matrix.count);
            sum.saturating_add(both.saturating_mul(rank.into()))
        })
    }

    /// Elements of the largest matrix that is multiplied at once.
    #[must_use]
    pub fn largest(&self) -> u64 {
        let linear = self.0.iter().filter(|matrix| matrix.is_linear());
        linear.map(|matrix| matrix.from.saturating_mul(matrix.to)).max().unwrap_or(0)
    }
}

fn read(tensor: &Tensor) -> Option<Matrix> {
    let stem = tensor.stem.as_ref();
    // Tables of positions that no checkpoint stores as parameters.
    if stem.starts_with("rope_") {
        return None;
    }
    let [from, to, count, more] = tensor.ne;
    let plain =
        |role| Some(Matrix { role, layer: tensor.layer, from, to, count: count.saturating_mul(more) });
    match (tensor.layer, stem) {
        (None, "token_embd" | "position_embd" | "token_types" | "per_layer_token_embd") => {
            return plain(Role::Table);
        }
        (None, "output") if tensor.suffix == Suffix::Weight => return plain(Role::Head),
        (None, _) => return plain(Role::Small),
        _ => {}
    }
    let kernel = stem.ends_with("_norm") || (crate::within::holds(stem, "conv") && !stem.ends_with("_proj"));
    if tensor.suffix != Suffix::Weight || (to == 1 && count == 1) || kernel {
        return plain(Role::Small);
    }
    plain(match stem {
        "attn_q" | "attn_v" | "attn_qkv" | "attn_q_b" => Role::QueryValue,
        stem if stem.starts_with("ffn_gate_inp") => Role::Router,
        stem if stem.ends_with("_exps") => Role::Expert,
        stem if stem.starts_with("ffn_") => Role::Dense,
        _ => Role::Attention,
    })
}
