//! Names of the terms of a sum, of the fields that state them, and of the rules that give them.

/// What a term or a field of the question is called.
#[must_use]
pub fn term_name(key: &str) -> &'static str {
    find(NAMES, key, OTHER)
}

/// What a figure without a name would be called; every key has one.
pub const OTHER: &str = "Another figure";

/// How a term comes about.
#[must_use]
pub fn rule(key: &str) -> &'static str {
    find(RULES, key, "")
}

fn find(table: &'static str, key: &str, other: &'static str) -> &'static str {
    let mut lines = table.split('\n').filter_map(|line| line.split_once('='));
    lines.find(|(name, _)| *name == key).map_or(other, |(_, text)| text)
}

/// Names by key, a line each: a `match` of a hundred texts is 3 KB of comparisons, and a list of pairs another 1.6 KB of places and lengths.
const NAMES: &str = "\
context=Context
load=Load
load.hours_per_day=Hours a day
load.tokens_per_day=Tokens a day
load.users=People
load.tokens_per_user_day=Tokens of each person
load.window_hours=Hours for them
load.prompt_per_answer=Prompts per answer
load.cached_share=Prompts seen before
load.hours_per_month=Hours of computing a month
load.tokens_per_month=Tokens a month
speed.decode=Decode, all users
speed.decode_tok_s=Decode, all users
speed.prefill=Prefill
speed.prefill_tok_s=Prefill
speed.mix=Tokens a second of this mix
rigs=Rigs that share the load
horizon=Horizon
horizon_months=Horizon
discount_rate=Discount rate
buy.price=Purchase price
buy.price_usd=Purchase price
buy.host=Computer around it
buy.host_usd=Computer around it
buy.host_share=Part of it for this use
buy.tax=Tax
buy.tax_share=Tax
buy.maintenance=Maintenance
buy.maintenance_usd_month=Maintenance
buy.resale=Resale
buy.running=Running, a month
buy.resale.first=A sale on the first day
buy.resale.first_share=Resale, first day
buy.resale.yearly_decline=Value lost
buy.resale.curve=Loses value by
buy.loan=Loan
buy.loan.lent=Borrowed
buy.loan.down_share=Down payment
buy.down_payment=Down payment
buy.loan.yearly_rate=Interest
buy.loan.months=Loan runs
buy.condition=Price of one
buy.upfront=Paid on the first day
buy.total=Buy, over the horizon
power=Power
power.load=Power at work
power.load_w=Power at work
power.host_w=Computer’s power
power.idle=Power waiting
power.idle_w=Power waiting
power.hours_on_per_day=Hours on a day
power.pue=PUE
power.cooling_share=Cooling besides
power.facility=Energy of building and cooling
power.tariff=Tariff
power.tariff_usd_kwh=Tariff
power.country=Tariff of
power.customer=As a
power.at_work=An hour of work
power.waiting=Waiting
power.waiting_hours=Hours of waiting
rent.rate=Rental rate
rent.usd_per_hour=Rental rate
rent.provider=Provider
rent.kind=Terms
rent.minimum_hours_month=Billed at least
rent.billing_step_minutes=Billing unit
rent.minimum_minutes_start=Least for a start
rent.starts_per_day=Starts a day
rent.billed_hours=Hours billed a month
rent.storage=Disk of a month
rent.egress=Data of a month
rent.running=Rent of a month
rent.storage_gb=Disk while stopped
rent.storage_usd_gb_month=Price of disk
rent.egress_gb_month=Data taken out
rent.egress_usd_gb=Price of data
rent.total=Rent, over the horizon
api=API prices
api.model=Model
api.provider=Provider
api.input=Price of prompt tokens
api.input_usd=Price of prompt tokens
api.cached_input=Price of prompts seen before
api.cached_input_usd=Price of prompts seen before
api.output=Price of answer tokens
api.output_usd=Price of answer tokens
api.yearly_decline=Tokens get cheaper
api.blended=A million tokens of this mix
api.running=Tokens of the first month
api.total=API, over the horizon
break_even.buy_or_rent=Buy against rent
break_even.buy_or_api=Buy against API
break_even.rent_or_api=Rent against API
break_even.lump=Paid more on the first day
break_even.theirs=The other way for each hour
break_even.ours=Running for each hour
currency.code=Currency
currency.per_usd=Of it for one dollar
rig=Rig
question=Rig
";

/// Rules by key, a line each.
const RULES: &str = "\
given=as stated
catalog=from the catalog
sum=the sum of these
product=the product of these
power.product=the product of these
share-of-price-and-host=this part of price and computer
share-of-upfront=its part of what is paid on the first day
annuity=equal months of interest and repayment
resale.declining=less its part of what is left, each year
resale.linear=less its part of the first value, each year
answer=from the answer for this model and rig
as-used=as many as are used
at-least=as many as are billed at least
rounded-up=each start rounded up as the provider bills it
every-hour=all of them
rent.month=hours × rate, disk, data
while-stopped=for the part of the month it is stopped
730-hours=a month has 730 hours
on-less-busy=hours on less hours of work
load.hours=as stated
load.hours-for-tokens=tokens ÷ speed
load.tokens=tokens a day × 730 ÷ 24
load.mix=(1 + prompts) ÷ (1 ÷ decode + fresh prompts ÷ prefill)
api.blend=each kind of token at its price, by its part
cumulative=first day and months until the horizon, less the resale then
break-even.lump-over-saving=paid more on the first day ÷ saved with each hour
break-even.crossing=where both have cost the same, and from then on
running-for-each-hour=what runs, for each hour of computing
upfront=the difference of the first day
";

/// The name of a preset.
#[must_use]
pub fn preset_name(key: &str) -> &str {
    match key {
        "hobby" => "Hobby, 2 h a day",
        "coding-agent" => "Coding agent",
        "small-team" => "Small team",
        "service" => "Day and night",
        "batch" => "Batch at night",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use will_it_run_engine::cost::{Moved, PRESETS, TERM_KEYS, TERM_RULES};

    #[test]
    fn every_term_rule_and_preset_has_words() {
        for key in TERM_KEYS.iter().copied().chain(Moved::ALL.iter().map(|term| term.word())) {
            assert_ne!(term_name(key), OTHER, "{key}");
        }
        for key in TERM_RULES {
            assert_ne!(rule(key), "", "{key}");
        }
        for preset in PRESETS {
            assert_ne!(preset_name(preset.key), preset.key);
        }
    }
}
