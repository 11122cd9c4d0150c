//! What the page says of an answer.

use will_it_run_engine::cost::{Assumed, BreakEven, Flip, Never, Pair, PairAnswer, PriceOf, Serves, Way};
use will_it_run_engine::units::{Known, UsdPerMillionTokens};

use super::money::{Shown, months, neat};
use super::terms::term_name;
use crate::text::number::{compact, decimals, grouped, percent, three};

/// The name of a way.
#[must_use]
pub const fn way_name(way: Way) -> &'static str {
    match way {
        Way::Buy => "Buy",
        Way::Rent => "Rent",
        Way::Api => "API",
    }
}

/// A pair in a table.
#[must_use]
pub const fn pair_name(pair: Pair) -> &'static str {
    match pair {
        Pair::BuyOrRent => "Buy against rent",
        Pair::BuyOrApi => "Buy against API",
        Pair::RentOrApi => "Rent against API",
    }
}

/// The two ways of a pair as things one does.
const fn doing(pair: Pair) -> (&'static str, &'static str) {
    match pair {
        Pair::BuyOrRent => ("Buying", "renting"),
        Pair::BuyOrApi => ("Buying", "paying by the token"),
        Pair::RentOrApi => ("Renting", "paying by the token"),
    }
}

/// A break-even in a table cell.
#[must_use]
pub fn break_even(when: &BreakEven) -> String {
    match when {
        BreakEven::AtOnce => "from the first day".to_owned(),
        BreakEven::After { months, .. } => three(months.get()) + "\u{a0}months",
        BreakEven::Never { .. } => "never".to_owned(),
        BreakEven::CannotServe { .. } => "too slow for the load".to_owned(),
        BreakEven::Unknown { .. } => "unknown".to_owned(),
    }
}

/// The same with why it is never, or what is not known.
#[must_use]
pub fn long_break_even(when: &BreakEven) -> String {
    match when {
        BreakEven::Never { why } => ["never: ", never(*why)].concat(),
        BreakEven::Unknown { asks } => {
            let names: Vec<&str> = asks.iter().map(|ask| term_name(ask.field())).collect();
            ["unknown without ", &names.join(", ").to_ascii_lowercase()].concat()
        }
        other => break_even(other),
    }
}

const fn never(why: Never) -> &'static str {
    match why {
        Never::NoUse => "nothing is done with it",
        Never::RunningCostsMore => "running it costs as much as the other way, or more",
        Never::OvertakenLater => "it costs less at first and more later",
        Never::BeyondLimit => "it would take more than a century",
    }
}

/// From the earliest to the latest over the price ranges; nothing where they are the same.
#[must_use]
pub fn ranges(pair: &PairAnswer) -> Option<String> {
    if pair.earliest == pair.latest {
        return None;
    }
    Some(match (&pair.earliest, &pair.latest) {
        (BreakEven::After { months: low, .. }, BreakEven::After { months: high, .. }) => {
            months(low.get(), high.get())
        }
        (BreakEven::AtOnce, BreakEven::After { months: high, .. }) => {
            ["the first day to ", &three(high.get()), "\u{a0}months"].concat()
        }
        (low, high) => [&break_even(low), " to ", &break_even(high)].concat(),
    })
}

/// The verdict on a pair: a word to be read from afar, and a sentence.
#[must_use]
pub fn verdict(pair: &PairAnswer) -> (String, String) {
    let (ours, theirs) = doing(pair.pair);
    let over = ranges(pair).map(|span| [" Over the price ranges: ", &span, "."].concat()).unwrap_or_default();
    match &pair.point {
        BreakEven::AtOnce => (
            "At once".to_owned(),
            [ours, " costs no more than ", theirs, " from the first day on.", &over].concat(),
        ),
        BreakEven::After { months, .. } => {
            let word = ["After ", &three(months.get()), "\u{a0}months"].concat();
            let over = [&in_years(months.get()), over.as_str()].concat();
            (word, [ours, " costs no more than ", theirs, " from then on", &over].concat())
        }
        BreakEven::Never { why } => {
            let says = [ours, " never costs less than ", theirs, ": ", never(*why), ".", &over].concat();
            ("Never".to_owned(), says)
        }
        BreakEven::CannotServe { rigs } => ("Too slow".to_owned(), too_slow(*rigs)),
        BreakEven::Unknown { .. } => {
            ("Unknown".to_owned(), [ours, " against ", theirs, ": for an answer, state"].concat())
        }
    }
}

/// Many months in years, and the end of the sentence.
fn in_years(months: f64) -> String {
    if months < 24.0 { ".".to_owned() } else { [": ", &three(months / 12.0), "\u{a0}years."].concat() }
}

/// How many rigs a load takes.
#[must_use]
pub fn too_slow(rigs: u32) -> String {
    ["The load is more than this can do; ", &grouped(u64::from(rigs)), " such rigs would serve it."].concat()
}

/// What is done in a day.
#[must_use]
pub fn load(load: &Serves) -> Option<String> {
    match load {
        Serves::Yes { used, hours_per_day, utilisation } => {
            let tokens = used
                .tokens
                .map(|tokens| [", ", &compact(tokens.get() * 1e6 * 24.0 / 730.0), " tokens a day"].concat());
            let (hours, part) = (neat(hours_per_day.get()), percent(*utilisation));
            let none = ", tokens unknown without a speed".to_owned();
            Some(
                [
                    "At ",
                    &hours,
                    "\u{a0}h a day, ",
                    &part,
                    " of all hours",
                    &tokens.get().unwrap_or(none),
                    ".",
                ]
                .concat(),
            )
        }
        Serves::TooSlow { hours_per_day, window, .. } => {
            let (takes, has) = (neat(hours_per_day.get()), neat(window.get()));
            Some(
                ["A day’s load takes ", &takes, "\u{a0}h of computing; there are ", &has, "\u{a0}h for it."]
                    .concat(),
            )
        }
        Serves::Unknown { .. } => None,
    }
}

/// The hours a day at which the cheaper way changes.
#[must_use]
pub fn flip(pair: Pair, flip: &Flip) -> String {
    let (ours, theirs) = doing(pair);
    let in_tokens = |tokens: &Known<will_it_run_engine::units::MillionTokens>| {
        let tokens = tokens.map(|tokens| [", ", &compact(tokens.get() * 1e6), " tokens a day"].concat());
        tokens.get().unwrap_or_default()
    };
    match flip {
        Flip::From { hours_per_day, tokens_per_day } => [
            ours,
            " is cheaper from ",
            &three(hours_per_day.get()),
            "\u{a0}h a day",
            &in_tokens(tokens_per_day),
        ]
        .concat(),
        Flip::UpTo { hours_per_day, tokens_per_day } => [
            ours,
            " is cheaper up to ",
            &three(hours_per_day.get()),
            "\u{a0}h a day",
            &in_tokens(tokens_per_day),
        ]
        .concat(),
        Flip::Always => [ours, " is cheaper at any use"].concat(),
        Flip::Never => {
            let mut theirs = theirs.to_owned();
            if let Some(first) = theirs.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            theirs + " is cheaper at any use"
        }
        Flip::Unknown { .. } => "unknown".to_owned(),
    }
}

/// What a price is for.
#[must_use]
pub const fn price_for(of: PriceOf) -> &'static str {
    match of {
        PriceOf::Purchase => "Purchase",
        PriceOf::Resale => "Resale",
        PriceOf::Rental => "Rental",
        PriceOf::Api => "API, the load’s mix",
        PriceOf::Tariff => "Electricity",
        PriceOf::RatedPower => "Rated power",
    }
}

/// How old a price is at the question's day.
#[must_use]
pub fn age(days: u32) -> String {
    match days {
        0 => "that day".to_owned(),
        1 => "1 day old".to_owned(),
        days if days < 60 => grouped(u64::from(days)) + " days old",
        days if days < 730 => grouped(u64::from((days + 15) / 30)) + " months old",
        days => decimals(f64::from(days) / 365.25, 1) + " years old",
    }
}

/// A figure that nobody stated.
#[must_use]
pub fn assumed(what: &Assumed, shown: &Shown) -> String {
    let value = match what.field {
        "horizon_months" => neat(what.value) + "\u{a0}months",
        "load.cached_share" => percent(what.value),
        "buy.resale.yearly_decline" => percent(what.value) + " a year",
        "load.tokens_per_user_day" => compact(what.value),
        "rent.billing_step_minutes" | "rent.minimum_minutes_start" => neat(what.value) + "\u{a0}min",
        "api.cached_input_usd" => {
            shown.money(UsdPerMillionTokens::new(what.value)) + "/M tokens, as for all prompts"
        }
        _ => neat(what.value),
    };
    [term_name(what.field), ": ", &value].concat()
}

/// What the vertical axis of a chart measures.
#[must_use]
pub fn axis_money(shown: &Shown, per: &str) -> String {
    [shown.unit(), per].concat()
}

/// Hours of computing until a break-even, from the least to the most: whole, as they are counted.
#[must_use]
pub fn hours(pair: &PairAnswer) -> String {
    let of = |when: &BreakEven| match when {
        BreakEven::After { hours, .. } => Some(hours.get()),
        _ => None,
    };
    let write = |hours: f64| if hours < 99_999.5 { decimals(hours, 0) } else { three(hours) };
    match (of(&pair.earliest), of(&pair.point), of(&pair.latest)) {
        (Some(low), Some(point), Some(high)) if write(low) != write(high) => {
            [&write(point), "\u{a0}h (", &write(low), "–", &write(high), ")"].concat()
        }
        (_, Some(point), _) => write(point) + "\u{a0}h",
        _ => "–".to_owned(),
    }
}
