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

use core::cell::{Cell, OnceCell};

use super::form::Sum;
use super::symbol::Sizes;
use crate::math::times;
use crate::packed::{Packed, Reader, Writer};

/// Contexts at which a graph is laid out: octaves from one padding unit to a million cells.
const OCTAVES: usize = 13;
/// Cells of the first octave.
const FIRST: u64 = 256;
/// Micro-batches at which it is laid out; for most models the middle one stands for all.
const BATCHES: [u64; 3] = [128, 512, 2048];

/// What a size depends on, apart from the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
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
        // in the order of the symbols
        Sizes([
            tokens,
            cells,
            window,
            self.rows.min(tokens),
            self.sequences,
            padded(cells / 4),
            padded(cells / 128),
            self.picks.min(cells),
            self.streams,
        ])
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
        let (part, whole) = (x.saturating_sub(x0), x1.saturating_sub(x0).max(1));
        let line = |y0: u64, y1: u64| {
            // difference × part ÷ whole, without its product, which may be too large for 64 bits
            let difference = y1.abs_diff(y0);
            let (wholes, rest) = (difference / whole, difference % whole);
            let part = times(wholes, part).saturating_add(times(rest, part) / whole);
            if y1 < y0 { y0.saturating_sub(part) } else { y0.saturating_add(part) }
        };
        Self { host: line(low.host, high.host), device: line(low.device, high.device) }
    }
}

/// One layout: its sums for a row of logits and for logits of all tokens, first the host's, then the device's. The larger of two is
/// the size.
#[derive(Debug)]
pub struct Laid {
    sums: [Sum; 4],
    /// What was asked last: between two layouts a context moves neither.
    last: Cell<(Query, Sides)>,
}

impl Laid {
    /// The layout with these sums.
    pub fn new(sums: [Sum; 4]) -> Self {
        // no size is zero tokens
        let nothing = (Query::default(), Sides { host: 0, device: 0 });
        Self { sums, last: Cell::new(nothing) }
    }

    fn bytes(&self, query: Query) -> Sides {
        let (same, sides) = self.last.get();
        if same == query {
            return sides;
        }
        let sizes = query.sizes(query.tokens, query.cells);
        let [host, host_all, device, device_all] = self.sums.each_ref().map(|sum| sum.value(&sizes));
        let sides = Sides { host: host.max(host_all), device: device.max(device_all) };
        self.last.set((query, sides));
        sides
    }
}

/// The buffers of one mode and one way to place the layers, by micro-batch.
#[derive(Debug, Default)]
pub struct Pieces([Octaves; BATCHES.len()]);

/// The buffers of one micro-batch, by context.
#[derive(Debug, Default)]
struct Octaves([OnceCell<Laid>; OCTAVES]);

impl Packed for Laid {
    const WIDTH: usize = 4 * Sum::WIDTH;
    fn write(&self, out: &mut Writer) {
        for sum in &self.sums {
            sum.write(out);
        }
    }
    fn read(from: &mut Reader<'_>) -> Self {
        let mut sum = || Sum::read(from);
        Self::new([sum(), sum(), sum(), sum()])
    }
}

impl Pieces {
    /// The layouts of the usual batch, for all contexts.
    pub fn usual(lay_out: impl Fn(u64) -> Laid) -> Vec<Laid> {
        (0..OCTAVES).map(|octave| lay_out(FIRST << octave)).collect()
    }

    /// Pieces that have these.
    pub fn of_usual(laid: Vec<Laid>) -> Self {
        let pieces = Self::default();
        let [_, usual, _] = &pieces.0;
        for (place, laid) in usual.0.iter().zip(laid) {
            // Nothing stands there yet.
            let _ = place.set(laid);
        }
        pieces
    }

    /// Bytes for the given settings; `lay_out` is asked for the layouts, by tokens and cells, that nobody has asked for before.
    pub fn bytes(
        &self,
        proportions: Proportions,
        query: &Query,
        lay_out: &dyn Fn(u64, u64) -> Laid,
    ) -> Sides {
        let [few, usual, many] = &self.0;
        let [small, middle, large] = BATCHES;
        let at = |octaves: &Octaves, batch: u64, tokens: u64| {
            octaves.bytes(tokens, query, &|cells| lay_out(batch, cells))
        };
        let tokens = query.tokens;
        if proportions == Proportions::Fixed || tokens == middle {
            return at(usual, middle, tokens);
        }
        // the smallest and the largest batch laid out stand for all beyond them
        if tokens <= small {
            return at(few, small, tokens);
        }
        if tokens >= large {
            return at(many, large, tokens);
        }
        let between = at(usual, middle, middle);
        if tokens < middle {
            Sides::between(tokens, (small, at(few, small, small)), (middle, between))
        } else {
            Sides::between(tokens, (middle, between), (large, at(many, large, large)))
        }
    }
}

impl Octaves {
    fn bytes(&self, tokens: u64, query: &Query, lay_out: &dyn Fn(u64) -> Laid) -> Sides {
        let at = |octave: u32, cells: u64| {
            let Some(place) = self.0.get(octave as usize) else { return Sides { host: 0, device: 0 } };
            let laid = place.get_or_init(|| lay_out(FIRST << octave));
            laid.bytes(Query { tokens, cells, ..*query })
        };
        // the last octave at or below the context
        let octave = (query.cells / FIRST).max(1).ilog2().min(OCTAVES as u32 - 1);
        let cells = FIRST << octave;
        if query.cells <= cells || octave + 1 == OCTAVES as u32 {
            return at(octave, query.cells);
        }
        let (here, above) = (at(octave, cells), at(octave + 1, cells * 2));
        Sides::between(query.cells, (cells, here), (cells * 2, above))
    }
}
