//! Buy, rent or pay by the token: each way's cost over time, where two ways cost the same, and every term of the sum.
//!
//! A question is resolved against the catalog into a [`Case`] of typed figures ([`resolve`]); [`answer`] is a pure function of it. Money is in United States
//! dollars throughout, a month is 730 hours, and what nobody knows is asked for, never assumed.

mod answer;
mod api;
mod api_offers;
mod ask;
mod billing;
mod break_even;
mod buy;
mod case;
mod currency;
mod curve;
mod desk;
mod explain;
mod faults;
mod glance;
mod load;
mod own;
mod power;
mod presets;
mod prices;
mod quantity;
mod range;
mod raw;
mod rent;
mod rentals;
mod resolve;
mod resolve_api;
mod resolve_buy;
mod resolve_load;
mod resolve_power;
mod resolve_rent;
mod result;
mod root;
mod sensitivity;
mod tariff;
mod utilisation;
mod way;

pub use answer::answer;
pub use api_offers::{ApiModel, ApiOffer, CachedPrice, api_offers, api_spread};
pub use ask::{Ask, Assumed, LeftOut};
pub use billing::{Metered, provider_billing};
pub use break_even::{BreakEven, LIMIT_MONTHS, Never, break_even, crossings};
pub use buy::Upfront;
pub use case::{
    ApiRates, ApiTerms, Billed, BuyTerms, Case, Depreciation, Load, Loan, Mix, On, Power, PowerTerms,
    RentTerms, Resale, Speed,
};
pub use currency::Currency;
pub use curve::{Curve, Debt};
pub use desk::RigFacts;
pub use explain::{TERM_KEYS, TERM_RULES};
pub use glance::{CostGlance, GlancePrices, GlanceTerms, glance};
pub use load::{Serves, Use};
pub use own::{OwnCost, own_cost};
pub use power::PowerCost;
pub use presets::{PRESETS, Preset, PresetLoad, preset};
pub use prices::{Freshness, PriceOf, PriceUsed, STALE_AFTER_DAYS, Seen};
pub use quantity::{CostQuantity, CostTerm};
pub use range::{Band, Range};
pub use raw::{
    RawApi, RawBuy, RawCostQuestion, RawCurrency, RawEnds, RawLoad, RawLoan, RawPower, RawRange, RawRent,
    RawResale, RawSpeed,
};
pub use rentals::{RentalOffer, going_rates, rental_offers, spread};
pub use resolve::{DEFAULT_HORIZON_MONTHS, MOST_HORIZON_MONTHS, Resolved, resolve};
pub use resolve_buy::Purchase;
pub use resolve_load::{DEFAULT_PROMPT_PER_ANSWER, DEFAULT_TOKENS_PER_USER_DAY};
pub use result::{CostAnswer, Crossing, MixShown, OverTime, PairAnswer, WayCost, WayFigures, WayState};
pub use sensitivity::{Ends, Moved, STEP, Sensitivity, Swing};
pub use tariff::{Customer, Tariff, tariff};
pub use utilisation::{AtUtilisation, Flip};
pub use way::{Pair, Way};

use way::joined;
