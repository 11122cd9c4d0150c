//! Whether buying a device or renting it costs less, for the widget's break-even: prices in, sentences out, by the same reckoning as the page about cost.

use will_it_run_engine::cost::{BreakEven, GlancePrices, Pair, Range, Speed, WayState};
use will_it_run_engine::units::{Balance, Hours, Known, Usd, UsdPerHour};

use super::json::Json;
use super::{Refusal, refused};
use crate::text::cost::{self, Shown};

const HOURS: Refusal = ["out-of-range", "hours", "A day has from 0 to 24 hours."];
const PRICE: Refusal =
    ["out-of-range", "price", "A price is a number of dollars, or two with a dash between."];
const RENT: Refusal =
    ["out-of-range", "rent", "A rate is a number of dollars an hour, or two with a dash between."];

/// Answers seven numbers: hours a day; the least, usual and most price; the least, usual and most rate of an hour. Dollars; of what nobody knows
/// all three are no number.
#[must_use]
pub fn break_even(asked: &[f64]) -> String {
    match read(asked) {
        Ok((hours, prices)) => answered(hours, prices),
        Err(refusal) => refused(refusal),
    }
}

fn read(asked: &[f64]) -> Result<(Hours, GlancePrices), &'static Refusal> {
    let field = |at: usize| asked.get(at).copied().filter(|number| !number.is_nan());
    let hours = field(0).filter(|hours| (0.0..=24.0).contains(hours)).ok_or(&HOURS)?;
    // Of three either all are known or none.
    let range = |from: usize, refusal| match (field(from), field(from + 1), field(from + 2)) {
        (Some(low), Some(point), Some(high)) if 0.0 <= low && low <= point && point <= high && high < 1e9 => {
            Ok(Known::Known(Range { low, point, high }))
        }
        (None, None, None) => Ok(Known::Unknown),
        _ => Err(refusal),
    };
    let (price, rent) = (range(1, &PRICE)?, range(4, &RENT)?);
    let prices = GlancePrices {
        price: price.map(|range: Range<f64>| range.map(Usd::new)),
        rent: rent.map(|range: Range<f64>| range.map(UsdPerHour::new)),
        api: Known::Unknown,
        used: Vec::new(),
    };
    Ok((Hours::new(hours), prices))
}

fn answered(hours: Hours, prices: GlancePrices) -> String {
    let speed = Speed { decode: Known::Unknown, prefill: Known::Unknown };
    let found = prices.reckon(hours, speed);
    let shown = Shown::of(None);
    let mut out = Json::object();
    out.put("ok", "true").number("hours", hours.get()).number("horizon_months", found.horizon.get());
    let pair = found.pairs.iter().find(|pair| pair.pair == Pair::BuyOrRent);
    match pair.filter(|pair| !pair.point.is_asked()) {
        Some(pair) => {
            let (word, says) = cost::verdict(pair);
            out.text("verdict", &word).text("says", &says).text("over", &cost::flip(pair.pair, &pair.flip));
            let months = match &pair.point {
                BreakEven::AtOnce => 0.0,
                BreakEven::After { months, .. } => months.get(),
                _ => f64::NAN,
            };
            out.number("months", months);
        }
        None => {
            out.put("verdict", "null");
        }
    }
    for way in &found.ways {
        let WayState::Priced(figures) = &way.state else { continue };
        let monthly = figures.monthly.map(|usd| Balance::new(usd.get()));
        let mut cost = Json::object();
        cost.number("usd_a_month", figures.monthly.point.get()).text("text", &shown.money(monthly.point));
        if let Some(ends) = shown.ends(monthly) {
            cost.text("ends", &ends);
        }
        out.put(way.way.word(), &cost.done());
    }
    out.done()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use serde_json::Value;

    use super::*;

    fn asked(line: &str) -> Value {
        let numbers: Vec<f64> = line.split(' ').map(|field| field.parse().unwrap_or(f64::NAN)).collect();
        serde_json::from_str(&break_even(&numbers)).unwrap()
    }

    #[test]
    fn a_price_is_reached_by_a_rate_after_its_hours() {
        // 730 h a month at $1: a price of $7,300 is ten months of it.
        let said = asked("24 7300 7300 7300 1 1 1");
        assert_eq!(said.get("verdict").unwrap(), "After 10.0\u{a0}months");
        assert!((said.pointer("/rent/usd_a_month").unwrap().as_f64().unwrap() - 730.0).abs() < 1e-6);
        assert!((said.get("months").unwrap().as_f64().unwrap() - 10.0).abs() < 1e-3);
        // Half the hours, twice as long.
        assert!(
            (asked("12 7300 7300 7300 1 1 1").get("months").unwrap().as_f64().unwrap() - 20.0).abs() < 1e-3
        );
    }

    #[test]
    fn what_nobody_knows_is_asked_for_and_nonsense_is_named() {
        assert_eq!(asked("24 - - - 1 1 1").get("verdict").unwrap(), &Value::Null);
        assert!(asked("24 - - - 1 1 1").get("buy").is_none());
        for (line, field) in [
            ("25 1 1 1 1 1 1", "hours"),
            ("x", "hours"),
            ("24 3 2 1 1 1 1", "price"),
            ("24 1 1 1 -1 1 1", "rent"),
            ("24 1 1 1 - 1 1", "rent"),
            ("24 1 1 1 1 1 inf", "rent"),
            ("", "hours"),
            ("24 1 - 1 1 1 1", "price"),
        ] {
            assert_eq!(asked(line).get("field").unwrap(), field, "{line}");
        }
    }
}
