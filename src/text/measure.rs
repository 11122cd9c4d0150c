//! Quantities as readers see them: a number with its unit.

use will_it_run_engine::answer::Rate;
use will_it_run_engine::units::{Bytes, Known, Seconds};

use super::number::{decimals, grouped, range, three};
use super::{Key, t};

/// The unit memory is shown in, by the reader's choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MemoryUnit {
    /// Binary: 2^30 bytes, the unit RAM is sold in.
    #[default]
    Gib,
    /// Decimal: 10^9 bytes, the unit files are quoted in.
    Gb,
}

impl MemoryUnit {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Gib, Self::Gb];

    /// The symbol, also the word it is stored as.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Gib => "GiB",
            Self::Gb => "GB",
        }
    }

    /// An amount in this unit, without the symbol.
    #[must_use]
    pub fn of(self, bytes: Bytes) -> f64 {
        match self {
            Self::Gib => bytes.as_gib(),
            Self::Gb => bytes.as_gb(),
        }
    }
}

/// Memory in the reader's unit; amounts below a tenth of it in the next smaller one.
#[must_use]
pub fn bytes(amount: Bytes, unit: MemoryUnit) -> String {
    let (step, symbols) = match unit {
        MemoryUnit::Gib => (1024.0, ["B", "KiB", "MiB", "GiB"]),
        MemoryUnit::Gb => (1000.0, ["B", "kB", "MB", "GB"]),
    };
    let [b, k, m, g] = symbols;
    let count = amount.as_f64();
    let (size, symbol) = match count {
        c if c >= 0.0995 * step * step * step => (c / (step * step * step), g),
        c if c >= 0.0995 * step * step => (c / (step * step), m),
        c if c >= 0.0995 * step => (c / step, k),
        c => (c, b),
    };
    three(size) + "\u{a0}" + symbol
}

/// Memory to the byte.
#[must_use]
pub fn exact(amount: Bytes) -> String {
    grouped(amount.get()) + "\u{a0}B"
}

/// A span of time in the two largest units that matter: `85 ms`, `4.27 s`, `2 min 5 s`, `3 h 20 min`.
#[must_use]
pub fn duration(time: Seconds) -> String {
    let s = time.get();
    let pair = |big: u64, big_unit: &str, small: u64, small_unit: &str| {
        let mut out = grouped(big) + "\u{a0}" + big_unit;
        if small > 0 {
            out = out + " " + &grouped(small) + "\u{a0}" + small_unit;
        }
        out
    };
    let whole = (s + 0.5) as u64;
    match s {
        s if s <= 0.0 => "0\u{a0}s".to_owned(),
        s if s < 0.000_999_5 => three(s * 1e6) + "\u{a0}µs",
        s if s < 0.009_995 => three(s * 1000.0) + "\u{a0}ms",
        s if s < 0.999_5 => decimals(s * 1000.0, 0) + "\u{a0}ms",
        s if s < 59.5 => three(s) + "\u{a0}s",
        s if s < 3599.5 => pair(whole / 60, "min", whole % 60, "s"),
        s if s < 86_370.0 => pair((whole + 30) / 3600, "h", (whole + 30) % 3600 / 60, "min"),
        s if s < 8_640_000.0 => pair((whole + 1800) / 86_400, "d", (whole + 1800) % 86_400 / 3600, "h"),
        _ => decimals(s / 86_400.0, 0) + "\u{a0}d",
    }
}

/// A rate with its range and the ceiling that it never passes.
#[must_use]
pub fn rate(rate: &Known<Rate>) -> String {
    or_unknown(*rate, t(Key::Unknown), |r| {
        let [typical, low, high] = [r.tokens_per_second, r.low, r.high].map(|x| x.get());
        let ceiling = three(r.ceiling.get());
        [&three(typical), " tok/s (", &range(low, high), "; ceiling ", &ceiling, ")"].concat()
    })
}

/// A figure, or the word for not knowing.
#[must_use]
pub fn or_unknown<T>(figure: Known<T>, unknown: &str, write: impl FnOnce(T) -> String) -> String {
    match figure {
        Known::Known(value) => write(value),
        Known::Unknown => unknown.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_labelled_and_never_mixed() {
        let amount = Bytes::gib(6.14);
        assert_eq!(bytes(amount, MemoryUnit::Gib), "6.14\u{a0}GiB");
        assert_eq!(bytes(amount, MemoryUnit::Gb), "6.59\u{a0}GB");
        assert_eq!(bytes(Bytes::mib(65.0), MemoryUnit::Gib), "65.0\u{a0}MiB");
        assert_eq!(bytes(Bytes::new(513_024), MemoryUnit::Gb), "0.513\u{a0}MB");
        assert_eq!(bytes(Bytes::ZERO, MemoryUnit::Gib), "0\u{a0}B");
        assert_eq!(exact(Bytes::new(513_024)), "513,024\u{a0}B");
    }

    #[test]
    fn time_in_words_people_use() {
        for (seconds, text) in [
            (0.000_1, "100\u{a0}µs"),
            (0.0853, "85\u{a0}ms"),
            (4.267, "4.27\u{a0}s"),
            (59.7, "1\u{a0}min"),
            (125.0, "2\u{a0}min 5\u{a0}s"),
            (12_000.0, "3\u{a0}h 20\u{a0}min"),
            (90_000.0, "1\u{a0}d 1\u{a0}h"),
        ] {
            assert_eq!(duration(Seconds::new(seconds)), text);
        }
    }
}
