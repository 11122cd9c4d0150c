//! Hours a day as the variable: where two ways cost the same over the horizon, and what a million tokens cost at each.

use serde::Serialize;

use super::root::zero;
use super::{Ask, Band, Case, Curve, Load, Range, Serves, Use, Way};
use crate::math::{exp, ln};
use crate::units::{Hours, Known, MillionTokens, Months, Usd, UsdPerMillionTokens, YearlyRate};

/// The hours a day at which the cheaper way changes over the horizon.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Flip {
    /// The first way costs no more from so many hours a day on.
    From {
        /// Hours of computing a day of each rig.
        hours_per_day: Hours,
        /// Tokens that all rigs do in them in a day; unknown where their speed is.
        tokens_per_day: Known<MillionTokens>,
    },
    /// It costs no more up to so many hours a day.
    UpTo {
        /// Hours of computing a day of each rig.
        hours_per_day: Hours,
        /// Tokens that all rigs do in them in a day; unknown where their speed is.
        tokens_per_day: Known<MillionTokens>,
    },
    /// It costs no more at any.
    Always,
    /// It costs more at any, around the clock too.
    Never,
    /// Something is not known.
    Unknown {
        /// What to state.
        asks: Vec<Ask>,
    },
}

/// What a million tokens cost at so many hours a day, over the horizon.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct AtUtilisation {
    /// Hours of computing a day of each rig.
    pub hours_per_day: Hours,
    /// Owning.
    pub buy: Known<Range<UsdPerMillionTokens>>,
    /// Renting.
    pub rent: Known<Range<UsdPerMillionTokens>>,
    /// Paying by the token.
    pub api: Known<Range<UsdPerMillionTokens>>,
}

/// Steps of the day in the series over utilisation: half an hour.
const HALF_HOURS: u32 = 48;

impl Case {
    /// The same with each rig computing so many hours a day.
    #[must_use]
    pub fn with_hours(&self, hours: Hours) -> Self {
        Self { load: Known::Known(Load::HoursPerDay(hours)), ..*self }
    }

    /// What each rig does in so many hours a day.
    #[must_use]
    pub fn use_at(&self, hours: Hours) -> Use {
        match self.with_hours(hours).serves() {
            Serves::Yes { used, .. } => used,
            Serves::TooSlow { .. } | Serves::Unknown { .. } => {
                Use { busy: hours.per_month(), tokens: Known::Unknown }
            }
        }
    }

    /// A way's curve at a use.
    ///
    /// # Errors
    /// What is not known.
    pub fn curve(&self, way: Way, used: &Use, band: Band) -> Result<Curve, Vec<Ask>> {
        match way {
            Way::Buy => self.buying(used, band),
            Way::Rent => self.renting(used, band),
            Way::Api => self.by_token(used, band),
        }
    }

    /// Where two ways cost the same over the horizon.
    #[must_use]
    pub fn flip(&self, ours: Way, theirs: Way) -> Flip {
        let gap = |hours: f64| -> Result<f64, Vec<Ask>> {
            let used = self.use_at(Hours::new(hours));
            let cost = |way| self.curve(way, &used, Band::Point).map(|curve| curve.at(self.horizon));
            match (cost(ours), cost(theirs)) {
                (Ok(ours), Ok(theirs)) => Ok((ours - theirs).get()),
                (ours, theirs) => Err(super::joined(ours.err(), theirs.err())),
            }
        };
        let mut hours = [0.0; 25];
        for (hour, slot) in hours.iter_mut().enumerate() {
            match gap(hour as f64) {
                Ok(value) => *slot = value,
                Err(asks) => return Flip::Unknown { asks },
            }
        }
        let no_more = |hour: usize| hours.get(hour).is_some_and(|gap| *gap <= 0.0);
        let at_end = no_more(24);
        // With nothing done two ways may both cost nothing: that is no change.
        let changed = |hour: &usize| match (hour, hours.first()) {
            (0, Some(idle)) => {
                if at_end {
                    *idle > 0.0
                } else {
                    *idle < 0.0
                }
            }
            _ => no_more(*hour) != at_end,
        };
        let Some(last) = (0..24).rev().find(changed) else {
            return if at_end { Flip::Always } else { Flip::Never };
        };
        let crossing = zero(|hours| gap(hours).unwrap_or(0.0), last as f64, last as f64 + 1.0);
        let hours_per_day = Hours::new(crossing);
        let rate = self.mix.rate(&self.speed, Band::Point);
        let tokens_per_day = rate.map(|rate| rate * hours_per_day * f64::from(self.rigs));
        if at_end {
            Flip::From { hours_per_day, tokens_per_day }
        } else {
            Flip::UpTo { hours_per_day, tokens_per_day }
        }
    }

    /// What a million tokens of a load cost over the horizon; later tokens count less as later money does.
    #[must_use]
    pub fn per_million(&self, way: Way, used: &Use) -> Known<Range<UsdPerMillionTokens>> {
        let Known::Known(tokens) = used.tokens else { return Known::Unknown };
        let all = tokens.get() * counted(self.horizon, self.discount);
        let of = |band: Band| {
            let curve = self.curve(way, used, band).ok()?;
            Usd::new(curve.at(self.horizon).get()).per_million(MillionTokens::new(all)).get()
        };
        match (of(Band::Low), of(Band::Point), of(Band::High)) {
            (Some(low), Some(point), Some(high)) => Known::Known(Range { low, point, high }),
            _ => Known::Unknown,
        }
    }

    /// Every half hour of the day.
    #[must_use]
    pub fn over_utilisation(&self) -> Vec<AtUtilisation> {
        let at = |half: u32| {
            let hours_per_day = Hours::new(f64::from(half) / 2.0);
            let used = self.use_at(hours_per_day);
            let [buy, rent, api] = Way::EACH.map(|way| self.per_million(way, &used));
            AtUtilisation { hours_per_day, buy, rent, api }
        };
        (1..=HALF_HOURS).map(at).collect()
    }
}

/// Months, each counted as what money of it is worth today.
fn counted(months: Months, discount: YearlyRate) -> f64 {
    if discount == YearlyRate::ZERO {
        return months.get();
    }
    let ln_month = -ln(1.0 + discount.get()) / 12.0;
    (exp(ln_month * months.get()) - 1.0) / ln_month
}
