//! The catalog as the app loads it: the same records as `catalog.json`, in a form that needs no JSON parser.

mod columns;
mod records;

use super::Catalog;
use records::Sections;

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
        postcard::to_allocvec(&Sections::of(&self.lists)).map_err(|_| Corrupt)
    }

    /// Reads what [`Catalog::pack`] wrote.
    ///
    /// # Errors
    /// When the bytes are anything else.
    pub fn unpack(bytes: &[u8]) -> Result<Self, Corrupt> {
        let (sections, rest): (Sections, &[u8]) = postcard::take_from_bytes(bytes).map_err(|_| Corrupt)?;
        if !rest.is_empty() {
            return Err(Corrupt);
        }
        sections.lists().map(Self::assemble).ok_or(Corrupt)
    }
}
