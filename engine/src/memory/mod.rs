//! Memory by component, as llama.cpp allocates it: caches, states, output buffer, and what it refuses.
//!
//! Rules are prepared once per architecture ([`CacheRule`], [`OutputRule`]) and evaluated for [`ContextSettings`] without
//! allocation. A model whose layers are not recorded has no [`Architecture`](crate::architecture::Architecture) and so
//! no rule: its cache is unknown, never "full attention".

mod cache_part;
mod kv_cache;
mod kv_type;
mod output;
mod settings;
mod support;

pub use cache_part::Picks;
pub use kv_cache::{CacheBytes, CacheRule};
pub use kv_type::KvType;
pub use output::OutputRule;
pub use settings::{
    CELL_PADDING, ContextSettings, ContextSize, DEFAULT_BATCH, DEFAULT_UBATCH, FlashAttention, KvSharing,
    KvTypes, MAX_SEQUENCES, SwaCache,
};
pub use support::{KvSide, Refusal, flash_attention_of};
