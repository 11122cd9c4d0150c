//! What an answer is made of: two ways against each other, each way by itself, and its course over time.

use super::result::{Crossing, OverTime, WayCost, WayFigures, WayState};
use super::{
    Ask, Band, BreakEven, Case, CostAnswer, Curve, Pair, PairAnswer, Range, Resolved, Serves, Use, Way,
    break_even, crossings, joined,
};
use crate::units::{Balance, Months};

/// Answers a resolved question.
#[must_use]
pub fn answer(resolved: Resolved) -> CostAnswer {
    let case = &resolved.case;
    let load = case.serves();
    let pairs = Pair::EACH.map(|pair| case.pair(pair));
    let sensitivity = Pair::EACH.map(|pair| case.sensitivity(pair)).into_iter();
    CostAnswer {
        as_of: resolved.as_of,
        horizon: case.horizon,
        mix: case.mix.into(),
        fit: resolved.rig.fit,
        ways: Way::EACH.map(|way| WayCost { way, state: case.way(way, &load) }),
        pairs,
        over_time: case.over_time(&load),
        over_utilisation: case.over_utilisation(),
        sensitivity: sensitivity.filter(|sensitivity| !sensitivity.swings.is_empty()).collect(),
        terms: super::explain::terms(&resolved, &load),
        load,
        id: resolved.id,
        prices: resolved.prices,
        assumed: resolved.assumed,
        left_out: resolved.left_out,
        currency: resolved.currency,
    }
}

impl Case {
    /// When the first way of a pair has cost no more than the second, and from then on, each at a band of its prices.
    #[must_use]
    pub fn break_even(&self, pair: Pair, ours: Band, theirs: Band) -> BreakEven {
        let used = match self.serves() {
            Serves::Yes { used, .. } => used,
            Serves::TooSlow { rigs, .. } => return BreakEven::CannotServe { rigs },
            Serves::Unknown { asks } => return BreakEven::Unknown { asks },
        };
        let (first, second) = pair.ways();
        match (self.curve(first, &used, ours), self.curve(second, &used, theirs)) {
            (Ok(ours), Ok(theirs)) => break_even(&ours, &theirs),
            (ours, theirs) => BreakEven::Unknown { asks: joined(ours.err(), theirs.err()) },
        }
    }

    /// Two ways against each other.
    pub(super) fn pair(&self, pair: Pair) -> PairAnswer {
        let (ours, theirs) = pair.ways();
        PairAnswer {
            pair,
            earliest: self.break_even(pair, Band::Low, Band::High),
            point: self.break_even(pair, Band::Point, Band::Point),
            latest: self.break_even(pair, Band::High, Band::Low),
            flip: self.flip(ours, theirs),
        }
    }

    /// A way by itself.
    pub(super) fn way(&self, way: Way, load: &Serves) -> WayState {
        match load {
            Serves::Yes { used, .. } => {
                self.figures(way, used).map_or_else(|asks| WayState::Asks { asks }, WayState::Priced)
            }
            // A provider serves any load: only its speed is not ours to know.
            Serves::TooSlow { .. } if way == Way::Api => match self.load_tokens() {
                Some(used) => {
                    self.figures(way, &used).map_or_else(|asks| WayState::Asks { asks }, WayState::Priced)
                }
                None => WayState::Asks { asks: vec![Ask::Load] },
            },
            Serves::TooSlow { rigs, .. } => WayState::CannotServe { rigs: *rigs },
            Serves::Unknown { asks } => match self.load_tokens().filter(|_| way == Way::Api) {
                Some(used) => {
                    self.figures(way, &used).map_or_else(|asks| WayState::Asks { asks }, WayState::Priced)
                }
                None => WayState::Asks { asks: asks.clone() },
            },
        }
    }

    /// The figures of a way at a use.
    ///
    /// # Errors
    /// What is not known.
    pub fn figures(&self, way: Way, used: &Use) -> Result<WayFigures, Vec<Ask>> {
        let curves = self.bands(way, used)?;
        let total = curves.map(|curve| curve.at(self.horizon));
        Ok(WayFigures {
            upfront: curves.map(|curve| curve.upfront),
            running: curves.map(|curve| curve.running()),
            total,
            monthly: total.map(|total| Balance::new(total.get() / self.horizon.get())),
            per_million_tokens: self.per_million(way, used),
        })
    }

    /// A way's curve in each band.
    fn bands(&self, way: Way, used: &Use) -> Result<Range<Curve>, Vec<Ask>> {
        Ok(Range {
            low: self.curve(way, used, Band::Low)?,
            point: self.curve(way, used, Band::Point)?,
            high: self.curve(way, used, Band::High)?,
        })
    }

    /// Cumulative cost, month by month.
    fn over_time(&self, load: &Serves) -> OverTime {
        let Serves::Yes { used, .. } = load else { return OverTime::default() };
        let whole = self.horizon.get() as u32;
        let mut months: Vec<Months> = (0..=whole).map(|month| Months::new(f64::from(month))).collect();
        if f64::from(whole) < self.horizon.get() {
            months.push(self.horizon);
        }
        let [buy, rent, api] = Way::EACH.map(|way| self.bands(way, used).ok());
        let series = |curves: Option<Range<Curve>>| match curves {
            Some(curves) => {
                let Range { low, point, high } = curves.map(|curve| curve.series(&months));
                let bands = low.into_iter().zip(point).zip(high);
                bands.map(|((low, point), high)| Range { low, point, high }).collect()
            }
            None => Vec::new(),
        };
        let of = |way: Way| match way {
            Way::Buy => buy,
            Way::Rent => rent,
            Way::Api => api,
        };
        let mut found = Vec::new();
        for pair in Pair::ALL {
            let (ours, theirs) = pair.ways();
            if let (Some(ours), Some(theirs)) = (of(ours), of(theirs)) {
                let all = crossings(&ours.point, &theirs.point, self.horizon);
                found.extend(all.into_iter().map(|months| Crossing {
                    pair: *pair,
                    months,
                    cost: ours.point.at(months),
                }));
            }
        }
        OverTime { buy: series(buy), rent: series(rent), api: series(api), crossings: found, months }
    }
}
