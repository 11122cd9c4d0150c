//! A figure with its ends.

use serde::Serialize;

/// Which of a range's figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Band {
    /// The least.
    Low,
    /// The one to reckon with.
    Point,
    /// The most.
    High,
}

impl Band {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Low, Self::Point, Self::High];

    /// The other end: what brings money in is least where costs are most.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Low => Self::High,
            Self::Point => Self::Point,
            Self::High => Self::Low,
        }
    }
}

/// A figure from the least to the most that was seen or stated.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Range<T> {
    /// The least.
    pub low: T,
    /// The one to reckon with.
    pub point: T,
    /// The most.
    pub high: T,
}

impl<T: Copy> Range<T> {
    /// One figure.
    #[must_use]
    pub const fn one(value: T) -> Self {
        Self { low: value, point: value, high: value }
    }

    /// The figure of a band.
    #[must_use]
    pub const fn at(&self, band: Band) -> T {
        match band {
            Band::Low => self.low,
            Band::Point => self.point,
            Band::High => self.high,
        }
    }

    /// Applies a rule to each figure.
    #[must_use]
    pub fn map<U>(self, rule: impl Fn(T) -> U) -> Range<U> {
        Range { low: rule(self.low), point: rule(self.point), high: rule(self.high) }
    }

    /// Each figure with that of the other range.
    #[must_use]
    pub fn zip<U: Copy>(self, other: Range<U>) -> Range<(T, U)> {
        Range { low: (self.low, other.low), point: (self.point, other.point), high: (self.high, other.high) }
    }
}
