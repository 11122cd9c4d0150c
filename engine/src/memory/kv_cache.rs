//! The cache of a model: prepared once per architecture, evaluated without allocation.

use super::cache_part::{Cells, Component, Part, Picks, parts, v_row_of};
use super::pages::{Alike, Pages, alike};
use super::support::Limits;
use super::{ContextSettings, KvTypes, Windows};
use crate::architecture::Architecture;
use crate::packed::{Packed, Reader, Writer};
use crate::units::{Bytes, Known, Tokens};

/// What a context allocates for caches and states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CacheBytes {
    /// Cache of layers that see everything, with indexer caches; all of it for architectures with a special cache
    /// (DeepSeek V4's windows, compressed entries and compressor states).
    pub kv: Bytes,
    /// Cache of sliding-window layers.
    pub kv_swa: Bytes,
    /// State of recurrent layers.
    pub recurrent: Bytes,
}

impl CacheBytes {
    /// Everything together.
    #[must_use]
    pub fn total(&self) -> Bytes {
        self.kv + self.kv_swa + self.recurrent
    }

    /// With so much more of a component.
    pub(super) fn put(&mut self, component: Component, bytes: Bytes) {
        match component {
            Component::Kv => self.kv += bytes,
            Component::KvSwa => self.kv_swa += bytes,
            Component::Recurrent => self.recurrent += bytes,
        }
    }
}

/// Saturates at zero.
impl core::ops::Sub for CacheBytes {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self {
            kv: self.kv - other.kv,
            kv_swa: self.kv_swa - other.kv_swa,
            recurrent: self.recurrent - other.recurrent,
        }
    }
}

/// What an architecture caches, added up over its layers. Sizes are those of llama.cpp 0c1e57098
/// (`src/llama-kv-cache*.cpp`, `src/llama-memory-*.cpp`); `tests/memory_cache.rs` holds them to measured rows.
#[derive(Debug, Clone, PartialEq)]
pub struct CacheRule {
    /// All layers, parts that differ in size alone put together.
    whole: Vec<Part>,
    /// Parts of each kind of layer.
    pub(super) kinds: Vec<Vec<Part>>,
    /// Kind of each layer.
    order: Vec<u8>,
    /// For each kind, how many of the last so many layers are of it.
    last: Vec<Vec<u16>>,
    /// What layers keep that share pages.
    alike: Vec<Alike>,
    pub(super) limits: Limits,
}

impl Packed for CacheRule {
    const WIDTH: usize = <Vec<Part> as Packed>::WIDTH
        + <Vec<Vec<Part>> as Packed>::WIDTH
        + <Vec<u8> as Packed>::WIDTH
        + Limits::WIDTH;
    fn write(&self, out: &mut Writer) {
        self.whole.write(out);
        self.kinds.write(out);
        self.order.write(out);
        self.limits.write(out);
    }
    fn read(from: &mut Reader<'_>) -> Self {
        let (whole, kinds) = (Packed::read(from), Packed::read(from));
        Self::counted(whole, kinds, Packed::read(from), Packed::read(from))
    }
}

impl CacheRule {
    /// Prepares the rule of an architecture; unknown where nobody recorded which layers see only a window.
    #[must_use]
    pub fn of(architecture: &Architecture) -> Known<Self> {
        let v_max = architecture.kinds.iter().map(v_row_of).max().unwrap_or(0);
        let parts_of = |layer| parts(layer, v_max, architecture).get();
        let Some(kinds) = architecture.kinds.iter().map(parts_of).collect::<Option<Vec<_>>>() else {
            return Known::Unknown;
        };
        let mut whole: Vec<Part> = Vec::new();
        for (parts, (_, layers)) in kinds.iter().zip(architecture.groups()) {
            for part in parts {
                let nothing = Part { k: 0, v: 0, v_transposed: 0, ..*part };
                match whole.iter_mut().find(|sum| sum.goes_with(part)) {
                    Some(sum) => *sum = sum.plus(part, layers.into()),
                    None => whole.push(nothing.plus(part, layers.into())),
                }
            }
        }
        Known::Known(Self::counted(whole, kinds, architecture.order.clone(), Limits::of(architecture)))
    }

    fn counted(whole: Vec<Part>, kinds: Vec<Vec<Part>>, order: Vec<u8>, limits: Limits) -> Self {
        let last: Vec<_> = (0..kinds.len()).map(|kind| counted_from_the_end(&order, kind)).collect();
        let layers = last.iter().map(|counts| counts.last().copied().unwrap_or(0).into());
        let alike = if cfg!(feature = "full") { alike(&kinds, layers) } else { Vec::new() };
        Self { whole, kinds, order, last, alike, limits }
    }

    /// No cache at all: models that make pictures, films or sounds keep nothing between steps.
    #[must_use]
    pub fn none() -> Self {
        Self {
            whole: Vec::new(),
            kinds: Vec::new(),
            order: Vec::new(),
            last: Vec::new(),
            alike: Vec::new(),
            limits: Limits::default(),
        }
    }

    /// Bytes of all layers.
    #[must_use]
    pub fn bytes(&self, settings: &ContextSettings) -> CacheBytes {
        match self.pages(settings) {
            Some(pages) => pages.all(&self.alike, settings),
            None => sum(&self.whole, settings, None),
        }
    }

    /// The pages that layers share, in a runtime where they do.
    fn pages(&self, settings: &ContextSettings) -> Option<Pages> {
        let shared = cfg!(feature = "full") && settings.paging().windows == Windows::Pages;
        if shared { Pages::of(&self.alike, settings) } else { None }
    }

    /// Tokens in a block of the layers that see everything, in a runtime whose layers share pages; none where they do not.
    #[must_use]
    pub fn page_tokens(&self, settings: &ContextSettings) -> Option<u64> {
        let pages = self.pages(settings)?;
        let all = self.alike.iter().find(|one| one.part.cells == Cells::All)?;
        pages.tokens(&all.part, settings.kv())
    }

    /// Bytes of one layer, 0-based: a layer's cache lies where its weights lie. Nothing for a layer that does not exist.
    #[must_use]
    pub fn layer_cache(&self, layer: u32, settings: &ContextSettings) -> CacheBytes {
        let kind = self.order.get(layer as usize).and_then(|&kind| self.kinds.get(usize::from(kind)));
        kind.map_or_else(CacheBytes::default, |parts| sum(parts, settings, self.pages(settings)))
    }

    /// Bytes of the last `layers` layers: what moves to the device when so many repeating layers are offloaded.
    #[must_use]
    pub fn last_layers(&self, layers: u32, settings: &ContextSettings) -> CacheBytes {
        let (mut bytes, pages) = (CacheBytes::default(), self.pages(settings));
        for (parts, last) in self.kinds.iter().zip(&self.last) {
            let times = last.get(layers as usize).or(last.last()).copied().unwrap_or(0).into();
            let one = sum(parts, settings, pages);
            bytes.kv += one.kv * times;
            bytes.kv_swa += one.kv_swa * times;
            bytes.recurrent += one.recurrent * times;
        }
        bytes
    }

    /// Cells of each stream of the cache that holds the whole context; zero without one.
    #[must_use]
    pub fn kv_cells(&self, settings: &ContextSettings) -> u32 {
        if self.whole.iter().any(|part| part.cells == Cells::All) { settings.n_ctx_seq() } else { 0 }
    }

    /// Cells of each stream of the sliding-window cache; zero without one.
    #[must_use]
    pub fn swa_cells(&self, settings: &ContextSettings) -> u32 {
        let windows = self.whole.iter().filter_map(|part| match part.cells {
            Cells::Window(window) => Some(settings.swa_cells(window)),
            Cells::All | Cells::WindowPerUser(_) | Cells::Compressed(_) | Cells::State => None,
        });
        windows.max().unwrap_or(0)
    }

    /// Bytes read for one generated token of one user who already holds `depth` tokens: every visible cell once, states
    /// read and written back. The least a kernel must move; masked cells of padded caches are not counted.
    #[must_use]
    pub fn read_per_token(&self, depth: Tokens, kv: KvTypes, picks: Picks) -> Bytes {
        self.whole.iter().map(|part| part.read_bytes(depth.get().into(), kv, picks)).sum()
    }

    /// The same for one layer.
    #[must_use]
    pub fn layer_read_per_token(&self, layer: u32, depth: Tokens, kv: KvTypes, picks: Picks) -> Bytes {
        let kind = self.order.get(layer as usize).and_then(|&kind| self.kinds.get(usize::from(kind)));
        kind.into_iter().flatten().map(|part| part.read_bytes(depth.get().into(), kv, picks)).sum()
    }
}

/// Layers of a kind among the last none, one, two and so on.
fn counted_from_the_end(order: &[u8], kind: usize) -> Vec<u16> {
    let mut counts = vec![0];
    let mut count = 0;
    for &layer in order.iter().rev() {
        count += u16::from(usize::from(layer) == kind);
        counts.push(count);
    }
    counts
}

fn sum(parts: &[Part], settings: &ContextSettings, pages: Option<Pages>) -> CacheBytes {
    let mut bytes = CacheBytes::default();
    for part in parts {
        let own = match pages {
            Some(pages) => pages.of_layer(part, settings),
            None => part.bytes(settings),
        };
        bytes.put(part.component, own);
    }
    bytes
}
