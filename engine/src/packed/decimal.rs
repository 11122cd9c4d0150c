//! Real numbers as people quote them: few digits and a power of ten. The file holds 936 GB/s as `936 · 10^9` in three
//! bytes instead of eight, and gives the very same number back.

/// Half of the powers of ten that are written; an `f64` holds 10^22 exactly.
const MIDDLE: u64 = 22;

/// In the place of a power: the digits are the number's bits, for want of a short decimal form.
const BITS: u64 = 127;

/// What is written of a number: twice the power of ten, one more for a negative number; and the digits.
pub(super) fn parts(number: f64) -> (u64, u64) {
    let short =
        shortest(number).filter(|(power, digits)| value(*power, *digits).to_bits() == number.to_bits());
    short.unwrap_or((BITS, number.to_bits()))
}

/// One correctly rounded operation on two exact numbers: the nearest `f64` to the decimal.
pub(super) fn value(power: u64, digits: u64) -> f64 {
    if power == BITS {
        return f64::from_bits(digits);
    }
    let (sign, power) = (power % 2, power / 2);
    let mut factor = 1.0;
    for _ in 0..power.abs_diff(MIDDLE).min(MIDDLE) {
        factor *= 10.0;
    }
    let number = if power < MIDDLE { digits as f64 / factor } else { digits as f64 * factor };
    if sign == 0 { number } else { -number }
}

/// Power and digits of the shortest decimal that reads back as this number.
fn shortest(number: f64) -> Option<(u64, u64)> {
    let written = format!("{:e}", number.abs());
    let (digits, power) = written.split_once('e')?;
    let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let power = power.parse::<i64>().ok()?.checked_sub_unsigned(decimals as u64)?;
    let power = u64::try_from(power.checked_add_unsigned(MIDDLE)?).ok()?;
    Some((power * 2 + u64::from(number.is_sign_negative()), digits.replace('.', "").parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::{parts, value};

    #[test]
    fn numbers_come_back_bit_for_bit_and_quoted_ones_are_short() {
        let numbers = [
            0.0,
            -0.0,
            0.07,
            -0.07,
            936e9,
            460.8e9,
            0.1 + 0.2,
            1.0 / 3.0,
            f64::MAX,
            5e-324,
            1e22,
            1e-22,
            1e23,
        ];
        for number in numbers {
            let (power, digits) = parts(number);
            assert_eq!(value(power, digits).to_bits(), number.to_bits(), "{number}");
        }
        assert_eq!(parts(936e9).1, 936);
        assert_eq!(parts(35.58e12).1, 3558);
        assert_eq!(parts(133.44).1, 13344);
    }

    #[test]
    fn any_parts_are_a_number() {
        for power in 0..=300 {
            assert!(value(power, u64::MAX).abs() > 0.0 || power == 127);
        }
    }
}
