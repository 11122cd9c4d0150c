//! Values as readers see them.

use will_it_run_engine::units::Bytes;

use super::{Kind, Value};
use crate::text::measure::{MemoryUnit, bytes};
use crate::text::number::{compact, decimals, grouped, range, three};
use crate::text::{Fixed, Key, t};

/// A value of a column of this kind.
#[must_use]
pub fn write(value: &Value, kind: Kind, unit: MemoryUnit) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        Value::Figure(figure) => amount(*figure, kind, unit),
        Value::Range { low, high, .. } => range(*low, *high) + "\u{a0}" + t(Key::TokPerSecond),
        Value::Day(day) => day.to_string(),
        Value::Missing(why) => why.text().to_owned(),
    }
}

/// A figure with its unit.
#[must_use]
pub fn amount(figure: f64, kind: Kind, unit: MemoryUnit) -> String {
    match kind {
        Kind::Bytes => {
            let amount = Bytes::from_f64(figure);
            // Memory as it is sold has no decimals.
            let whole = unit.of(amount);
            if unit == MemoryUnit::Gib && whole >= 1.0 && whole.fract() < 1e-9 {
                grouped(whole as u64) + "\u{a0}" + unit.symbol()
            } else {
                bytes(amount, unit)
            }
        }
        Kind::Bandwidth => three(figure) + "\u{a0}" + t(Key::GbPerSecond),
        Kind::Watts => three(figure) + "\u{a0}W",
        Kind::Usd => "$".to_owned() + &decimals(figure, 0),
        Kind::Points | Kind::Tokens => decimals(figure, 0),
        Kind::Rate => three(figure) + "\u{a0}" + t(Key::TokPerSecond),
        Kind::Count => compact(figure),
        Kind::Text | Kind::Words | Kind::Date => three(figure),
    }
}
