//! The figures of a GGUF header that decide tensors, caches and graphs.
//!
//! Field names are GGUF's metadata keys without the architecture prefix, dots as underscores
//! (`attention.head_count_kv` is `attention_head_count_kv`). Zero or `None` means the key is absent, as llama.cpp's loader treats it.
//! Source: llama.cpp `src/llama-arch.cpp`, `src/llama-model.cpp`.

use serde::{Deserialize, Serialize};

/// A figure that is the same for all layers or given for each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PerLayer {
    /// The same everywhere.
    One(u32),
    /// A cycle that repeats over the layers: layer `i` has entry `i % len`. A full list is a cycle of full length.
    Cycle(Vec<u32>),
}

impl Default for PerLayer {
    fn default() -> Self {
        Self::One(0)
    }
}

impl PerLayer {
    /// The figure of layer `i`, 0-based; an empty cycle is zero.
    #[must_use]
    pub fn at(&self, i: u32) -> u32 {
        match self {
            Self::One(value) => *value,
            Self::Cycle(values) if values.is_empty() => 0,
            Self::Cycle(values) => values.get(i as usize % values.len()).copied().unwrap_or(0),
        }
    }

    /// The largest figure over `n` layers.
    #[must_use]
    pub fn max(&self, n: u32) -> u32 {
        (0..n).map(|i| self.at(i)).max().unwrap_or(0)
    }
}
