//! Settings llama.cpp refuses to run a model with, and why.

use super::{CacheRule, ContextSettings, FlashAttention, KvType};
use crate::architecture::{Architecture, Attention, Family, Mixer};
use crate::packed::packed;

/// Which half of the cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KvSide {
    /// Keys.
    K,
    /// Values.
    V,
}

/// Why a context is not created (`llama_init_from_model`, llama.cpp `src/llama-context.cpp`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The latent row serves as K and V, so both must have one type.
    KvTypesDiffer {
        /// Type asked for K.
        k: KvType,
        /// Type asked for V.
        v: KvType,
    },
    /// With flash attention a head must be whole blocks of its cache type.
    BlockDoesNotDivideHead {
        /// Keys or values.
        side: KvSide,
        /// The type asked for.
        ty: KvType,
        /// Elements per block of it.
        block: u64,
        /// Elements per head.
        head: u32,
    },
    /// A row of the cache must be whole blocks of its type: tensors have no part blocks (`ggml_row_size`).
    BlockDoesNotDivideRow {
        /// Keys or values.
        side: KvSide,
        /// The type asked for.
        ty: KvType,
        /// Elements per block of it.
        block: u64,
        /// Elements per row.
        row: u64,
    },
    /// A matrix is split by its heads, and these do not divide by the devices.
    HeadsDoNotDivide {
        /// Heads of queries.
        heads: u32,
        /// Devices.
        devices: u32,
    },
    /// The runtime uses one device.
    OneDeviceOnly,
    /// A transposed V cannot be quantised.
    QuantisedVNeedsFlashAttention {
        /// Type asked for V.
        v: KvType,
    },
}

impl Refusal {
    /// A stable key for answers.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::KvTypesDiffer { .. } => "kv-types-differ",
            Self::BlockDoesNotDivideHead { .. } => "kv-block-does-not-divide-head",
            Self::BlockDoesNotDivideRow { .. } => "kv-block-does-not-divide-row",
            Self::HeadsDoNotDivide { .. } => "heads-do-not-divide",
            Self::OneDeviceOnly => "one-device-only",
            Self::QuantisedVNeedsFlashAttention { .. } => "quantised-v-needs-flash-attention",
        }
    }
}

/// Flash attention as the model will really run: Grok's graph has none, so it is switched off whatever was asked
/// (`LLM_ARCH_GROK` in llama.cpp `src/llama-context.cpp`).
#[must_use]
pub fn flash_attention_of(architecture: &Architecture, asked: FlashAttention) -> FlashAttention {
    if architecture.family == Family::Grok { FlashAttention::Off } else { asked }
}

packed! {
    /// What the cache of a model asks of its types.
    #[derive(Debug, Clone, PartialEq, Default)]
    pub(super) struct Limits {
        one_type: bool,
        /// Distinct K and V heads: elements each.
        heads: Vec<(u32, u32)>,
        /// Distinct K and V rows: elements each.
        rows: Vec<(u64, u64)>,
    }
}

impl Limits {
    pub(super) fn of(architecture: &Architecture) -> Self {
        let mut limits = Self::default();
        for layer in &architecture.kinds {
            match &layer.mixer {
                Mixer::Attention(a) | Mixer::Parallel(a, _) => limits.attention(a),
                Mixer::Mla(m) if m.absorbed => {
                    limits.one_type = true;
                    let row = m.kv_lora.saturating_add(m.rope);
                    limits.cached((row, m.kv_lora), (row.into(), 0));
                    limits.indexer(m.indexer.map(|indexer| indexer.key_length), 0);
                }
                Mixer::Mla(m) => {
                    let (k, heads) = (m.nope.saturating_add(m.rope), u64::from(m.heads));
                    limits.cached((k, m.head_v), (heads * u64::from(k), heads * u64::from(m.head_v)));
                }
                Mixer::Compressed(c) => {
                    limits.one_type = true;
                    limits.cached((c.entry, c.entry), (c.entry.into(), 0));
                    limits.indexer(c.indexer.map(|indexer| indexer.key_length), 0);
                }
                Mixer::None
                | Mixer::Cross(_)
                | Mixer::Mamba1(_)
                | Mixer::Mamba2(_)
                | Mixer::DeltaNet(_)
                | Mixer::ShortConv(_)
                | Mixer::Rwkv(_) => {}
            }
        }
        limits
    }

    fn attention(&mut self, a: &Attention) {
        if a.encoder {
            return;
        }
        let heads = u64::from(a.kv_heads);
        self.cached((a.head_k, a.head_v), (heads * u64::from(a.head_k), heads * u64::from(a.head_v)));
        self.indexer(a.indexer.map(|indexer| indexer.key_length), a.head_v);
    }

    fn indexer(&mut self, key_length: Option<u32>, v: u32) {
        if let Some(k) = key_length {
            self.row((k.into(), v.into()));
        }
    }

    fn cached(&mut self, head: (u32, u32), row: (u64, u64)) {
        if !self.heads.contains(&head) {
            self.heads.push(head);
        }
        self.row(row);
    }

    fn row(&mut self, row: (u64, u64)) {
        if !self.rows.contains(&row) {
            self.rows.push(row);
        }
    }
}

impl CacheRule {
    /// Whether llama.cpp runs the model with these settings; else the first reason it would not.
    ///
    /// # Errors
    /// The refusal, with the figures that explain it.
    pub fn check(&self, settings: &ContextSettings) -> Result<(), Refusal> {
        let kv = settings.kv();
        let limits = &self.limits;
        if limits.one_type && kv.k != kv.v {
            return Err(Refusal::KvTypesDiffer { k: kv.k, v: kv.v });
        }
        for (side, ty) in [(KvSide::K, kv.k), (KvSide::V, kv.v)] {
            if !ty.is_quantised() {
                continue;
            }
            let block = ty.block();
            if settings.flash_attention() == FlashAttention::On {
                let mut heads = limits.heads.iter().map(|&(k, v)| if side == KvSide::K { k } else { v });
                if let Some(head) = heads.find(|&head| !u64::from(head).is_multiple_of(block)) {
                    return Err(Refusal::BlockDoesNotDivideHead { side, ty, block, head });
                }
            } else if side == KvSide::V {
                return Err(Refusal::QuantisedVNeedsFlashAttention { v: ty });
            }
            let mut rows = limits.rows.iter().map(|&(k, v)| if side == KvSide::K { k } else { v });
            if let Some(row) = rows.find(|row| !row.is_multiple_of(block)) {
                return Err(Refusal::BlockDoesNotDivideRow { side, ty, block, row });
            }
        }
        Ok(())
    }
}
