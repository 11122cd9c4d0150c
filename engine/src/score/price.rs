//! What a device costs: the newest price somebody saw.

use serde::{Serialize, Serializer};

use crate::catalog::{Catalog, Condition, HardwareKey, SourceKey, Word};
use crate::units::{Date, Known, Usd};

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

/// The newest price of a device, whatever its condition; of several on one day the lowest. Unknown for devices sold in several sizes of
/// memory too: the catalog does not say of which size a price is.
#[must_use]
pub fn newest_price(catalog: &Catalog, device: HardwareKey) -> Known<PriceSeen> {
    if catalog.device(device).is_none_or(|record| record.memory.sizes().len() != 1) {
        return Known::Unknown;
    }
    let of_device = catalog.prices().iter().filter(|price| price.hardware == device);
    let newest = of_device
        .max_by(|a, b| a.observed.cmp(&b.observed).then_with(|| b.usd.get().total_cmp(&a.usd.get())));
    Known::from(newest).map(|price| PriceSeen {
        usd: price.usd,
        condition: price.condition,
        observed: price.observed,
        source: price.source,
    })
}

fn word<S: Serializer>(condition: &Condition, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(condition.as_str())
}

fn day<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(date)
}
