//! Renting: the hours billed, disk while the rig is stopped, data taken out.

use super::curve::Curve;
use super::{Ask, Band, Billed, Case, Use};
use crate::units::{HOURS_PER_MONTH, Hours, Known, Share, UsdPerMonth};

impl Case {
    /// What renting has cost by a month.
    ///
    /// # Errors
    /// What is not known.
    pub fn renting(&self, used: &Use, band: Band) -> Result<Curve, Vec<Ask>> {
        let (rigs, rent) = (f64::from(self.rigs), &self.rent);
        let (Known::Known(rate), Known::Known(storage), Known::Known(egress)) =
            (rent.rate, rent.storage, rent.egress)
        else {
            let asks = [
                (rent.rate.is_known(), Ask::RentalRate),
                (rent.storage.is_known(), Ask::StoragePrice),
                (rent.egress.is_known(), Ask::EgressPrice),
            ];
            return Err(asks.into_iter().filter(|(known, _)| !known).map(|(_, ask)| ask).collect());
        };
        let rate = rate.at(band) * rigs;
        let mut curve = Curve::nothing(used.busy, self.discount);
        curve.per_month = egress;
        match rent.billed {
            Billed::All => {
                // A reservation runs all the time: nothing is ever stopped.
                let all = rate * Hours::new(HOURS_PER_MONTH);
                curve.per_month = curve.per_month + UsdPerMonth::new(all.get());
            }
            Billed::Used { .. } => {
                curve.per_hour = rate;
                let billed = rent.billed.hours(used.busy);
                let stopped = Share::new(1.0 - used.busy.get() / HOURS_PER_MONTH);
                let unused = rate * Hours::new(billed.get() - used.busy.get());
                let stored = storage * (stopped.get() * rigs);
                curve.per_month = curve.per_month + stored + UsdPerMonth::new(unused.get());
            }
        }
        Ok(curve)
    }
}
