//! The catalog as the app loads it: the same records as `catalog.json`, in a form that needs no JSON parser.
//!
//! Record by record, as serde derives it. A list for each field is 10 KB smaller after brotli, but the code that puts the
//! records together again is 19 KB of wasm.

use super::{Catalog, Lists};

/// The packed bytes are damaged, or of another build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Corrupt;

impl core::fmt::Display for Corrupt {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("corrupt-catalog")
    }
}

impl core::error::Error for Corrupt {}

impl Catalog {
    /// Packs the catalog for the app of the same build.
    ///
    /// # Errors
    /// Never for a checked catalog.
    pub fn pack(&self) -> Result<Vec<u8>, Corrupt> {
        postcard::to_allocvec(&self.lists).map_err(|_| Corrupt)
    }

    /// Reads what [`Catalog::pack`] wrote.
    ///
    /// # Errors
    /// When the bytes are anything else.
    pub fn unpack(bytes: &[u8]) -> Result<Self, Corrupt> {
        let (lists, rest): (Lists, &[u8]) = postcard::take_from_bytes(bytes).map_err(|_| Corrupt)?;
        if rest.is_empty() { Ok(Self::assemble(lists)) } else { Err(Corrupt) }
    }
}
