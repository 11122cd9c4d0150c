//! A figure of a sum about money, in its unit.

use serde::Serialize;

use crate::units::{
    Balance, Hours, KilowattHours, Kilowatts, Known, MillionTokens, Months, Share, TokensPerSecond, Usd,
    UsdPerHour, UsdPerKwh, UsdPerMillionTokens, UsdPerMonth, YearlyRate,
};

/// A figure with its unit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "unit", content = "value")]
pub enum CostQuantity {
    /// Money.
    Usd(Usd),
    /// Money that may be owed either way.
    Balance(Balance),
    /// An hourly price.
    UsdPerHour(UsdPerHour),
    /// A monthly price.
    UsdPerMonth(UsdPerMonth),
    /// A price of energy.
    UsdPerKwh(UsdPerKwh),
    /// A price of tokens.
    UsdPerMillionTokens(UsdPerMillionTokens),
    /// A span.
    Hours(Hours),
    /// Hours of each day.
    HoursPerDay(Hours),
    /// Hours of each average month.
    HoursPerMonth(Hours),
    /// A span.
    Months(Months),
    /// Power.
    Kilowatts(Kilowatts),
    /// Energy of a month.
    KilowattHoursPerMonth(KilowattHours),
    /// Tokens of a day.
    MillionTokensPerDay(MillionTokens),
    /// Tokens of a month.
    MillionTokensPerMonth(MillionTokens),
    /// A speed.
    TokensPerSecond(TokensPerSecond),
    /// A part of a whole.
    Share(Share),
    /// A yearly change.
    YearlyRate(YearlyRate),
    /// A plain factor.
    Ratio(f64),
    /// A plain number of things.
    Count(u32),
}

/// A figure of a sum, the rule that gave it, and what went in.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CostTerm {
    /// What it is, as a stable key: `buy.upfront`, `power.at_work`.
    pub key: &'static str,
    /// The figure.
    pub value: Known<CostQuantity>,
    /// The rule, as a stable key; `given` for what the reader stated, `catalog` for a figure of the catalog.
    pub rule: &'static str,
    /// Key of the source in the catalog; empty where there is none.
    pub source: String,
    /// What went in.
    pub inputs: Vec<CostTerm>,
}

impl CostTerm {
    /// A figure reckoned from others. Not inlined: it stands some forty times in the sums.
    #[must_use]
    #[inline(never)]
    pub fn of(key: &'static str, value: CostQuantity, rule: &'static str, inputs: Vec<Self>) -> Self {
        Self { key, value: Known::Known(value), rule, source: String::new(), inputs }
    }

    /// A figure that went in; a source makes it one of the catalog.
    #[must_use]
    #[inline(never)]
    pub fn input(key: &'static str, value: CostQuantity, source: &str) -> Self {
        let rule = if source.is_empty() { "given" } else { "catalog" };
        Self { key, value: Known::Known(value), rule, source: source.to_owned(), inputs: Vec::new() }
    }
}
