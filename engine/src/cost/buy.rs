//! Owning: price, host and tax on the first day, power and maintenance as it runs, less what a sale would bring.

use super::curve::Curve;
use super::{Ask, Band, BuyTerms, Case, Power, Resale, Use};
use crate::units::{Known, Usd};

/// What owning costs on the first day, part by part, for all rigs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Upfront {
    /// Devices or machines.
    pub price: Usd,
    /// Computers around cards.
    pub host: Usd,
    /// Tax on both.
    pub tax: Usd,
}

impl Upfront {
    /// All of it.
    #[must_use]
    pub fn total(&self) -> Usd {
        self.price + self.host + self.tax
    }
}

impl BuyTerms {
    /// Of so many rigs.
    #[must_use]
    pub fn upfront(&self, rigs: f64, band: Band) -> Known<Upfront> {
        self.price.map(|price| {
            let (price, host) = (price.at(band) * rigs, self.host.at(band) * rigs);
            Upfront { price, host, tax: (price + host) * self.tax }
        })
    }
}

impl Case {
    /// What owning has cost by a month.
    ///
    /// # Errors
    /// What is not known.
    pub fn buying(&self, used: &Use, band: Band) -> Result<Curve, Vec<Ask>> {
        let rigs = f64::from(self.rigs);
        let mut asks = Vec::new();
        let mut curve = Curve::nothing(used.busy, self.discount);
        match self.buy.upfront(rigs, band) {
            Known::Unknown => asks.push(Ask::Price),
            Known::Known(upfront) => {
                curve.upfront = upfront.total();
                if let Resale::Counted { first, decline, curve: depreciation } = self.buy.resale {
                    match first {
                        Known::Unknown => asks.push(Ask::FirstShare),
                        Known::Known(first) => {
                            // What somebody pays for it later does not depend on what was paid for it: the point's, in every band.
                            let goods = self.buy.upfront(rigs, Band::Point).get().unwrap_or(upfront);
                            curve.resale = (goods.price + goods.host) * first;
                            (curve.loses, curve.depreciation) = (decline, depreciation);
                        }
                    }
                }
                curve = curve.borrowed(self.buy.loan);
            }
        }
        curve.per_month = self.buy.maintenance.at(band) * rigs;
        if let Power::Counted(power) = &self.power {
            match power.cost(used.busy, band) {
                Err(unknown) => asks.extend(unknown),
                Ok(cost) => {
                    curve.per_hour = cost.at_work * rigs;
                    curve.per_month = curve.per_month + cost.waiting * rigs;
                }
            }
        }
        if asks.is_empty() { Ok(curve) } else { Err(asks) }
    }
}
