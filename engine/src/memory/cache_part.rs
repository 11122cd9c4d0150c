//! What one kind of layer caches: rows per cell, and how many cells there are.

use super::settings::padded;
use super::{ContextSettings, FlashAttention, KvType, KvTypes, Sparse};
use crate::architecture::{
    Architecture, Attention, Cache, Compressed, Family, Indexer, Layer, Mixer, Mla, Span,
};
use crate::packed::{packed, variants};
use crate::units::{Bytes, Known};

/// Bytes of an element of a recurrent or compressor state: always F32 (`GGML_TYPE_F32` in `create_memory`, llama.cpp
/// `src/llama-model.cpp`).
const STATE_ELEMENT: u64 = 4;

/// Which figure of an answer a part belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Component {
    Kv,
    KvSwa,
    Recurrent,
}

/// How many cells a part has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cells {
    /// One per token of the context.
    All,
    /// A sliding window's.
    Window(u32),
    /// A sliding window's for every user, even in a shared cache (DeepSeek V4).
    WindowPerUser(u32),
    /// One per so many tokens, for every user, even in a shared cache (DeepSeek V4).
    Compressed(u32),
    /// One per user, of F32.
    State,
}

/// How a generated token reads a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Read {
    /// Every cell that holds a visible token.
    Visible,
    /// At most so many cells, those the indexer picked.
    Picked(u32),
    /// Every visible cell, by an indexer of latent rows.
    Indexer,
}

variants! {
    Component, else Self::Kv;
    Kv = 0,
    KvSwa = 1,
    Recurrent = 2,
}

variants! {
    Cells, else Self::All;
    All = 0,
    Window(window: u32) = 1,
    WindowPerUser(window: u32) = 2,
    Compressed(ratio: u32) = 3,
    State = 4,
}

variants! {
    Read, else Self::Visible;
    Visible = 0,
    Picked(most: u32) = 1,
    Indexer = 2,
}

packed! {
    /// Elements per cell of a layer, or of all layers of a model that go together.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(super) struct Part {
        pub(super) component: Component,
        pub(super) cells: Cells,
        pub(super) read: Read,
        /// Elements of K per cell, or of the state.
        pub(super) k: u64,
        /// Elements of V per cell; of a state those that vLLM keeps in 16 bits.
        pub(super) v: u64,
        /// Elements of V per cell when V is stored transposed.
        pub(super) v_transposed: u64,
    }
}

impl Part {
    fn state(component: Component, elements: u64) -> Self {
        Self { component, cells: Cells::State, read: Read::Visible, k: elements, v: 0, v_transposed: 0 }
    }

    /// The state of a recurrent layer.
    fn recurrent(state: &State, mixer: &Mixer, family: Family) -> Self {
        let all = state.convolved.saturating_add(state.remembered);
        let halves = if remembers_in_32_bits(mixer, family) { state.convolved } else { all };
        Self { v: halves, ..Self::state(Component::Recurrent, all) }
    }

    /// Bytes of a state in vLLM.
    pub(super) const fn state_bytes(&self) -> u64 {
        self.v * 2 + (self.k - self.v) * STATE_ELEMENT
    }

    /// Keys only: latent rows, indexer rows.
    fn keys(cells: Cells, read: Read, k: u32) -> Self {
        Self { component: Component::Kv, cells, read, k: k.into(), v: 0, v_transposed: 0 }
    }

    /// Whether the two differ in size alone.
    pub(super) fn goes_with(&self, other: &Self) -> bool {
        (self.component, self.cells, self.read) == (other.component, other.cells, other.read)
    }

    /// The part of several layers together.
    pub(super) fn plus(self, other: &Self, layers: u64) -> Self {
        Self {
            k: self.k.saturating_add(other.k.saturating_mul(layers)),
            v: self.v.saturating_add(other.v.saturating_mul(layers)),
            v_transposed: self.v_transposed.saturating_add(other.v_transposed.saturating_mul(layers)),
            ..self
        }
    }

    /// Allocated bytes.
    pub(super) fn bytes(&self, settings: &ContextSettings) -> Bytes {
        let v = match settings.flash_attention() {
            FlashAttention::On => self.v,
            FlashAttention::Off => self.v_transposed,
        };
        let (kv, packed) = (settings.kv(), settings.paging().sparse == Sparse::Packed);
        let latent = self.cells == Cells::All && self.v == 0 && kv.k == KvType::Fp8;
        // Elements that cost so many bytes more than one each: 132 bytes for 128, 656 for 576.
        let (of, more) = match self.read {
            Read::Indexer if packed => (32, 1),
            Read::Picked(_) if packed && latent => (36, 5),
            _ => (0, 0),
        };
        let cell = match self.k.checked_div(of) {
            Some(times) => Bytes::new(self.k) + Bytes::new(times * more),
            None => self.cell_bytes(v, kv),
        };
        cell * self.cell_count(settings)
    }

    /// Bytes a token at this depth reads (and, for a state, writes back).
    pub(super) fn read_bytes(&self, depth: u64, kv: KvTypes, picks: Picks) -> Bytes {
        let visible = match self.cells {
            Cells::All => depth,
            Cells::Window(window) | Cells::WindowPerUser(window) => depth.min(window.into()),
            Cells::Compressed(ratio) => depth / u64::from(ratio.max(1)),
            Cells::State => 2,
        };
        let cells = match (self.read, picks) {
            (Read::Picked(picked), Picks::Alone) => visible.min(picked.into()),
            (Read::Picked(_), Picks::Masked) | (Read::Visible | Read::Indexer, _) => visible,
        };
        self.cell_bytes(self.v, kv) * cells
    }

    fn cell_bytes(&self, v: u64, kv: KvTypes) -> Bytes {
        match self.cells {
            Cells::State => Bytes::new(self.k) * STATE_ELEMENT,
            Cells::All | Cells::Window(_) | Cells::WindowPerUser(_) | Cells::Compressed(_) => {
                kv.k.row(self.k) + kv.v.row(v)
            }
        }
    }

    /// Cells of all streams together.
    pub(super) fn cell_count(&self, settings: &ContextSettings) -> u64 {
        let (per_stream, streams) = match self.cells {
            Cells::All => (settings.n_ctx_seq(), settings.streams()),
            Cells::Window(window) => (settings.swa_cells(window), settings.streams()),
            Cells::WindowPerUser(window) => (settings.windowed_cells(window), settings.n_seq()),
            Cells::Compressed(ratio) => {
                (padded(settings.n_ctx_seq().div_ceil(ratio.max(1)).max(1)), settings.n_seq())
            }
            Cells::State => (1, settings.n_seq()),
        };
        u64::from(per_stream) * u64::from(streams)
    }
}

/// What a sparse-attention kernel reads of the cells the indexer did not pick.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picks {
    /// Nothing: a kernel that gathers the picked cells.
    Alone,
    /// Everything: the other cells are masked after being read.
    Masked,
}

/// What a recurrent layer keeps, in elements.
struct State {
    /// Rows of its convolution, or tokens it was shifted by.
    convolved: u64,
    /// What it remembers.
    remembered: u64,
}

/// Whether vLLM keeps what a layer remembers in 32 bits: Kimi's (`kda_state_dtype` in `vllm/model_executor/layers/mamba/mamba_utils.py`), and where the
/// configuration says so (`Qwen3_5ForConditionalGenerationConfig` and `NemotronHForCausalLMConfig` in `vllm/model_executor/models/config.py`). All others
/// are kept in the model's own type, and rows of a convolution always.
const fn remembers_in_32_bits(mixer: &Mixer, family: Family) -> bool {
    let kimi = matches!(mixer, Mixer::DeltaNet(delta) if delta.kimi);
    kimi || matches!(family, Family::Qwen35 | Family::Qwen35Moe | Family::NemotronH | Family::NemotronHMoe)
}

/// The parts a layer of a model caches; unknown if what it sees is. `v_max` is the widest V row of any layer, which every layer takes when V is transposed
/// (`n_embd_v_gqa_max`, llama.cpp `src/llama-kv-cache.cpp`).
pub(super) fn parts(layer: &Layer, v_max: u64, of: &Architecture) -> Known<Vec<Part>> {
    if layer.cache == Cache::Shared {
        return Known::Known(Vec::new());
    }
    let d_model = of.d_model;
    let recurrent = |state: State| vec![Part::recurrent(&state, &layer.mixer, of.family)];
    Known::Known(match &layer.mixer {
        Mixer::None | Mixer::Cross(_) => Vec::new(),
        Mixer::Attention(attention) => return attention_parts(attention, v_max),
        Mixer::Mla(mla) => mla_parts(mla, v_max),
        Mixer::Compressed(compressed) => compressed_parts(compressed),
        Mixer::Mamba1(m) => recurrent(state_space(m.d_conv, m.d_inner, 0, m.d_state)),
        Mixer::Mamba2(m) => recurrent(state_space(m.d_conv, m.d_inner, m.groups, m.d_state)),
        Mixer::Parallel(attention, m) => {
            let state = state_space(m.d_conv, m.d_inner, m.groups, m.d_state);
            return attention_parts(attention, v_max).map(|mut parts| {
                parts.push(Part::recurrent(&state, &layer.mixer, of.family));
                parts
            });
        }
        Mixer::DeltaNet(d) => {
            // Kimi's loader falls back to a kernel of four (`n_embd_r`, llama.cpp `src/llama-hparams.cpp`).
            let d_conv = if d.kimi && d.d_conv == 0 { 4 } else { d.d_conv };
            recurrent(state_space(d_conv, d.v_heads.saturating_mul(d.head_v), d.k_heads, d.head_k))
        }
        Mixer::ShortConv(c) => {
            let convolved = u64::from(d_model) * u64::from(c.l_cache.saturating_sub(1));
            recurrent(State { convolved, remembered: 0 })
        }
        Mixer::Rwkv(r) => {
            let convolved = u64::from(r.token_shifts) * u64::from(d_model);
            recurrent(State { convolved, remembered: u64::from(d_model) * u64::from(r.head_size) })
        }
    })
}

/// Convolution rows and state of a state-space or delta-rule layer: `n_embd_r + n_embd_s` of llama.cpp
/// `src/llama-hparams.cpp`.
fn state_space(d_conv: u32, d_inner: u32, groups: u32, d_state: u32) -> State {
    let groups = u64::from(groups).saturating_mul(u64::from(d_state)).saturating_mul(2);
    let convolved = u64::from(d_inner).saturating_add(groups).saturating_mul(d_conv.saturating_sub(1).into());
    State { convolved, remembered: u64::from(d_inner).saturating_mul(d_state.into()) }
}

fn attention_parts(a: &Attention, v_max: u64) -> Known<Vec<Part>> {
    if a.encoder {
        return Known::Known(Vec::new());
    }
    let (component, cells) = match a.span {
        Span::Full => (Component::Kv, Cells::All),
        Span::Window(window) => (Component::KvSwa, Cells::Window(window)),
        Span::Unknown => return Known::Unknown,
    };
    let main = Part {
        component,
        cells,
        read: a.indexer.map_or(Read::Visible, |indexer| Read::Picked(indexer.top_k)),
        k: u64::from(a.kv_heads) * u64::from(a.head_k),
        v: v_row(a),
        v_transposed: v_max,
    };
    // The indexer's cache is an ordinary one with one key head, so it holds a V row of the usual head size too
    // (llama.cpp `src/llama-kv-cache-msa.cpp`).
    let indexer = a.indexer.map(|indexer| Part {
        read: Read::Visible,
        k: indexer.key_length.into(),
        v: a.head_v.into(),
        v_transposed: a.head_v.into(),
        ..main
    });
    Known::Known(core::iter::once(main).chain(indexer).collect())
}

fn mla_parts(m: &Mla, v_max: u64) -> Vec<Part> {
    if !m.absorbed {
        let heads = u64::from(m.heads);
        return vec![Part {
            component: Component::Kv,
            cells: Cells::All,
            read: Read::Visible,
            k: heads * (u64::from(m.nope) + u64::from(m.rope)),
            v: heads * u64::from(m.head_v),
            v_transposed: v_max,
        }];
    }
    // K holds the latent and the rotary part; V is a view into it (llama.cpp `src/llama-kv-cache.cpp`, `has_v`).
    let latent = m.kv_lora.saturating_add(m.rope);
    let read = m.indexer.map_or(Read::Visible, |indexer| Read::Picked(indexer.top_k));
    let keys = m.indexer.map(|indexer| Part::keys(Cells::All, Read::Indexer, indexer.key_length));
    core::iter::once(Part::keys(Cells::All, read, latent)).chain(keys).collect()
}

/// DeepSeek V4 (llama.cpp `src/llama-kv-cache-dsv4.cpp`): a window of entries; where the layer compresses, entries of
/// whole blocks and a compressor state of keys and scores; where it has an indexer, the same for indexer keys, and the
/// compressor overlaps blocks, which doubles rows and width of the state.
fn compressed_parts(c: &Compressed) -> Vec<Part> {
    let mut parts = vec![Part::keys(Cells::WindowPerUser(c.window), Read::Visible, c.entry)];
    if c.ratio == 0 {
        return parts;
    }
    let cells = Cells::Compressed(c.ratio);
    let (entry, ratio) = (u64::from(c.entry), u64::from(c.ratio));
    let tensors = 2;
    match c.indexer {
        Some(Indexer { key_length, top_k, .. }) => {
            parts.push(Part::keys(cells, Read::Picked(top_k), c.entry));
            parts.push(Part::keys(cells, Read::Visible, key_length));
            let width = 2 * (entry + u64::from(key_length));
            parts.push(Part::state(Component::Kv, (tensors * 2 * ratio).saturating_mul(width)));
        }
        None => {
            parts.push(Part::keys(cells, Read::Visible, c.entry));
            parts.push(Part::state(Component::Kv, (tensors * ratio).saturating_mul(entry)));
        }
    }
    parts
}

/// Elements of a layer's V row; zero for layers that keep none.
pub(super) fn v_row_of(layer: &Layer) -> u64 {
    match &layer.mixer {
        Mixer::Attention(a) | Mixer::Parallel(a, _) => v_row(a),
        Mixer::Mla(m) if !m.absorbed => u64::from(m.heads) * u64::from(m.head_v),
        _ => 0,
    }
}

fn v_row(a: &Attention) -> u64 {
    u64::from(a.kv_heads) * u64::from(a.head_v)
}
