//! Dimensions that depend on the reader's settings.
//!
//! A tensor's size is a plain number times some of these symbols, so the place of every tensor in the buffer is a sum of
//! such products and the buffer's size can be evaluated for other settings without laying the graph out again.

use crate::math::times;

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

/// Symbols there are.
const SYMBOLS: usize = 9;

/// The values of the symbols for one question, in the order of their bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sizes(pub [u64; SYMBOLS]);

impl Sizes {
    /// A factor times the product of the symbols in `set`.
    #[must_use]
    pub fn times(&self, factor: u64, set: u16) -> u64 {
        let (mut product, mut rest) = (factor, set);
        while rest != 0 {
            if let Some(value) = self.0.get(rest.trailing_zeros() as usize) {
                product = times(product, *value);
            }
            rest &= rest - 1;
        }
        product
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
