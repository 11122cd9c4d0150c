//! Lays a graph's tensors out as ggml does and tells how large the buffers become.
//!
//! Rules of `ggml/src/ggml-alloc.c` (`ggml_gallocr_alloc_graph_impl`, `ggml_dyn_tallocr_alloc`): inputs first; then node by node the
//! smallest free block that fits, the open end last; a node may take over the memory of a source that only it reads, when shapes
//! agree and the source is no view; memory is free once all readers of a tensor and of its views have run. Between devices
//! `ggml/src/ggml-backend.cpp` (`ggml_backend_sched_split_graph`) puts a copy of each tensor read from elsewhere at the start of the split.

use super::form::Sum;
use super::graph::{Graph, Id, Kind, Stage};
use super::symbol::{Dim, Sizes};

/// Alignment of the buffers, bytes (`GGML_MEM_ALIGN` class of the CPU buffer type).
const ALIGNMENT: u64 = 32;

/// Where a tensor is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Host RAM.
    Host,
    /// The device.
    Device,
}

/// Which stages run on the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Everything on the host.
    HostOnly,
    /// Layers from this one on, and the output, on the device; the embedding table stays on the host.
    DeviceFrom(u32),
}

impl Layout {
    fn side(self, stage: Stage) -> Side {
        match (self, stage) {
            (Self::HostOnly, _) | (_, Stage::Embedding) => Side::Host,
            (Self::DeviceFrom(_), Stage::Output) => Side::Device,
            (Self::DeviceFrom(first), Stage::Layer(layer)) => {
                if layer < first {
                    Side::Host
                } else {
                    Side::Device
                }
            }
        }
    }
}

/// The size of one buffer, and how it follows from the settings.
#[derive(Debug, Clone)]
pub struct Peak {
    /// Bytes.
    pub bytes: u64,
    /// The same as a sum of products.
    pub sum: Sum,
}

/// What an address is made of: the tensor below it, and the address of that.
#[derive(Debug, Clone, Copy)]
struct Origin {
    below: u32,
    size: [Dim; 2],
}

/// The lowest address.
const BOTTOM: u32 = u32::MAX;

#[derive(Debug, Clone, Copy)]
struct Block {
    offset: u64,
    size: u64,
    origin: u32,
}

/// One buffer being laid out: free blocks by address, the last one open-ended.
#[derive(Debug)]
struct Buffer {
    free: Vec<Block>,
    origins: Vec<Origin>,
    peak: (u64, u32),
}

impl Buffer {
    fn new() -> Self {
        let all = Block { offset: 0, size: u64::MAX / 2, origin: BOTTOM };
        Self { free: vec![all], origins: Vec::new(), peak: (0, BOTTOM) }
    }

    fn peak(&self) -> Peak {
        let (bytes, mut at) = self.peak;
        let mut sum = Sum::default();
        while let Some(origin) = self.origins.get(at as usize) {
            for part in origin.size {
                sum.add(part);
            }
            at = origin.below;
        }
        Peak { bytes, sum }
    }

    fn take(&mut self, bytes: u64, size: [Dim; 2]) -> (u64, u32) {
        let last = self.free.len().saturating_sub(1);
        let mut best = (last, u64::MAX);
        for (i, block) in self.free.iter().enumerate().take(last) {
            if block.size >= bytes && block.size <= best.1 {
                best = (i, block.size);
            }
        }
        let Some(block) = self.free.get_mut(best.0) else { return (0, BOTTOM) };
        let (offset, origin) = (block.offset, block.origin);
        let end = self.origins.len() as u32;
        self.origins.push(Origin { below: origin, size });
        block.offset += bytes;
        block.origin = end;
        block.size -= bytes;
        if block.size == 0 {
            self.free.remove(best.0);
        }
        if offset + bytes > self.peak.0 {
            self.peak = (offset + bytes, end);
        }
        (offset, origin)
    }

    fn give(&mut self, offset: u64, bytes: u64, origin: u32) {
        let at = self.free.partition_point(|block| block.offset < offset);
        let joins_next = self.free.get(at).is_some_and(|next| offset + bytes == next.offset);
        let joins_previous =
            at > 0 && self.free.get(at - 1).is_some_and(|previous| previous.offset + previous.size == offset);
        match (joins_previous, joins_next) {
            (true, true) => {
                let next = self.free.remove(at);
                if let Some(previous) = self.free.get_mut(at - 1) {
                    previous.size += bytes + next.size;
                }
            }
            (true, false) => {
                if let Some(previous) = self.free.get_mut(at - 1) {
                    previous.size += bytes;
                }
            }
            (false, true) => {
                if let Some(next) = self.free.get_mut(at) {
                    *next = Block { offset, size: next.size + bytes, origin };
                }
            }
            (false, false) => self.free.insert(at, Block { offset, size: bytes, origin }),
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct State {
    readers: u32,
    views: u32,
    owned: bool,
    side: Side,
    bytes: u64,
    offset: u64,
    origin: u32,
    copy: Id,
}

/// One step of the schedule.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// The source must stay until here (it is being copied).
    Hold(Id),
    /// Memory for a copy of a tensor of the other side.
    Copy(Id),
    /// A node of the graph.
    Run(Id),
}

struct Plan<'a> {
    graph: &'a Graph,
    state: Vec<State>,
    steps: Vec<Step>,
    /// For copies (ids past the graph's tensors): what they copy.
    copied: Vec<Id>,
}

impl Plan<'_> {
    fn state(&mut self, id: Id) -> Option<&mut State> {
        self.state.get_mut(id.0 as usize)
    }

    /// The tensor that `reader` really reads: the copy on its own side, if there is one.
    fn local(&self, id: Id, side: Side) -> Id {
        match self.state.get(id.0 as usize) {
            Some(state) if state.side != side && state.copy != Id::EXTERNAL => state.copy,
            _ => id,
        }
    }

    fn size(&self, id: Id) -> [Dim; 2] {
        let original =
            self.copied.get((id.0 as usize).wrapping_sub(self.graph.tensors.len())).copied().unwrap_or(id);
        self.graph.get(original).map_or([Dim { n: 0, set: 0 }; 2], super::graph::Tensor::bytes)
    }

    fn kind(&self, id: Id) -> Kind {
        self.graph.get(id).map_or(Kind::Fresh, |tensor| tensor.kind)
    }
}

/// The sizes of the host and the device buffer for one layout and one set of sizes.
pub fn allocate(graph: &Graph, layout: Layout, sizes: &Sizes) -> (Peak, Peak) {
    let mut plan = schedule(graph, layout, sizes);
    count(&mut plan);
    let (mut host, mut device) = (Buffer::new(), Buffer::new());
    for &leaf in &graph.leafs {
        place(&mut plan, leaf, &mut host, &mut device);
    }
    for i in 0..plan.steps.len() {
        let Some(&step) = plan.steps.get(i) else { break };
        match step {
            Step::Copy(id) => place(&mut plan, id, &mut host, &mut device),
            Step::Hold(id) => release(&mut plan, id, &mut host, &mut device),
            Step::Run(id) => {
                place(&mut plan, id, &mut host, &mut device);
                let side = plan.state(id).map_or(Side::Host, |state| state.side);
                let sources = graph.get(id).map_or([Id::EXTERNAL; 6], |tensor| tensor.src);
                for source in sources {
                    let source = plan.local(source, side);
                    release(&mut plan, source, &mut host, &mut device);
                }
            }
        }
    }
    (host.peak(), device.peak())
}

fn schedule<'a>(graph: &'a Graph, layout: Layout, sizes: &Sizes) -> Plan<'a> {
    let blank = State {
        readers: 0,
        views: 0,
        owned: false,
        side: Side::Host,
        bytes: 0,
        offset: 0,
        origin: BOTTOM,
        copy: Id::EXTERNAL,
    };
    let mut state: Vec<State> = Vec::with_capacity(graph.tensors.len() + 32);
    for tensor in &graph.tensors {
        let bytes =
            tensor.bytes().iter().fold(0u64, |sum, part| sum.saturating_add(sizes.times(part.n, part.set)));
        let bytes = bytes.div_ceil(ALIGNMENT).saturating_mul(ALIGNMENT);
        // inputs are filled by the program, so they live on the host; a view lives where its tensor does
        let side = match tensor.kind {
            Kind::Input => Side::Host,
            Kind::View(Id(root)) => {
                state.get(root as usize).map_or_else(|| layout.side(tensor.stage), |s: &State| s.side)
            }
            Kind::Scratch | Kind::Fresh | Kind::InPlace => layout.side(tensor.stage),
        };
        state.push(State { side, bytes, ..blank });
    }
    let mut plan =
        Plan { graph, state, steps: Vec::with_capacity(graph.nodes.len() + 64), copied: Vec::new() };
    let side_of = |plan: &Plan<'_>, id: Id| plan.state.get(id.0 as usize).map_or(Side::Host, |s| s.side);
    let mut from = 0;
    while let Some(&first) = graph.nodes.get(from) {
        let side = side_of(&plan, first);
        let split = graph.nodes.get(from..).unwrap_or_default();
        let len = split.iter().position(|&id| side_of(&plan, id) != side).unwrap_or(split.len());
        let split = split.get(..len).unwrap_or_default();
        for &node in split {
            for source in graph.get(node).map_or([Id::EXTERNAL; 6], |tensor| tensor.src) {
                let Some(original) = plan.state.get(source.0 as usize).copied() else { continue };
                if original.side == side || original.copy != Id::EXTERNAL {
                    continue;
                }
                let copy = Id(plan.state.len() as u32);
                plan.state.push(State { side, bytes: original.bytes, ..blank });
                plan.copied.push(source);
                if let Some(original) = plan.state.get_mut(source.0 as usize) {
                    original.copy = copy;
                }
                plan.steps.push(Step::Hold(source));
                plan.steps.push(Step::Copy(copy));
            }
        }
        plan.steps.extend(split.iter().map(|&id| Step::Run(id)));
        from += len;
    }
    plan
}

fn count(plan: &mut Plan<'_>) {
    for i in 0..plan.steps.len() {
        match plan.steps.get(i).copied() {
            Some(Step::Hold(id)) => {
                if let Some(state) = plan.state(id) {
                    state.readers += 1;
                }
            }
            Some(Step::Run(id)) => {
                if let Kind::View(root) = plan.kind(id)
                    && let Some(state) = plan.state(root)
                {
                    state.views += 1;
                }
                let side = plan.state(id).map_or(Side::Host, |state| state.side);
                for source in plan.graph.get(id).map_or([Id::EXTERNAL; 6], |tensor| tensor.src) {
                    let source = plan.local(source, side);
                    if let Some(state) = plan.state(source) {
                        state.readers += 1;
                    }
                }
            }
            Some(Step::Copy(_)) | None => {}
        }
    }
}

fn place(plan: &mut Plan<'_>, id: Id, host: &mut Buffer, device: &mut Buffer) {
    let kind = plan.kind(id);
    let Some(&state) = plan.state.get(id.0 as usize) else { return };
    if state.owned || matches!(kind, Kind::View(_)) {
        return;
    }
    if kind == Kind::InPlace
        && let Some((parent, offset, origin)) = heir(plan, id)
    {
        if let Some(parent) = plan.state(parent) {
            parent.owned = false;
        }
        if let Some(state) = plan.state(id) {
            (state.owned, state.offset, state.origin) = (true, offset, origin);
        }
        return;
    }
    let size = plan.size(id);
    let buffer = match state.side {
        Side::Host => host,
        Side::Device => device,
    };
    let (offset, origin) = buffer.take(state.bytes, size);
    if let Some(state) = plan.state(id) {
        (state.owned, state.offset, state.origin) = (true, offset, origin);
    }
}

/// The source whose memory node `id` takes over.
fn heir(plan: &Plan<'_>, id: Id) -> Option<(Id, u64, u32)> {
    let node = plan.graph.get(id)?;
    let side = plan.state.get(id.0 as usize)?.side;
    node.src.iter().find_map(|&source| {
        let original = plan.graph.get(source)?;
        let local = plan.local(source, side);
        let state = plan.state.get(local.0 as usize)?;
        let view = local == source && matches!(original.kind, Kind::View(_));
        let free = state.owned && !original.output && !view && state.readers == 1 && state.views == 0;
        (free && original.ne == node.ne && original.width == node.width).then_some((
            local,
            state.offset,
            state.origin,
        ))
    })
}

fn release(plan: &mut Plan<'_>, id: Id, host: &mut Buffer, device: &mut Buffer) {
    let Some(state) = plan.state(id) else { return };
    state.readers = state.readers.saturating_sub(1);
    if state.readers > 0 || state.views > 0 {
        return;
    }
    let target = match plan.kind(id) {
        Kind::View(root) => {
            let Some(root_state) = plan.state(root) else { return };
            root_state.views = root_state.views.saturating_sub(1);
            if root_state.views > 0 || root_state.readers > 0 {
                return;
            }
            root
        }
        Kind::Input | Kind::Scratch | Kind::Fresh | Kind::InPlace => id,
    };
    if plan.graph.get(target).is_some_and(|tensor| tensor.output) {
        return;
    }
    let Some(state) = plan.state(target) else { return };
    if state.owned {
        state.owned = false;
        let (offset, bytes, origin) = (state.offset, state.bytes, state.origin);
        match state.side {
            Side::Host => host.give(offset, bytes, origin),
            Side::Device => device.give(offset, bytes, origin),
        }
    }
}
