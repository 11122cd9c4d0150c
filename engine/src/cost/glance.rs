//! The short answer, for pages about something else: what buying, renting and the API cost around one load, with the catalog's prices or the reader's. No words are
//! read, nothing is drawn over time: what is small stays small. `/cost` has the same figures for the same question, and a test holds them to it.

use super::desk::{Desk, own};
use super::resolve_api::on_lists;
use super::resolve_buy::{for_all, going};
use super::resolve_rent::on_offer;
use super::{
    ApiModel, ApiRates, ApiTerms, Billed, BuyTerms, Case, CostQuantity, DEFAULT_HORIZON_MONTHS,
    DEFAULT_PROMPT_PER_ANSWER, Load, Loan, Metered, Mix, Pair, PairAnswer, Power, PriceOf, PriceUsed,
    Purchase, Range, RentTerms, Resale, RigFacts, Serves, Speed, Way, WayCost,
};
use crate::catalog::{Catalog, RentalKind};
use crate::units::{
    Date, Hours, Known, Months, Share, Usd, UsdPerHour, UsdPerMillionTokens, UsdPerMonth, YearlyRate,
};

/// What the reader may state of a short answer; what is unknown is taken from the catalog, or asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GlanceTerms {
    /// Hours a day.
    pub hours: Hours,
    /// Price of the rig.
    pub price: Known<Range<Usd>>,
    /// Rate of the rig.
    pub rent: Known<Range<UsdPerHour>>,
    /// Prices of prompt and answered tokens.
    pub api: Known<Range<(UsdPerMillionTokens, UsdPerMillionTokens)>>,
}

/// The figures that a page shows in a few lines. Before power, tax, upkeep, resale, interest, disk and data.
#[derive(Debug, Clone, PartialEq)]
pub struct CostGlance {
    /// How far was looked ahead.
    pub horizon: Months,
    /// What the rig does.
    pub load: Serves,
    /// Each way by itself: buy, rent, API.
    pub ways: [WayCost; 3],
    /// Each two against each other: buy or rent, buy or API, rent or API.
    pub pairs: [PairAnswer; 3],
    /// Every price that was used, with its day, age and source.
    pub prices: Vec<PriceUsed>,
}

/// Prices that a short answer rests on: the reader's, or the catalog's.
#[derive(Debug, Clone, PartialEq)]
pub struct GlancePrices {
    /// Price of the rig.
    pub price: Known<Range<Usd>>,
    /// Rate of the rig.
    pub rent: Known<Range<UsdPerHour>>,
    /// Prices of tokens.
    pub api: Known<Range<ApiRates>>,
    /// Each with its day, age and source.
    pub used: Vec<PriceUsed>,
}

/// The short answer for a rig as of a day, rented on demand.
#[must_use]
pub fn glance(catalog: &Catalog, as_of: Date, rig: RigFacts, stated: &GlanceTerms) -> CostGlance {
    GlancePrices::of(catalog, as_of, rig, stated)
        .reckon(stated.hours, Speed { decode: rig.decode, prefill: rig.prefill })
}

const MIX: Mix = Mix { prompt_per_answer: DEFAULT_PROMPT_PER_ANSWER, cached: Share::ZERO };

impl GlancePrices {
    /// What is stated, and the catalog's prices for the rest.
    #[must_use]
    pub fn of(catalog: &Catalog, as_of: Date, rig: RigFacts, stated: &GlanceTerms) -> Self {
        let mut desk = Desk::new(catalog, as_of, rig);
        let price = match stated.price {
            Known::Known(price) => {
                desk.prices.push(own(PriceOf::Purchase, price.map(CostQuantity::Usd)));
                stated.price
            }
            Known::Unknown => {
                going(&desk, Purchase::Any).map(|offer| for_all(&mut desk, &offer, PriceOf::Purchase))
            }
        };
        let rent = match stated.rent {
            Known::Known(rate) => {
                desk.prices.push(own(PriceOf::Rental, rate.map(CostQuantity::UsdPerHour)));
                stated.rent
            }
            Known::Unknown => on_offer(&mut desk, RentalKind::OnDemand, |_| true),
        };
        let api = match (stated.api, rig.model) {
            (Known::Known(prices), _) => {
                let rates = prices.map(|(input, output)| ApiRates { input, cached_input: input, output });
                let blended = rates.map(|rates| CostQuantity::UsdPerMillionTokens(rates.blended(&MIX)));
                desk.prices.push(own(PriceOf::Api, blended));
                Known::Known(rates)
            }
            (Known::Unknown, Some(model)) => on_lists(&mut desk, ApiModel::Catalog(model), &MIX, |_| true),
            (Known::Unknown, None) => Known::Unknown,
        };
        Self { price, rent, api, used: desk.prices }
    }

    /// What follows from them at so many hours a day.
    #[must_use]
    pub fn reckon(self, hours: Hours, speed: Speed) -> CostGlance {
        let case = Case {
            rigs: 1,
            horizon: Months::new(DEFAULT_HORIZON_MONTHS),
            discount: YearlyRate::ZERO,
            load: Known::Known(Load::HoursPerDay(hours)),
            mix: MIX,
            speed,
            buy: BuyTerms {
                price: self.price,
                host: Range::one(Usd::ZERO),
                tax: Share::ZERO,
                maintenance: Range::one(UsdPerMonth::ZERO),
                resale: Resale::LeftOut,
                loan: Loan::None,
            },
            power: Power::LeftOut,
            rent: RentTerms {
                rate: self.rent,
                billed: Billed::Used { least: Hours::ZERO, metered: Metered::AS_USED },
                storage: Known::Known(UsdPerMonth::ZERO),
                egress: Known::Known(UsdPerMonth::ZERO),
            },
            api: ApiTerms { rates: self.api, decline: YearlyRate::ZERO },
        };
        let load = case.serves();
        CostGlance {
            horizon: case.horizon,
            ways: Way::EACH.map(|way| WayCost { way, state: case.way(way, &load) }),
            pairs: Pair::EACH.map(|pair| case.pair(pair)),
            load,
            prices: self.used,
        }
    }
}
