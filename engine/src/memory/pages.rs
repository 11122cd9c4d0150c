//! vLLM's pages: where layers keep different things, all draw on one pool of pages of one size.
//!
//! Sources: `get_kv_cache_groups` and `get_max_concurrency_for_kv_cache_config` in `vllm/v1/core/kv_cache_utils.py`, what each kind of layer takes at most
//! in `vllm/v1/kv_cache_interface.py`, and the block of hybrid models in `vllm/model_executor/models/config.py` (`HybridAttentionMambaModelConfig`).

use super::cache_part::{Cells, Part, Read};
use super::{CacheBytes, ContextSettings, KvTypes};
use crate::units::Bytes;

/// Layers that keep the same.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Alike {
    /// What one of them keeps.
    pub(super) part: Part,
    /// How many there are.
    pub(super) layers: u32,
}

/// What the layers of a model keep, where they keep different things; none where all keep the same, and where vLLM lays them out in another way (indexers,
/// DeepSeek V4, layers that see the same and have unequal heads).
pub(super) fn alike(kinds: &[Vec<Part>], layers: impl Iterator<Item = u32>) -> Vec<Alike> {
    let mut found: Vec<Alike> = Vec::new();
    for (parts, layers) in kinds.iter().zip(layers) {
        for part in parts {
            let plain = matches!(part.cells, Cells::All | Cells::Window(_) | Cells::State);
            if !plain || part.read != Read::Visible {
                return Vec::new();
            }
            match found.iter_mut().find(|one| one.part.cells == part.cells) {
                Some(one) if one.part == *part => one.layers += layers,
                Some(_) => return Vec::new(),
                None => found.push(Alike { part: *part, layers }),
            }
        }
    }
    let stated = found.iter().any(|one| one.part.cells == Cells::State);
    if found.len() > 1 || stated { found } else { Vec::new() }
}

/// The pages of a model under some settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pages {
    /// Bytes of a page of one layer.
    page: u64,
    /// Layers of a group: each group has a page of each of its layers at once.
    group: u32,
}

impl Pages {
    /// None where layers do not share pages.
    pub(super) fn of(alike: &[Alike], settings: &ContextSettings) -> Option<Self> {
        let counts = || alike.iter().map(|one| one.layers);
        let (least, most) = (counts().min()?, counts().max()?);
        // As many layers as the rarest kind has; where the others are hardly more, as many as they have (`_get_kv_cache_groups_uniform_page_size`).
        let group = if u64::from(most) * 2 < u64::from(least) * 3 { most } else { least };
        let kv = settings.kv();
        let attention = alike.iter().filter(|one| one.part.cells != Cells::State);
        let widest = attention.map(|one| token(&one.part, kv)).max().unwrap_or(0);
        let states = alike.iter().filter(|one| one.part.cells == Cells::State);
        let state = states.map(|one| one.part.state_bytes()).max().unwrap_or(0);
        // Kernels want blocks of 16 tokens, those of latent rows of 64.
        let latent = alike.iter().any(|one| one.part.cells == Cells::All && one.part.v == 0);
        let step = if latent { 64 } else { 16 };
        let block = match state.checked_div(widest) {
            // A page of attention is no smaller than a state, which is padded to it.
            Some(_) => state.div_ceil(step * widest).max(1) * step,
            None => 1,
        };
        let block = block.max(u64::from(settings.paging().cells));
        Some(Self { page: (block * widest).max(state), group: group.max(1) })
    }

    /// Tokens that a layer has in a page; none where it keeps a state there.
    pub(super) fn tokens(&self, part: &Part, kv: KvTypes) -> Option<u64> {
        (part.cells != Cells::State).then(|| (self.page / token(part, kv).max(1)).max(1))
    }

    /// What a layer keeps for all users.
    pub(super) fn of_layer(&self, part: &Part, settings: &ContextSettings) -> Bytes {
        let users = u64::from(settings.n_seq());
        let pages = match (part.cells, self.tokens(part, settings.kv())) {
            // A window begins anywhere in a page.
            (Cells::Window(window), Some(tokens)) => {
                let most = u64::from(window.saturating_add(settings.ubatch()).saturating_sub(1));
                (most.min(settings.n_ctx_seq().into()).div_ceil(tokens) + 1) * users
            }
            (Cells::All, Some(tokens)) => {
                u64::from(settings.n_ctx_seq()).div_ceil(tokens) * u64::from(settings.streams())
            }
            _ => users,
        };
        Bytes::new(self.page) * pages
    }

    /// What all layers keep: groups are filled up with layers that nobody uses.
    pub(super) fn all(&self, alike: &[Alike], settings: &ContextSettings) -> CacheBytes {
        let mut bytes = CacheBytes::default();
        for one in alike {
            let layers = one.layers.next_multiple_of(self.group);
            bytes.put(one.part.component, self.of_layer(&one.part, settings) * u64::from(layers));
        }
        bytes
    }
}

/// Bytes of a token in a layer of attention.
fn token(part: &Part, kv: KvTypes) -> u64 {
    (kv.k.row(part.k) + kv.v.row(part.v)).get()
}
