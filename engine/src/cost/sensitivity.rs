//! Which term moves a break-even most: each term at its low and its high, all others at their points.

use core::ops::Mul;

use serde::Serialize;

use super::{ApiRates, Band, BreakEven, Case, CostQuantity, Load, Loan, Pair, Power, Range, Resale};
use crate::order;
use crate::units::{Hours, Known, Months, Share, UsdPerMillionTokens};

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
        use CostQuantity as Q;
        let (buy, rent) = (&self.buy, &self.rent);
        match term {
            Moved::Price => {
                self.range(buy.price, Q::Usd, |case, v| case.buy.price = Known::Known(Range::one(v)))
            }
            Moved::Host => {
                self.range(Known::Known(buy.host), Q::Usd, |case, v| case.buy.host = Range::one(v))
            }
            Moved::Tax => self.one(buy.tax, Q::Share, |case, v| case.buy.tax = v),
            Moved::Maintenance => self.range(Known::Known(buy.maintenance), Q::UsdPerMonth, |case, v| {
                case.buy.maintenance = Range::one(v);
            }),
            Moved::FirstShare => {
                let Resale::Counted { first: Known::Known(first), .. } = buy.resale else { return None };
                self.one(first, Q::Share, |case, v| {
                    if let Resale::Counted { first, .. } = &mut case.buy.resale {
                        *first = Known::Known(v);
                    }
                })
            }
            Moved::Depreciation => {
                let Resale::Counted { decline, .. } = buy.resale else { return None };
                self.one(decline, Q::YearlyRate, |case, v| {
                    if let Resale::Counted { decline, .. } = &mut case.buy.resale {
                        *decline = v;
                    }
                })
            }
            Moved::Interest => {
                let Loan::Of { rate, .. } = buy.loan else { return None };
                self.one(rate, Q::YearlyRate, |case, v| {
                    if let Loan::Of { rate, .. } = &mut case.buy.loan {
                        *rate = v;
                    }
                })
            }
            Moved::LoadPower => {
                let Power::Counted(terms) = self.power else { return None };
                self.range(terms.load, Q::Kilowatts, |case, v| {
                    if let Power::Counted(terms) = &mut case.power {
                        terms.load = Known::Known(Range::one(v));
                    }
                })
            }
            Moved::IdlePower => {
                let Power::Counted(terms) = self.power else { return None };
                self.range(terms.idle, Q::Kilowatts, |case, v| {
                    if let Power::Counted(terms) = &mut case.power {
                        terms.idle = Known::Known(Range::one(v));
                    }
                })
            }
            Moved::Tariff => {
                let Power::Counted(terms) = self.power else { return None };
                self.range(terms.tariff, Q::UsdPerKwh, |case, v| {
                    if let Power::Counted(terms) = &mut case.power {
                        terms.tariff = Known::Known(Range::one(v));
                    }
                })
            }
            Moved::Pue => {
                let Power::Counted(terms) = self.power else { return None };
                self.step(
                    terms.pue,
                    |v| Q::Ratio(v.max(1.0)),
                    |case, v| {
                        if let Power::Counted(terms) = &mut case.power {
                            terms.pue = v.max(1.0);
                        }
                    },
                )
            }
            Moved::Rental => {
                self.range(rent.rate, Q::UsdPerHour, |case, v| case.rent.rate = Known::Known(Range::one(v)))
            }
            Moved::Storage => self.one(rent.storage.get()?, Q::UsdPerMonth, |case, v| {
                case.rent.storage = Known::Known(v);
            }),
            Moved::Egress => {
                self.one(rent.egress.get()?, Q::UsdPerMonth, |case, v| case.rent.egress = Known::Known(v))
            }
            Moved::Api => {
                let blended = |rates: ApiRates| Q::UsdPerMillionTokens(rates.blended(&self.mix));
                self.range(self.api.rates, blended, |case, v| case.api.rates = Known::Known(Range::one(v)))
            }
            Moved::ApiDecline => self.one(self.api.decline, Q::YearlyRate, |case, v| case.api.decline = v),
            Moved::Load => match self.load.get()? {
                Load::HoursPerDay(hours) => {
                    let day = |hours: Hours| Hours::new(hours.get().min(24.0));
                    self.one(
                        hours,
                        |v| Q::HoursPerDay(day(v)),
                        |case, v| {
                            case.load = Known::Known(Load::HoursPerDay(day(v)));
                        },
                    )
                }
                Load::Tokens { a_day, window } => self.one(a_day, Q::MillionTokensPerDay, |case, a_day| {
                    case.load = Known::Known(Load::Tokens { a_day, window });
                }),
            },
            Moved::PromptPerAnswer => {
                self.step(self.mix.prompt_per_answer, Q::Ratio, |case, v| case.mix.prompt_per_answer = v)
            }
            Moved::Cached => {
                let part = |share: Share| Share::new(share.get().min(1.0));
                self.one(self.mix.cached, |v| Q::Share(part(v)), |case, v| case.mix.cached = part(v))
            }
            Moved::Decode => self.range(self.speed.decode, Q::TokensPerSecond, |case, v| {
                case.speed.decode = Known::Known(Range::one(v));
            }),
            Moved::Prefill => self.range(self.speed.prefill, Q::TokensPerSecond, |case, v| {
                case.speed.prefill = Known::Known(Range::one(v));
            }),
            Moved::Discount => self.one(self.discount, Q::YearlyRate, |case, v| case.discount = v),
        }
    }

    fn range<T: Copy + PartialEq + Mul<f64, Output = T>>(
        &self,
        range: Known<Range<T>>,
        show: impl Fn(T) -> CostQuantity,
        set: impl Fn(&mut Case, T),
    ) -> Option<Both> {
        let range = range.get()?;
        let (ends, low, high) = if range.low == range.high {
            (Ends::Step, range.point * (1.0 - STEP), range.point * (1.0 + STEP))
        } else {
            (Ends::Range, range.low, range.high)
        };
        if low == high {
            return None;
        }
        let with = |value: T| {
            let mut case = *self;
            set(&mut case, value);
            (show(value), case)
        };
        Some(Both { ends, low: with(low), high: with(high) })
    }

    fn one<T: Copy + PartialEq + Mul<f64, Output = T>>(
        &self,
        value: T,
        show: impl Fn(T) -> CostQuantity,
        set: impl Fn(&mut Case, T),
    ) -> Option<Both> {
        self.range(Known::Known(Range::one(value)), show, set)
    }

    fn step(
        &self,
        value: f64,
        show: impl Fn(f64) -> CostQuantity,
        set: impl Fn(&mut Case, f64),
    ) -> Option<Both> {
        self.range(Known::Known(Range::one(value)), show, set)
    }
}

impl Mul<f64> for ApiRates {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        let times = |price: UsdPerMillionTokens| price * factor;
        Self { input: times(self.input), cached_input: times(self.cached_input), output: times(self.output) }
    }
}
