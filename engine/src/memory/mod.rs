//! Memory by component, as llama.cpp allocates it: caches, states, output buffer, and what it refuses.
//!
//! Rules are prepared once per architecture ([`CacheRule`], [`OutputRule`]) and evaluated for [`ContextSettings`] without
//! allocation. A model whose layers are not recorded has no [`Architecture`](crate::architecture::Architecture) and so
//! no rule: its cache is unknown, never "full attention".

mod cache_part;
mod compute_buffer;
mod kv_cache;
mod kv_type;
mod output;
mod pages;
mod paging;
mod projector;
mod runtime_overhead;
mod settings;
mod support;
mod usable;

pub use cache_part::Picks;
pub use compute_buffer::{ComputeBytes, ComputeRule, SplitComputeBytes};
pub use kv_cache::{CacheBytes, CacheRule};
pub use kv_type::KvType;
pub use output::OutputRule;
pub use paging::{Paging, Sparse, Windows};
pub use projector::{ImageSize, image_tokens, projector_bytes};
pub use runtime_overhead::{
    CudaChip, RuntimeLine, RuntimeOverhead, RuntimeRule, cpu_work, multiprocessors, runtime_overhead,
    widest_input,
};
pub use settings::{
    CELL_PADDING, ContextSettings, ContextSize, DEFAULT_BATCH, DEFAULT_UBATCH, FlashAttention, KvSharing,
    KvTypes, MAX_SEQUENCES, SwaCache,
};
pub use support::{KvSide, Refusal, flash_attention_of};
pub use usable::{
    EccCost, MemoryHome, Raise, Standing, Usable, UsableLine, UsableRule, raise, usable_memory,
};
