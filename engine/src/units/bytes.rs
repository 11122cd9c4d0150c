//! Amounts of memory.

use core::ops::{Add, AddAssign, Div, Mul, Sub};

use serde::Serialize;

use super::{BytesPerSecond, Seconds, packed_as};

/// A whole number of bytes. Arithmetic saturates: a sum too large for the type is "more than anything holds", never a wrap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(transparent)]
pub struct Bytes(u64);

packed_as! { Bytes: u64 }

impl Bytes {
    /// No memory.
    pub const ZERO: Self = Self(0);
    /// One binary gigabyte, 2^30 bytes: the unit RAM is sold in, whatever the box says.
    pub const GIB: Self = Self(1 << 30);
    /// One binary megabyte, 2^20 bytes.
    pub const MIB: Self = Self(1 << 20);

    /// A count of bytes.
    #[must_use]
    pub const fn new(bytes: u64) -> Self {
        Self(bytes)
    }

    /// Binary gigabytes (2^30), rounded to the nearest byte; negatives and NaN are zero.
    #[must_use]
    pub fn gib(gib: f64) -> Self {
        Self::from_f64(gib * 1_073_741_824.0)
    }

    /// Binary megabytes (2^20), rounded to the nearest byte; negatives and NaN are zero.
    #[must_use]
    pub fn mib(mib: f64) -> Self {
        Self::from_f64(mib * 1_048_576.0)
    }

    /// Decimal gigabytes (10^9), rounded to the nearest byte: the unit files and bandwidths are quoted in.
    #[must_use]
    pub fn gb(gb: f64) -> Self {
        Self::from_f64(gb * 1e9)
    }

    /// The nearest whole number of bytes; negatives and NaN are zero, too large saturates.
    #[must_use]
    pub fn from_f64(bytes: f64) -> Self {
        // `as` saturates and maps NaN to zero, which is the contract here.
        Self((bytes + 0.5) as u64)
    }

    /// The count.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }

    /// The count as a real number.
    #[must_use]
    pub const fn as_f64(self) -> f64 {
        self.0 as f64
    }

    /// In binary gigabytes.
    #[must_use]
    pub fn as_gib(self) -> f64 {
        self.as_f64() / 1_073_741_824.0
    }

    /// In decimal gigabytes.
    #[must_use]
    pub fn as_gb(self) -> f64 {
        self.as_f64() / 1e9
    }

    /// Whether this much fits into `room`.
    #[must_use]
    pub const fn fits(self, room: Self) -> bool {
        self.0 <= room.0
    }

    /// What is left, or zero.
    #[must_use]
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// Rounded up to a multiple of `step` (a step of zero changes nothing).
    #[must_use]
    pub const fn padded_to(self, step: u64) -> Self {
        match self.0.checked_next_multiple_of(step) {
            Some(padded) => Self(padded),
            None if step == 0 => self,
            None => Self(u64::MAX),
        }
    }

    /// This share of the amount, rounded to the nearest byte.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        Self::from_f64(self.as_f64() * factor)
    }
}

impl Add for Bytes {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Bytes {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

/// Saturates at zero.
impl Sub for Bytes {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self.saturating_sub(other)
    }
}

impl Mul<u64> for Bytes {
    type Output = Self;
    fn mul(self, times: u64) -> Self {
        Self(crate::math::times(self.0, times))
    }
}

/// Time to move this much; a rate of zero takes zero seconds, so callers must treat an unknown rate before dividing.
impl Div<BytesPerSecond> for Bytes {
    type Output = Seconds;
    fn div(self, rate: BytesPerSecond) -> Seconds {
        if rate.get() > 0.0 { Seconds::new(self.as_f64() / rate.get()) } else { Seconds::ZERO }
    }
}

impl core::iter::Sum for Bytes {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, |a, b| a + b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gib_and_gb_differ_by_seven_percent() {
        assert_eq!(Bytes::gib(48.0).get(), 51_539_607_552);
        assert_eq!(Bytes::gb(48.0).get(), 48_000_000_000);
    }

    #[test]
    fn arithmetic_is_total() {
        assert_eq!((Bytes::new(u64::MAX) + Bytes::new(1)).get(), u64::MAX);
        assert_eq!((Bytes::new(1) - Bytes::new(2)).get(), 0);
        assert_eq!(Bytes::gib(f64::NAN), Bytes::ZERO);
        assert_eq!(Bytes::gib(-1.0), Bytes::ZERO);
        assert_eq!(Bytes::new(33).padded_to(32).get(), 64);
    }
}
