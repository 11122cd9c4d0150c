//! A figure that may be unknown.

use serde::{Serialize, Serializer};

/// A figure that is known or not: "unknown" is a state of its own, never a zero. Written as the figure or `null`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Known<T> {
    /// The figure.
    Known(T),
    /// Nobody recorded it, or no rule gives it.
    #[default]
    Unknown,
}

impl<T> Known<T> {
    /// The figure as an `Option`, for arithmetic that ends in `Known` again.
    #[must_use]
    pub fn get(self) -> Option<T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unknown => None,
        }
    }

    /// A reference to the figure, if known.
    #[must_use]
    pub const fn as_ref(&self) -> Known<&T> {
        match self {
            Self::Known(value) => Known::Known(value),
            Self::Unknown => Known::Unknown,
        }
    }

    /// Whether the figure is known.
    #[must_use]
    pub const fn is_known(&self) -> bool {
        matches!(self, Self::Known(_))
    }

    /// Applies a rule to the figure; unknown stays unknown.
    pub fn map<U>(self, rule: impl FnOnce(T) -> U) -> Known<U> {
        match self {
            Self::Known(value) => Known::Known(rule(value)),
            Self::Unknown => Known::Unknown,
        }
    }

    /// Applies a rule that may itself not know.
    pub fn and_then<U>(self, rule: impl FnOnce(T) -> Known<U>) -> Known<U> {
        match self {
            Self::Known(value) => rule(value),
            Self::Unknown => Known::Unknown,
        }
    }

    /// Both figures, if both are known.
    pub fn zip<U>(self, other: Known<U>) -> Known<(T, U)> {
        match (self, other) {
            (Self::Known(a), Known::Known(b)) => Known::Known((a, b)),
            _ => Known::Unknown,
        }
    }

    /// The figure, or the first known one of the alternatives.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        if self.is_known() { self } else { other }
    }
}

impl<T> From<Option<T>> for Known<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Unknown, Self::Known)
    }
}

impl<T: Serialize> Serialize for Known<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Known(value) => serializer.serialize_some(value),
            Self::Unknown => serializer.serialize_none(),
        }
    }
}
