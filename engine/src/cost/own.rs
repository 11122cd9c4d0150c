//! What a million tokens of one's own rig cost, for lists of rigs: energy alone, or energy and a straight share of the price.

use super::{Band, DEFAULT_HORIZON_MONTHS, DEFAULT_PROMPT_PER_ANSWER, Mix, Range, RigFacts, Speed};
use crate::catalog::Catalog;
use crate::offers::{Buy, Offers};
use crate::units::{
    Hours, Kilowatts, Known, MillionTokens, Months, Share, TokensPerSecond, Usd, UsdPerKwh,
    UsdPerMillionTokens,
};

/// What one rig is and does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OwnCost {
    /// Decode of all users together.
    pub decode: Known<TokensPerSecond>,
    /// Prefill.
    pub prefill: Known<TokensPerSecond>,
    /// The kinds of tokens.
    pub mix: Mix,
    /// What it draws at work.
    pub power: Known<Kilowatts>,
    /// What energy costs.
    pub tariff: Known<UsdPerKwh>,
    /// What it cost to buy.
    pub price: Known<Usd>,
    /// How long it is used.
    pub life: Months,
    /// How many hours of a day.
    pub hours_per_day: Hours,
}

impl OwnCost {
    /// Of a rig with what runs on it: its rated power, its going price, the mix and the years nobody stated otherwise.
    #[must_use]
    pub fn of(
        catalog: &Catalog,
        offers: &Offers,
        rig: &RigFacts,
        tariff: Known<UsdPerKwh>,
        hours_per_day: Hours,
    ) -> Self {
        let count = f64::from(rig.count);
        let device = Known::from(rig.hardware.and_then(|key| catalog.device(key)));
        let price = Known::from(rig.hardware).zip(rig.memory);
        Self {
            decode: rig.decode.map(|rate| rate.point),
            prefill: rig.prefill.map(|rate| rate.point),
            mix: Mix { prompt_per_answer: DEFAULT_PROMPT_PER_ANSWER, cached: Share::ZERO },
            power: device.and_then(|device| device.tdp.known()).map(|tdp| Kilowatts::from(tdp * count)),
            tariff,
            price: price
                .and_then(|(key, memory)| offers.going(key, memory, Buy::Any, &[]))
                .map(|offer| offer.usd * count),
            life: Months::new(DEFAULT_HORIZON_MONTHS),
            hours_per_day,
        }
    }
}

/// A million tokens, prompts and answers together: energy, and energy with price ÷ tokens of the whole life. Each unknown where a term of it is.
#[must_use]
pub fn own_cost(rig: &OwnCost) -> (Known<UsdPerMillionTokens>, Known<UsdPerMillionTokens>) {
    let speed = Speed { decode: rig.decode.map(Range::one), prefill: rig.prefill.map(Range::one) };
    let rate = rig.mix.rate(&speed, Band::Point);
    let energy = rate.zip(rig.power.zip(rig.tariff)).and_then(|(rate, (power, tariff))| {
        let hour = Hours::new(1.0);
        (tariff * (power * hour)).per_million(rate * hour)
    });
    let bought = rate.zip(rig.price).and_then(|(rate, price)| {
        let tokens: MillionTokens = rate * rig.life.hours(rig.hours_per_day.per_month());
        price.per_million(tokens)
    });
    (energy, energy.zip(bought).map(|(energy, bought)| energy + bought))
}
