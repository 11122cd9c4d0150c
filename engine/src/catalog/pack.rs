//! The catalog as the app loads it: the same records as `catalog.json`, in a form that needs no JSON parser.
//!
//! Money stands last, so that a page without it carries no code to read it.

use super::{Answers, Catalog, Money};
use crate::packed::{Corrupt, Packed, Reader, Writer};

/// Columns of the file.
const COLUMNS: usize = Answers::WIDTH + Money::WIDTH;

impl Catalog {
    /// Packs the catalog for the app of the same build.
    #[must_use]
    pub fn pack(&self) -> Vec<u8> {
        let mut out = Writer::new(COLUMNS);
        self.answers.write(&mut out);
        self.money.write(&mut out);
        out.into_bytes()
    }

    /// Reads what [`Catalog::pack`] wrote.
    ///
    /// # Errors
    /// When the bytes are anything else.
    pub fn unpack(bytes: &[u8]) -> Result<Self, Corrupt> {
        let mut from = Reader::new(bytes, COLUMNS);
        let (answers, money) = Packed::read(&mut from);
        sound(&from, answers, money)
    }

    /// Reads of what [`Catalog::pack`] wrote only what answers are made of: the lists of prices, rentals and tariffs are
    /// empty.
    ///
    /// # Errors
    /// When the bytes are anything else.
    pub fn unpack_answers(bytes: &[u8]) -> Result<Self, Corrupt> {
        let mut from = Reader::new(bytes, COLUMNS);
        let answers = Packed::read(&mut from);
        sound(&from, answers, Money::default())
    }
}

/// The catalog, if all that was read of it holds.
fn sound(from: &Reader<'_>, answers: Answers, money: Money) -> Result<Catalog, Corrupt> {
    from.finish([
        answers.sources.len(),
        answers.hardware.len(),
        answers.models.len(),
        answers.measured_hardware.len(),
        answers.measured_models.len(),
    ])?;
    Ok(Catalog::assemble(answers, money))
}
