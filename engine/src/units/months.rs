//! Average months of 730 hours.

use super::{Hours, Known, real_quantity};

real_quantity! {
    /// A span of time in average months.
    Months
}

impl Months {
    /// The months in which `hours` pass when each has `a_month` of them; unknown where none pass.
    #[must_use]
    pub fn of(hours: Hours, a_month: Hours) -> Known<Self> {
        if a_month.get() > 0.0 {
            Known::Known(Self::new(hours.get() / a_month.get()))
        } else {
            Known::Unknown
        }
    }

    /// The hours that pass in them when each has `a_month`.
    #[must_use]
    pub fn hours(self, a_month: Hours) -> Hours {
        Hours::new(self.get() * a_month.get())
    }
}
