//! How runtimes lay out a cache: in blocks of so many tokens, with windows of their own.

/// How a cache is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    /// Tokens of a user's context come in multiples of this many.
    pub cells: u32,
    /// What layers that see a window only keep.
    pub windows: Windows,
    /// What sparse attention keeps.
    pub sparse: Sparse,
}

/// How sparse attention over latent rows is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sparse {
    /// Rows and keys of the indexer in the types of the cache.
    AsOthers,
    /// Keys of the indexer always in 8 bits, with a 32-bit scale for 128 of them. An 8-bit cache keeps of a row of 512 and 64 the first in 8 bits with
    /// a scale for 128 each, the rotary part in 16: 656 bytes (`fp8_ds_mla` in vLLM `vllm/v1/attention/backends/mla/flashmla_sparse.py`;
    /// `NSATokenToKVPool` in SGLang `python/sglang/srt/mem_cache/memory_pool.py`).
    Packed,
}

/// What a layer that sees only a window keeps of a context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Windows {
    /// llama.cpp: the window and one micro-batch.
    Ggml,
    /// The window and one batch, less one, in whole blocks, and one block more because a window begins anywhere in one.
    Blocks,
    /// The same in pages that layers of all kinds share ([`super::CacheRule::page_tokens`]).
    Pages,
    /// The window and one batch, less one.
    Rotating,
    /// So many tenths of what the others keep.
    Tenths(u8),
    /// As much as the others.
    Full,
}
