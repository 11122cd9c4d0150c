//! What a device costs, as the score and comparisons read it: what [`Offers::going`](crate::offers::Offers::going) says, in whatever
//! condition is cheaper.

use serde::{Serialize, Serializer};

use crate::catalog::{Condition, SourceKey, Word};
use crate::offers::Offer;
use crate::units::{Date, Usd};

/// A price with its condition and its day; its age is always shown.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PriceSeen {
    /// Before tax, United States dollars.
    pub usd: Usd,
    /// New, used or at launch.
    #[serde(serialize_with = "word")]
    pub condition: Condition,
    /// When.
    #[serde(serialize_with = "day")]
    pub observed: Date,
    /// By whom.
    #[serde(skip)]
    pub source: SourceKey,
}

impl From<Offer> for PriceSeen {
    fn from(offer: Offer) -> Self {
        Self { usd: offer.usd, condition: offer.condition, observed: offer.observed, source: offer.source }
    }
}

fn word<S: Serializer>(condition: &Condition, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(condition.as_str())
}

fn day<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(date)
}
