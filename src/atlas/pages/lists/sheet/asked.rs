//! What the reader asks of a list, read from the address.

use will_it_run_engine::units::Date;

use super::{List, Shown, Test};
use will_it_run_engine::math::decimal;

use crate::app::state::value_of;

/// Keys of the address that every list has.
pub const SEARCH: &str = "q";
/// The column that sorts, `-` before it for the largest first.
pub const SORT: &str = "sort";
/// Words of the columns chosen.
pub const COLUMNS: &str = "cols";
/// The page, the first being none.
pub const PAGE: &str = "p";
/// Whether rows are shown of which a filter's figure is not known.
pub const UNKNOWN: &str = "unknown";

/// A column that sorts, and which end comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// The position of the column.
    pub column: usize,
    /// Whether the largest comes first.
    pub end: End,
}

/// Which end comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The least.
    Least,
    /// The greatest.
    Greatest,
}

/// What a filter is set to.
#[derive(Debug, Clone, PartialEq)]
pub enum Wanted {
    /// Nothing.
    Anything,
    /// This word.
    Word(String),
    /// This figure, in the column's unit.
    Figure(f64),
    /// This day.
    Day(Date),
    /// What cannot be read; it filters nothing.
    Unread,
}

/// What the reader asks of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// What is typed.
    pub typed: String,
    /// One for each filter.
    pub wanted: Vec<Wanted>,
    /// The order asked for; without one, what is typed decides, or else the list's own.
    pub order: Option<Order>,
    /// Positions of the columns shown.
    pub columns: Vec<usize>,
    /// The first row drawn is that of this page.
    pub page: usize,
    /// Whether rows stay of which a filter's figure is not known.
    pub unknown: Unknowns,
}

/// What happens to rows of which a filter's figure is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknowns {
    /// They are counted and left out.
    Out,
    /// They stay.
    In,
}

impl Asked {
    /// Reads the query of the address.
    #[must_use]
    pub fn read(list: &List, query: &str) -> Self {
        let columns = value_of(query, COLUMNS);
        let chosen: Vec<&str> = columns.split(',').collect();
        let stands = |word: &str, shown: Shown| match shown {
            Shown::Always => true,
            Shown::First if columns.is_empty() => true,
            _ => chosen.contains(&word),
        };
        let columns = list.columns.iter().enumerate().filter(|(_, column)| stands(column.word, column.shown));
        Self {
            typed: value_of(query, SEARCH),
            wanted: list
                .filters
                .iter()
                .map(|filter| wanted(filter.test, &value_of(query, filter.word)))
                .collect(),
            order: order(list, &value_of(query, SORT)),
            columns: columns.map(|(at, _)| at).collect(),
            page: value_of(query, PAGE).parse::<u32>().map_or(0, |page| page.saturating_sub(1) as usize),
            unknown: if value_of(query, UNKNOWN).is_empty() { Unknowns::Out } else { Unknowns::In },
        }
    }

    /// How many filters are set.
    #[must_use]
    pub fn filters(&self) -> usize {
        self.wanted.iter().filter(|wanted| !matches!(wanted, Wanted::Anything | Wanted::Unread)).count()
    }
}

fn wanted(test: Test, text: &str) -> Wanted {
    let text = text.trim();
    let figure = |unit: f64| decimal(text).map_or(Wanted::Unread, |figure| Wanted::Figure(figure * unit));
    match test {
        _ if text.is_empty() => Wanted::Anything,
        Test::Is => Wanted::Word(text.to_owned()),
        Test::AtLeast(unit) | Test::AtMost(unit) => figure(unit),
        Test::Since => Date::parse(text).map_or(Wanted::Unread, Wanted::Day),
    }
}

fn order(list: &List, text: &str) -> Option<Order> {
    let (word, end) = match text.strip_prefix('-') {
        Some(word) => (word, End::Greatest),
        None => (text, End::Least),
    };
    let column = list.columns.iter().position(|column| column.word == word)?;
    Some(Order { column, end })
}

/// What the address says of an order.
#[must_use]
pub fn order_word(list: &List, order: Order) -> String {
    let word = list.columns.get(order.column).map_or("", |column| column.word);
    match order.end {
        End::Least => word.to_owned(),
        End::Greatest => ["-", word].concat(),
    }
}
