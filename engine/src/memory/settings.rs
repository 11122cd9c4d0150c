//! The runtime settings that memory depends on, checked and with llama.cpp's own corrections applied.

use serde::{Deserialize, Serialize};

use super::{KvType, Paging, Sparse, Windows};
use crate::units::Tokens;

/// Cells of a cache come in multiples of this many (`GGML_PAD(n_ctx, 256)`, llama.cpp `src/llama-context.cpp`).
pub const CELL_PADDING: u32 = 256;
/// llama.cpp's cache.
const GGML_PAGING: Paging = Paging { cells: CELL_PADDING, windows: Windows::Ggml, sparse: Sparse::AsOthers };
/// Most sequences a llama.cpp context serves (`LLAMA_MAX_SEQ`, llama.cpp `src/llama-cparams.h`).
pub const MAX_SEQUENCES: u32 = 256;
/// Tokens submitted at once unless set (`n_batch` in llama.cpp `common/common.h`).
pub const DEFAULT_BATCH: u32 = 2048;
/// Tokens computed at once unless set (`n_ubatch` in llama.cpp `common/common.h`).
pub const DEFAULT_UBATCH: u32 = 512;

/// How much context is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContextSize {
    /// So many tokens for each user.
    PerUser(Tokens),
    /// llama.cpp's `n_ctx` itself, which all users share.
    Total(Tokens),
}

/// Whether users share one cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KvSharing {
    /// One cache for all (`--kv-unified`): any user may use all of it.
    Unified,
    /// An equal part for each: llama.cpp's default when the number of slots is set.
    PerUser,
}

/// Whether attention is computed by the fused kernel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FlashAttention {
    /// Fused: V is stored by token.
    On,
    /// Matrix by matrix: V is stored transposed.
    Off,
}

/// How sliding-window layers are cached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SwaCache {
    /// Only what the window needs.
    Windowed,
    /// The whole context (`--swa-full`).
    Full,
}

/// The types of cached keys and values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KvTypes {
    /// Type of K.
    pub k: KvType,
    /// Type of V.
    pub v: KvType,
}

impl KvTypes {
    /// Both in F16, the default.
    pub const F16: Self = Self { k: KvType::F16, v: KvType::F16 };

    /// Both in the same type.
    #[must_use]
    pub const fn both(ty: KvType) -> Self {
        Self { k: ty, v: ty }
    }
}

/// Settings of one llama.cpp context. Built with [`ContextSettings::new`] and the `with_` methods; whatever is given, the
/// values read back are ones llama.cpp would run with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContextSettings {
    n_ctx: u64,
    n_seq: u32,
    sharing: KvSharing,
    kv: KvTypes,
    flash_attention: FlashAttention,
    batch: u32,
    ubatch: u32,
    swa: SwaCache,
    logits_rows: u32,
    paging: Paging,
}

impl ContextSettings {
    /// Settings for so many users (1 to [`MAX_SEQUENCES`]) and so much context (at least one token): F16 cache, flash
    /// attention, a cache part per user, default batches, windowed caches, one row of logits per user.
    #[must_use]
    pub fn new(context: ContextSize, users: u32) -> Self {
        let n_seq = users.clamp(1, MAX_SEQUENCES);
        let n_ctx = match context {
            ContextSize::PerUser(tokens) => u64::from(tokens.get().max(1)) * u64::from(n_seq),
            ContextSize::Total(tokens) => tokens.get().max(1).into(),
        };
        Self {
            n_ctx,
            n_seq,
            sharing: KvSharing::PerUser,
            kv: KvTypes::F16,
            flash_attention: FlashAttention::On,
            batch: DEFAULT_BATCH,
            ubatch: DEFAULT_UBATCH,
            swa: SwaCache::Windowed,
            logits_rows: n_seq,
            paging: GGML_PAGING,
        }
    }

    /// With another way to share the cache.
    #[must_use]
    pub const fn with_sharing(mut self, sharing: KvSharing) -> Self {
        self.sharing = sharing;
        self
    }

    /// With other cache types.
    #[must_use]
    pub const fn with_kv(mut self, kv: KvTypes) -> Self {
        self.kv = kv;
        self
    }

    /// With flash attention on or off.
    #[must_use]
    pub const fn with_flash_attention(mut self, flash_attention: FlashAttention) -> Self {
        self.flash_attention = flash_attention;
        self
    }

    /// With other batch sizes, tokens; at least one each.
    #[must_use]
    pub fn with_batches(mut self, batch: u32, ubatch: u32) -> Self {
        self.batch = batch.max(1);
        self.ubatch = ubatch.max(1);
        self
    }

    /// With another cache for sliding-window layers.
    #[must_use]
    pub const fn with_swa(mut self, swa: SwaCache) -> Self {
        self.swa = swa;
        self
    }

    /// With the cache of another runtime.
    #[must_use]
    pub const fn with_paging(mut self, paging: Paging) -> Self {
        self.paging = paging;
        self
    }

    pub(super) fn paging(&self) -> Paging {
        if cfg!(feature = "full") { self.paging } else { GGML_PAGING }
    }

    /// With another number of logits rows computed at once (`n_outputs_max`); at least one.
    #[must_use]
    pub fn with_logits_rows(mut self, rows: u32) -> Self {
        self.logits_rows = rows.max(1);
        self
    }

    /// With another context for each user, tokens; at least one.
    #[must_use]
    pub fn with_context(mut self, per_user: Tokens) -> Self {
        self.n_ctx = u64::from(per_user.get().max(1)) * u64::from(self.n_seq);
        self
    }

    /// With another number of users, each with the context they have now; logits rows follow where they are one per user.
    #[must_use]
    pub fn with_users(mut self, users: u32) -> Self {
        let users = users.clamp(1, MAX_SEQUENCES);
        if self.logits_rows == self.n_seq {
            self.logits_rows = users;
        }
        self.n_ctx = (self.n_ctx / u64::from(self.n_seq.max(1))).max(1).saturating_mul(users.into());
        self.n_seq = users;
        self
    }

    /// Users, llama.cpp's `n_seq_max`.
    #[must_use]
    pub const fn n_seq(&self) -> u32 {
        self.n_seq
    }

    /// How users share the cache.
    #[must_use]
    pub const fn sharing(&self) -> KvSharing {
        self.sharing
    }

    /// Cache types.
    #[must_use]
    pub const fn kv(&self) -> KvTypes {
        self.kv
    }

    /// Flash attention.
    #[must_use]
    pub const fn flash_attention(&self) -> FlashAttention {
        self.flash_attention
    }

    /// Cache of sliding-window layers.
    #[must_use]
    pub const fn swa(&self) -> SwaCache {
        self.swa
    }

    /// Tokens submitted at once: never more than the context asked for (`n_batch`, llama.cpp `src/llama-context.cpp`).
    #[must_use]
    pub fn batch(&self) -> u32 {
        self.batch.min(cells(self.n_ctx))
    }

    /// Tokens computed at once: never more than the batch (`n_ubatch`, llama.cpp `src/llama-context.cpp`).
    #[must_use]
    pub fn ubatch(&self) -> u32 {
        self.ubatch.min(self.batch())
    }

    /// Rows of logits computed at once (`n_outputs_max`); the graph computes at most one per token of a micro-batch.
    #[must_use]
    pub const fn logits_rows(&self) -> u32 {
        self.logits_rows
    }

    /// Context asked for, before padding: `n_ctx`.
    #[must_use]
    pub const fn n_ctx_asked(&self) -> u64 {
        self.n_ctx
    }

    /// Separate caches: one when shared, else one per user.
    #[must_use]
    pub const fn streams(&self) -> u32 {
        match self.sharing {
            KvSharing::Unified => 1,
            KvSharing::PerUser => self.n_seq,
        }
    }

    /// Cells of each stream, which is also the longest context of one user (`n_ctx_seq`): `n_ctx` is padded, divided
    /// by the streams, and padded again (llama.cpp `src/llama-context.cpp`).
    #[must_use]
    pub fn n_ctx_seq(&self) -> u32 {
        let pad = u64::from(self.paging().cells.max(1));
        let whole = self.n_ctx.next_multiple_of(pad);
        cells(match self.streams() {
            1 => whole,
            streams => (whole / u64::from(streams)).next_multiple_of(pad),
        })
    }

    /// Context allocated in all streams together: llama.cpp's `n_ctx` after its corrections.
    #[must_use]
    pub fn n_ctx_allocated(&self) -> u64 {
        u64::from(self.n_ctx_seq()) * u64::from(self.streams())
    }

    /// Cells of each stream of a sliding-window cache: what the window of every user in the stream and one micro-batch
    /// need, never more than the whole context (llama.cpp `src/llama-kv-cache-iswa.cpp`).
    #[must_use]
    pub fn swa_cells(&self, window: u32) -> u32 {
        match self.sharing {
            KvSharing::Unified => self.windowed_cells(window.saturating_mul(self.n_seq)),
            KvSharing::PerUser => self.windowed_cells(window),
        }
    }

    /// Cells of a sliding-window cache of one user, however the rest is shared.
    pub(super) fn windowed_cells(&self, window: u32) -> u32 {
        let (all, block) = (self.n_ctx_seq(), self.paging().cells.max(1));
        let reached = window.saturating_add(self.ubatch());
        match self.paging().windows {
            _ if self.swa == SwaCache::Full => all,
            Windows::Ggml => padded(all.min(reached)),
            Windows::Blocks | Windows::Pages => {
                all.min(reached.saturating_sub(1)).div_ceil(block).saturating_add(1).saturating_mul(block)
            }
            Windows::Rotating => all.min(reached.saturating_sub(1)),
            Windows::Tenths(tenths) => (u64::from(all) * u64::from(tenths)).div_ceil(10) as u32,
            Windows::Full => all,
        }
    }
}

/// As llama.cpp's 32 bits hold it: the largest whole number of paddings for more than that.
fn cells(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX - (CELL_PADDING - 1))
}

/// The next multiple of [`CELL_PADDING`]; the largest one when there is none above.
pub(super) const fn padded(cells: u32) -> u32 {
    match cells.checked_next_multiple_of(CELL_PADDING) {
        Some(cells) => cells,
        None => u32::MAX - (CELL_PADDING - 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn total(n_ctx: u32, users: u32) -> ContextSettings {
        ContextSettings::new(ContextSize::Total(Tokens::new(n_ctx)), users)
    }

    #[test]
    fn contexts_are_padded_and_divided_as_llama_cpp_does() {
        assert_eq!(total(1500, 1).n_ctx_allocated(), 1536);
        assert_eq!((total(4096, 4).n_ctx_seq(), total(4096, 4).streams()), (1024, 4));
        assert_eq!(total(100, 2).n_ctx_allocated(), 512);
        let shared = total(4096, 4).with_sharing(KvSharing::Unified);
        assert_eq!((shared.n_ctx_seq(), shared.streams()), (4096, 1));
        let each = ContextSettings::new(ContextSize::PerUser(Tokens::new(1500)), 3);
        assert_eq!((each.n_ctx_asked(), each.n_ctx_seq()), (4500, 1536));
    }

    #[test]
    fn no_setting_is_out_of_range() {
        let least = total(0, 0).with_batches(0, 0).with_logits_rows(0);
        assert_eq!((least.n_seq(), least.n_ctx_seq(), least.ubatch(), least.logits_rows()), (1, 256, 1, 1));
        let most = ContextSettings::new(ContextSize::PerUser(Tokens::new(u32::MAX)), u32::MAX);
        assert_eq!(most.n_seq(), MAX_SEQUENCES);
        assert_eq!(most.with_sharing(KvSharing::Unified).n_ctx_seq() % CELL_PADDING, 0);
        assert!(most.swa_cells(u32::MAX) <= most.n_ctx_seq());
    }

    #[test]
    fn a_batch_never_exceeds_the_context() {
        let small = total(100, 1).with_batches(2048, 4096);
        assert_eq!((small.batch(), small.ubatch()), (100, 100));
    }
}
