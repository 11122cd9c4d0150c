//! Records as bytes, for a program and a file of the same build: no names, no types, one column for each field.
//!
//! A value is spread over [`Packed::WIDTH`] columns, and both sides walk them in the same order, so that figures of one kind
//! stand together for the compressor (measured on the catalog: 78.5 KB after brotli, 96.0 record by record) and no code says which
//! column comes next. A reader never stops: what is wrong sets a fault, gives the first value there is, and reading goes on;
//! who asked looks at the fault once, at the end. Code that reads a record is therefore a straight line, without branches and
//! half-built records to clear away at every field.

mod decimal;
mod reader;
mod record;
mod values;
mod writer;

pub use reader::Corrupt;
pub(crate) use reader::{List, Reader};
pub(crate) use record::{packed, variants};
pub(crate) use values::{choice, place};
pub(crate) use writer::Writer;

/// A value of the file.
pub(crate) trait Packed: Sized {
    /// How many columns it is spread over.
    const WIDTH: usize;
    /// Appends it to its columns.
    fn write(&self, out: &mut Writer);
    /// Takes it from its columns; anything of its type when they are damaged.
    fn read(from: &mut Reader<'_>) -> Self;
}
