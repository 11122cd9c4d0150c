//! A figure and where it comes from.

use crate::packed::{List, Packed, Reader, Writer};
use crate::units::Known;

/// The place of a source in [`Catalog::sources`](super::Catalog::sources).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceKey(pub(crate) u16);

impl SourceKey {
    /// None of the catalog's: what the reader measured.
    pub const READER: Self = Self(u16::MAX);
}

/// The place of a device in [`Catalog::hardware`](super::Catalog::hardware).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HardwareKey(pub(crate) u16);

/// The place of a model in [`Catalog::models`](super::Catalog::models).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ModelKey(pub(crate) u16);

impl ModelKey {
    /// None of the catalog's: a model of the reader's own file.
    pub const ELSEWHERE: Self = Self(u16::MAX);
}

macro_rules! index {
    ($($name:ident in $list:ident),*) => { $(
        impl $name {
            /// The position in the sorted list.
            #[must_use]
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl Packed for $name {
            const WIDTH: usize = 1;
            fn write(&self, out: &mut Writer) {
                self.0.write(out);
            }
            fn read(from: &mut Reader<'_>) -> Self {
                Self(from.key(List::$list))
            }
        }
    )* };
}
index!(SourceKey in Sources, HardwareKey in Hardware, ModelKey in Models);

/// A figure with its source, or the plain statement that it is not known. Never a zero in place of an unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

impl<T: Packed> Packed for Figure<T> {
    const WIDTH: usize = 1 + T::WIDTH;
    fn write(&self, out: &mut Writer) {
        let end = out.at() + Self::WIDTH;
        match self {
            Self::Unknown => out.number(0),
            Self::Known { value, source } => {
                out.number(u64::from(source.0) + 1);
                value.write(out);
            }
        }
        out.go(end);
    }
    fn read(from: &mut Reader<'_>) -> Self {
        let end = from.at() + Self::WIDTH;
        let figure = match from.key_or_none(List::Sources) {
            None => Self::Unknown,
            Some(source) => Self::Known { value: T::read(from), source: SourceKey(source) },
        };
        from.go(end);
        figure
    }
}
