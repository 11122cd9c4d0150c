//! The engine's only logarithms, exponentials and powers: the same bits on every machine and in the browser.
//!
//! The functions of `f64` call the platform's maths library, which may round the last bit differently; these are plain Rust
//! (the `libm` crate without its platform paths). Square roots need no entry here: IEEE 754 defines them to the bit.

/// Natural logarithm. Negative numbers give NaN, zero gives minus infinity: callers clamp first.
#[must_use]
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// e to the power `x`.
#[must_use]
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// `base` to the power `exponent`, for real exponents.
#[must_use]
pub fn pow(base: f64, exponent: f64) -> f64 {
    libm::pow(base, exponent)
}

/// `base` to a whole power, by repeated squaring: about ten multiplications instead of a logarithm.
#[must_use]
pub fn pow_whole(base: f64, exponent: u32) -> f64 {
    let (mut result, mut square, mut left) = (1.0, base, exponent);
    while left > 0 {
        if left & 1 == 1 {
            result *= square;
        }
        square *= square;
        left >>= 1;
    }
    result
}

/// `a × b`, or the largest number where that is larger. The standard library's own multiplies in 128 bits, which wasm does in a function
/// call; the operands' lengths say that this need not be for any but absurd amounts. Not inlined: each of the many places that multiply
/// bytes would hold all of it.
#[must_use]
#[inline(never)]
pub const fn times(a: u64, b: u64) -> u64 {
    if a.leading_zeros() + b.leading_zeros() >= u64::BITS { a.wrapping_mul(b) } else { a.saturating_mul(b) }
}

/// A number as an amount: NaN and negatives are zero, infinity is the largest number. Not inlined: every quantity would hold it.
#[must_use]
#[inline(never)]
pub fn amount(value: f64) -> f64 {
    if value > f64::MAX {
        f64::MAX
    } else if value > 0.0 {
        value
    } else {
        0.0
    }
}

/// √(a² + b²) for two times that overlap in part. Not `f64::hypot`, which differs between platforms; the operands are seconds or
/// bytes, far from overflow.
#[must_use]
pub fn root_sum_square(a: f64, b: f64) -> f64 {
    (a * a + b * b).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bits, not closeness: a golden file must read the same on the host and in wasm.
    #[test]
    fn known_values_hold_to_the_bit() {
        let cases: [(f64, u64); 8] = [
            (ln(2.0), 0x3fe6_2e42_fefa_39ef),
            (ln(10.0), 0x4002_6bb1_bbb5_5516),
            (ln(1.0), 0),
            // One unit above the nearest: what counts is that it is the same everywhere.
            (exp(1.0), 0x4005_bf0a_8b14_576a),
            (exp(-1.0), 0x3fd7_8b56_362c_ef38),
            (exp(0.0), 0x3ff0_0000_0000_0000),
            (pow(2.0, 0.5), 0x3ff6_a09e_667f_3bcd),
            (pow(10.0, 3.0), 0x408f_4000_0000_0000),
        ];
        for (got, bits) in cases {
            assert_eq!(got.to_bits(), bits, "{got} is {:#x}", got.to_bits());
        }
    }

    #[test]
    fn whole_powers() {
        assert_eq!(pow_whole(0.5, 0).to_bits(), 1.0f64.to_bits());
        assert_eq!(pow_whole(2.0, 10).to_bits(), 1024.0f64.to_bits());
        assert_eq!(pow_whole(0.0, 3).to_bits(), 0.0f64.to_bits());
        assert!((pow_whole(1.0 - 8.0 / 256.0, 512) - pow(1.0 - 8.0 / 256.0, 512.0)).abs() < 1e-18);
    }

    #[test]
    fn whole_products_saturate() {
        let edges = [0, 1, 2, 3, (1 << 32) - 1, 1 << 32, (1 << 32) + 1, 1 << 63, u64::MAX - 1, u64::MAX];
        for (a, b) in edges.iter().flat_map(|a| edges.map(|b| (*a, b))) {
            assert_eq!(times(a, b), a.saturating_mul(b), "{a} {b}");
        }
    }

    #[test]
    fn root_sum_square_is_between_the_larger_and_the_sum() {
        assert!((root_sum_square(3.0, 4.0) - 5.0).abs() < 1e-15);
        assert!(root_sum_square(0.0, 2.0).to_bits() == 2.0f64.to_bits());
    }
}

/// A plain decimal number, with a dot or a comma, or with commas between groups of three digits (`1,500`, as they are printed), read to
/// fifteen digits: digits and a power of ten are both exact then, so
/// their quotient is the nearest number. (The general parser would bring a table of 10 KB that does not compress.)
#[must_use]
pub fn decimal(text: &str) -> Option<f64> {
    let ungrouped = text.replace(',', "");
    let text = if grouped(text) { ungrouped.as_str() } else { text };
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    if !whole.bytes().chain(part.bytes()).all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let part = part.get(..15_usize.checked_sub(whole.len())?).unwrap_or(part);
    let digits: u64 = [whole, part].concat().parse().ok()?;
    let scale = (0..part.len()).fold(1.0, |scale, _| scale * 10.0);
    Some(digits as f64 / scale)
}

/// Whether commas stand between groups of three digits: `1,500`, `12,000.5`; not `7,5` and not `0,125`.
fn grouped(text: &str) -> bool {
    let whole = text.split('.').next().unwrap_or_default();
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let mut rest = groups.peekable();
    !first.starts_with('0')
        && (1..=3).contains(&first.len())
        && rest.peek().is_some()
        && rest.all(|group| group.len() == 3)
}

#[cfg(test)]
mod decimal_tests {
    use super::decimal;

    #[test]
    fn commas_between_groups_are_read_as_they_are_printed() {
        assert_eq!(decimal("1,500"), Some(1500.0));
        assert_eq!(decimal("12,345,678.5"), Some(12_345_678.5));
        assert_eq!(decimal("7,5"), Some(7.5));
        assert_eq!(decimal("0,125"), Some(0.125));
        assert_eq!(decimal("1,50,000"), None);
    }

    #[test]
    fn reads_what_the_general_parser_reads() {
        for text in ["0", "24", "23.4", "0.1", ".5", "7.", "89.6", "1935.125", "999999999.999999", "0.000001"]
        {
            assert_eq!(decimal(text), text.parse().ok(), "{text}");
        }
        assert_eq!(decimal("1,5"), Some(1.5));
        assert_eq!(decimal("15.000000000000002"), Some(15.0));
        for text in ["", ".", "-1", "+1", "1e3", "1.2.3", "NaN", "inf", "½", "1 000", "1234567890123456"] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }
}
