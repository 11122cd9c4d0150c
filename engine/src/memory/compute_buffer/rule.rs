//! The rule of one architecture.

use core::cell::OnceCell;

use super::allocate::{Layout, allocate};
use super::build::{Blocks, Builder, Flash, Mode, Rotation};
use super::pieces::{Laid, Pieces, Proportions, Query, Sides};
use super::style::Style;
use crate::architecture::{Architecture, HParams, Layer, Mixer, Span};
use crate::memory::{ContextSettings, ContextSize, FlashAttention, KvSharing, KvType, SwaCache};
use crate::packed::{Packed, Reader, Writer, packed};
use crate::units::{Bytes, Tokens};

/// Sizes of llama.cpp's compute buffers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ComputeBytes {
    /// On the device when all layers are there.
    pub device: Bytes,
    /// On the host beside it.
    pub host: Bytes,
    /// On the host when everything is there.
    pub cpu_only: Bytes,
}

/// Sizes when some layers are on the device and the others on the host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SplitComputeBytes {
    /// On the device.
    pub device: Bytes,
    /// On the host.
    pub host: Bytes,
}

/// Flash attention on or off, K rotated or not, V rotated or not, cells in order or not.
const MODES: usize = 16;

/// What was laid out so far, by mode; most modes are never asked for.
type Modes = [OnceCell<Box<Pieces>>; MODES];

/// The compute buffer of one architecture for any settings.
///
/// Cheap to make: a graph is laid out at the first question near a context, for a mode (flash attention, cache types) and a placement.
/// After that an evaluation is some tens of multiplications and allocates nothing.
#[derive(Debug)]
pub struct ComputeRule {
    proportions: Proportions,
    window: Option<u32>,
    picks: u64,
    encoder: bool,
    host_only: Modes,
    device: Modes,
    split: Modes,
    graphs: Option<Box<Graphs>>,
}

/// What layouts are made from. A rule that was packed has none: it has the layouts.
#[derive(Debug)]
struct Graphs {
    arch: Architecture,
    style: Style,
    /// Layers that the graph is built of.
    layers: Vec<u32>,
    /// Through a pointer, so that a program that only reads packed rules holds no graphs.
    lay_out: fn(&Self, (Mode, Side), Query) -> Laid,
}

/// Where a layout puts layers.
#[derive(Debug, Clone, Copy)]
enum Side {
    HostOnly,
    Device,
    Split,
}

const SIDES: [Side; 3] = [Side::HostOnly, Side::Device, Side::Split];

/// The mode whose layouts are packed: flash attention, a cache in F16, users apart.
const KEPT: usize = 1;
/// The micro-batch they are packed for.
const KEPT_TOKENS: u64 = crate::memory::DEFAULT_UBATCH as u64;

impl Graphs {
    fn lay_out(&self, (mode, side): (Mode, Side), usual: Query) -> Laid {
        let layout = match side {
            Side::HostOnly => Layout::HostOnly,
            Side::Device => Layout::DeviceFrom(0),
            Side::Split => Layout::DeviceFrom(self.layers.get(self.layers.len() / 2).copied().unwrap_or(0)),
        };
        let graph = Builder::graph(&self.arch, self.style, mode, &self.layers);
        let (tokens, cells) = (usual.tokens, usual.cells);
        let few = allocate(&graph, layout, &usual.sizes(tokens, cells));
        let many = allocate(&graph, layout, &Query { rows: tokens, ..usual }.sizes(tokens, cells));
        Laid::new([few.0.sum, many.0.sum, few.1.sum, many.1.sum])
    }
}

impl Packed for ComputeRule {
    const WIDTH: usize = Facts::WIDTH + SIDES.len() * <Vec<Laid> as Packed>::WIDTH;

    fn write(&self, out: &mut Writer) {
        let facts = Facts {
            changing: self.proportions == Proportions::Changing,
            window: self.window.map_or(0, |window| window.saturating_add(1)),
            picks: self.picks,
            encoder: self.encoder,
        };
        facts.write(out);
        let mode = mode(&ContextSettings::new(ContextSize::Total(Tokens::new(1)), 1));
        for side in SIDES {
            let laid = |cells| self.lay_out((mode, side), KEPT_TOKENS, cells);
            Pieces::usual(laid).write(out);
        }
    }

    fn read(from: &mut Reader<'_>) -> Self {
        let facts = Facts::read(from);
        let mut modes = || {
            let modes = Modes::default();
            let pieces = Box::new(Pieces::of_usual(Packed::read(from)));
            if let Some(kept) = modes.get(KEPT) {
                // Nothing stands there yet.
                let _ = kept.set(pieces);
            }
            modes
        };
        Self {
            host_only: modes(),
            device: modes(),
            split: modes(),
            proportions: if facts.changing { Proportions::Changing } else { Proportions::Fixed },
            window: facts.window.checked_sub(1),
            picks: facts.picks,
            encoder: facts.encoder,
            graphs: None,
        }
    }
}

packed! {
    /// What is packed of a rule beside its layouts.
    struct Facts {
        changing: bool,
        /// One more than the window, 0 without one.
        window: u32,
        picks: u64,
        encoder: bool,
    }
}

impl ComputeRule {
    /// The rule for a model.
    #[must_use]
    pub fn new(h: &HParams, arch: Architecture) -> Self {
        let encodes = |layer: &Layer| matches!(&layer.mixer, Mixer::Attention(a) if a.encoder);
        let encoder = arch.kinds.iter().any(encodes);
        Self {
            proportions: proportions(&arch),
            window: window(&arch),
            picks: picks(&arch),
            encoder,
            host_only: Default::default(),
            device: Default::default(),
            split: Default::default(),
            graphs: Some(Box::new(Graphs {
                style: Style::of(h),
                layers: representative(&arch),
                arch,
                lay_out: Graphs::lay_out,
            })),
        }
    }

    /// All three sizes.
    #[must_use]
    pub fn bytes(&self, settings: &ContextSettings) -> ComputeBytes {
        let SplitComputeBytes { device, host } = self.all_on_device(settings);
        ComputeBytes { device, host, cpu_only: self.all_on_host(settings) }
    }

    /// Everything on the host.
    #[must_use]
    pub fn all_on_host(&self, settings: &ContextSettings) -> Bytes {
        self.sides(Side::HostOnly, settings).host
    }

    /// All layers on one device.
    #[must_use]
    pub fn all_on_device(&self, settings: &ContextSettings) -> SplitComputeBytes {
        self.sides(Side::Device, settings)
    }

    /// The first layers on the host, the others on the device: about the same wherever the cut is.
    #[must_use]
    pub fn split(&self, settings: &ContextSettings) -> SplitComputeBytes {
        self.sides(Side::Split, settings)
    }

    fn sides(&self, side: Side, settings: &ContextSettings) -> SplitComputeBytes {
        let mode = mode(settings);
        let query = self.query(settings);
        let sides = self.modes(side).get(index(mode)).map_or(Sides { host: 0, device: 0 }, |pieces| {
            let lay_out = |tokens, cells| self.lay_out((mode, side), tokens, cells);
            pieces.get_or_init(Box::default).bytes(self.proportions, &query, &lay_out)
        });
        SplitComputeBytes { device: Bytes::new(sides.device), host: Bytes::new(sides.host) }
    }

    const fn modes(&self, side: Side) -> &Modes {
        match side {
            Side::HostOnly => &self.host_only,
            Side::Device => &self.device,
            Side::Split => &self.split,
        }
    }

    /// The graph laid out for a single user; nothing where there is no graph ([`Self::covers`]).
    fn lay_out(&self, how: (Mode, Side), tokens: u64, cells: u64) -> Laid {
        let usual = Query {
            tokens,
            cells,
            window: self.window.unwrap_or(0).into(),
            rows: 1,
            sequences: 1,
            streams: 1,
            picks: self.picks,
        };
        self.graphs
            .as_ref()
            .map_or_else(|| Laid::new(Default::default()), |graphs| (graphs.lay_out)(graphs, how, usual))
    }

    /// Whether the rule knows the buffers for these settings: all, but for a rule that was packed, which knows the mode and the micro-batch
    /// that hold unless somebody says otherwise.
    #[must_use]
    pub fn covers(&self, settings: &ContextSettings) -> bool {
        let usual = index(mode(settings)) == KEPT
            && (self.proportions == Proportions::Fixed || self.query(settings).tokens == KEPT_TOKENS);
        self.graphs.is_some() || usual
    }

    fn query(&self, settings: &ContextSettings) -> Query {
        let users = match settings.sharing() {
            KvSharing::Unified => settings.n_seq(),
            KvSharing::PerUser => 1,
        };
        let window = match settings.swa() {
            SwaCache::Windowed => self.window.map_or(0, |n| u64::from(n) * u64::from(users)),
            SwaCache::Full => settings.n_ctx_seq().into(),
        };
        // every sequence gets the same number of tokens (`graph_reserve`)
        let tokens = settings.ubatch().next_multiple_of(settings.n_seq());
        Query {
            tokens: tokens.into(),
            // encoders have no cache: tokens attend to those of the same micro-batch
            cells: if self.encoder { tokens } else { settings.n_ctx_seq() }.into(),
            window,
            rows: settings.logits_rows().into(),
            sequences: settings.n_seq().into(),
            streams: settings.streams().into(),
            picks: self.picks,
        }
    }

    /// Laid out anew for these settings, with all layers: what [`ComputeRule::bytes`] stands for.
    #[must_use]
    pub fn laid_out(&self, settings: &ContextSettings) -> ComputeBytes {
        let Some(graphs) = &self.graphs else { return self.bytes(settings) };
        let layers: Vec<u32> = (0..graphs.arch.n_layer()).collect();
        let graph = Builder::graph(&graphs.arch, graphs.style, mode(settings), &layers);
        let query = self.query(settings);
        let sizes = query.sizes(query.tokens, query.cells);
        let (cpu, _) = allocate(&graph, Layout::HostOnly, &sizes);
        let (host, device) = allocate(&graph, Layout::DeviceFrom(0), &sizes);
        ComputeBytes {
            device: Bytes::new(device.bytes),
            host: Bytes::new(host.bytes),
            cpu_only: Bytes::new(cpu.bytes),
        }
    }
}

/// Enough layers to stand for all: every kind after every kind it follows, and the last two. Tensors of one layer leave gaps that the next
/// layers fill, and that comes round again after a few layers, so as many layers are left out as make whole rounds of all short patterns.
fn representative(arch: &Architecture) -> Vec<u32> {
    /// Rounds of 2, 3, 4 and 6 layers.
    const ROUND: u32 = 12;
    let n = arch.n_layer();
    // each layer with an indexer brings a tensor that is there from the start
    if arch.layers().any(|layer| has_scratch(&layer.mixer)) {
        return (0..n).collect();
    }
    let pairs: Vec<(u8, u8)> =
        arch.order.windows(2).filter_map(|w| Some((*w.first()?, *w.last()?))).collect();
    let upto = (0..pairs.len())
        .find(|&i| pairs.iter().all(|pair| pairs.get(..=i).is_some_and(|seen| seen.contains(pair))))
        .unwrap_or(0) as u32;
    let needed = upto.saturating_add(6);
    let left_out = n.saturating_sub(needed) / ROUND * ROUND;
    let first = n.saturating_sub(left_out).saturating_sub(2);
    (0..n).filter(|&layer| layer < first || layer + 2 >= n).collect()
}

/// Whether a layer brings an empty tensor for the cells its indexer picks.
fn has_scratch(mixer: &Mixer) -> bool {
    match mixer {
        Mixer::Mla(m) => m.indexer.is_some(),
        Mixer::Compressed(c) => c.indexer.is_some(),
        _ => false,
    }
}

fn mode(settings: &ContextSettings) -> Mode {
    let rotation = |ty: KvType| match ty {
        KvType::F32 | KvType::F16 | KvType::Bf16 => Rotation::None,
        _ => Rotation::Hadamard,
    };
    Mode {
        flash: match settings.flash_attention() {
            FlashAttention::On => Flash::On,
            FlashAttention::Off => Flash::Off,
        },
        k: rotation(settings.kv().k),
        v: rotation(settings.kv().v),
        blocks: if settings.n_seq() > 1 && settings.streams() == 1 { Blocks::Mixed } else { Blocks::InOrder },
    }
}

fn index(mode: Mode) -> usize {
    usize::from(mode.flash == Flash::On)
        + 2 * usize::from(mode.k == Rotation::Hadamard)
        + 4 * usize::from(mode.v == Rotation::Hadamard)
        + 8 * usize::from(mode.blocks == Blocks::Mixed)
}

fn window(arch: &Architecture) -> Option<u32> {
    arch.layers().find_map(|layer| match &layer.mixer {
        Mixer::Attention(a) | Mixer::Parallel(a, _) => match a.span {
            Span::Window(n) => Some(n),
            Span::Full | Span::Unknown => None,
        },
        Mixer::Compressed(c) => Some(c.window),
        _ => None,
    })
}

/// Most cells an indexer picks; all of them without one.
fn picks(arch: &Architecture) -> u64 {
    arch.layers()
        .find_map(|layer| match &layer.mixer {
            Mixer::Attention(a) => a.indexer.map(|i| i.top_k),
            Mixer::Mla(m) => m.indexer.map(|i| i.top_k),
            Mixer::Compressed(c) => c.indexer.map(|i| i.top_k),
            _ => None,
        })
        .map_or(u64::MAX, u64::from)
}

/// States, windows and compressed entries do not grow with the micro-batch as everything else does.
fn proportions(arch: &Architecture) -> Proportions {
    let plain = arch.layers().all(|layer| match &layer.mixer {
        Mixer::Attention(a) | Mixer::Cross(a) => !matches!(a.span, Span::Window(_)),
        Mixer::None | Mixer::Mla(_) => true,
        _ => false,
    });
    if plain { Proportions::Fixed } else { Proportions::Changing }
}
