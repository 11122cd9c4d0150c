//! The fields of the form as data: the word each has in the address, the engine's name of it, how it is read.

/// How a field is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One number.
    Number,
    /// A part of a whole, in percent.
    Percent,
    /// A number, or a range of it: `1.5-2.5`.
    Range,
}

/// A field in which a figure is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Input {
    /// Its word in the address. Add, never rename.
    pub word: &'static str,
    /// The engine's name of it.
    pub field: &'static str,
    /// Behind the figure.
    pub unit: &'static str,
    /// What holds without one.
    pub usual: &'static str,
    /// How it is read.
    pub shape: Shape,
}

const fn input(
    word: &'static str,
    field: &'static str,
    unit: &'static str,
    usual: &'static str,
    shape: Shape,
) -> Input {
    Input { word, field, unit, usual, shape }
}

use Shape::{Number, Percent, Range};

/// What is to be done: one of these.
pub const ONE_OF: [Input; 3] = [
    input("hours", "load.hours_per_day", "h", "", Number),
    input("tokens", "load.tokens_per_day", "", "", Number),
    input("people", "load.users", "", "", Number),
];

/// More about the load, and speeds in place of the answer's.
pub const MIX: [Input; 7] = [
    input("each", "load.tokens_per_user_day", "", "200000", Number),
    input("window", "load.window_hours", "h", "24", Number),
    input("ratio", "load.prompt_per_answer", "", "3", Number),
    input("cached", "load.cached_share", "%", "0", Percent),
    input("decode", "speed.decode_tok_s", "tok/s", "", Range),
    input("prefill", "speed.prefill_tok_s", "tok/s", "", Range),
    input("rigs", "rigs", "", "1", Number),
];

/// The price of the rig.
pub const PRICE: Input = input("price", "buy.price_usd", "$", "", Range);

/// What else owning takes.
pub const BUY: [Input; 9] = [
    input("host", "buy.host_usd", "$", "", Range),
    input("hostshare", "buy.host_share", "%", "100", Percent),
    input("tax", "buy.tax", "%", "", Percent),
    input("upkeep", "buy.maintenance_usd_month", "$/month", "", Range),
    input("resale", "buy.resale.first_share", "%", "", Percent),
    input("loses", "buy.resale.yearly_decline", "%/year", "", Percent),
    input("down", "buy.loan.down_share", "%", "0", Percent),
    input("interest", "buy.loan.yearly_rate", "%/year", "", Percent),
    input("loan", "buy.loan.months", "months", "", Number),
];

/// What it draws.
pub const POWER: [Input; 7] = [
    input("watts", "power.load_w", "W", "", Range),
    input("hostw", "power.host_w", "W", "", Range),
    input("idle", "power.idle_w", "W", "", Range),
    input("hourson", "power.hours_on_per_day", "h", "", Number),
    input("pue", "power.pue", "", "1", Number),
    input("cooling", "power.cooling_share", "%", "", Percent),
    input("tariff", "power.tariff_usd_kwh", "$/kWh", "", Range),
];

/// The rental rate.
pub const RENT: Input = input("rent", "rent.usd_per_hour", "$/h", "", Range);

/// What else renting takes.
pub const RENTING: [Input; 8] = [
    input("least", "rent.minimum_hours_month", "h/month", "0", Number),
    input("unit", "rent.billing_step_minutes", "min", "", Number),
    input("start", "rent.minimum_minutes_start", "min", "", Number),
    input("starts", "rent.starts_per_day", "", "1", Number),
    input("disk", "rent.storage_gb", "GB", "", Number),
    input("diskprice", "rent.storage_usd_gb_month", "$/GB", "", Number),
    input("data", "rent.egress_gb_month", "GB/month", "", Number),
    input("dataprice", "rent.egress_usd_gb", "$/GB", "", Number),
];

/// What tokens cost elsewhere.
pub const API: [Input; 4] = [
    input("apiin", "api.input_usd", "$/M", "", Range),
    input("apicached", "api.cached_input_usd", "$/M", "", Range),
    input("apiout", "api.output_usd", "$/M", "", Range),
    input("cheaper", "api.yearly_decline", "%/year", "", Percent),
];

/// How far is looked ahead, and what in.
pub const OUTLOOK: [Input; 2] = [
    input("horizon", "horizon_months", "months", "36", Number),
    input("discount", "discount_rate", "%/year", "", Percent),
];

/// Units of the currency for one dollar.
pub const PER_USD: Input = input("per", "currency.per_usd", "", "", Number);

/// A load by name.
pub const PRESET: &str = "preset";
/// New, used, launch.
pub const CONDITION: &str = "buy";
/// How the value shrinks.
pub const CURVE: &str = "curve";
/// Two letters.
pub const COUNTRY: &str = "country";
/// Household or business.
pub const CUSTOMER: &str = "customer";
/// Whose rig is rented.
pub const PROVIDER: &str = "provider";
/// On which terms.
pub const KIND: &str = "kind";
/// A provider's name of a model.
pub const API_MODEL: &str = "api";
/// Whose tokens.
pub const API_PROVIDER: &str = "apiby";
/// Three letters.
pub const CURRENCY: &str = "cur";
/// The device, as the calculator's address has it.
pub const DEVICE: &str = "on";
/// How many of it.
pub const COUNT: &str = "n";
/// Installed memory of one, GiB.
pub const MEMORY: &str = "mem";
/// The model.
pub const MODEL: &str = "model";
/// Its quant.
pub const QUANT: &str = "quant";
/// Tokens per user.
pub const CONTEXT: &str = "ctx";
/// Users at once.
pub const USERS: &str = "users";

/// All fields in which a figure is typed.
pub fn all() -> impl Iterator<Item = &'static Input> {
    let single: &[Input] = &[PRICE, RENT, PER_USD];
    let groups: [&'static [Input]; 8] = [&ONE_OF, &MIX, &BUY, &POWER, &RENTING, &API, &OUTLOOK, single];
    groups.into_iter().flatten()
}

/// The word in the address of a field of the engine's question; of a part of it, such as an end of a range, that of the whole.
#[must_use]
pub fn word_of(field: &str) -> Option<&'static str> {
    let chosen = [
        ("load.preset", PRESET),
        ("load", "hours"),
        ("buy.resale", "resale"),
        ("buy.loan", "loan"),
        ("buy.condition", CONDITION),
        ("buy.resale.curve", CURVE),
        ("power.country", COUNTRY),
        ("power", COUNTRY),
        ("power.customer", CUSTOMER),
        ("rent.provider", PROVIDER),
        ("rent.kind", KIND),
        ("api.model", API_MODEL),
        ("api.provider", API_PROVIDER),
        ("currency.code", CURRENCY),
    ];
    let figure = all().find(|input| {
        field.strip_prefix(input.field).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    });
    let by_name = chosen.into_iter().find(|(name, _)| *name == field).map(|(_, word)| word);
    by_name.or(figure.map(|input| input.word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::state::Field;

    #[test]
    fn words_are_unique_and_none_is_one_of_the_calculators() {
        let mut words: Vec<&str> = all().map(|input| input.word).collect();
        words.extend([
            PRESET,
            CONDITION,
            CURVE,
            COUNTRY,
            CUSTOMER,
            PROVIDER,
            KIND,
            API_MODEL,
            API_PROVIDER,
            CURRENCY,
        ]);
        for (at, word) in words.iter().enumerate() {
            assert!(!words[..at].contains(word), "{word} twice");
            assert_eq!(Field::parse(word), None, "{word} is a word of the question");
        }
        for word in [DEVICE, COUNT, MEMORY, MODEL, QUANT, CONTEXT, USERS] {
            assert!(Field::parse(word).is_some(), "{word}");
        }
    }

    #[test]
    fn every_field_has_a_name_and_is_found_by_the_engines() {
        for input in all() {
            assert_ne!(
                crate::text::cost::term_name(input.field),
                crate::text::cost::OTHER,
                "{}",
                input.field
            );
            assert_eq!(word_of(input.field), Some(input.word));
        }
        assert_eq!(word_of("rent.usd_per_hour.low"), Some("rent"));
        assert_eq!(word_of("weather"), None);
    }
}
