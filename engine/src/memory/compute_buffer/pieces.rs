//! The size of a buffer for any settings, from a few layouts.
//!
//! Which tensor ends up where depends on how sizes compare, above all on the number of cells against the widths of the model; while that
//! does not change, the size is exactly linear in each setting. So the graph is laid out once per octave of context (and, where states
//! or windows do not grow with the micro-batch, for three batch sizes); each layout is kept as a sum of products and evaluated from
//! then on. Between two layouts the size is interpolated.

use super::allocate::{Layout, Peak, allocate};
use super::form::{Products, value};
use super::graph::Graph;
use super::symbol::Sizes;

/// Contexts at which the graph is laid out: octaves from one padding unit to a million cells.
const OCTAVES: u32 = 13;
/// Cells of the first octave.
const FIRST: u64 = 256;
/// Micro-batches at which it is laid out; for most models the middle one stands for all.
const BATCHES: [u64; 3] = [128, 512, 2048];
/// Rows of logits while laying out for a server.
const FEW_OUTPUTS: u64 = 1;

/// What a size depends on, apart from the model.
#[derive(Debug, Clone, Copy)]
pub struct Query {
    /// Tokens of one micro-batch.
    pub tokens: u64,
    /// Cells per stream.
    pub cells: u64,
    /// Tokens a sliding window holds for the users of one stream, 0 without windows.
    pub window: u64,
    /// Rows of logits wanted.
    pub rows: u64,
    /// Sequences side by side.
    pub sequences: u64,
    /// Separate caches.
    pub streams: u64,
    /// Most cells an indexer picks.
    pub picks: u64,
}

impl Query {
    /// The symbols' values for another micro-batch and context.
    pub fn sizes(&self, tokens: u64, cells: u64) -> Sizes {
        let padded = |cells: u64| cells.div_ceil(FIRST).saturating_mul(FIRST);
        Sizes {
            tokens,
            cells,
            window_cells: if self.window == 0 { 0 } else { padded(self.window + tokens).min(cells) },
            outputs: self.rows.min(tokens),
            sequences: self.sequences,
            dense_entries: padded(cells / 4),
            sparse_entries: padded(cells / 128),
            picked: self.picks.min(cells),
            streams: self.streams,
        }
    }
}

/// Whether the proportions of a graph change with the size of the micro-batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proportions {
    /// Everything grows with it.
    Fixed,
    /// States or windows stay as they are.
    Changing,
}

/// One sum of products.
type Sum = Box<[(u16, u64)]>;

/// The size of one buffer: for each micro-batch laid out, for each octave, the sums whose largest is the size.
#[derive(Debug, Clone, Default)]
pub struct Pieces(Vec<(u64, Vec<Vec<Sum>>)>);

impl Pieces {
    fn push(&mut self, peaks: &[Peak], products: &Products) {
        let mut sums: Vec<Sum> = Vec::new();
        for peak in peaks {
            let sum: Sum = peak.form.terms(products).collect();
            if !sums.contains(&sum) {
                sums.push(sum);
            }
        }
        if let Some((_, octaves)) = self.0.last_mut() {
            octaves.push(sums);
        }
    }

    /// Bytes for the given settings.
    pub fn bytes(&self, query: &Query) -> u64 {
        let mut below: Option<(u64, u64)> = None;
        for (i, (batch, octaves)) in self.0.iter().enumerate() {
            // the smallest and the largest batch laid out stand for all beyond them
            let first = i == 0 && query.tokens <= *batch;
            let last = i + 1 == self.0.len() && query.tokens >= *batch;
            if first || last {
                return over_context(octaves, query, query.tokens).max(below.map_or(0, |(_, bytes)| bytes));
            }
            let here = over_context(octaves, query, *batch);
            match below {
                Some(lower) if query.tokens <= *batch => {
                    return between(query.tokens, lower, (*batch, here.max(lower.1)));
                }
                _ if query.tokens >= *batch => below = Some((*batch, here)),
                _ => {}
            }
        }
        0
    }
}

/// Bytes for one micro-batch. A shorter context's need is never above a longer one's: where a longer context happens to be laid out
/// tighter, the need of the shorter one stands.
fn over_context(octaves: &[Vec<Sum>], query: &Query, tokens: u64) -> u64 {
    let most = |sums: &[Sum], cells: u64| {
        let sizes = query.sizes(tokens, cells);
        sums.iter().map(|sum| value(sum, &sizes)).max().unwrap_or(0)
    };
    let mut below = (0, 0);
    for (octave, sums) in octaves.iter().enumerate() {
        let cells = FIRST << octave;
        if query.cells < cells && octave > 0 {
            return between(query.cells, below, (cells, most(sums, cells).max(below.1)));
        }
        let last = octave + 1 == octaves.len();
        let at = if last { query.cells } else { cells };
        below = (cells, most(sums, at).max(below.1));
        if query.cells <= cells {
            break;
        }
    }
    below.1
}

/// The line through two points, at `x` between them.
fn between(x: u64, (x0, y0): (u64, u64), (x1, y1): (u64, u64)) -> u64 {
    let part =
        u128::from(y1.saturating_sub(y0)) * u128::from(x.saturating_sub(x0)) / u128::from((x1 - x0).max(1));
    y0.saturating_add(u64::try_from(part).unwrap_or(u64::MAX))
}

/// The host's and the device's buffer of one layout.
#[derive(Debug, Clone, Default)]
pub struct Buffers {
    /// On the host.
    pub host: Pieces,
    /// On the device.
    pub device: Pieces,
}

impl Buffers {
    /// Lays `graph` out for a single user; `usual` tells of windows and picks.
    pub fn new(graph: &Graph, layout: Layout, proportions: Proportions, usual: &Query) -> Self {
        let mut products = Products::default();
        let mut buffers = Self::default();
        for batch in BATCHES {
            if proportions == Proportions::Fixed && batch != BATCHES[1] {
                continue;
            }
            buffers.host.0.push((batch, Vec::new()));
            buffers.device.0.push((batch, Vec::new()));
            for octave in 0..OCTAVES {
                let sizes = usual.sizes(batch, FIRST << octave);
                let many = allocate(graph, layout, &Sizes { outputs: batch, ..sizes }, &mut products);
                let few = allocate(graph, layout, &Sizes { outputs: FEW_OUTPUTS, ..sizes }, &mut products);
                buffers.host.push(&[many.0, few.0], &products);
                buffers.device.push(&[many.1, few.1], &products);
            }
        }
        buffers
    }
}
