//! The blocks of a model for multi-token prediction as a drafter: what they take, and what a guess costs.
//!
//! A guess runs one block and the model's own head (llama.cpp `common/speculative.cpp`, `common_speculative_impl_draft_mtp`; DeepSeek-V3's report,
//! section 2.2: embedding and head are shared with the main model). The block keeps a cache of its own over the whole context.

use std::borrow::Cow;

use super::model::widths;
use super::{Basis, Kind, Layers, ModelRules, Weights};
use crate::architecture::{Architecture, HParams, Layer};
use crate::catalog::{Model, ModelKey, Mtp};
use crate::memory::{CacheRule, ComputeRule, OutputRule};
use crate::speed::{AttentionWork, LayerSteps};
use crate::units::{Bytes, Known};
use crate::weights::{Imatrix, LoaderFacts, MixFigures, ModelWeights, Quant, Tensor, tensors};

/// A model's blocks for multi-token prediction, prepared.
#[derive(Debug)]
pub struct NextToken {
    /// Cache, buffers and attention of the blocks.
    pub rules: ModelRules,
    /// How many blocks.
    pub blocks: u32,
    /// Weights of all blocks, as tensors give them.
    pub parameters: u64,
    /// Weights of all blocks, as the catalog has them.
    pub published: Known<u64>,
    /// The whole file, blocks included.
    whole: ModelWeights,
    /// One block and the head that a guess goes through.
    guess: ModelWeights,
    steps: LayerSteps,
}

impl NextToken {
    /// The blocks of a model; none where it has none, or their layout is not known.
    #[must_use]
    pub fn of(key: ModelKey, model: &Model) -> Option<Self> {
        let stored = model.gguf.as_ref().get()?;
        let (recorded, published) = match model.mtp {
            Mtp::None => (0, Known::Unknown),
            Mtp::Layers { layers, params } => (layers, params.known()),
        };
        let h = with_blocks(stored, recorded);
        let blocks = h.nextn_predict_layers;
        let whole = Architecture::from_hparams(&h).ok().filter(|_| blocks > 0)?;
        let block = whole.mtp_block.clone()?;
        let list = tensors(&h, &whole);
        let main = h.main_blocks();
        let of_blocks = list.iter().filter(|tensor| tensor.layer.is_some_and(|layer| layer >= main));
        let parameters = of_blocks.fold(0_u64, |sum, tensor| sum.saturating_add(tensor.elements()));
        let one = alone(&whole, &block, 1);
        let (feed_forward, heads, latent) = widths(&one);
        let rules = ModelRules {
            kind: Kind::Language,
            basis: Basis::Tensors,
            cache: CacheRule::of(&alone(&whole, &block, blocks)),
            attention: Known::Known(AttentionWork::of(&one)),
            output: Known::Known(OutputRule::of(&one)),
            counted: Known::Known(Layers {
                repeating: 1,
                mtp: 0,
                widest_input: crate::memory::widest_input(&one),
                d_model: one.d_model,
                vocab: one.vocab,
                feed_forward,
                heads,
                latent,
            }),
            compute: Known::Known(ComputeRule::new(&h, one.clone())),
            ..ModelRules::nothing(key)
        };
        let figures = MixFigures::from(&h);
        Some(Self {
            rules,
            blocks,
            parameters,
            published,
            guess: ModelWeights::from_tensors(&guess(&list, main), figures, LoaderFacts::from(&one)),
            whole: ModelWeights::from_tensors(&list, figures, LoaderFacts::from(&whole)),
            steps: LayerSteps::of(&one),
        })
    }

    /// Whether the layout of the family gives the blocks that the publisher counts. Some have blocks of their own kind: dense ones beside
    /// experts (Step 3.5, K-EXAONE), two layers in one (Nemotron 3). Tables that files store again, and publishers count once, are within.
    #[must_use]
    pub fn agrees(&self) -> bool {
        let Known::Known(published) = self.published else { return true };
        self.parameters >= published / 4 * 3 && self.parameters / 2 <= published
    }

    /// Bytes of the blocks in a quant: of their tensors, or as many weights as the publisher counts at the file's bits.
    #[must_use]
    pub fn bytes(&self, quant: Quant, imatrix: Imatrix) -> Bytes {
        let plan = self.whole.plan(quant, imatrix);
        match self.published {
            Known::Known(published) if !self.agrees() => {
                Bytes::from_f64(published as f64 * (plan.bits_per_weight() / 8.0))
            }
            _ => plan.mtp,
        }
    }

    /// What a guess reads and multiplies in a quant. Its bytes are not what is loaded: the head is the model's own.
    #[must_use]
    pub fn weights(&self, quant: Quant, imatrix: Imatrix) -> Weights {
        if let (false, Known::Known(published)) = (self.agrees(), self.published) {
            // A block of another kind: its weights, and the head's.
            let head = self.guess.plan(quant, imatrix).output_work.flops().get() / 2.0;
            let read = (published / u64::from(self.blocks.max(1))).saturating_add(head as u64);
            return Weights::from_parameters(read, read, quant);
        }
        Weights::from_plan(self.guess.plan(quant, imatrix), self.steps, Basis::Tensors)
    }
}

/// So many blocks as a model of their own.
fn alone(whole: &Architecture, block: &Layer, blocks: u32) -> Architecture {
    Architecture {
        kinds: vec![block.clone()],
        order: vec![0; blocks.min(512) as usize],
        mtp_layers: 0,
        mtp_block: None,
        per_layer_embedding: 0,
        ..whole.clone()
    }
}

/// The first block as layer 0, and the head: its own where it has one, else the model's.
fn guess(list: &[Tensor], main: u32) -> Vec<Tensor> {
    let own_head = list.iter().any(|tensor| tensor.stem == "nextn.shared_head_head");
    let head = |tensor: &Tensor| match tensor.stem.as_ref() {
        "token_embd" => true,
        "output" => !own_head,
        "output_norm" => true,
        _ => false,
    };
    let mut all = Vec::new();
    for tensor in list {
        match tensor.layer {
            // The embedding is looked up, as the model's is.
            Some(layer) if layer == main && tensor.stem != "nextn.embed_tokens" => {
                let own = tensor.stem == "nextn.shared_head_head";
                let (layer, stem) =
                    if own { (None, Cow::Borrowed("output")) } else { (Some(0), tensor.stem.clone()) };
                all.push(Tensor { layer, stem, ..tensor.clone() });
            }
            None if head(tensor) => all.push(tensor.clone()),
            Some(_) | None => {}
        }
    }
    all
}

/// The figures of a header with the blocks that the catalog records beside it.
fn with_blocks(h: &HParams, blocks: u32) -> HParams {
    let mut h = h.clone();
    if h.nextn_predict_layers == 0 {
        h.nextn_predict_layers = blocks;
        h.block_count = h.block_count.saturating_add(blocks);
    }
    h
}
