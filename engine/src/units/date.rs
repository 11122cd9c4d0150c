//! Dates of figures, in the precision their source gives.

use core::fmt;

use super::packed_as;

/// A date known to the year, the month or the day. Ordered by time; a coarser date sorts before the finer ones inside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(u32);

packed_as! { Date: u32 }

impl Date {
    /// Later than any date a figure may have.
    pub const LATEST: Self = Self(21_001_231);
    /// January 2020, from which months are counted where they must be short.
    pub const JANUARY_2020: Self = Self(20_200_100);

    /// Reads `2026`, `2026-07` or `2026-07-29`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year: u32 = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
        let month: u32 = parts.next().map_or(Some(0), |m| m.parse().ok().filter(|m| (1..=12).contains(m)))?;
        let day: u32 = parts.next().map_or(Some(0), |d| d.parse().ok().filter(|d| (1..=31).contains(d)))?;
        if parts.next().is_some() || !(1990..=2100).contains(&year) {
            return None;
        }
        Some(Self(year * 10_000 + month * 100 + day))
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> u32 {
        self.0 / 10_000
    }

    /// The month, 1–12, where known.
    #[must_use]
    pub const fn month(self) -> Option<u32> {
        match self.0 / 100 % 100 {
            0 => None,
            month => Some(month),
        }
    }

    /// The day, 1–31, where known.
    #[must_use]
    pub const fn day(self) -> Option<u32> {
        match self.0 % 100 {
            0 => None,
            day => Some(day),
        }
    }

    /// Whole months from `earlier` to this date; an unknown month counts as the middle of its year. Negative when it is later.
    #[must_use]
    pub const fn months_since(self, earlier: Self) -> i64 {
        self.month_index() - earlier.month_index()
    }

    /// Days from `earlier` to this date, in the Gregorian calendar. A date without a day stands in the middle of its month (the 15th),
    /// one without a month in the middle of its year (1 July). Negative when `earlier` is later.
    #[must_use]
    pub const fn days_since(self, earlier: Self) -> i64 {
        self.day_index() - earlier.day_index()
    }

    /// Days from 1 March of the year 0: with the leap day last in its year, months begin at ⌊(153 m + 2) ÷ 5⌋.
    const fn day_index(self) -> i64 {
        let (month, day) = match (self.month(), self.day()) {
            (Some(month), Some(day)) => (month as i64, day as i64),
            (Some(month), None) => (month as i64, 15),
            (None, _) => (7, 1),
        };
        let from_march = (month + 9) % 12;
        let year = if month < 3 { self.year() as i64 - 1 } else { self.year() as i64 };
        year * 365 + year / 4 - year / 100 + year / 400 + (153 * from_march + 2) / 5 + day
    }

    /// Writes it as people do: `2026-07-29`, in the precision it has. For `serialize_with`.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn as_text<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }

    const fn month_index(self) -> i64 {
        let month = match self.month() {
            Some(month) => month,
            None => 6,
        };
        self.year() as i64 * 12 + month as i64
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year())?;
        if let Some(month) = self.month() {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day() {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_through_leap_years() {
        let days = |to: &str, from: &str| Date::parse(to).unwrap().days_since(Date::parse(from).unwrap());
        assert_eq!(days("2026-11-22", "2026-11-22"), 0);
        assert_eq!(days("2024-03-01", "2024-02-28"), 2);
        assert_eq!(days("2026-01-01", "2025-12-31"), 1);
        assert_eq!(days("2026-03-01", "2025-03-01"), 365);
        assert_eq!(days("2100-03-01", "2096-03-01"), 4 * 365);
        assert_eq!(days("2026-05-20", "2026-05"), 5);
        assert_eq!(days("2026-07-11", "2026"), 10);
        assert!(days("2025-01-01", "2026") < 0);
    }

    #[test]
    fn round_trips_in_each_precision() {
        for text in ["2026", "2026-07", "2026-07-29"] {
            assert_eq!(Date::parse(text).map(|d| d.to_string()).as_deref(), Some(text));
        }
        for bad in ["", "26", "2026-13", "2026-1-32", "2026-07-29-1", "x"] {
            assert_eq!(Date::parse(bad), None, "{bad}");
        }
    }
}
