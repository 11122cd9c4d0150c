//! All faults of a question about money at once, each with its field.

use super::{Range, RawEnds, RawRange};
use crate::question::{Fault, FaultCode, plain, read_choice};

/// Most of any amount of money, power or tokens that is taken: what is above is a slip of the keyboard.
const MOST: f64 = 1e12;

/// Faults found so far. Each reader gives what was stated, or nothing where nothing was stated or it is wrong.
#[derive(Debug, Default)]
pub(super) struct Faults(pub(super) Vec<Fault>);

impl Faults {
    /// A fault from elsewhere.
    pub(super) fn add(&mut self, fault: Fault) {
        self.0.push(fault);
    }

    /// A number in a closed range.
    pub(super) fn number(&mut self, value: Option<f64>, field: &str, low: f64, high: f64) -> Option<f64> {
        let value = value?;
        if value.is_finite() && (low..=high).contains(&value) {
            return Some(value);
        }
        let wanted = ["a number from ", &plain(low), " to ", &plain(high)].concat();
        self.add(Fault::range(field, &plain(value), &wanted));
        None
    }

    /// An amount: zero or more.
    pub(super) fn amount(&mut self, value: Option<f64>, field: &str) -> Option<f64> {
        let value = value?;
        if value.is_finite() && (0.0..=MOST).contains(&value) {
            return Some(value);
        }
        self.add(Fault::range(field, &plain(value), "a number that is not below zero"));
        None
    }

    /// A rate that divides: above zero.
    pub(super) fn above_zero(&mut self, value: Option<f64>, field: &str) -> Option<f64> {
        match self.amount(value, field)? {
            0.0 => {
                self.add(Fault::range(field, "0", "a number above zero"));
                None
            }
            value => Some(value),
        }
    }

    /// An amount, or a range of it with its point inside.
    pub(super) fn range(&mut self, value: Option<RawRange>, field: &str) -> Option<Range<f64>> {
        match value? {
            RawRange::One(value) => self.amount(Some(value), field).map(Range::one),
            RawRange::Range(RawEnds { low, high, point }) => {
                let part = |name: &str| [field, ".", name].concat();
                let low_ok = self.amount(Some(low), &part("low"));
                let high_ok = self.amount(Some(high), &part("high"));
                let (low, high) = (low_ok?, high_ok?);
                if low > high {
                    self.add(Fault::range(
                        field,
                        &plain(low),
                        &["at most ", &plain(high), ", its high end"].concat(),
                    ));
                    return None;
                }
                let point = match point {
                    None => f64::midpoint(low, high),
                    Some(point) => self.number(Some(point), &part("point"), low, high)?,
                };
                Some(Range { low, point, high })
            }
        }
    }

    /// The same as a quantity. Not inlined: all quantities are made alike, so that one copy of this serves them all.
    #[inline(never)]
    pub(super) fn amounts<T>(
        &mut self,
        value: Option<RawRange>,
        field: &str,
        of: fn(f64) -> T,
    ) -> Option<Range<T>> {
        self.range(value, field).map(|range| range.map(of))
    }

    /// One of a closed set of words.
    pub(super) fn word<T: Copy>(
        &mut self,
        text: Option<&str>,
        field: &str,
        all: &[T],
        word: fn(T) -> &'static str,
    ) -> Option<T> {
        match read_choice(text, field, FaultCode::UnknownChoice, all, word) {
            Ok(found) => found,
            Err(fault) => {
                self.add(fault);
                None
            }
        }
    }

    /// A name that the catalog does not have.
    pub(super) fn unknown(&mut self, field: &str, given: &str, near: Vec<String>) {
        self.add(Fault::unknown(FaultCode::UnknownChoice, field, given, near, "these are the choices"));
    }
}
