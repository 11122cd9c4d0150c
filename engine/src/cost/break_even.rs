//! When one way has cost no more than another, and from then on.

use serde::Serialize;

use super::Ask;
use super::curve::{Curve, Flows, Powers};
use super::root::zero;
use crate::units::{Hours, Known, Months, UsdPerMonth, YearlyRate};

/// The longest that is looked ahead: a century. What takes longer is never.
pub const LIMIT_MONTHS: u32 = 1200;

/// Months that are looked at one by one: the longest horizon.
const FINE_MONTHS: u32 = 120;

/// When the first of two ways has cost no more than the second, and from then on.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum BreakEven {
    /// From the first day.
    AtOnce,
    /// From here.
    After {
        /// Hours of computing of each rig until then.
        hours: Hours,
        /// Months until then.
        months: Months,
    },
    /// Never.
    Never {
        /// Why.
        why: Never,
    },
    /// The rigs are too slow for the load.
    CannotServe {
        /// Rigs that could.
        rigs: u32,
    },
    /// Something is not known.
    Unknown {
        /// What to state.
        asks: Vec<Ask>,
    },
}

/// Why a way never pays off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Never {
    /// Nothing is done with it.
    NoUse,
    /// Running it costs as much as the other way, or more: no saving ever pays for what came before.
    RunningCostsMore,
    /// It costs less at first and more later: the other way gets cheaper, or what it could be sold for shrinks.
    OvertakenLater,
    /// It would take more than a century.
    BeyondLimit,
}

impl BreakEven {
    /// Whether something must be stated before it can be said.
    #[must_use]
    pub const fn is_asked(&self) -> bool {
        matches!(self, Self::Unknown { .. })
    }

    /// The months, where there are some: none at once.
    #[must_use]
    pub const fn months(&self) -> Known<Months> {
        match self {
            Self::AtOnce => Known::Known(Months::ZERO),
            Self::After { months, .. } => Known::Known(*months),
            Self::Never { .. } | Self::CannotServe { .. } | Self::Unknown { .. } => Known::Unknown,
        }
    }
}

/// When `ours` has cost no more than `theirs`, and from then on. Both with the same hours of computing.
#[must_use]
pub fn break_even(ours: &Curve, theirs: &Curve) -> BreakEven {
    if ours.is_straight() && theirs.is_straight() {
        return straight(ours, theirs);
    }
    let gap = Gap::of(ours, theirs);
    let (mut first, mut above, mut last) = (0.0, None, None);
    gap.walk(LIMIT_MONTHS, |month, value| {
        if month == 0 {
            first = value;
        }
        if value > 0.0 {
            above = Some(month);
        } else if let Some(before) = above.take() {
            last = Some((before, month));
        }
    });
    match (above, last) {
        (Some(_), _) => BreakEven::Never { why: why(ours, theirs, first) },
        (None, None) => BreakEven::AtOnce,
        (None, Some((before, month))) => {
            let months = Months::new(gap.zero(before, month));
            BreakEven::After { hours: months.hours(ours.busy), months }
        }
    }
}

/// Lump ÷ saving. In hours of computing first: with nothing else counted that is price ÷ rent to the last digit.
fn straight(ours: &Curve, theirs: &Curve) -> BreakEven {
    let lump = ours.lump() - theirs.lump();
    let monthly = theirs.monthly() - ours.monthly();
    let hourly = theirs.per_hour.get() - ours.per_hour.get();
    let busy = ours.busy.get();
    if busy <= 0.0 {
        return if monthly > 0.0 && lump > 0.0 {
            within(Hours::ZERO, lump / monthly)
        } else if lump <= 0.0 && monthly >= 0.0 {
            BreakEven::AtOnce
        } else {
            BreakEven::Never {
                why: if theirs.running() == UsdPerMonth::ZERO {
                    Never::NoUse
                } else {
                    why(ours, theirs, lump)
                },
            }
        };
    }
    let saving = if monthly == 0.0 { hourly } else { hourly + monthly / busy };
    if saving >= 0.0 && lump <= 0.0 {
        return BreakEven::AtOnce;
    }
    if saving <= 0.0 {
        return BreakEven::Never { why: why(ours, theirs, lump) };
    }
    let hours = Hours::new(lump / saving);
    within(hours, hours.get() / busy)
}

fn within(hours: Hours, months: f64) -> BreakEven {
    if months > f64::from(LIMIT_MONTHS) {
        return BreakEven::Never { why: Never::BeyondLimit };
    }
    BreakEven::After { hours, months: Months::new(months) }
}

fn why(ours: &Curve, theirs: &Curve, first: f64) -> Never {
    if ours.busy == Hours::ZERO && theirs.running() == UsdPerMonth::ZERO {
        Never::NoUse
    } else if first < 0.0 {
        Never::OvertakenLater
    } else if ours.running() >= theirs.running() {
        Never::RunningCostsMore
    } else if theirs.declining > UsdPerMonth::ZERO && theirs.decline > YearlyRate::ZERO {
        Never::OvertakenLater
    } else {
        Never::BeyondLimit
    }
}

/// The months until a horizon in which two ways have cost the same, in order.
#[must_use]
pub fn crossings(ours: &Curve, theirs: &Curve, horizon: Months) -> Vec<Months> {
    let gap = Gap::of(ours, theirs);
    let mut found = Vec::new();
    let mut before: Option<f64> = None;
    let months = (horizon.get().ceil() as u32).min(FINE_MONTHS);
    gap.walk(months, |month, value| {
        if let Some(before) = before
            && (before > 0.0) != (value > 0.0)
        {
            found.push(Months::new(gap.zero(month.saturating_sub(1), month)));
        }
        // Two that both begin with nothing do not cross there.
        before = before.map(|_| value).or((value != 0.0).then_some(value));
    });
    found.retain(|months| *months <= horizon);
    found
}

/// What one way has cost more than another.
struct Gap {
    ours: Flows,
    theirs: Flows,
}

impl Gap {
    fn of(ours: &Curve, theirs: &Curve) -> Self {
        Self { ours: Flows::of(ours), theirs: Flows::of(theirs) }
    }

    fn at(&self, t: f64) -> f64 {
        self.ours.at(t, self.ours.powers(t)) - self.theirs.at(t, self.theirs.powers(t))
    }

    /// Month by month for ten years, the first day included, and year by year after them: what still bends then does so slowly.
    fn walk(&self, months: u32, mut visit: impl FnMut(u32, f64)) {
        let fine = f64::from(FINE_MONTHS);
        let (mut ours, mut theirs) = (Powers::START, Powers::START);
        for month in 0..=months.min(FINE_MONTHS) {
            let t = f64::from(month);
            visit(month, self.ours.at(t, ours) - self.theirs.at(t, theirs));
            (ours, theirs) = (self.ours.next(ours), self.theirs.next(theirs));
        }
        let year = |flows: &Flows| flows.powers(12.0);
        let (a_year, their_year) = (year(&self.ours), year(&self.theirs));
        let (mut ours, mut theirs) = (self.ours.powers(fine), self.theirs.powers(fine));
        for month in (FINE_MONTHS..=months).step_by(12).skip(1) {
            let t = f64::from(month);
            (ours, theirs) = (ours.times(a_year), theirs.times(their_year));
            visit(month, self.ours.at(t, ours) - self.theirs.at(t, theirs));
        }
    }

    /// Where it is zero between two months with different signs.
    fn zero(&self, low: u32, high: u32) -> f64 {
        zero(|t| self.at(t), f64::from(low), f64::from(high))
    }
}
