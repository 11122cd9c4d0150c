//! Rigs as the answer lists them: all figures, why, what not, and what comes next.

use core::cmp::Ordering;

use super::judge::{Surveyed, Want, on};
use crate::assess::assess;
use crate::calculator::Calculator;
use crate::calculator::prepared::Prepared;
use crate::catalog::{Catalog, ComputeApi, Condition, DeviceKind};
use crate::fit::Fit;
use crate::offers::Offer;
use crate::question::RawRig;
use crate::recommend::{
    Better, Candidate, Cannot, Covers, Form, Judged, Next, Picks, RigChoice, RigPart, RigPrice, Standing,
    WantFigures, Why, Wishes,
};
use crate::rules::RigRules;
use crate::units::{Known, TokensPerSecond, Usd, Watts};

/// Days from which a price is old.
const OLD_PRICE_DAYS: u32 = 365;

pub(super) struct Rows<'a> {
    pub(super) calculator: &'a Calculator,
    pub(super) wishes: &'a Wishes,
    pub(super) wants: &'a [Want],
    pub(super) within: &'a Surveyed<'a>,
}

impl Rows<'_> {
    /// Rows of a list; `peers` are all of its kind, ranked, and `better` the rigs that "next" is looked for among.
    pub(super) fn list(
        &self,
        listed: &[Standing],
        peers: &[Standing],
        better: &[Standing],
    ) -> Vec<RigChoice> {
        let row = |standing: &Standing| {
            let rig = self.within.rigs.get(standing.place)?;
            let next = self.next(standing, better);
            let why = self.why(standing, rig, peers);
            Some(self.row(standing, rig, why, next))
        };
        listed.iter().filter_map(row).collect()
    }

    /// The rigs that stand out, the catalog's first among equals; under a budget of those known to be within it.
    pub(super) fn picks(&self) -> Picks {
        let priced = |s: &Standing| self.wishes.budget.is_none() || s.price.is_some();
        let comfortable =
            || self.within.standings.iter().filter(|s| s.worst == Fit::Comfortable && priced(s));
        let least = |figure: fn(&Standing) -> Option<f64>| {
            let standing = comfortable()
                .filter_map(|s| Some((s, figure(s)?)))
                .min_by(|(_, a), (_, b)| a.total_cmp(b))
                .map(|(standing, _)| standing)?;
            let rig = self.within.rigs.get(standing.place)?;
            Some(self.row(standing, rig, self.why(standing, rig, &[]), None))
        };
        Picks {
            cheapest: least(|s| s.price),
            fastest: least(|s| s.pace.map(|pace| -pace)),
            most_efficient: least(|s| s.joules),
        }
    }

    /// The cheapest rig above the budget that does better than every rig within.
    pub(super) fn beyond(&self, beyond: &Surveyed<'_>, within: &[Standing]) -> Option<Next> {
        let budget = self.wishes.budget?;
        let runs = beyond.standings.iter().filter(|standing| standing.runs);
        let better = runs.filter_map(|standing| {
            let judged = beyond.of(standing);
            let than = |own: &Standing| own.better(self.within.of(own), standing, judged);
            if !within.iter().all(|own| than(own).is_some()) {
                return None;
            }
            // Said of the best within; where nothing is, running at all is better.
            let better = within.first().map_or(Some(Better::Fit { fit: standing.worst }), than)?;
            Some((standing, standing.price?, better))
        });
        let (standing, usd, better) = better.min_by(|a, b| a.1.total_cmp(&b.1))?;
        let devices = beyond.rigs.get(standing.place)?.parts();
        Some(Next { devices, usd: Usd::new(usd), more_usd: Usd::new(usd - budget.get()), better })
    }

    fn next(&self, standing: &Standing, better: &[Standing]) -> Option<Next> {
        let (price, own) = (standing.price?, self.within.of(standing));
        let dearer = better.iter().filter_map(|other| {
            let usd = other.price.filter(|usd| *usd > price)?;
            Some((other, usd, standing.better(own, other, self.within.of(other))?))
        });
        let (other, usd, better) = dearer.min_by(|a, b| a.1.total_cmp(&b.1))?;
        let devices = self.within.rigs.get(other.place)?.parts();
        Some(Next { devices, usd: Usd::new(usd), more_usd: Usd::new(usd - price), better })
    }

    fn row(&self, standing: &Standing, rig: &Candidate<'_>, why: Vec<Why>, next: Option<Next>) -> RigChoice {
        let judged = self.within.of(standing);
        let wants: Vec<WantFigures> =
            self.wants.iter().zip(judged).map(|(want, judged)| self.figures(want, judged, rig)).collect();
        let catalog = self.calculator.catalog();
        let devices = rig.parts();
        let why = with_headroom(why, &wants);
        RigChoice {
            form: rig.form(&self.wishes.forms),
            backend: rig.backend,
            os: rig.os,
            price: price(rig, catalog),
            power: rig.power(),
            fit: standing.worst,
            cannot: cannot(rig, &wants),
            wants,
            why,
            next,
            rig: RawRig {
                devices: devices.iter().map(RigPart::raw).collect(),
                host: self.wishes.host.clone().filter(|_| rig.device.kind != DeviceKind::Cpu),
                os: Some(rig.os.word().to_owned()),
                ..RawRig::default()
            },
            devices,
        }
    }

    /// A want on a rig once more, now with everything an answer has.
    fn figures(&self, want: &Want, judged: &Judged, rig: &Candidate<'_>) -> WantFigures {
        let mut question = on(&want.question, rig);
        question.quant = judged.quant;
        let prepared = Prepared {
            model: want.model.clone(),
            weights: want.weights(judged.quant).clone(),
            rig: RigRules::new(&question, self.calculator.catalog()),
            question,
        };
        let figures = self.calculator.stand(&prepared, assess(&prepared.case()));
        let users = f64::from(want.question.settings.n_seq());
        let joules = rig.power().zip(figures.decode).and_then(|(power, rate)| {
            let rate = rate.tokens_per_second.get() * users;
            if rate > 0.0 { Known::Known(power.get() / rate) } else { Known::Unknown }
        });
        WantFigures {
            quant: judged.quant.label(),
            bits: judged.bits,
            fit: figures.fit,
            total: figures.fullest,
            usable: figures.usable,
            headroom: figures.headroom,
            decode: figures.decode,
            joules_per_token: joules,
            max_context: prepared.max_context(),
            reasons: prepared.reasons(&figures),
        }
    }

    /// Superlatives among the ranked rigs of the best grade, shown or not, and what the budget leaves.
    fn why(&self, standing: &Standing, rig: &Candidate<'_>, ranked: &[Standing]) -> Vec<Why> {
        let mut why = Vec::new();
        if standing.worst == Fit::Comfortable {
            why.push(Why::AllComfortable { headroom: Known::Unknown });
        }
        let peers = || ranked.iter().filter(|other| other.worst == standing.worst);
        let best_grade = ranked.first().is_some_and(|first| first.worst == standing.worst);
        let most = |figure: fn(&Standing) -> Option<f64>| {
            let own = figure(standing).filter(|_| best_grade)?;
            // A figure nobody knows may be the better one.
            let beaten =
                |other: &Standing| figure(other).is_none_or(|x| x.total_cmp(&own) == Ordering::Greater);
            (!peers().any(beaten)).then_some(own)
        };
        why.extend(most(|s| s.price.map(|x| -x)).map(|x| Why::Cheapest { usd: Usd::new(-x) }));
        why.extend(most(|s| s.pace).map(|x| Why::Fastest { rate: TokensPerSecond::new(x) }));
        why.extend(most(|s| s.power.map(|x| -x)).map(|x| Why::LeastPower { power: Watts::new(-x) }));
        why.extend(most(|s| s.joules.map(|x| -x)).map(|x| Why::MostEfficient { joules_per_token: -x }));
        why.extend(most(|s| Some(s.bits)).map(|bits| Why::FinestQuant { bits }));
        if let (Some(budget), Known::Known(price)) = (self.wishes.budget, rig.price()) {
            why.push(Why::BudgetLeft { usd: Usd::new(budget.get() - price.get()) });
        }
        why
    }
}

/// The least headroom of the wants, into the reason that rests on it.
fn with_headroom(mut why: Vec<Why>, wants: &[WantFigures]) -> Vec<Why> {
    let least = wants.iter().map(|want| want.headroom).reduce(|a, b| a.zip(b).map(|(a, b)| a.min(b)));
    if let Some(Why::AllComfortable { headroom }) = why.first_mut() {
        *headroom = least.unwrap_or(Known::Unknown);
    }
    why
}

fn cannot(rig: &Candidate<'_>, wants: &[WantFigures]) -> Vec<Cannot> {
    let grades = wants.iter().enumerate().filter(|(_, want)| want.fit != Fit::Comfortable);
    let mut cannot: Vec<Cannot> =
        grades.map(|(place, want)| Cannot::Want { want: place, fit: want.fit }).collect();
    match rig.offer {
        Known::Unknown => cannot.push(rig.elsewhere.get().map_or(Cannot::PriceUnknown, |offer| {
            Cannot::NotSeen { usd: offer.usd * f64::from(rig.count), age_days: offer.age_days }
        })),
        Known::Known(offer) => {
            let other = rig.other.map(|other| other.offer);
            let age_days = other.map_or(offer.age_days, |other| other.age_days.max(offer.age_days));
            let launch = |offer: &Offer| offer.condition == Condition::Msrp;
            if launch(&offer) || other.as_ref().is_some_and(launch) {
                cannot.push(Cannot::LaunchPrice { age_days });
            } else if age_days > OLD_PRICE_DAYS {
                cannot.push(Cannot::OldPrice { age_days });
            }
            if Covers::of(rig.device) == Covers::Devices {
                cannot.push(Cannot::HostNotPriced);
            }
        }
    }
    let notes = [
        (!rig.power().is_known(), Cannot::PowerUnknown),
        (rig.device.has_form(Form::PassiveCard), Cannot::NeedsAirFlow),
        (rig.device.has_form(Form::Socket), Cannot::NeedsSocket),
        (!rig.device.apis.contains(&ComputeApi::Cuda), Cannot::NoCuda),
    ];
    cannot.extend(notes.into_iter().filter(|(holds, _)| *holds).map(|(_, note)| note));
    cannot
}

fn price(rig: &Candidate<'_>, catalog: &Catalog) -> Known<RigPrice> {
    rig.offer.map(|offer| {
        let first = RigPrice::of(&offer, rig.count, rig.device, catalog);
        match &rig.other {
            None => first,
            Some(other) => first.and(RigPrice::of(&other.offer, 1, other.device, catalog)),
        }
    })
}
