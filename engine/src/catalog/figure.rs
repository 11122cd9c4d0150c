//! A figure and where it comes from.

use serde::{Deserialize, Serialize};

use crate::units::Known;

/// The place of a source in [`Catalog::sources`](super::Catalog::sources).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SourceKey(pub(crate) u16);

/// The place of a device in [`Catalog::hardware`](super::Catalog::hardware).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct HardwareKey(pub(crate) u16);

/// The place of a model in [`Catalog::models`](super::Catalog::models).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ModelKey(pub(crate) u16);

macro_rules! index {
    ($($name:ident),*) => { $(
        impl $name {
            /// The position in the sorted list.
            #[must_use]
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    )* };
}
index!(SourceKey, HardwareKey, ModelKey);

/// A figure with its source, or the plain statement that it is not known. Never a zero in place of an unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Figure<T> {
    /// Nobody said.
    Unknown,
    /// This value, said by this source.
    Known {
        /// The value.
        value: T,
        /// Who said it.
        source: SourceKey,
    },
}

impl<T: Copy> Figure<T> {
    /// The value without its source.
    #[must_use]
    pub const fn known(&self) -> Known<T> {
        match self {
            Self::Unknown => Known::Unknown,
            Self::Known { value, .. } => Known::Known(*value),
        }
    }

    /// Who said it.
    #[must_use]
    pub const fn source(&self) -> Option<SourceKey> {
        match self {
            Self::Unknown => None,
            Self::Known { source, .. } => Some(*source),
        }
    }
}
