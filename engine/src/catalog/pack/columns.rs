//! Records taken apart into one list for each field: what is alike stands together, and compresses better.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::catalog::{Figure, SourceKey};
use crate::units::Known;

/// What can be kept as columns.
pub(super) trait Packed: Sized {
    /// The columns of many.
    type Column: Serialize + DeserializeOwned;
    /// Takes them apart.
    fn column<'a>(entries: impl Iterator<Item = &'a Self> + Clone) -> Self::Column
    where
        Self: 'a;
    /// Puts them together again; `None` when columns are of different lengths.
    fn entries(column: Self::Column) -> Option<Vec<Self>>;
}

/// A record as the columns of its fields.
macro_rules! columns {
    ($columns:ident of $record:ty { $($field:ident: $type:ty,)* }) => {
        #[derive(serde::Serialize, serde::Deserialize)]
        pub(super) struct $columns { $($field: <$type as Packed>::Column,)* }

        impl Packed for $record {
            type Column = $columns;

            fn column<'a>(entries: impl Iterator<Item = &'a Self> + Clone) -> $columns {
                $columns { $($field: <$type as Packed>::column(entries.clone().map(|entry| &entry.$field)),)* }
            }

            fn entries(column: $columns) -> Option<Vec<Self>> {
                $(let $field = <$type as Packed>::entries(column.$field)?;)*
                let lengths = [$($field.len()),*];
                let n = lengths.first().copied().filter(|n| lengths.iter().all(|other| other == n))?;
                $(let mut $field = $field.into_iter();)*
                (0..n).map(|_| Some(Self { $($field: $field.next()?,)* })).collect()
            }
        }
    };
}

/// A value that is a column of its own kind.
macro_rules! plain {
    ($($type:ty),* $(,)?) => { $(
        impl Packed for $type {
            type Column = Vec<Self>;

            fn column<'a>(entries: impl Iterator<Item = &'a Self> + Clone) -> Vec<Self> {
                entries.cloned().collect()
            }

            fn entries(column: Vec<Self>) -> Option<Vec<Self>> {
                Some(column)
            }
        }
    )* };
}

pub(super) use {columns, plain};

/// Many texts as one, with the length of each.
#[derive(Serialize, Deserialize)]
pub(super) struct Texts {
    lengths: Vec<u16>,
    text: String,
}

impl Packed for Box<str> {
    type Column = Texts;

    fn column<'a>(entries: impl Iterator<Item = &'a Self> + Clone) -> Texts {
        /// Longer texts are cut at the end; the parser accepts none.
        const LONGEST: usize = u16::MAX as usize;
        let lengths = entries.clone().map(|text| text.len().min(LONGEST) as u16).collect();
        Texts { lengths, text: entries.map(|text| &**text).collect() }
    }

    fn entries(column: Texts) -> Option<Vec<Self>> {
        let mut rest = column.text.as_str();
        let mut texts = Vec::with_capacity(column.lengths.len());
        for length in column.lengths {
            let (text, after) = rest.split_at_checked(usize::from(length))?;
            texts.push(text.into());
            rest = after;
        }
        rest.is_empty().then_some(texts)
    }
}

/// Lists as one list, with the length of each.
#[derive(Serialize, Deserialize)]
pub(super) struct Lists<C> {
    lengths: Vec<u16>,
    all: C,
}

impl<T: Packed + Clone> Packed for Vec<T> {
    type Column = Lists<T::Column>;

    fn column<'a>(entries: impl Iterator<Item = &'a Self> + Clone) -> Lists<T::Column>
    where
        Self: 'a,
    {
        let lengths = entries.clone().map(|list| u16::try_from(list.len()).unwrap_or(u16::MAX)).collect();
        Lists { lengths, all: T::column(entries.flatten()) }
    }

    fn entries(column: Lists<T::Column>) -> Option<Vec<Self>> {
        let mut all = T::entries(column.all)?.into_iter();
        let lists = column.lengths.into_iter().map(|n| {
            let list: Vec<T> = all.by_ref().take(usize::from(n)).collect();
            (list.len() == usize::from(n)).then_some(list)
        });
        let lists = lists.collect::<Option<Vec<_>>>()?;
        all.next().is_none().then_some(lists)
    }
}

/// Figures as values and, for the known ones, sources.
#[derive(Serialize, Deserialize)]
pub(super) struct Figures<T> {
    values: Vec<Known<T>>,
    sources: Vec<SourceKey>,
}

impl<T: Copy + Serialize + DeserializeOwned> Packed for Figure<T> {
    type Column = Figures<T>;

    fn column<'a>(entries: impl Iterator<Item = &'a Self> + Clone) -> Figures<T>
    where
        Self: 'a,
    {
        Figures {
            values: entries.clone().map(Self::known).collect(),
            sources: entries.filter_map(Self::source).collect(),
        }
    }

    fn entries(column: Figures<T>) -> Option<Vec<Self>> {
        let mut sources = column.sources.into_iter();
        let figures = column.values.into_iter().map(|value| match value {
            Known::Unknown => Some(Self::Unknown),
            Known::Known(value) => sources.next().map(|source| Self::Known { value, source }),
        });
        let figures = figures.collect::<Option<Vec<_>>>()?;
        sources.next().is_none().then_some(figures)
    }
}
