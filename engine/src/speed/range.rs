//! A rate with its range and ceiling.

use super::params::Spread;
use crate::units::{Known, Seconds, TokensPerSecond};

/// A predicted rate: typical, 80 % range, and the ceiling none of them exceeds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The typical rate.
    pub typical: TokensPerSecond,
    /// Lower end of the 80 % range.
    pub low: TokensPerSecond,
    /// Upper end of the 80 % range.
    pub high: TokensPerSecond,
    /// Bandwidth ÷ bytes read (decode) or arithmetic rate ÷ operations (prefill).
    pub ceiling: TokensPerSecond,
}

impl Estimate {
    /// The rate of `tokens` in `time`, held under what `least` time allows. Unknown when either time is: nothing runs in no time.
    #[must_use]
    pub fn new(tokens: f64, time: Seconds, least: Seconds, spread: Spread) -> Known<Self> {
        if !(time.get() > 0.0 && least.get() > 0.0 && tokens > 0.0) {
            return Known::Unknown;
        }
        let ceiling = TokensPerSecond::over(tokens, least);
        let held = |rate: f64| TokensPerSecond::new(rate.min(ceiling.get()));
        let typical = held(tokens / time.get());
        Known::Known(Self {
            typical,
            low: held(typical.get() * spread.low.min(1.0)),
            high: held(typical.get() * spread.high.max(1.0)),
            ceiling,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_exceeds_the_ceiling_and_nothing_is_made_of_nothing() {
        let spread = Spread { low: 0.8, high: 1.4 };
        let e = Estimate::new(1.0, Seconds::new(0.011), Seconds::new(0.010), spread).get().unwrap();
        assert!(e.low < e.typical && e.typical < e.high && e.high <= e.ceiling);
        assert!((e.ceiling.get() - 100.0).abs() < 1e-9);
        assert_eq!(Estimate::new(1.0, Seconds::ZERO, Seconds::new(1.0), spread), Known::Unknown);
        assert_eq!(Estimate::new(1.0, Seconds::new(1.0), Seconds::ZERO, spread), Known::Unknown);
        let fast = Estimate::new(1.0, Seconds::new(0.005), Seconds::new(0.010), spread).get().unwrap();
        assert!(fast.typical <= fast.ceiling && fast.low <= fast.typical);
    }
}
