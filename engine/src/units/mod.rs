//! Quantities as types: one newtype a file, a private number, named constructors, lawful operators only.
//!
//! `Bytes / BytesPerSecond` is `Seconds`; there is no `Bytes * Bytes`. GiB and GB are constructors, not comments.

mod balance;
mod bytes;
mod bytes_per_second;
mod date;
mod flops;
mod hours;
mod kilowatt_hours;
mod kilowatts;
mod known;
mod million_tokens;
mod months;
mod seconds;
mod share;
mod tokens;
mod usd;
mod usd_per_hour;
mod usd_per_kwh;
mod usd_per_million_tokens;
mod usd_per_month;
mod watts;

pub use balance::Balance;
pub use bytes::Bytes;
pub use bytes_per_second::BytesPerSecond;
pub use date::Date;
pub use flops::{Flops, FlopsPerSecond};
pub use hours::{HOURS_PER_MONTH, Hours};
pub use kilowatt_hours::KilowattHours;
pub use kilowatts::Kilowatts;
pub use known::Known;
pub use million_tokens::MillionTokens;
pub use months::Months;
pub use seconds::Seconds;
pub use share::{Share, YearlyRate};
pub use tokens::{Tokens, TokensPerSecond};
pub use usd::Usd;
pub use usd_per_hour::UsdPerHour;
pub use usd_per_kwh::UsdPerKwh;
pub use usd_per_million_tokens::UsdPerMillionTokens;
pub use usd_per_month::UsdPerMonth;
pub use watts::{Joules, Watts};

/// A non-negative, finite `f64` newtype: NaN and negatives become zero, infinities the largest finite number.
macro_rules! real_quantity {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
        pub struct $name(f64);

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_f64(self.0)
            }
        }

        impl $crate::packed::Packed for $name {
            const WIDTH: usize = 2;
            fn write(&self, out: &mut $crate::packed::Writer) {
                out.real(self.0);
            }
            fn read(from: &mut $crate::packed::Reader<'_>) -> Self {
                Self::new(from.real())
            }
        }

        impl $name {
            /// Nothing.
            pub const ZERO: Self = Self(0.0);

            /// Takes a number in the base unit; NaN and negatives become zero, so that no answer holds either.
            #[must_use]
            pub fn new(value: f64) -> Self {
                Self($crate::math::amount(value))
            }

            /// The number in the base unit.
            #[must_use]
            pub const fn get(self) -> f64 {
                self.0
            }
        }

        impl core::ops::Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self::new(self.0 + other.0)
            }
        }

        impl core::ops::Mul<f64> for $name {
            type Output = Self;
            fn mul(self, factor: f64) -> Self {
                Self::new(self.0 * factor)
            }
        }

        impl core::iter::Sum for $name {
            fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
                iter.fold(Self::ZERO, |a, b| a + b)
            }
        }
    };
}
pub(crate) use real_quantity;

/// A whole quantity is packed as its number.
macro_rules! packed_as {
    ($name:ident: $number:ty) => {
        impl $crate::packed::Packed for $name {
            const WIDTH: usize = <$number as $crate::packed::Packed>::WIDTH;
            fn write(&self, out: &mut $crate::packed::Writer) {
                self.0.write(out);
            }
            fn read(from: &mut $crate::packed::Reader<'_>) -> Self {
                Self($crate::packed::Packed::read(from))
            }
        }
    };
}
pub(crate) use packed_as;
