//! The size of a buffer for any settings, from a few layouts.
//!
//! Which tensor ends up where depends on how sizes compare, above all on the number of cells against the widths of the model; while that
//! does not change, the size is exactly linear in each setting. So the graph is laid out at octaves of context (and, where states
//! or windows do not grow with the micro-batch, for three batch sizes), each when it is first asked for; a layout is kept as a sum of
//! products and evaluated from then on. Between two layouts the size is interpolated.
//!
//! A longer context can be laid out tighter than a shorter one: where the mask of a short context leaves a gap too small for the next
//! tensor, that of a long one leaves room. llama.cpp's buffer does fall by a few per cent then, and so does the one here; what the
//! cache needs more is many times that.

use std::sync::OnceLock;

use super::form::Sum;
use super::symbol::{Sizes, Symbol};

/// Contexts at which a graph is laid out: octaves from one padding unit to a million cells.
const OCTAVES: usize = 13;
/// Cells of the first octave.
const FIRST: u64 = 256;
/// Micro-batches at which it is laid out; for most models the middle one stands for all.
const BATCHES: [u64; 3] = [128, 512, 2048];

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
        let window = if self.window == 0 { 0 } else { padded(self.window.saturating_add(tokens)).min(cells) };
        Sizes::ONES
            .with(Symbol::Tokens, tokens)
            .with(Symbol::Cells, cells)
            .with(Symbol::WindowCells, window)
            .with(Symbol::Outputs, self.rows.min(tokens))
            .with(Symbol::Sequences, self.sequences)
            .with(Symbol::DenseEntries, padded(cells / 4))
            .with(Symbol::SparseEntries, padded(cells / 128))
            .with(Symbol::Picked, self.picks.min(cells))
            .with(Symbol::Streams, self.streams)
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

/// Bytes on either side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sides {
    /// On the host.
    pub host: u64,
    /// On the device.
    pub device: u64,
}

impl Sides {
    /// The line through two points, at `x` between them.
    fn between(x: u64, (x0, low): (u64, Self), (x1, high): (u64, Self)) -> Self {
        let line = |y0: u64, y1: u64| {
            let part =
                u128::from(y1.abs_diff(y0)) * u128::from(x.saturating_sub(x0)) / u128::from((x1 - x0).max(1));
            let part = u64::try_from(part).unwrap_or(u64::MAX);
            if y1 < y0 { y0.saturating_sub(part) } else { y0.saturating_add(part) }
        };
        Self { host: line(low.host, high.host), device: line(low.device, high.device) }
    }
}

/// One layout, for a row of logits and for logits of all tokens.
#[derive(Debug)]
pub struct Laid {
    /// Sums of the host's buffer; the largest is its size.
    pub host: [Sum; 2],
    /// Sums of the device's buffer.
    pub device: [Sum; 2],
}

/// The buffers of one mode and one way to place the layers.
#[derive(Debug, Default)]
pub struct Pieces([[OnceLock<Laid>; OCTAVES]; BATCHES.len()]);

impl Pieces {
    /// Bytes for the given settings; `lay_out` is asked for the layouts, by tokens and cells, that nobody has asked for before.
    pub fn bytes(
        &self,
        proportions: Proportions,
        query: &Query,
        lay_out: &dyn Fn(u64, u64) -> Laid,
    ) -> Sides {
        let [small, middle, large] = BATCHES;
        let at = |batch: u64, tokens: u64| self.over_context(batch, tokens, query, lay_out);
        if proportions == Proportions::Fixed {
            return at(middle, query.tokens);
        }
        // the smallest and the largest batch laid out stand for all beyond them
        let (low, high) = match query.tokens {
            tokens if tokens <= small => return at(small, tokens),
            tokens if tokens >= large => return at(large, tokens),
            tokens if tokens == middle => return at(middle, tokens),
            tokens if tokens < middle => (small, middle),
            _ => (middle, large),
        };
        let (less, more) = (at(low, low), at(high, high));
        Sides::between(query.tokens, (low, less), (high, more))
    }

    /// Bytes for one micro-batch.
    fn over_context(
        &self,
        batch: u64,
        tokens: u64,
        query: &Query,
        lay_out: &dyn Fn(u64, u64) -> Laid,
    ) -> Sides {
        let nothing = Sides { host: 0, device: 0 };
        let Some(octaves) =
            BATCHES.iter().zip(&self.0).find_map(|(b, octaves)| (*b == batch).then_some(octaves))
        else {
            return nothing;
        };
        let most = |octave: usize, cells: u64| {
            let Some(cell) = octaves.get(octave) else { return nothing };
            let laid = cell.get_or_init(|| lay_out(batch, FIRST << octave));
            let sizes = query.sizes(tokens, cells);
            let largest = |[few, many]: &[Sum; 2]| few.value(&sizes).max(many.value(&sizes));
            Sides { host: largest(&laid.host), device: largest(&laid.device) }
        };
        // the last octave at or below the context
        let octave = (query.cells / FIRST).max(1).ilog2().min(OCTAVES as u32 - 1) as usize;
        let cells = FIRST << octave;
        if query.cells <= cells || octave + 1 == OCTAVES {
            return most(octave, query.cells);
        }
        let (here, above) = (most(octave, cells), most(octave + 1, cells * 2));
        Sides::between(query.cells, (cells, here), (cells * 2, above))
    }
}
