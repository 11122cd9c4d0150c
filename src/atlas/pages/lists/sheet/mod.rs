//! A list as data: columns, filters, and rows of plain values. Devices and models are picked from, drawn and exported by the same
//! code.

mod asked;
mod export;
mod pick;
mod write;

pub use asked::{Asked, COLUMNS, End, Order, PAGE, SEARCH, SORT, UNKNOWN, Unknowns, Wanted, order_word};
pub use export::{csv, json};
pub use pick::{Picked, pick};
pub use write::{amount, write};

use will_it_run_engine::catalog::Confirmed;
use will_it_run_engine::units::{Date, Known};
use yew::AttrValue;

use crate::app::world::{Mark, World};
use crate::atlas::route::Route;
use crate::text::ListsKey;

/// What is listed, and how.
pub struct List {
    /// Its word in file names and class names.
    pub word: &'static str,
    /// The heading of the page.
    pub title: ListsKey,
    /// What it is about, below the heading.
    pub intro: fn(&World) -> String,
    /// The rows by name: `devices`.
    pub rows: ListsKey,
    /// The columns; the first is the name.
    pub columns: &'static [Column],
    /// The filters.
    pub filters: &'static [Filter],
    /// The column that sorts where the reader asks for no other, and its direction.
    pub first: Order,
    /// All rows in the catalog's order.
    pub build: fn(&World, Stage) -> Vec<Row>,
    /// Prepares some rows for [`Stage::Whole`], beginning at one; where to go on, none when all are ready.
    pub prepare: fn(&World, usize) -> Option<usize>,
    /// Rows for what is typed, best first.
    pub search: fn(&World, &str) -> Vec<usize>,
    /// The page of a row.
    pub page: fn(String) -> Route,
}

/// How much of the rows is worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// What the catalog says.
    Catalog,
    /// All columns.
    Whole,
}

/// A column.
pub struct Column {
    /// Its word in addresses.
    pub word: &'static str,
    /// Its head.
    pub name: ListsKey,
    /// What its values are.
    pub kind: Kind,
    /// Whether it stands there before the reader chooses.
    pub shown: Shown,
    /// Names in files: of the value (of a range: typical, low, high), then of the note.
    pub fields: &'static [&'static str],
}

/// A column of a list; its parts in the order of the type.
pub const fn column(
    word: &'static str,
    name: ListsKey,
    kind: Kind,
    shown: Shown,
    fields: &'static [&'static str],
) -> Column {
    Column { word, name, kind, shown, fields }
}

/// Whether a column stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Whatever the reader chooses.
    Always,
    /// Unless the reader takes it away.
    First,
    /// If the reader asks for it.
    OnDemand,
}

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// Several words, divided by commas.
    Words,
    /// Bytes.
    Bytes,
    /// Decimal gigabytes per second.
    Bandwidth,
    /// Watts.
    Watts,
    /// United States dollars.
    Usd,
    /// Whole points.
    Points,
    /// Tokens per second.
    Rate,
    /// A large count.
    Count,
    /// Tokens.
    Tokens,
    /// Days.
    Date,
}

impl Kind {
    /// Whether its values are figures, which stand on the right and are asked for largest first.
    #[must_use]
    pub const fn is_figure(self) -> bool {
        !matches!(self, Self::Text | Self::Words)
    }
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Catalog id.
    pub id: AttrValue,
    /// One for each column.
    pub cells: Vec<Cell>,
}

/// What stands in a column of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// What is sorted and filtered by.
    pub value: Value,
    /// What else must be known about it; may be empty.
    pub note: AttrValue,
    /// Whether its source was looked at.
    pub mark: Mark,
}

/// A value of a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Words.
    Text(AttrValue),
    /// In the unit of the column's kind.
    Figure(f64),
    /// A figure with its range.
    Range {
        /// The typical figure.
        typical: f64,
        /// The lower end.
        low: f64,
        /// The upper end.
        high: f64,
    },
    /// A day.
    Day(Date),
    /// There is none; the word for why.
    Missing(ListsKey),
}

impl Value {
    /// The figure, or the typical one of a range.
    #[must_use]
    pub const fn figure(&self) -> Option<f64> {
        match self {
            Self::Figure(figure) | Self::Range { typical: figure, .. } => Some(*figure),
            _ => None,
        }
    }
}

impl Cell {
    /// A cell without note or mark.
    #[must_use]
    pub const fn of(value: Value) -> Self {
        Self { value, note: AttrValue::Static(""), mark: Mark::Confirmed }
    }

    /// Words.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::of(Value::Text(AttrValue::from(text.to_owned())))
    }

    /// A figure, or that it is unknown.
    #[must_use]
    pub fn figure(figure: Known<f64>, confirmed: Confirmed) -> Self {
        match figure {
            Known::Known(figure) => Self::of(Value::Figure(figure)).marked(confirmed),
            Known::Unknown => Self::of(Value::Missing(ListsKey::Unknown)),
        }
    }

    /// A day, or that it is unknown.
    #[must_use]
    pub fn day(day: Known<Date>, confirmed: Confirmed) -> Self {
        match day {
            Known::Known(day) => Self::of(Value::Day(day)).marked(confirmed),
            Known::Unknown => Self::of(Value::Missing(ListsKey::Unknown)),
        }
    }

    /// The same with what else must be known.
    #[must_use]
    pub fn noted(mut self, note: impl Into<AttrValue>) -> Self {
        self.note = note.into();
        self
    }

    /// The same with whether its source was looked at.
    #[must_use]
    pub fn marked(mut self, confirmed: Confirmed) -> Self {
        if confirmed == Confirmed::No {
            self.mark = Mark::Unconfirmed;
        }
        self
    }
}

/// A filter over a column.
pub struct Filter {
    /// Its word in addresses.
    pub word: &'static str,
    /// Its label.
    pub label: ListsKey,
    /// The position of the column.
    pub column: usize,
    /// What it demands.
    pub test: Test,
}

/// What a filter demands of a column's value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Test {
    /// To be the word chosen, or to hold it.
    Is,
    /// To be so large or larger; the unit a reader types, in the column's.
    AtLeast(f64),
    /// To be so large or smaller.
    AtMost(f64),
    /// To be that day or later.
    Since,
}
