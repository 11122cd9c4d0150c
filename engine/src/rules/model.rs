//! A model, prepared: what it caches, computes and puts out.

use crate::architecture::{Architecture, ArchitectureFault, FeedForward, HParams, Layer, Mixer};
use crate::catalog::{Model, ModelKey};
use crate::memory::{CacheRule, ComputeRule, OutputRule, projector_bytes, widest_input};
use crate::speed::AttentionWork;
use crate::units::{Bytes, Known, Tokens};
use crate::weights::{Imatrix, ModelWeights, Quant};

use super::{Basis, Weights};
use crate::packed::packed;
use crate::speed::LayerSteps;

packed! {
    /// The layers of a model, as far as rules count them.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Layers {
        /// Repeating ones: they run and cache.
        pub repeating: u32,
        /// Blocks for multi-token prediction: they are loaded, and neither run nor cache.
        pub mtp: u32,
        /// The widest input of a matrix product, elements.
        pub widest_input: u64,
        /// Width of the residual stream.
        pub d_model: u32,
        /// Rows of the embedding table.
        pub vocab: u32,
        /// The widest feed-forward part that a token goes through, elements: of experts those that it uses, and what stands beside them.
        pub feed_forward: u64,
        /// The fewest heads of queries, and of keys and values, of a layer that attends; 0 without one.
        pub heads: (u32, u32),
        /// Keys and values are one latent row, which every device of a split needs whole.
        pub latent: bool,
    }
}

/// What kind of model it is, as far as an answer differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Writes text token by token.
    Language,
    /// Reads text once: embedding and rerank models. No decode.
    Encoder,
    /// Image, video, speech: memory by components, no token rate.
    Pipeline,
}

/// A model, prepared once.
#[derive(Debug)]
pub struct ModelRules {
    /// Its place in the catalog.
    pub key: ModelKey,
    /// Its shape, by which its measurements are found; 0 where it is not known.
    pub mark: u16,
    /// Its kind.
    pub kind: Kind,
    /// What its tensor list rests on.
    pub basis: Basis,
    /// Its layers, where known.
    pub counted: Known<Layers>,
    /// Cache rule; unknown where layers, or which of them slide, are not recorded.
    pub cache: Known<CacheRule>,
    /// Compute-buffer rule.
    pub compute: Known<ComputeRule>,
    /// Operations of attention.
    pub attention: Known<AttentionWork>,
    /// Output-buffer rule.
    pub output: Known<OutputRule>,
    /// The vision projector as a file of its own; zero for models without one.
    pub projector: Known<Bytes>,
    /// The longest context it was made for.
    pub context_max: Known<Tokens>,
    /// Layers with routed experts.
    pub moe_layers: u32,
    pub(super) parameters: u64,
    pub(super) read_per_token: u64,
    pub(super) stored: Tensors,
}

/// What weights in a quant are made from: all tensors, and the layers they belong to.
#[derive(Debug, Default)]
pub(super) struct Tensors(pub(super) Option<Box<(ModelWeights, LayerSteps)>>);

impl ModelRules {
    /// A model nobody knows anything about.
    #[must_use]
    pub fn nothing(key: ModelKey) -> Self {
        Self {
            key,
            mark: 0,
            kind: Kind::Language,
            basis: Basis::Parameters,
            counted: Known::Unknown,
            cache: Known::Unknown,
            compute: Known::Unknown,
            attention: Known::Unknown,
            output: Known::Unknown,
            projector: Known::Unknown,
            context_max: Known::Unknown,
            moe_layers: 0,
            parameters: 0,
            read_per_token: 0,
            stored: Tensors(None),
        }
    }

    /// Prepares a model of the catalog.
    #[must_use]
    pub fn new(key: ModelKey, model: &Model) -> Self {
        let figures = model.gguf.as_ref().get();
        let architecture = figures.map(|h| (h, Architecture::from_hparams(h)));
        let parameters = model.params.total.known().get().unwrap_or(0);
        let kind = kind(model);
        // A pipeline has neither cache nor logits, which is known; what it computes in is not.
        let (cache, output) = match kind {
            Kind::Pipeline => (Known::Known(CacheRule::none()), Known::Known(OutputRule::none())),
            Kind::Language | Kind::Encoder => (Known::Unknown, Known::Unknown),
        };
        let unknown = Self {
            kind,
            cache,
            output,
            projector: projector_bytes(&model.vision),
            context_max: model.context.max.known(),
            parameters,
            read_per_token: model
                .params
                .read_per_token
                .known()
                .or(model.params.active.known())
                .get()
                .unwrap_or(parameters),
            ..Self::nothing(key)
        };
        let Some((h, Ok(architecture))) = architecture else { return unknown };
        unknown.laid_out(h, architecture)
    }

    /// Prepares a model of a file, of which nothing but the header is known: a place outside of the catalog, no projector.
    ///
    /// # Errors
    /// A figure that its architecture needs is missing.
    pub fn of_header(h: &HParams, parameters: u64) -> Result<(Self, Architecture), ArchitectureFault> {
        let architecture = Architecture::from_hparams(h)?;
        let encoder =
            |layer: &Layer| matches!(&layer.mixer, Mixer::Attention(attention) if attention.encoder);
        let all_encode = architecture.layers().all(encoder);
        let rules = Self {
            kind: if all_encode { Kind::Encoder } else { Kind::Language },
            projector: Known::Known(Bytes::ZERO),
            context_max: Known::from((h.context_length > 0).then(|| Tokens::new(h.context_length))),
            parameters,
            read_per_token: parameters,
            ..Self::nothing(ModelKey::ELSEWHERE)
        };
        Ok((rules.laid_out(h, architecture.clone()), architecture))
    }

    /// With everything that follows from layers.
    fn laid_out(self, h: &HParams, architecture: Architecture) -> Self {
        let stored = ModelWeights::new(h, &architecture);
        let (feed_forward, heads, latent) = widths(&architecture);
        Self {
            mark: crate::speed::shape(self.parameters, architecture.d_model, h.block_count, h.expert_count),
            basis: if h.architecture == crate::architecture::Family::Generic {
                Basis::TensorsByRule
            } else {
                Basis::Tensors
            },
            cache: CacheRule::of(&architecture),
            attention: Known::Known(AttentionWork::of(&architecture)),
            output: Known::Known(OutputRule::of(&architecture)),
            moe_layers: moe_layers(&architecture),
            counted: Known::Known(Layers {
                repeating: architecture.n_layer(),
                mtp: architecture.mtp_layers,
                widest_input: widest_input(&architecture),
                d_model: architecture.d_model,
                vocab: architecture.vocab,
                feed_forward,
                heads,
                latent,
            }),
            stored: Tensors(Some(Box::new((stored, LayerSteps::of(&architecture))))),
            // The last: it keeps the architecture.
            compute: Known::Known(ComputeRule::new(h, architecture)),
            ..self
        }
    }

    /// The weights in a quant.
    #[must_use]
    pub fn weights(&self, quant: Quant, imatrix: Imatrix) -> Weights {
        match &self.stored.0 {
            Some(stored) => Weights::from_plan(stored.0.plan(quant, imatrix), stored.1, self.basis),
            None => Weights::from_parameters(self.parameters, self.read_per_token, quant),
        }
    }

    /// Whether the quantiser refuses this quant without an importance matrix.
    #[must_use]
    pub fn needs_imatrix(&self, quant: Quant) -> bool {
        self.stored.0.as_ref().map_or_else(
            || super::weights::needs_imatrix(quant),
            |stored| stored.0.mix().needs_imatrix(quant),
        )
    }

    /// Layers as llama.cpp's `-ngl` counts them: repeating ones, multi-token-prediction blocks, and the output.
    #[must_use]
    pub fn layers(&self) -> u32 {
        self.counted.get().map_or(1, |all| all.repeating.saturating_add(all.mtp).saturating_add(1))
    }

    /// Of so many layers offloaded from the end, those that run and cache: not the output, not multi-token prediction.
    #[must_use]
    pub fn repeating(&self, gpu_layers: u32) -> u32 {
        let others = self.counted.get().map_or(1, |all| all.mtp.saturating_add(1));
        gpu_layers.saturating_sub(others)
    }
}

fn kind(model: &Model) -> Kind {
    use crate::catalog::Modality as M;
    let puts_out = |m: M| model.modality.contains(&m);
    if [M::AudioOut, M::ImageOut, M::VideoOut].into_iter().any(puts_out) && !model.gguf.is_known() {
        Kind::Pipeline
    } else if puts_out(M::Embedding) || puts_out(M::Rerank) {
        Kind::Encoder
    } else {
        Kind::Language
    }
}

/// Of all layers the widest feed-forward part that a token goes through, the fewest heads of queries and of keys and values, and whether one keeps
/// latent rows.
pub(super) fn widths(architecture: &Architecture) -> (u64, (u32, u32), bool) {
    let (mut widest, mut heads, mut latent) = (0, None, false);
    for layer in &architecture.kinds {
        let width = match &layer.ffn {
            FeedForward::None => 0,
            FeedForward::Dense(dense) => u64::from(dense.width),
            FeedForward::Moe(moe) => {
                u64::from(moe.used) * u64::from(moe.width)
                    + u64::from(moe.shared_width)
                    + u64::from(moe.dense_width)
            }
        };
        widest = width.max(widest);
        latent |= matches!(layer.mixer, Mixer::Mla(_) | Mixer::Compressed(_));
        let own = match &layer.mixer {
            Mixer::Attention(a) | Mixer::Parallel(a, _) | Mixer::Cross(a) => (a.heads, a.kv_heads),
            Mixer::Mla(m) => (m.heads, 1),
            _ => continue,
        };
        let (queries, keys) = heads.unwrap_or(own);
        heads = Some((own.0.min(queries), own.1.min(keys)));
    }
    (widest, heads.unwrap_or((0, 0)), latent)
}

fn moe_layers(architecture: &Architecture) -> u32 {
    architecture.groups().filter(|(layer, _)| matches!(layer.ffn, FeedForward::Moe(_))).map(|(_, n)| n).sum()
}
