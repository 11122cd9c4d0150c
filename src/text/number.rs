//! Numbers as readers see them: three significant digits, digits grouped by thousands. Integers carry the work,
//! because the standard formatting of floats costs more bytes than the rest of this folder.

/// A whole number with its digits grouped: `6,592,435,200`.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number with exactly so many decimals: `46.1`. Not a number is written as a dash.
#[must_use]
pub fn decimals(number: f64, places: u32) -> String {
    if !number.is_finite() {
        return "–".to_owned();
    }
    let unit = 10_u64.saturating_pow(places);
    let scaled = (number.abs() * unit as f64 + 0.5) as u64;
    let mut out = String::new();
    if number < 0.0 && scaled > 0 {
        out.push('−');
    }
    out.push_str(&grouped(scaled / unit));
    if places > 0 {
        out.push('.');
        let fraction = (scaled % unit).to_string();
        for _ in fraction.len()..places as usize {
            out.push('0');
        }
        out.push_str(&fraction);
    }
    out
}

/// Three significant digits: `0.0523`, `4.27`, `46.1`, `183`, `2,310`.
#[must_use]
pub fn three(number: f64) -> String {
    let size = number.abs();
    if size >= 999.5 {
        return decimals(whole_digits(number, 3), 0);
    }
    let places = match size {
        s if s >= 99.95 => 0,
        s if s >= 9.995 => 1,
        s if s >= 0.9995 => 2,
        s if s >= 0.099_95 => 3,
        s if s >= 0.009_995 => 4,
        s if s > 0.0 => 5,
        _ => 0,
    };
    decimals(number, places)
}

/// A range in as many digits as its width deserves: `38–46`, `3.2–4.1`, `2,310–2,890`. Equal ends give one number.
#[must_use]
pub fn range(low: f64, high: f64) -> String {
    let write = |x: f64| match high {
        h if h >= 999.5 => decimals(whole_digits(x, 3), 0),
        h if h >= 19.95 => decimals(x, 0),
        h if h >= 1.0 => decimals(x, 1),
        h if h >= 0.1 => decimals(x, 2),
        _ => three(x),
    };
    let (from, to) = (write(low), write(high));
    if from == to { three(high) } else { from + "–" + &to }
}

/// A large count with its suffix: `8.03B`, `131K`, `512`.
#[must_use]
pub fn compact(number: f64) -> String {
    for (from, step, suffix) in
        [(999.5e9, 1e12, "T"), (999.5e6, 1e9, "B"), (999.5e3, 1e6, "M"), (9999.5, 1e3, "K")]
    {
        if number >= from {
            return three(number / step) + suffix;
        }
    }
    three(number)
}

/// A share as a percentage: `83 %`, `4.2 %`, on one line.
#[must_use]
pub fn percent(share: f64) -> String {
    let hundred = share * 100.0;
    decimals(hundred, u32::from(hundred.abs() < 9.95)) + "\u{a0}%"
}

/// Rounds to so many leading digits.
fn whole_digits(number: f64, digits: u32) -> f64 {
    let mut step = 1.0;
    while number.abs() / step >= ten_to(digits) - 0.5 {
        step *= 10.0;
    }
    // Half away from zero, in integers: the largest figures shown are far below 2^63 steps.
    let steps = (number.abs() / step + 0.5) as u64;
    (steps as f64 * step).copysign(number)
}

/// Ten to a small power, exactly.
fn ten_to(digits: u32) -> f64 {
    10_u64.saturating_pow(digits) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_significant_digits_at_every_size() {
        for (number, text) in [
            (0.0, "0"),
            (0.05231, "0.0523"),
            (0.5231, "0.523"),
            (0.9996, "1.00"),
            (4.267, "4.27"),
            (9.996, "10.0"),
            (46.14, "46.1"),
            (99.96, "100"),
            (183.2, "183"),
            (999.7, "1,000"),
            (2314.0, "2,310"),
            (1_234_567.0, "1,230,000"),
            (-4.267, "−4.27"),
            (f64::NAN, "–"),
        ] {
            assert_eq!(three(number), text, "{number}");
        }
    }

    #[test]
    fn ranges_show_what_their_width_deserves() {
        for (low, high, text) in [
            (38.2, 45.9, "38–46"),
            (3.21, 4.09, "3.2–4.1"),
            (0.421, 0.538, "0.42–0.54"),
            (2313.0, 2888.0, "2,310–2,890"),
            (104.4, 131.0, "104–131"),
            (50.1, 50.2, "50.2"),
        ] {
            assert_eq!(range(low, high), text);
        }
    }

    #[test]
    fn whole_numbers_are_grouped() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(6_592_435_200), "6,592,435,200");
    }

    #[test]
    fn counts_and_shares() {
        assert_eq!(compact(8_030_261_248.0), "8.03B");
        assert_eq!(compact(131_072.0), "131K");
        assert_eq!(compact(1_000_000_000_000.0), "1.00T");
        assert_eq!(compact(8192.0), "8,190");
        assert_eq!(percent(0.834), "83\u{a0}%");
        assert_eq!(percent(0.042), "4.2\u{a0}%");
        assert_eq!(percent(-0.31), "−31\u{a0}%");
    }
}
