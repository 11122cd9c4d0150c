//! A question about money as JSON, an address or a form states it. Everything is optional: what nobody states is left out and named, or asked for.
//!
//! Field names are the public interface. Add, never rename. Shares are parts of one (0.19, not 19); money is in United States dollars.

use serde::{Deserialize, Serialize};

use crate::question::{RawQuestion, RawRig};

/// A figure, or a range of it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum RawRange {
    /// One figure.
    One(f64),
    /// From the least to the most.
    Range(RawEnds),
}

/// The ends of a range.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawEnds {
    /// The least.
    pub low: f64,
    /// The most.
    pub high: f64,
    /// The one to reckon with; default their middle.
    #[serde(default)]
    pub point: Option<f64>,
}

/// Buy, rent or pay by the token?
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawCostQuestion {
    /// Echoed in the answer.
    pub id: Option<String>,
    /// What runs, and on which rig, as `answer` takes it: speed, power, price and rental follow from it.
    pub question: Option<RawQuestion>,
    /// The rig alone, where no model is asked about.
    pub rig: Option<RawRig>,
    /// Equal rigs that share the load; default 1.
    pub rigs: Option<u32>,
    /// The day that prices are counted to; default the catalog's.
    pub as_of: Option<String>,
    /// How long the reader looks ahead; default 36 months.
    pub horizon_months: Option<f64>,
    /// What later money is worth less in a year; without it, later money counts as today's.
    pub discount_rate: Option<f64>,
    /// What is to be done.
    pub load: Option<RawLoad>,
    /// Speeds in place of the answer's.
    pub speed: Option<RawSpeed>,
    /// What the rig costs to own.
    pub buy: Option<RawBuy>,
    /// What it draws; without it power is left out, and said to be.
    pub power: Option<RawPower>,
    /// What it costs by the hour.
    pub rent: Option<RawRent>,
    /// What the tokens cost elsewhere.
    pub api: Option<RawApi>,
    /// What a page shows money in; figures of an answer are in dollars.
    pub currency: Option<RawCurrency>,
}

/// What is to be done: one of `hours_per_day`, `tokens_per_day`, `users`, or a preset that states one.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawLoad {
    /// `hobby`, `coding-agent`, `small-team`, `service`, `batch`; what else is stated here stands in place of its figures.
    pub preset: Option<String>,
    /// Hours a day in which each rig computes.
    pub hours_per_day: Option<f64>,
    /// Tokens a day, prompts and answers together, for all rigs.
    pub tokens_per_day: Option<f64>,
    /// People.
    pub users: Option<f64>,
    /// Tokens a day of each of them, prompts and answers together; default 200,000.
    pub tokens_per_user_day: Option<f64>,
    /// Hours of the day in which a load of tokens must be done; default 24.
    pub window_hours: Option<f64>,
    /// Prompt tokens for each answered token; default 3.
    pub prompt_per_answer: Option<f64>,
    /// Part of the prompt tokens that was seen before; default 0.
    pub cached_share: Option<f64>,
}

/// Speeds of one rig.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawSpeed {
    /// Answered tokens a second, all users together.
    pub decode_tok_s: Option<RawRange>,
    /// Prompt tokens a second.
    pub prefill_tok_s: Option<RawRange>,
}

/// What a rig costs to own.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawBuy {
    /// Of one rig's devices, or of the machine, before tax; default from the catalog.
    pub price_usd: Option<RawRange>,
    /// Which of the catalog's prices: `any` (default: new or used, whichever costs less), `new`, `used`, `msrp`.
    pub condition: Option<String>,
    /// The computer around the cards of one rig, before tax.
    pub host_usd: Option<RawRange>,
    /// Part of that computer that this use pays for; default all of it.
    pub host_share: Option<f64>,
    /// Tax on price and host, as a part of them.
    pub tax: Option<f64>,
    /// Repairs, space, network of one rig.
    pub maintenance_usd_month: Option<RawRange>,
    /// What it can be sold for.
    pub resale: Option<RawResale>,
    /// Money borrowed for it.
    pub loan: Option<RawLoan>,
}

/// What a rig can be sold for as time goes by, as a part of price and host (their points, before tax).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawResale {
    /// On the day it was bought; default the catalog's used price ÷ the purchase price.
    pub first_share: Option<f64>,
    /// What it loses in a year.
    pub yearly_decline: Option<f64>,
    /// `declining` (default: that part of what is left each year), `linear` (that part of the first value each year).
    pub curve: Option<String>,
}

/// Money borrowed, paid back in equal months.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawLoan {
    /// Part paid on the first day; default none.
    pub down_share: Option<f64>,
    /// Nominal interest in a year, a twelfth of it each month.
    pub yearly_rate: f64,
    /// Months until it is paid back.
    pub months: f64,
}

/// What one rig draws, and what that costs.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawPower {
    /// At work; default the rated power of its devices, which is the most they draw.
    pub load_w: Option<RawRange>,
    /// Of the computer around the cards at work, added to `load_w`.
    pub host_w: Option<RawRange>,
    /// Waiting, the whole rig.
    pub idle_w: Option<RawRange>,
    /// Hours a day that it is on; default the hours that it works.
    pub hours_on_per_day: Option<f64>,
    /// Energy the building takes for each unit the rig takes; default 1.
    pub pue: Option<f64>,
    /// Energy for cooling besides, for each unit the rig takes.
    pub cooling_share: Option<f64>,
    /// Per kilowatt-hour; default by country.
    pub tariff_usd_kwh: Option<RawRange>,
    /// Two letters.
    pub country: Option<String>,
    /// `household` (default), `business`.
    pub customer: Option<String>,
}

/// What one rig costs by the hour.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawRent {
    /// Of the whole rig; default from the catalog.
    pub usd_per_hour: Option<RawRange>,
    /// Whose; default all of them, as a range.
    pub provider: Option<String>,
    /// `on-demand` (default), `spot`, `community`, `reserved` (paid for every hour).
    pub kind: Option<String>,
    /// Hours billed in a month, whether used or not.
    pub minimum_hours_month: Option<f64>,
    /// The unit of time that is billed, minutes: a started one counts whole; default as the provider has it, else as used.
    pub billing_step_minutes: Option<f64>,
    /// The least that is billed for each start, minutes.
    pub minimum_minutes_start: Option<f64>,
    /// Starts of each rig a day; default 1.
    pub starts_per_day: Option<f64>,
    /// Disk kept while the rig is stopped, GB.
    pub storage_gb: Option<f64>,
    /// Price of it.
    pub storage_usd_gb_month: Option<f64>,
    /// Data taken out, GB a month.
    pub egress_gb_month: Option<f64>,
    /// Price of it.
    pub egress_usd_gb: Option<f64>,
}

/// What a million tokens cost.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawApi {
    /// Whose; default all of them, as a range.
    pub provider: Option<String>,
    /// The provider's name of a model; default the question's model, where the catalog lists that it is the same.
    pub model: Option<String>,
    /// Per million prompt tokens.
    pub input_usd: Option<RawRange>,
    /// Per million prompt tokens seen before; default as `input_usd`.
    pub cached_input_usd: Option<RawRange>,
    /// Per million answered tokens.
    pub output_usd: Option<RawRange>,
    /// How much cheaper tokens get in a year, as a part of their price.
    pub yearly_decline: Option<f64>,
}

/// What a page shows money in.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawCurrency {
    /// Three letters.
    pub code: String,
    /// Units of it for one dollar.
    pub per_usd: f64,
}
