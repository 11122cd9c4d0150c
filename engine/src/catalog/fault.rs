//! What can be wrong with a catalog.

use core::fmt;

/// One fault: where it is and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The section, such as `hardware`.
    pub section: &'static str,
    /// The record: its key, or what it is about.
    pub record: String,
    /// The field; empty for the record as a whole.
    pub field: String,
    /// What kind of fault.
    pub kind: FaultKind,
    /// What is wrong and what would be right.
    pub detail: String,
}

/// Kinds of faults.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaultKind {
    /// The file is not JSON, or not in sections.
    Unreadable,
    /// A field is missing, unknown or of the wrong type.
    Structure,
    /// A record or field has the same key twice.
    DuplicateKey,
    /// Records are not sorted.
    Unsorted,
    /// A name that stands for no record.
    UnknownReference,
    /// A word outside its vocabulary.
    UnknownWord,
    /// A number nobody would believe.
    Implausible,
    /// Not a date, or one after the catalog's own.
    BadDate,
    /// A name that two models, or two devices, answer to.
    DuplicateAlias,
    /// A figure without a source, or a source without its figure.
    MissingSource,
    /// A source that no figure cites.
    Unused,
    /// Figures of an architecture that do not make one.
    Architecture,
    /// An architecture with another number of parameters than stated.
    ParameterCount,
    /// The file is not in canonical form.
    NotCanonical,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.section)?;
        if !self.record.is_empty() {
            write!(f, " / {}", self.record)?;
        }
        if !self.field.is_empty() {
            write!(f, " / {}", self.field)?;
        }
        write!(f, ": {}", self.detail)
    }
}

impl core::error::Error for Fault {}
