//! How runtimes lay out a cache: in blocks of so many tokens, with windows of their own.

/// How a cache is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    /// Tokens of a user's context come in multiples of this many.
    pub cells: u32,
    /// What layers that see a window only keep.
    pub windows: Windows,
}

/// What a layer that sees only a window keeps of a context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Windows {
    /// llama.cpp: the window and one micro-batch.
    Ggml,
    /// The window and one batch, less one, in whole blocks, and one block more because a window begins anywhere in one.
    Blocks,
    /// The window and one batch, less one.
    Rotating,
    /// So many tenths of what the others keep.
    Tenths(u8),
    /// As much as the others.
    Full,
}
