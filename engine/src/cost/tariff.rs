//! What a kilowatt-hour costs in a country.

use super::{Range, Seen};
use crate::catalog::{Catalog, Figure};
use crate::units::{Date, Known, UsdPerKwh};

crate::question::choice::choice! {
    /// Who buys the electricity.
    Customer {
        /// A household.
        Household = "household",
        /// A business.
        Business = "business",
    }
}

/// A tariff with its day.
#[derive(Debug, Clone, PartialEq)]
pub struct Tariff {
    /// For people.
    pub country: Box<str>,
    /// For a kilowatt-hour.
    pub price: Range<UsdPerKwh>,
    /// When and by whom.
    pub seen: Seen,
    /// What else; may be empty.
    pub note: Box<str>,
}

/// The tariff of a country by its two letters; unknown where the catalog has none of that kind until that day.
#[must_use]
pub fn tariff(catalog: &Catalog, iso2: &str, customer: Customer, as_of: Date) -> Known<Tariff> {
    let row = catalog.electricity().iter().find(|row| row.iso2.eq_ignore_ascii_case(iso2.trim()));
    let Some(row) = row.filter(|row| row.observed <= as_of) else { return Known::Unknown };
    let figure = match customer {
        Customer::Household => row.household,
        Customer::Business => row.business,
    };
    match figure {
        Figure::Unknown => Known::Unknown,
        Figure::Known { value, source } => Known::Known(Tariff {
            country: row.country.clone(),
            price: Range::one(UsdPerKwh::new(value.get())),
            seen: Seen::new(catalog, row.observed, as_of, source),
            note: row.note.clone(),
        }),
    }
}
