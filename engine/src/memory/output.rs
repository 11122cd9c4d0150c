//! The output buffer: logits (and embeddings) the host reads back.

use super::ContextSettings;
use crate::architecture::{Architecture, Mixer};
use crate::packed::{packed, variants};
use crate::units::Bytes;

/// Bytes of a logit or an embedding element: F32 (llama.cpp `src/llama-context.cpp`, `output_reserve`).
const ELEMENT: u64 = 4;

variants! {
    Rows, else Self::PerUser;
    PerUser = 0,
    PerToken = 1,
}

packed! {
    /// How large a row of outputs is and how many are kept. The buffer always lies on the host.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct OutputRule {
        row: Bytes,
        rows: Rows,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rows {
    /// One for each user: only the last token's logits are asked for.
    PerUser,
    /// One for each token of a micro-batch: an encoder returns all of them.
    PerToken,
}

impl OutputRule {
    /// The rule of an architecture: a row of logits, and for an encoder an embedding with it.
    #[must_use]
    pub fn of(architecture: &Architecture) -> Self {
        let encoder = architecture.kinds.iter().any(|layer| match &layer.mixer {
            Mixer::Attention(a) => a.encoder,
            _ => false,
        });
        let (width, rows) = if encoder { (architecture.d_model, Rows::PerToken) } else { (0, Rows::PerUser) };
        Self { row: Bytes::new((u64::from(architecture.vocab) + u64::from(width)) * ELEMENT), rows }
    }

    /// No logits: models that make pictures, films or sounds.
    #[must_use]
    pub const fn none() -> Self {
        Self { row: Bytes::ZERO, rows: Rows::PerUser }
    }

    /// Bytes as reserved at the start. A run that asks for more logits at once grows it: see [`Self::bytes_for_rows`].
    #[must_use]
    pub fn bytes(&self, settings: &ContextSettings) -> Bytes {
        match self.rows {
            Rows::PerUser => self.bytes_for_rows(settings.n_seq()),
            Rows::PerToken => self.bytes_for_rows(settings.ubatch()),
        }
    }

    /// Bytes for so many rows.
    #[must_use]
    pub fn bytes_for_rows(&self, rows: u32) -> Bytes {
        self.row * u64::from(rows)
    }
}
