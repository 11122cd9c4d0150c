//! Every price that an answer rests on: who saw it, on which day, how long ago.

use serde::Serialize;

use super::{CostQuantity, Range};
use crate::catalog::{Catalog, SourceKey};
use crate::units::{Date, Known};

/// Days after which a price is called stale: a year.
pub const STALE_AFTER_DAYS: u32 = 365;

/// How old a price is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Freshness {
    /// At most a year.
    Fresh,
    /// Older than a year at the question's day.
    Stale,
}

impl Freshness {
    /// Of a price so many days old.
    #[must_use]
    pub const fn of(age_days: u32) -> Self {
        if age_days > STALE_AFTER_DAYS { Self::Stale } else { Self::Fresh }
    }
}

/// A day, and what follows from it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Seen {
    /// That day, in the precision of its source.
    #[serde(serialize_with = "Date::as_text")]
    pub observed: Date,
    /// Days from then to the question's day.
    pub age_days: u32,
    /// Whether that is more than a year.
    pub freshness: Freshness,
    /// Key of the source in the catalog.
    pub source: String,
}

impl Seen {
    /// A price seen on a day, as of another.
    #[must_use]
    pub fn new(catalog: &Catalog, observed: Date, as_of: Date, source: SourceKey) -> Self {
        let age_days = u32::try_from(as_of.days_since(observed)).unwrap_or(0);
        let source = catalog.source(source).map(|source| source.key.to_string()).unwrap_or_default();
        Self { observed, age_days, freshness: Freshness::of(age_days), source }
    }
}

/// What a price is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PriceOf {
    /// The rig's devices, or the machine.
    Purchase,
    /// A used one of the same, for resale.
    Resale,
    /// An hour of the rig.
    Rental,
    /// A million tokens of the load's mix.
    Api,
    /// A kilowatt-hour.
    Tariff,
    /// Not a price: the rated power that energy is reckoned from.
    RatedPower,
}

/// A price that was used.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PriceUsed {
    /// What for.
    pub of: PriceOf,
    /// Whose, or of what kind: a provider, `new`, a country. Empty for the reader's own.
    pub name: String,
    /// The terms where there are some: `spot`, `household`, a provider's name of a model.
    pub kind: String,
    /// The price.
    pub price: Range<CostQuantity>,
    /// When and by whom; nothing for the reader's own.
    pub seen: Known<Seen>,
    /// What else the source says.
    pub note: String,
}
