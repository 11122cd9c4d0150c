//! What the page says of money: prices, their age, and buying against renting.

use will_it_run_engine::catalog::Condition;
use will_it_run_engine::recommend::Covers;
use will_it_run_engine::units::{HOURS_PER_MONTH, Hours, Known, Usd, UsdPerHour};

use crate::text::money::Money;
use crate::text::number::{decimals, grouped, range, three};

/// Dollars: whole from a hundred on, three digits below.
#[must_use]
pub fn usd(amount: impl Money) -> String {
    dollars(amount.dollars())
}

fn dollars(amount: f64) -> String {
    "$".to_owned() + &if amount >= 99.995 { decimals(amount, 0) } else { three(amount) }
}

/// Dollars from the least to the most.
#[must_use]
pub fn usd_range<M: Money>((low, high): (M, M)) -> String {
    let (from, to) = (usd(low), usd(high));
    if from == to { from } else { from + "–" + to.trim_start_matches('$') }
}

/// How long ago something was seen, counted to the catalog's day: `12 days ago`, `5 months ago`, `2.3 years ago`.
#[must_use]
pub fn age(days: i64) -> String {
    match u64::try_from(days).unwrap_or(0) {
        0 => "on the catalog’s day".to_owned(),
        1 => "1 day ago".to_owned(),
        days if days < 60 => grouped(days) + " days ago",
        days if days < 730 => grouped((days + 15) / 30) + " months ago",
        days => decimals(days as f64 / 365.25, 1) + " years ago",
    }
}

/// The state of the goods.
#[must_use]
pub const fn condition_word(condition: Condition) -> &'static str {
    match condition {
        Condition::Msrp => "at launch",
        Condition::New => "new",
        Condition::Used => "used",
    }
}

/// The going price: `$7,500–8,500 new, seen 2026-06, 5 months ago.`
#[must_use]
pub fn price_sentence(price: (Usd, Usd), condition: Condition, seen: &str, days: i64) -> String {
    [&usd_range(price), " ", condition_word(condition), ", seen ", seen, ", ", &age(days), "."].concat()
}

/// Hours and months after which buying has paid for itself: price ÷ rate, each from the least to the most.
#[must_use]
pub fn break_even(price: (Usd, Usd), rate: (UsdPerHour, UsdPerHour)) -> (String, String) {
    let hours = |price: Usd, rate| price.hours_at(rate).get().unwrap_or(Hours::ZERO);
    let (low, high) = (hours(price.0, rate.1), hours(price.1, rate.0));
    let months = |hours: Hours| hours.get() / HOURS_PER_MONTH;
    (range(low.get(), high.get()), range(months(low), months(high)))
}

/// What a price leaves out besides power.
#[must_use]
pub const fn left_out(covers: Covers) -> &'static str {
    match covers {
        Covers::Machine => ".",
        Covers::Devices => " and the computer around it.",
    }
}

/// Whether it is worth buying.
pub(super) fn worth_buying(
    price: Known<(Usd, Usd)>,
    rate: Known<(UsdPerHour, UsdPerHour)>,
    covers: Covers,
) -> String {
    match (price, rate) {
        (Known::Known(price), Known::Known(rate)) => {
            let (hours, months) = break_even(price, rate);
            [
                "At ",
                &usd_range(price),
                " to buy and ",
                &usd_range(rate),
                " an hour to rent on demand, buying pays after ",
                &hours,
                " hours of use, ",
                &months,
                " months day and night, before power",
                left_out(covers),
                " Below that, renting is cheaper.",
            ]
            .concat()
        }
        (Known::Unknown, Known::Known(rate)) => [
            "It rents at ",
            &usd_range(rate),
            " an hour on demand; no price of it in this size was observed, so there is no break-even.",
        ]
        .concat(),
        (Known::Known(price), Known::Unknown) => {
            ["It costs ", &usd_range(price), "; no on-demand rental of it was observed to compare with."]
                .concat()
        }
        (Known::Unknown, Known::Unknown) => {
            "Unknown: neither a price of it in this size nor an on-demand rental was observed.".to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn price(low: f64, high: f64) -> (Usd, Usd) {
        (Usd::new(low), Usd::new(high))
    }

    fn an_hour(low: f64, high: f64) -> (UsdPerHour, UsdPerHour) {
        (UsdPerHour::new(low), UsdPerHour::new(high))
    }

    #[test]
    fn a_break_even_is_a_range_from_the_cheapest_against_the_dearest() {
        let (hours, months) = break_even(price(7300.0, 8030.0), an_hour(1.0, 2.0));
        assert_eq!((hours.as_str(), months.as_str()), ("3,650–8,030", "5.0–11.0"));
        let rents = Known::Known(an_hour(0.5, 0.5));
        let costs = Known::Known(price(0.5, 0.5));
        let said = |price, rate| worth_buying(price, rate, Covers::Machine);
        assert!(said(Known::Unknown, rents).contains("$0.500 an hour on demand"));
        assert!(said(Known::Unknown, Known::Unknown).starts_with("Unknown"));
        assert!(said(Known::Known(price(9.0, 9.0)), Known::Unknown).contains("no on-demand rental"));
        assert!(said(costs, rents).contains("before power. Below"));
        assert!(
            worth_buying(costs, rents, Covers::Devices).contains("power and the computer around it. Below")
        );
    }

    #[test]
    fn money_and_its_age() {
        assert_eq!(usd(Usd::new(8500.0)), "$8,500");
        assert_eq!(usd(Usd::new(0.804)), "$0.804");
        assert_eq!(usd_range((Usd::new(7500.0), Usd::new(8500.0))), "$7,500–8,500");
        assert_eq!(usd_range((Usd::new(3.0), Usd::new(3.0))), "$3.00");
        assert_eq!(age(0), "on the catalog’s day");
        assert_eq!(age(45), "45 days ago");
        assert_eq!(age(152), "5 months ago");
        assert_eq!(age(1000), "2.7 years ago");
    }
}
