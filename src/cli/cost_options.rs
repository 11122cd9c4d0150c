//! The options of `break-even`: each states one field of the question.

use serde_json::{Map, Value, json};
use will_it_run_engine::cost::RawCostQuestion;

use super::{Failure, args::Args};

/// How an option's value is read.
#[derive(Debug, Clone, Copy)]
enum Kind {
    /// As it is.
    Text,
    /// One number.
    Number,
    /// A whole number.
    Whole,
    /// A number, or LOW-HIGH.
    Range,
}

use Kind::{Number, Range, Text, Whole};

/// Every option with its field. Add, never rename.
const OPTIONS: [(&str, &str, Kind); 54] = [
    ("--rigs", "rigs", Whole),
    ("--as-of", "as_of", Text),
    ("--horizon", "horizon_months", Number),
    ("--discount", "discount_rate", Number),
    ("--preset", "load.preset", Text),
    ("--hours", "load.hours_per_day", Number),
    ("--tokens", "load.tokens_per_day", Number),
    ("--people", "load.users", Number),
    ("--tokens-per-person", "load.tokens_per_user_day", Number),
    ("--window", "load.window_hours", Number),
    ("--prompt-per-answer", "load.prompt_per_answer", Number),
    ("--cached", "load.cached_share", Number),
    ("--decode", "speed.decode_tok_s", Range),
    ("--prefill", "speed.prefill_tok_s", Range),
    ("--price", "buy.price_usd", Range),
    ("--condition", "buy.condition", Text),
    ("--host", "buy.host_usd", Range),
    ("--host-share", "buy.host_share", Number),
    ("--tax", "buy.tax", Number),
    ("--maintenance", "buy.maintenance_usd_month", Range),
    ("--resale", "buy.resale.first_share", Number),
    ("--depreciation", "buy.resale.yearly_decline", Number),
    ("--curve", "buy.resale.curve", Text),
    ("--loan-down", "buy.loan.down_share", Number),
    ("--loan-rate", "buy.loan.yearly_rate", Number),
    ("--loan-months", "buy.loan.months", Number),
    ("--load-w", "power.load_w", Range),
    ("--host-w", "power.host_w", Range),
    ("--idle-w", "power.idle_w", Range),
    ("--hours-on", "power.hours_on_per_day", Number),
    ("--pue", "power.pue", Number),
    ("--cooling", "power.cooling_share", Number),
    ("--tariff", "power.tariff_usd_kwh", Range),
    ("--country", "power.country", Text),
    ("--customer", "power.customer", Text),
    ("--rent", "rent.usd_per_hour", Range),
    ("--provider", "rent.provider", Text),
    ("--kind", "rent.kind", Text),
    ("--least-hours", "rent.minimum_hours_month", Number),
    ("--billing-minutes", "rent.billing_step_minutes", Number),
    ("--start-minutes", "rent.minimum_minutes_start", Number),
    ("--starts", "rent.starts_per_day", Number),
    ("--disk-gb", "rent.storage_gb", Number),
    ("--disk-price", "rent.storage_usd_gb_month", Number),
    ("--egress-gb", "rent.egress_gb_month", Number),
    ("--egress-price", "rent.egress_usd_gb", Number),
    ("--api-provider", "api.provider", Text),
    ("--api-model", "api.model", Text),
    ("--api-input", "api.input_usd", Range),
    ("--api-cached", "api.cached_input_usd", Range),
    ("--api-output", "api.output_usd", Range),
    ("--api-decline", "api.yearly_decline", Number),
    ("--currency", "currency.code", Text),
    ("--per-usd", "currency.per_usd", Number),
];

/// The question that the options state, without its rig and model.
///
/// # Errors
/// A value that cannot be read, with the name of its option.
pub fn asked(args: &mut Args) -> Result<RawCostQuestion, Failure> {
    let mut question = Map::new();
    for (name, field, kind) in OPTIONS {
        if let Some(text) = args.option(name)? {
            put(&mut question, field, read(name, kind, text)?);
        }
    }
    serde_json::from_value(Value::Object(question)).map_err(|error| Failure::Usage(error.to_string()))
}

fn read(name: &str, kind: Kind, text: String) -> Result<Value, Failure> {
    let number = |text: &str, wanted: &str| {
        text.parse::<f64>().map_err(|_| Failure::Usage(format!("{name} wants {wanted}, not `{text}`")))
    };
    Ok(match kind {
        Text => Value::String(text),
        Number => json!(number(&text, "a number")?),
        Whole => json!(
            text.parse::<u32>()
                .map_err(|_| Failure::Usage(format!("{name} wants a whole number, not `{text}`")))?
        ),
        Range => match text.split_once('-') {
            Some((low, high)) => {
                let wanted = "a number or LOW-HIGH";
                json!({ "low": number(low, wanted)?, "high": number(high, wanted)? })
            }
            None => json!(number(&text, "a number or LOW-HIGH")?),
        },
    })
}

/// Puts a value at `part.field`.
fn put(object: &mut Map<String, Value>, field: &str, value: Value) {
    match field.split_once('.') {
        None => {
            object.insert(field.to_owned(), value);
        }
        Some((part, rest)) => {
            let inner = object.entry(part).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(inner) = inner {
                put(inner, rest, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(at: &str, value: &Value, into: &mut Vec<String>) {
        match value {
            Value::Object(object) if !object.is_empty() => {
                for (name, value) in object {
                    let at = if at.is_empty() { name.clone() } else { format!("{at}.{name}") };
                    fields(&at, value, into);
                }
            }
            _ => into.push(at.to_owned()),
        }
    }

    /// Whatever a question about money may state, an option states.
    #[test]
    fn every_field_of_the_question_has_an_option() {
        use will_it_run_engine::cost::*;
        let whole = RawCostQuestion {
            load: Some(RawLoad::default()),
            speed: Some(RawSpeed::default()),
            buy: Some(RawBuy {
                resale: Some(RawResale::default()),
                loan: Some(RawLoan::default()),
                ..RawBuy::default()
            }),
            power: Some(RawPower::default()),
            rent: Some(RawRent::default()),
            api: Some(RawApi::default()),
            currency: Some(RawCurrency::default()),
            ..RawCostQuestion::default()
        };
        let mut all = Vec::new();
        fields("", &serde_json::to_value(whole).unwrap(), &mut all);
        let elsewhere = ["id", "question", "rig"];
        all.retain(|field| !elsewhere.contains(&field.as_str()));
        let mut stated: Vec<&str> = OPTIONS.iter().map(|(_, field, _)| *field).collect();
        all.sort();
        stated.sort_unstable();
        assert_eq!(stated, all);
    }
}
