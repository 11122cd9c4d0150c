//! Which term moves a break-even most: each term at its low and its high, all others at their points.

use core::ops::Mul;

use serde::Serialize;

use super::{ApiRates, Band, BreakEven, Case, CostQuantity, Load, Loan, Pair, Power, Range, Resale};
use crate::order;
use crate::units::{
    Hours, Kilowatts, Known, MillionTokens, Months, Share, TokensPerSecond, Usd, UsdPerHour, UsdPerKwh,
    UsdPerMillionTokens, UsdPerMonth, YearlyRate,
};

/// How far a term without a range of its own is moved either way: a fifth. Ours: the same for all, so that they can be compared.
pub const STEP: f64 = 0.2;

crate::question::choice::choice! {
    /// A term that can be moved.
    Moved {
        /// Purchase price.
        Price = "buy.price_usd",
        /// Computer around cards.
        Host = "buy.host_usd",
        /// Tax.
        Tax = "buy.tax",
        /// Maintenance.
        Maintenance = "buy.maintenance_usd_month",
        /// What it could be sold for on the first day.
        FirstShare = "buy.resale.first_share",
        /// What that loses in a year.
        Depreciation = "buy.resale.yearly_decline",
        /// Interest.
        Interest = "buy.loan.yearly_rate",
        /// Power at work.
        LoadPower = "power.load_w",
        /// Power waiting.
        IdlePower = "power.idle_w",
        /// Energy of the building.
        Pue = "power.pue",
        /// Tariff.
        Tariff = "power.tariff_usd_kwh",
        /// Rental rate.
        Rental = "rent.usd_per_hour",
        /// Disk while stopped.
        Storage = "rent.storage_gb",
        /// Data taken out.
        Egress = "rent.egress_gb_month",
        /// Price list.
        Api = "api",
        /// How much cheaper it gets.
        ApiDecline = "api.yearly_decline",
        /// Hours or tokens a day.
        Load = "load",
        /// Prompt tokens for each answered one.
        PromptPerAnswer = "load.prompt_per_answer",
        /// Prompt tokens seen before.
        Cached = "load.cached_share",
        /// Decode.
        Decode = "speed.decode_tok_s",
        /// Prefill.
        Prefill = "speed.prefill_tok_s",
        /// Discount rate.
        Discount = "discount_rate",
    }
}

/// Where the ends of a moved term come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ends {
    /// The range that was seen or stated.
    Range,
    /// A fifth less and a fifth more.
    Step,
}

/// A term moved both ways.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Swing {
    /// Which; the field of the question that states it.
    pub term: Moved,
    /// Where its ends come from.
    pub ends: Ends,
    /// Its low end.
    pub low: CostQuantity,
    /// Its high end.
    pub high: CostQuantity,
    /// The break-even there.
    pub at_low: BreakEven,
    /// The break-even there.
    pub at_high: BreakEven,
    /// How far apart these are; unknown where one of them is not a month, which is further than any.
    pub months: Known<Months>,
}

/// The terms of one pair, the strongest first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sensitivity {
    /// Of which break-even.
    pub pair: Pair,
    /// Those that move it.
    pub swings: Vec<Swing>,
}

/// How a plain number is written as a figure of its unit.
type Write = fn(f64) -> CostQuantity;

/// A term's two ends, each with the case it makes.
struct Both {
    ends: Ends,
    low: (CostQuantity, Case),
    high: (CostQuantity, Case),
}

impl Case {
    /// Which term moves a break-even most. Terms that do not move it are not listed.
    #[must_use]
    pub fn sensitivity(&self, pair: Pair) -> Sensitivity {
        let of = |case: &Case| case.break_even(pair, Band::Point, Band::Point);
        let swing = |term: &Moved| {
            let both = self.ends(*term)?;
            let (at_low, at_high) = (of(&both.low.1), of(&both.high.1));
            let months = at_low.months().zip(at_high.months());
            let months = months.map(|(low, high)| Months::new((low.get() - high.get()).abs()));
            (at_low != at_high).then_some(Swing {
                term: *term,
                ends: both.ends,
                low: both.low.0,
                high: both.high.0,
                at_low,
                at_high,
                months,
            })
        };
        let mut swings: Vec<Swing> = Moved::ALL.iter().filter_map(swing).collect();
        let reach = |swing: &Swing| swing.months.get().map_or(f64::INFINITY, Months::get);
        order::sort_by(&mut swings, |a, b| reach(b).total_cmp(&reach(a)));
        Sensitivity { pair, swings }
    }

    /// A term's ends; nothing where it is not counted.
    fn ends(&self, term: Moved) -> Option<Both> {
        if term == Moved::Api {
            return self.price_lists();
        }
        let (now, write) = self.figure(term)?;
        let (ends, low, high) = both_ends(now)?;
        // What cannot be more than all of a day or of the prompts, or less than the rig's own energy, stays there.
        let within = |value: f64| match (term, self.load.get()) {
            (Moved::Load, Some(Load::HoursPerDay(_))) => value.min(24.0),
            (Moved::Cached, _) => value.min(1.0),
            (Moved::Pue, _) => value.max(1.0),
            _ => value,
        };
        let at = |value: f64| (write(within(value)), self.moved(term, within(value)));
        Some(Both { ends, low: at(low), high: at(high) })
    }

    /// Price lists are moved whole.
    fn price_lists(&self) -> Option<Both> {
        let now = self.api.rates.get()?;
        let (ends, low, high) = if now.low == now.high {
            (Ends::Step, now.point * (1.0 - STEP), now.point * (1.0 + STEP))
        } else {
            (Ends::Range, now.low, now.high)
        };
        let at = |rates: ApiRates| {
            let mut case = *self;
            case.api.rates = Known::Known(Range::one(rates));
            (CostQuantity::UsdPerMillionTokens(rates.blended(&self.mix)), case)
        };
        (low != high).then(|| Both { ends, low: at(low), high: at(high) })
    }

    /// A term's figure as a number of its unit, and how it is written: one number for all terms, so that moving them is written once.
    fn figure(&self, term: Moved) -> Option<(Range<f64>, Write)> {
        use CostQuantity as Q;
        let (buy, rent) = (&self.buy, &self.rent);
        let one = Range::one;
        let usd: Write = |v| Q::Usd(Usd::new(v));
        let usd_per_month: Write = |v| Q::UsdPerMonth(UsdPerMonth::new(v));
        let share: Write = |v| Q::Share(Share::new(v));
        let yearly: Write = |v| Q::YearlyRate(YearlyRate::new(v));
        let power: Write = |v| Q::Kilowatts(Kilowatts::new(v));
        let rate: Write = |v| Q::TokensPerSecond(TokensPerSecond::new(v));
        let drawn = match &self.power {
            Power::Counted(terms) => Some(terms),
            Power::LeftOut => None,
        };
        Some(match term {
            Moved::Price => (buy.price.get()?.map(Usd::get), usd),
            Moved::Host => (buy.host.map(Usd::get), usd),
            Moved::Tax => (one(buy.tax.get()), share),
            Moved::Maintenance => (buy.maintenance.map(UsdPerMonth::get), usd_per_month),
            Moved::FirstShare => {
                let Resale::Counted { first: Known::Known(first), .. } = buy.resale else { return None };
                (one(first.get()), share)
            }
            Moved::Depreciation => {
                let Resale::Counted { decline, .. } = buy.resale else { return None };
                (one(decline.get()), yearly)
            }
            Moved::Interest => {
                let Loan::Of { rate, .. } = buy.loan else { return None };
                (one(rate.get()), yearly)
            }
            Moved::LoadPower => (drawn?.load.get()?.map(Kilowatts::get), power),
            Moved::IdlePower => (drawn?.idle.get()?.map(Kilowatts::get), power),
            Moved::Tariff => (drawn?.tariff.get()?.map(UsdPerKwh::get), |v| Q::UsdPerKwh(UsdPerKwh::new(v))),
            Moved::Pue => (one(drawn?.pue), Q::Ratio),
            Moved::Rental => (rent.rate.get()?.map(UsdPerHour::get), |v| Q::UsdPerHour(UsdPerHour::new(v))),
            Moved::Storage => (one(rent.storage.get()?.get()), usd_per_month),
            Moved::Egress => (one(rent.egress.get()?.get()), usd_per_month),
            Moved::Api => return None,
            Moved::ApiDecline => (one(self.api.decline.get()), yearly),
            Moved::Load => match self.load.get()? {
                Load::HoursPerDay(hours) => (one(hours.get()), |v| Q::HoursPerDay(Hours::new(v))),
                Load::Tokens { a_day, .. } => {
                    (one(a_day.get()), |v| Q::MillionTokensPerDay(MillionTokens::new(v)))
                }
            },
            Moved::PromptPerAnswer => (one(self.mix.prompt_per_answer), Q::Ratio),
            Moved::Cached => (one(self.mix.cached.get()), share),
            Moved::Decode => (self.speed.decode.get()?.map(TokensPerSecond::get), rate),
            Moved::Prefill => (self.speed.prefill.get()?.map(TokensPerSecond::get), rate),
            Moved::Discount => (one(self.discount.get()), yearly),
        })
    }

    /// This case with one term at another figure.
    fn moved(&self, term: Moved, v: f64) -> Self {
        let mut case = *self;
        let rate = || Known::Known(Range::one(TokensPerSecond::new(v)));
        let power = || Known::Known(Range::one(Kilowatts::new(v)));
        match term {
            Moved::Price => case.buy.price = Known::Known(Range::one(Usd::new(v))),
            Moved::Host => case.buy.host = Range::one(Usd::new(v)),
            Moved::Tax => case.buy.tax = Share::new(v),
            Moved::Maintenance => case.buy.maintenance = Range::one(UsdPerMonth::new(v)),
            Moved::FirstShare => {
                if let Resale::Counted { first, .. } = &mut case.buy.resale {
                    *first = Known::Known(Share::new(v));
                }
            }
            Moved::Depreciation => {
                if let Resale::Counted { decline, .. } = &mut case.buy.resale {
                    *decline = YearlyRate::new(v);
                }
            }
            Moved::Interest => {
                if let Loan::Of { rate, .. } = &mut case.buy.loan {
                    *rate = YearlyRate::new(v);
                }
            }
            Moved::LoadPower | Moved::IdlePower | Moved::Tariff | Moved::Pue => {
                if let Power::Counted(terms) = &mut case.power {
                    match term {
                        Moved::LoadPower => terms.load = power(),
                        Moved::IdlePower => terms.idle = power(),
                        Moved::Tariff => terms.tariff = Known::Known(Range::one(UsdPerKwh::new(v))),
                        _ => terms.pue = v,
                    }
                }
            }
            Moved::Rental => case.rent.rate = Known::Known(Range::one(UsdPerHour::new(v))),
            Moved::Storage => case.rent.storage = Known::Known(UsdPerMonth::new(v)),
            Moved::Egress => case.rent.egress = Known::Known(UsdPerMonth::new(v)),
            Moved::Api => {}
            Moved::ApiDecline => case.api.decline = YearlyRate::new(v),
            Moved::Load => {
                case.load = case.load.map(|load| match load {
                    Load::HoursPerDay(_) => Load::HoursPerDay(Hours::new(v)),
                    Load::Tokens { window, .. } => Load::Tokens { a_day: MillionTokens::new(v), window },
                });
            }
            Moved::PromptPerAnswer => case.mix.prompt_per_answer = v,
            Moved::Cached => case.mix.cached = Share::new(v),
            Moved::Decode => case.speed.decode = rate(),
            Moved::Prefill => case.speed.prefill = rate(),
            Moved::Discount => case.discount = YearlyRate::new(v),
        }
        case
    }
}

/// The ends of a range, or a step either way of one figure; nothing where these are the same.
fn both_ends(now: Range<f64>) -> Option<(Ends, f64, f64)> {
    let (ends, low, high) = if now.low.to_bits() == now.high.to_bits() {
        (Ends::Step, now.point * (1.0 - STEP), now.point * (1.0 + STEP))
    } else {
        (Ends::Range, now.low, now.high)
    };
    (low.to_bits() != high.to_bits()).then_some((ends, low, high))
}

impl Mul<f64> for ApiRates {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        let times = |price: UsdPerMillionTokens| price * factor;
        Self { input: times(self.input), cached_input: times(self.cached_input), output: times(self.output) }
    }
}
