//! The price of a rig, with everything that makes it one: condition, day, source, and what it covers.

use serde::Serialize;

use super::form::Form;
use crate::catalog::{Catalog, DeviceKind, FormFactor, Hardware, Word};
use crate::offers::Offer;
use crate::units::{Date, Usd};

/// What a price covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Covers {
    /// A machine ready to run.
    Machine,
    /// The devices alone; the computer around them is not in it.
    Devices,
}

/// A price of a rig: the newest seen for its devices.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RigPrice {
    /// For all devices: the median of what was seen on the newest day.
    pub usd: Usd,
    /// The least seen on that day.
    pub low: Usd,
    /// The most seen on that day.
    pub high: Usd,
    /// `new`, `used`, or `msrp`: the launch price; `mixed` for two cards of which each has another.
    pub condition: &'static str,
    /// That day, in the precision of its source; of two cards the older, whose source it is.
    #[serde(serialize_with = "Date::as_text")]
    pub observed: Date,
    /// Days since then.
    pub age_days: u32,
    /// Key of the source in the catalog.
    pub source: String,
    /// What it covers.
    pub covers: Covers,
}

impl RigPrice {
    /// Of so many of a device at this offer.
    #[must_use]
    pub fn of(offer: &Offer, count: u32, device: &Hardware, catalog: &Catalog) -> Self {
        let all = |usd: Usd| usd * f64::from(count);
        Self {
            usd: all(offer.usd),
            low: all(offer.low),
            high: all(offer.high),
            condition: offer.condition.as_str(),
            observed: offer.observed,
            age_days: offer.age_days,
            source: catalog.source(offer.source).map(|source| source.key.to_string()).unwrap_or_default(),
            covers: Covers::of(device),
        }
    }

    /// With another card beside it.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let (usd, low, high) = (self.usd + other.usd, self.low + other.low, self.high + other.high);
        let condition = if self.condition == other.condition { self.condition } else { "mixed" };
        let older = if other.age_days > self.age_days { other } else { self };
        Self { usd, low, high, condition, ..older }
    }
}

impl Covers {
    /// Machines that share memory are sold whole, but for modules and processors in sockets; laptops and phones always are.
    #[must_use]
    pub fn of(device: &Hardware) -> Self {
        let part = device.has_form(Form::Socket)
            || device.form_factor == FormFactor::DesktopApu
            || device.kind != DeviceKind::Unified;
        let whole = device.has_form(Form::Laptop) || device.has_form(Form::Phone);
        if whole || !part { Self::Machine } else { Self::Devices }
    }
}
