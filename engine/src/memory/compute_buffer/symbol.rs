//! Dimensions that depend on the reader's settings.
//!
//! A tensor's size is a plain number times some of these symbols, so the place of every tensor in the buffer is a sum of
//! such products and the buffer's size can be evaluated for other settings without laying the graph out again.

/// A quantity that the settings decide. Each is one bit, so a product of distinct symbols is a set of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u16)]
pub enum Symbol {
    /// Tokens of one micro-batch.
    Tokens = 1,
    /// Cells of the full-context cache that one stream attends to.
    Cells = 2,
    /// Cells of the sliding-window cache that one stream attends to.
    WindowCells = 4,
    /// Rows of logits computed at once.
    Outputs = 8,
    /// Sequences processed side by side.
    Sequences = 16,
    /// Entries of the densely compressed cache (DeepSeek V4, one per 4 tokens).
    DenseEntries = 32,
    /// Entries of the sparsely compressed cache (DeepSeek V4, one per 128 tokens).
    SparseEntries = 64,
    /// Cells an indexer picks: the smaller of its `top_k` and the cells there are.
    Picked = 128,
    /// Separate caches: one when all sequences share, else one each.
    Streams = 256,
}

/// The values of the symbols for one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    /// See [`Symbol::Tokens`].
    pub tokens: u64,
    /// See [`Symbol::Cells`].
    pub cells: u64,
    /// See [`Symbol::WindowCells`].
    pub window_cells: u64,
    /// See [`Symbol::Outputs`].
    pub outputs: u64,
    /// See [`Symbol::Sequences`].
    pub sequences: u64,
    /// See [`Symbol::DenseEntries`].
    pub dense_entries: u64,
    /// See [`Symbol::SparseEntries`].
    pub sparse_entries: u64,
    /// See [`Symbol::Picked`].
    pub picked: u64,
    /// See [`Symbol::Streams`].
    pub streams: u64,
}

impl Sizes {
    /// The product of the symbols in `set`.
    #[must_use]
    pub fn product(&self, set: u16) -> u64 {
        let pick = |symbol: Symbol, value: u64| if set & symbol as u16 == 0 { 1 } else { value };
        pick(Symbol::Tokens, self.tokens)
            .saturating_mul(pick(Symbol::Cells, self.cells))
            .saturating_mul(pick(Symbol::WindowCells, self.window_cells))
            .saturating_mul(pick(Symbol::Outputs, self.outputs))
            .saturating_mul(pick(Symbol::Sequences, self.sequences))
            .saturating_mul(pick(Symbol::DenseEntries, self.dense_entries))
            .saturating_mul(pick(Symbol::SparseEntries, self.sparse_entries))
            .saturating_mul(pick(Symbol::Picked, self.picked))
            .saturating_mul(pick(Symbol::Streams, self.streams))
    }
}

/// A dimension: a number times a product of symbols.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dim {
    /// The plain factor.
    pub n: u64,
    /// The symbols multiplied with it, as bits.
    pub set: u16,
}

/// The dimension 1.
pub const ONE: Dim = Dim { n: 1, set: 0 };
/// The tokens of a micro-batch.
pub const TOKENS: Dim = of(Symbol::Tokens);
/// The rows of logits.
pub const OUTPUTS: Dim = of(Symbol::Outputs);
/// The separate caches.
pub const STREAMS: Dim = of(Symbol::Streams);
/// The sequences side by side.
pub const SEQUENCES: Dim = of(Symbol::Sequences);

/// A symbol as a dimension.
pub const fn of(symbol: Symbol) -> Dim {
    Dim { n: 1, set: symbol as u16 }
}

/// A plain number as a dimension.
pub fn num(n: impl Into<u64>) -> Dim {
    Dim { n: n.into(), set: 0 }
}

impl std::ops::Mul for Dim {
    type Output = Self;
    #[allow(clippy::suspicious_arithmetic_impl, reason = "a product of symbols is the union of their bits")]
    fn mul(self, other: Self) -> Self {
        Self { n: self.n.saturating_mul(other.n), set: self.set | other.set }
    }
}
