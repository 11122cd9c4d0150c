//! Money in the reader's currency, and the figures of sums with their units.

use will_it_run_engine::cost::{CostQuantity as Q, Currency, Range};

use crate::text::money::Money;
use crate::text::number::{compact, decimals, grouped, percent, range, three};

/// What money is shown in: dollars, or another currency at the rate the reader typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// Three letters; none for dollars.
    code: Option<String>,
    /// Units of it for one dollar.
    per_usd: f64,
}

impl Shown {
    /// As the question says.
    #[must_use]
    pub fn of(currency: Option<&Currency>) -> Self {
        match currency {
            Some(currency) => Self { code: Some(currency.code.clone()), per_usd: currency.per_usd },
            None => Self { code: None, per_usd: 1.0 },
        }
    }

    /// Dollars as a number of what is shown.
    #[must_use]
    pub fn number(&self, usd: impl Money) -> f64 {
        usd.dollars() * self.per_usd
    }

    /// The sign or letters.
    #[must_use]
    pub fn unit(&self) -> &str {
        self.code.as_deref().unwrap_or("$")
    }

    /// An amount: whole from a hundred on, three digits below.
    #[must_use]
    pub fn money(&self, usd: impl Money) -> String {
        self.amount(usd.dollars())
    }

    fn amount(&self, usd: f64) -> String {
        self.with_unit(usd, digits((usd * self.per_usd).abs()))
    }

    /// A sign before, letters behind.
    fn with_unit(&self, usd: f64, digits: String) -> String {
        let sign = if usd * self.per_usd < -0.004_999 { "−" } else { "" };
        match &self.code {
            None => [sign, "$", &digits].concat(),
            Some(code) => [sign, &digits, "\u{a0}", code].concat(),
        }
    }

    /// From the least to the most; equal ends give one amount.
    #[must_use]
    pub fn span<M: Money>(&self, low: M, high: M) -> String {
        self.ends_of(low.dollars(), high.dollars())
    }

    fn ends_of(&self, low: f64, high: f64) -> String {
        let (from, to) = (self.amount(low), self.amount(high));
        if from == to {
            return from;
        }
        if low < 0.0 {
            return [&from, " to ", &to].concat();
        }
        let (from, to) = (digits(low * self.per_usd), digits(high * self.per_usd));
        self.with_unit(high, [&from, "–", &to].concat())
    }

    /// Amounts that are in what is shown already: the point, with its ends where it has some.
    #[must_use]
    pub fn as_shown(&self, range: Range<f64>) -> String {
        let in_dollars = range.map(|amount| amount / self.per_usd);
        let point = self.amount(in_dollars.point);
        match self.both(in_dollars) {
            Some(ends) => [&point, " (", &ends, ")"].concat(),
            None => point,
        }
    }

    /// The ends of a range where it has some.
    #[must_use]
    pub fn ends<M: Money>(&self, range: Range<M>) -> Option<String> {
        self.both(range.map(Money::dollars))
    }

    fn both(&self, range: Range<f64>) -> Option<String> {
        let ends = self.ends_of(range.low, range.high);
        (ends != self.amount(range.low)).then_some(ends)
    }
}

fn digits(amount: f64) -> String {
    if amount >= 99.995 {
        decimals(amount, 0)
    } else if amount < 0.000_005 {
        "0".to_owned()
    } else {
        three(amount)
    }
}

/// Three digits; a whole number, as inputs often are, as it is.
#[must_use]
pub fn neat(number: f64) -> String {
    let whole = number.fract() == 0.0 && number.abs() < 1e6;
    if whole { decimals(number, 0) } else { three(number) }
}

/// A figure with its unit.
#[must_use]
pub fn quantity(figure: Q, shown: &Shown) -> String {
    let per = |usd: f64, unit: &str| shown.amount(usd) + unit;
    let in_unit = |number: f64, unit: &str| neat(number) + "\u{a0}" + unit;
    match figure {
        Q::Usd(usd) => shown.money(usd),
        Q::Balance(usd) => shown.money(usd),
        Q::UsdPerHour(usd) => per(usd.get(), "/h"),
        Q::UsdPerMonth(usd) => per(usd.get(), " a month"),
        Q::UsdPerKwh(usd) => per(usd.get(), "/kWh"),
        Q::UsdPerMillionTokens(usd) => per(usd.get(), "/M tokens"),
        Q::Hours(hours) => in_unit(hours.get(), "h"),
        Q::HoursPerDay(hours) => in_unit(hours.get(), "h a day"),
        Q::HoursPerMonth(hours) => in_unit(hours.get(), "h a month"),
        Q::Months(months) => in_unit(months.get(), "months"),
        Q::Kilowatts(power) => in_unit(power.get() * 1000.0, "W"),
        Q::KilowattHoursPerMonth(energy) => in_unit(energy.get(), "kWh a month"),
        Q::MillionTokensPerDay(tokens) => compact(tokens.get() * 1e6) + " tokens a day",
        Q::MillionTokensPerMonth(tokens) => compact(tokens.get() * 1e6) + " tokens a month",
        Q::TokensPerSecond(rate) => in_unit(rate.get(), "tok/s"),
        Q::Share(share) => percent(share.get()),
        Q::YearlyRate(rate) => percent(rate.get()) + " a year",
        Q::Ratio(ratio) => neat(ratio),
        Q::Count(count) => grouped(u64::from(count)),
    }
}

/// Months from the least to the most.
pub(super) fn months(low: f64, high: f64) -> String {
    range(low, high) + "\u{a0}months"
}

#[cfg(test)]
mod tests {
    use will_it_run_engine::units::Balance;

    use super::*;

    #[test]
    fn money_in_dollars_and_in_another_currency() {
        let dollars = Shown::of(None);
        assert_eq!(dollars.money(Balance::new(8000.0)), "$8,000");
        assert_eq!(dollars.money(Balance::new(-8000.4)), "−$8,000");
        assert_eq!(dollars.money(Balance::new(1.5)), "$1.50");
        assert_eq!(dollars.money(Balance::new(0.0)), "$0");
        assert_eq!(dollars.span(Balance::new(1.5), Balance::new(2.5)), "$1.50–2.50");
        assert_eq!(dollars.span(Balance::new(3.0), Balance::new(3.0)), "$3.00");
        assert_eq!(dollars.span(Balance::new(-10.0), Balance::new(20.0)), "−$10.0 to $20.0");
        let euros = Shown::of(Some(&Currency { code: "EUR".to_owned(), per_usd: 0.5 }));
        assert_eq!(euros.money(Balance::new(8000.0)), "4,000\u{a0}EUR");
        assert_eq!(euros.span(Balance::new(1.5), Balance::new(2.5)), "0.750–1.25\u{a0}EUR");
    }
}
