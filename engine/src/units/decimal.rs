//! Real numbers as people quote them: few digits and a power of ten. Packed files hold 936 GB/s as `936 · 10^9` in three
//! bytes instead of eight, and get the very same number back.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Powers of ten that an `f64` holds exactly.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

/// Marks a number that has no short decimal form: the digits are its bits.
const BITS: i8 = i8::MAX;

/// Writes a number: as it is for people, as digits and a power of ten for machines.
pub(crate) fn serialize<S: Serializer>(number: f64, serializer: S) -> Result<S::Ok, S::Error> {
    if serializer.is_human_readable() {
        return serializer.serialize_f64(number);
    }
    let short =
        shortest(number).filter(|&(digits, power)| value(digits, power).to_bits() == number.to_bits());
    short.unwrap_or((number.to_bits() as i64, BITS)).serialize(serializer)
}

/// Reads what [`serialize`] wrote.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    if deserializer.is_human_readable() {
        return f64::deserialize(deserializer);
    }
    let (digits, power) = <(i64, i8)>::deserialize(deserializer)?;
    Ok(if power == BITS { f64::from_bits(digits as u64) } else { value(digits, power) })
}

/// One correctly rounded operation on two exact numbers: the nearest `f64` to the decimal.
fn value(digits: i64, power: i8) -> f64 {
    let factor = POWERS.get(usize::from(power.unsigned_abs())).copied().unwrap_or(f64::INFINITY);
    if power < 0 { digits as f64 / factor } else { digits as f64 * factor }
}

/// Digits and power of ten of the shortest decimal that reads back as this number.
fn shortest(number: f64) -> Option<(i64, i8)> {
    let written = format!("{number:e}");
    let (digits, power) = written.split_once('e')?;
    let power: i8 = power.parse().ok()?;
    let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let digits = digits.replace('.', "").parse().ok()?;
    Some((digits, power.checked_sub(i8::try_from(decimals).ok()?)?))
}

#[cfg(test)]
mod tests {
    use super::super::{BytesPerSecond, FlopsPerSecond, TokensPerSecond};

    #[test]
    fn numbers_come_back_bit_for_bit_and_quoted_ones_are_short() {
        for quoted in [0.0, 0.07, 936.0, 460.8, 5_300.0, 1e-9, 0.1 + 0.2, 1.0 / 3.0, f64::MAX, 5e-324] {
            let rate = BytesPerSecond::gb_s(quoted);
            let packed = postcard::to_allocvec(&rate).unwrap();
            assert_eq!(postcard::from_bytes::<BytesPerSecond>(&packed), Ok(rate));
        }
        assert_eq!(postcard::to_allocvec(&BytesPerSecond::gb_s(936.0)).unwrap().len(), 3);
        assert_eq!(postcard::to_allocvec(&FlopsPerSecond::tera(35.58)).unwrap().len(), 3);
        assert_eq!(postcard::to_allocvec(&TokensPerSecond::new(133.44)).unwrap().len(), 4);
        assert_eq!(serde_json::to_string(&TokensPerSecond::new(133.44)).unwrap(), "133.44");
    }
}
