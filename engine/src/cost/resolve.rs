//! From what was stated to a case: names looked up in the catalog, units given, defaults named, and what is missing left unknown.

use super::desk::Desk;
use super::resolve_api::api;
use super::resolve_buy::buy;
use super::resolve_load::load;
use super::resolve_power::power;
use super::resolve_rent::rent;
use super::{Assumed, Case, Currency, LeftOut, PriceUsed, RawCostQuestion, RigFacts, Speed};
use crate::catalog::Catalog;
use crate::question::{Fault, as_of};
use crate::units::{Date, Known, Months, TokensPerSecond, YearlyRate};

/// How far is looked ahead where nobody says: three years. Ours, an input like any other.
pub const DEFAULT_HORIZON_MONTHS: f64 = 36.0;

/// The longest horizon, and with it the longest series.
pub const MOST_HORIZON_MONTHS: f64 = 120.0;

/// Most rigs that share a load.
const MOST_RIGS: f64 = 10_000.0;

/// A question that can be reckoned, with where its figures come from.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolved {
    /// Echoed in the answer.
    pub id: Option<String>,
    /// The day that prices are counted to.
    pub as_of: Date,
    /// All figures.
    pub case: Case,
    /// What the calculator knows of the rig.
    pub rig: RigFacts,
    /// Every price that went in.
    pub prices: Vec<PriceUsed>,
    /// Defaults that went in.
    pub assumed: Vec<Assumed>,
    /// What is not counted.
    pub left_out: Vec<LeftOut>,
    /// What a page shows money in.
    pub currency: Option<Currency>,
}

/// Looks up and checks everything at once.
///
/// # Errors
/// All faults, each with its field.
pub fn resolve(raw: &RawCostQuestion, catalog: &Catalog, rig: RigFacts) -> Result<Resolved, Vec<Fault>> {
    let day = as_of(raw.as_of.as_deref());
    let (as_of, day_fault) = match day {
        Ok(day) => (day.unwrap_or(catalog.date()), None),
        Err(fault) => (catalog.date(), Some(fault)),
    };
    let mut desk = Desk::new(catalog, as_of, rig);
    desk.faults.0.extend(day_fault);
    let rigs = desk.faults.number(raw.rigs.map(f64::from), "rigs", 1.0, MOST_RIGS).unwrap_or(1.0);
    let horizon = desk.faults.number(raw.horizon_months, "horizon_months", 1.0, MOST_HORIZON_MONTHS);
    let horizon = desk.or_assumed(horizon, "horizon_months", DEFAULT_HORIZON_MONTHS);
    let discount = desk.faults.number(raw.discount_rate, "discount_rate", 0.0, 1.0);
    let discount = desk.or_left_out(discount, LeftOut::Discount, 0.0);
    let (load, mix) = load(&mut desk, raw.load.as_ref());
    let speed = speed(&mut desk, raw);
    let buy = buy(&mut desk, raw.buy.as_ref());
    let power = power(&mut desk, raw.power.as_ref());
    let rent = rent(&mut desk, raw.rent.as_ref());
    let api = api(&mut desk, raw.api.as_ref(), &mix);
    let currency = currency(&mut desk, raw);
    if !desk.faults.0.is_empty() {
        return Err(desk.faults.0);
    }
    let case = Case {
        rigs: rigs as u32,
        horizon: Months::new(horizon),
        discount: YearlyRate::new(discount),
        load,
        mix,
        speed,
        buy,
        power,
        rent,
        api,
    };
    let Desk { prices, assumed, left_out, .. } = desk;
    Ok(Resolved { id: raw.id.clone(), as_of, case, rig, prices, assumed, left_out, currency })
}

/// As stated, or as the answer has it.
fn speed(desk: &mut Desk<'_>, raw: &RawCostQuestion) -> Speed {
    let stated = raw.speed.clone().unwrap_or_default();
    let mut read = |value, field: &str| {
        let range = desk.faults.range(value, field)?;
        if range.low > 0.0 {
            return Some(range.map(TokensPerSecond::new));
        }
        desk.faults.add(Fault::range(field, "0", "a number above zero"));
        None
    };
    let decode = read(stated.decode_tok_s, "speed.decode_tok_s");
    let prefill = read(stated.prefill_tok_s, "speed.prefill_tok_s");
    Speed {
        decode: Known::from(decode).or(desk.rig.decode),
        prefill: Known::from(prefill).or(desk.rig.prefill),
    }
}

fn currency(desk: &mut Desk<'_>, raw: &RawCostQuestion) -> Option<Currency> {
    let stated = raw.currency.as_ref()?;
    let letters = stated.code.trim();
    if letters.len() != 3 || !letters.bytes().all(|letter| letter.is_ascii_alphabetic()) {
        desk.faults.add(Fault::range("currency.code", letters, "three letters such as EUR"));
    }
    let per_usd = desk.faults.above_zero(Some(stated.per_usd), "currency.per_usd")?;
    Some(Currency { code: letters.to_ascii_uppercase(), per_usd })
}
