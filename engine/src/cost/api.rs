//! Paying by the token: the load's tokens at the blended price of its mix, which may fall year by year.

use super::curve::Curve;
use super::{Ask, Band, Case, Use};
use crate::units::{Known, UsdPerMonth};

impl Case {
    /// What tokens have cost by a month.
    ///
    /// # Errors
    /// What is not known.
    pub fn by_token(&self, used: &Use, band: Band) -> Result<Curve, Vec<Ask>> {
        let (Known::Known(rates), Known::Known(tokens)) = (self.api.rates, used.tokens) else {
            let mut asks =
                if self.api.rates.is_known() { Vec::new() } else { vec![Ask::ApiInput, Ask::ApiOutput] };
            if !used.tokens.is_known() {
                asks.extend(self.speed_asks());
            }
            return Err(asks);
        };
        let mut curve = Curve::nothing(used.busy, self.discount);
        curve.declining = UsdPerMonth::new((rates.at(band).blended(&self.mix) * tokens).get());
        curve.decline = self.api.decline;
        Ok(curve)
    }
}
