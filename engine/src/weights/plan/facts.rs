//! The facts of an architecture that the loader's placement depends on.

use crate::architecture::{Architecture, Family, FeedForward, Mixer, Span};
use crate::packed::{packed, variants};

packed! {
    /// What the loader knows of a model beside its tensors.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct LoaderFacts {
        /// Layers that are run, without multi-token-prediction blocks.
        pub layers: u32,
        /// Multi-token-prediction blocks at the end of the file. `-ngl` counts them, nothing loads them.
        pub mtp_layers: u32,
        /// Routed experts per layer; 0 for dense models.
        pub experts: u32,
        /// Routed experts a token uses.
        pub experts_used: u32,
        /// First and last layer that use the model's rotary factors.
        pub rotary_layers: (u32, u32),
        /// What stands in for the output head when the file has no `output` tensor.
        pub missing_head: MissingHead,
        /// `token_embd_norm` is the norm after the last layer (LFM2), not the one before the first.
        pub embedding_norm_is_last: bool,
    }
}

/// What the loader does when the file has no `output` tensor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingHead {
    /// The embedding table is used again; a second copy exists only if head and embedding are in different memories.
    Shared,
    /// As `Shared`, but the loader creates the head before the embedding, and only the later one looks for an earlier
    /// copy: the table is held twice even in one memory (`load_arch_tensors` in `src/models/gemma3n.cpp`, `gemma4.cpp`).
    HeldTwice,
    /// Encoders have no head.
    NoHead,
}

variants! {
    MissingHead, else Self::Shared;
    Shared = 0,
    HeldTwice = 1,
    NoHead = 2,
}

impl LoaderFacts {
    /// From the family and the figures; all layers use the rotary factors.
    #[must_use]
    pub fn new(family: Family, layers: u32, mtp_layers: u32, experts: u32, experts_used: u32) -> Self {
        use Family as F;
        let missing_head = match family {
            F::Gemma3n | F::Gemma4 => MissingHead::HeldTwice,
            F::Bert
            | F::ModernBert
            | F::NomicBert
            | F::NomicBertMoe
            | F::NeoBert
            | F::JinaBertV2
            | F::JinaBertV3 => MissingHead::NoHead,
            _ => MissingHead::Shared,
        };
        let embedding_norm_is_last = matches!(family, F::Lfm2 | F::Lfm2Moe);
        let rotary_layers = (0, layers.saturating_sub(1));
        Self {
            layers,
            mtp_layers,
            experts,
            experts_used,
            rotary_layers,
            missing_head,
            embedding_norm_is_last,
        }
    }
}

impl From<&Architecture> for LoaderFacts {
    fn from(architecture: &Architecture) -> Self {
        let moe = architecture.layers().find_map(|layer| match &layer.ffn {
            FeedForward::Moe(moe) => Some((moe.experts, moe.used)),
            FeedForward::None | FeedForward::Dense(_) => None,
        });
        let (experts, used) = moe.unwrap_or((0, 0));
        let (layers, mtp_layers) = (architecture.n_layer(), architecture.mtp_layers);
        let mut facts = Self::new(architecture.family, layers, mtp_layers, experts, used);
        // Gemma 4 rotates with these factors in its global layers only.
        if architecture.family == Family::Gemma4 {
            let full = |layer: &crate::architecture::Layer| matches!(&layer.mixer, Mixer::Attention(attention) if attention.span == Span::Full);
            let mut global =
                (0..).zip(architecture.layers()).filter(|(_, layer)| full(layer)).map(|(i, _)| i);
            if let Some(first) = global.next() {
                facts.rotary_layers = (first, global.last().unwrap_or(first));
            }
        }
        facts
    }
}
