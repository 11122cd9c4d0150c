//! What owning draws: energy at work and waiting, times what the building adds, times the tariff.

use super::{Ask, Band, On, PowerTerms, Range};
use crate::units::{Hours, Kilowatts, Known, UsdPerHour, UsdPerKwh, UsdPerMonth};

/// What one rig's power costs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PowerCost {
    /// For each hour of computing.
    pub at_work: UsdPerHour,
    /// For the waiting of a month.
    pub waiting: UsdPerMonth,
}

impl PowerTerms {
    /// Energy of building and cooling for each unit of the rig.
    #[must_use]
    pub fn facility(&self) -> f64 {
        self.pue + self.cooling.get()
    }

    /// Hours of a month that one rig waits while it is on.
    #[must_use]
    pub fn waiting(&self, busy: Hours) -> Hours {
        match self.on {
            On::AsUsed => Hours::ZERO,
            On::PerDay(hours) => Hours::new(hours.per_month().get() - busy.get()),
        }
    }

    /// What it costs with so many hours of computing a month.
    ///
    /// # Errors
    /// What is not known: the watts waiting only where it waits.
    pub fn cost(&self, busy: Hours, band: Band) -> Result<PowerCost, Vec<Ask>> {
        let mut asks = Vec::new();
        let waiting = self.waiting(busy);
        let idle = if waiting > Hours::ZERO { self.idle } else { Known::Known(Range::one(Kilowatts::ZERO)) };
        for (known, ask) in [
            (self.load.is_known(), Ask::LoadPower),
            (idle.is_known(), Ask::IdlePower),
            (self.tariff.is_known(), Ask::Tariff),
        ] {
            if !known {
                asks.push(ask);
            }
        }
        match (self.load, idle, self.tariff) {
            (Known::Known(load), Known::Known(idle), Known::Known(tariff)) => {
                let tariff: UsdPerKwh = tariff.at(band);
                let drawn = |power: Range<Kilowatts>| power.at(band) * self.facility();
                let waited = tariff * (drawn(idle) * waiting);
                Ok(PowerCost { at_work: tariff * drawn(load), waiting: UsdPerMonth::new(waited.get()) })
            }
            _ => Err(asks),
        }
    }
}
