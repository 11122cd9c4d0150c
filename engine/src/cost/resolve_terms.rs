//! The terms of each way, from what was stated and what the catalog has seen.

use super::resolve::Desk;
use super::{
    ApiModel, ApiOffer, ApiRates, ApiTerms, Billed, BuyTerms, CachedPrice, CostQuantity, Customer,
    Depreciation, Freshness, LeftOut, Load, Loan, Mix, On, Power, PowerTerms, PriceOf, PriceUsed, Range,
    RawApi, RawBuy, RawLoad, RawPower, RawRent, RawResale, RentTerms, RentalOffer, Resale, Seen, api_offers,
    api_spread, preset, rental_offers, spread, tariff,
};
use crate::catalog::{Condition, RentalKind, Word};
use crate::offers::{Buy, Offer, Offers};
use crate::recommend::Covers;
use crate::units::{
    Hours, Kilowatts, Known, MillionTokens, Months, Share, Usd, UsdPerHour, UsdPerKwh, UsdPerMillionTokens,
    UsdPerMonth, Watts, YearlyRate,
};

/// Prompt tokens for each answered token where nobody says. Source: the 3:1 mix in which Artificial Analysis blends prices
/// (artificialanalysis.ai, methodology).
pub const DEFAULT_PROMPT_PER_ANSWER: f64 = 3.0;

/// Tokens a day of a person where nobody says. Ours, an input like any other: some forty exchanges of 5,000 tokens.
pub const DEFAULT_TOKENS_PER_USER_DAY: f64 = 200_000.0;

crate::question::choice::choice! {
    /// Which of the catalog's prices.
    Purchase {
        /// New or used, whichever costs less.
        Any = "any",
        /// New.
        New = "new",
        /// Used.
        Used = "used",
        /// At launch.
        Msrp = "msrp",
    }
}

pub(super) fn load(desk: &mut Desk<'_>, raw: Option<&RawLoad>) -> (Known<Load>, Mix) {
    let stated = raw.cloned().unwrap_or_default();
    let raw = match stated.preset.as_deref() {
        None => stated,
        Some(key) => match preset(key) {
            Some(preset) => preset.under(&stated),
            None => {
                let keys = super::PRESETS.iter().map(|preset| preset.key.to_owned()).collect();
                desk.faults.unknown("load.preset", key, keys);
                stated
            }
        },
    };
    let hours = desk.faults.number(raw.hours_per_day, "load.hours_per_day", 0.0, 24.0);
    let tokens = desk.faults.amount(raw.tokens_per_day, "load.tokens_per_day");
    let users = desk.faults.amount(raw.users, "load.users");
    let each = desk.faults.amount(raw.tokens_per_user_day, "load.tokens_per_user_day");
    let window = desk.faults.number(raw.window_hours, "load.window_hours", 0.01, 24.0).unwrap_or(24.0);
    let stated =
        [raw.hours_per_day, raw.tokens_per_day, raw.users].iter().filter(|way| way.is_some()).count();
    if stated > 1 {
        let wanted = "one of hours_per_day, tokens_per_day, users";
        desk.faults.add(crate::question::Fault::range("load", "stated twice", wanted));
    }
    let tokens = tokens.or_else(|| {
        let users = users?;
        let each = desk.or_assumed(each, "load.tokens_per_user_day", DEFAULT_TOKENS_PER_USER_DAY);
        Some(users * each)
    });
    let in_window = |tokens| Load::Tokens { a_day: MillionTokens::of(tokens), window: Hours::new(window) };
    let load = hours.map(|hours| Load::HoursPerDay(Hours::new(hours))).or_else(|| tokens.map(in_window));
    let ratio = desk.faults.number(raw.prompt_per_answer, "load.prompt_per_answer", 0.0, 1e6);
    let ratio = desk.or_assumed(ratio, "load.prompt_per_answer", DEFAULT_PROMPT_PER_ANSWER);
    let cached = desk.faults.number(raw.cached_share, "load.cached_share", 0.0, 1.0);
    let cached = desk.or_assumed(cached, "load.cached_share", 0.0);
    (load.into(), Mix { prompt_per_answer: ratio, cached: Share::new(cached) })
}

pub(super) fn buy(desk: &mut Desk<'_>, raw: Option<&RawBuy>) -> BuyTerms {
    let raw = raw.cloned().unwrap_or_default();
    let typed = desk.faults.range(raw.price_usd, "buy.price_usd").map(|range| range.map(Usd::new));
    let purchase = desk.faults.word(raw.condition.as_deref(), "buy.condition", Purchase::ALL, Purchase::word);
    let price = match typed {
        Some(price) => {
            desk.prices.push(own(PriceOf::Purchase, price.map(CostQuantity::Usd)));
            Known::Known(price)
        }
        None if raw.price_usd.is_some() => Known::Unknown,
        None => going(desk, purchase.unwrap_or(Purchase::Any))
            .map(|offer| for_all(desk, &offer, PriceOf::Purchase)),
    };
    let host_share = desk.faults.number(raw.host_share, "buy.host_share", 0.0, 1.0).unwrap_or(1.0);
    let host = desk
        .faults
        .range(raw.host_usd, "buy.host_usd")
        .map(|range| range.map(|usd| Usd::new(usd * host_share)));
    let parts = desk.device().is_none_or(|device| Covers::of(device) == Covers::Devices);
    let host = match host {
        None if parts => desk.or_left_out(None, LeftOut::Host, Range::one(Usd::ZERO)),
        host => host.unwrap_or(Range::one(Usd::ZERO)),
    };
    let tax = desk.faults.number(raw.tax, "buy.tax", 0.0, 1.0);
    let tax = Share::new(desk.or_left_out(tax, LeftOut::Tax, 0.0));
    let maintenance = desk.faults.range(raw.maintenance_usd_month, "buy.maintenance_usd_month");
    let maintenance =
        desk.or_left_out(maintenance, LeftOut::Maintenance, Range::one(0.0)).map(UsdPerMonth::new);
    let resale = match &raw.resale {
        None => desk.or_left_out(None, LeftOut::Resale, Resale::LeftOut),
        Some(raw) => resale(desk, raw, price),
    };
    let loan = match &raw.loan {
        None => desk.or_left_out(None, LeftOut::Loan, Loan::None),
        Some(raw) => Loan::Of {
            down: Share::new(
                desk.faults.number(raw.down_share, "buy.loan.down_share", 0.0, 1.0).unwrap_or(0.0),
            ),
            rate: YearlyRate::new(
                desk.faults.number(Some(raw.yearly_rate), "buy.loan.yearly_rate", 0.0, 1.0).unwrap_or(0.0),
            ),
            months: Months::new(
                desk.faults.number(Some(raw.months), "buy.loan.months", 1.0, 360.0).unwrap_or(1.0),
            ),
        },
    };
    BuyTerms { price, host, tax, maintenance, resale, loan }
}

fn resale(desk: &mut Desk<'_>, raw: &RawResale, price: Known<Range<Usd>>) -> Resale {
    let first = desk.faults.number(raw.first_share, "buy.resale.first_share", 0.0, 10.0);
    let decline = desk.faults.number(raw.yearly_decline, "buy.resale.yearly_decline", 0.0, 1.0);
    let decline = desk.or_assumed(decline, "buy.resale.yearly_decline", 0.0);
    let curve =
        desk.faults.word(raw.curve.as_deref(), "buy.resale.curve", Depreciation::ALL, Depreciation::word);
    let first = match first {
        Some(first) => Known::Known(Share::new(first)),
        None if raw.first_share.is_some() => Known::Unknown,
        None => going(desk, Purchase::Used).zip(price).and_then(|(offer, price)| {
            let used = for_all(desk, &offer, PriceOf::Resale);
            if price.point > Usd::ZERO {
                Known::Known(Share::new(used.point.get() / price.point.get()))
            } else {
                Known::Unknown
            }
        }),
    };
    Resale::Counted {
        first,
        decline: YearlyRate::new(decline),
        curve: curve.unwrap_or(Depreciation::Declining),
    }
}

/// What one device goes for.
fn going(desk: &Desk<'_>, purchase: Purchase) -> Known<Offer> {
    let (Some(key), Known::Known(memory)) = (desk.rig.hardware, desk.rig.memory) else {
        return Known::Unknown;
    };
    let offers = desk.offers.get_or_init(|| Offers::new(desk.catalog, desk.as_of));
    match purchase {
        Purchase::Any => offers.going(key, memory, Buy::Any, &[]),
        Purchase::New => offers.going(key, memory, Buy::New, &[]),
        Purchase::Used => offers.going(key, memory, Buy::Used, &[]),
        Purchase::Msrp => offers.newest(key, memory, Condition::Msrp, &[]),
    }
}

/// An offer for all devices of one rig, written down.
fn for_all(desk: &mut Desk<'_>, offer: &Offer, of: PriceOf) -> Range<Usd> {
    let count = f64::from(desk.rig.count);
    let price = Range { low: offer.low, point: offer.usd, high: offer.high }.map(|usd| usd * count);
    desk.prices.push(PriceUsed {
        of,
        name: desk.device().map(|device| device.id.to_string()).unwrap_or_default(),
        kind: offer.condition.as_str().to_owned(),
        price: price.map(CostQuantity::Usd),
        seen: Known::Known(Seen::new(desk.catalog, offer.observed, desk.as_of, offer.source)),
        note: String::new(),
    });
    price
}

/// A price the reader typed.
fn own(of: PriceOf, price: Range<CostQuantity>) -> PriceUsed {
    PriceUsed {
        of,
        name: String::new(),
        kind: String::new(),
        price,
        seen: Known::Unknown,
        note: String::new(),
    }
}

pub(super) fn power(desk: &mut Desk<'_>, raw: Option<&RawPower>) -> Power {
    let Some(raw) = raw else { return desk.or_left_out(None, LeftOut::Power, Power::LeftOut) };
    let watts = |watts: f64| Kilowatts::from(Watts::new(watts));
    let host = desk.faults.range(raw.host_w, "power.host_w").map(|range| range.map(watts));
    let load = match desk.faults.range(raw.load_w, "power.load_w") {
        Some(typed) => Known::Known(typed.map(watts)),
        None if raw.load_w.is_some() => Known::Unknown,
        None => rated(desk),
    };
    let load = match host {
        Some(host) => load.map(|load| load.zip(host).map(|(load, host)| load + host)),
        None => {
            let parts = desk.device().is_none_or(|device| Covers::of(device) == Covers::Devices);
            if raw.load_w.is_none() && parts {
                desk.left_out.push(LeftOut::HostPower);
            }
            load
        }
    };
    let idle = desk.faults.range(raw.idle_w, "power.idle_w").map(|range| range.map(watts));
    let on = desk.faults.number(raw.hours_on_per_day, "power.hours_on_per_day", 0.0, 24.0);
    let pue = desk.faults.number(raw.pue, "power.pue", 1.0, 10.0);
    let pue = desk.or_assumed(pue, "power.pue", 1.0);
    let cooling = desk.faults.number(raw.cooling_share, "power.cooling_share", 0.0, 10.0);
    Power::Counted(PowerTerms {
        load,
        idle: idle.into(),
        on: on.map_or(On::AsUsed, |hours| On::PerDay(Hours::new(hours))),
        pue,
        cooling: Share::new(desk.or_left_out(cooling, LeftOut::Cooling, 0.0)),
        tariff: price_of_energy(desk, raw),
    })
}

/// Rated power of all devices of one rig.
fn rated(desk: &mut Desk<'_>) -> Known<Range<Kilowatts>> {
    let Some(device) = desk.device() else { return Known::Unknown };
    let count = f64::from(desk.rig.count);
    let power = device.tdp.known().map(|tdp| Range::one(Kilowatts::from(tdp * count)));
    if let (Known::Known(power), Some(source)) = (power, device.tdp.source()) {
        desk.prices.push(PriceUsed {
            of: PriceOf::RatedPower,
            name: device.id.to_string(),
            kind: String::new(),
            price: power.map(CostQuantity::Kilowatts),
            seen: Known::Known(Seen::new(desk.catalog, device.date, desk.as_of, source)),
            note: String::new(),
        });
    }
    power
}

fn price_of_energy(desk: &mut Desk<'_>, raw: &RawPower) -> Known<Range<UsdPerKwh>> {
    let word = raw.customer.as_deref();
    let customer = desk.faults.word(word, "power.customer", Customer::ALL, Customer::word);
    let customer = customer.unwrap_or(Customer::Household);
    if raw.tariff_usd_kwh.is_some() {
        let typed = desk.faults.range(raw.tariff_usd_kwh, "power.tariff_usd_kwh");
        let Some(typed) = typed.map(|range| range.map(UsdPerKwh::new)) else { return Known::Unknown };
        desk.prices.push(own(PriceOf::Tariff, typed.map(CostQuantity::UsdPerKwh)));
        return Known::Known(typed);
    }
    let Some(country) = raw.country.as_deref() else { return Known::Unknown };
    let known = |iso2: &str| iso2.eq_ignore_ascii_case(country.trim());
    if !desk.catalog.electricity().iter().any(|row| known(&row.iso2)) {
        let all = desk.catalog.electricity().iter().map(|row| row.iso2.to_string()).collect();
        desk.faults.unknown("power.country", country, all);
        return Known::Unknown;
    }
    let Known::Known(tariff) = tariff(desk.catalog, country, customer, desk.as_of) else {
        return Known::Unknown;
    };
    desk.prices.push(PriceUsed {
        of: PriceOf::Tariff,
        name: tariff.country.to_string(),
        kind: customer.word().to_owned(),
        price: tariff.price.map(CostQuantity::UsdPerKwh),
        seen: Known::Known(tariff.seen),
        note: tariff.note.to_string(),
    });
    Known::Known(tariff.price)
}

pub(super) fn rent(desk: &mut Desk<'_>, raw: Option<&RawRent>) -> RentTerms {
    let raw = raw.cloned().unwrap_or_default();
    let kind = desk.faults.word(raw.kind.as_deref(), "rent.kind", RentalKind::ALL, RentalKind::as_str);
    let kind = kind.unwrap_or(RentalKind::OnDemand);
    let typed =
        desk.faults.range(raw.usd_per_hour, "rent.usd_per_hour").map(|range| range.map(UsdPerHour::new));
    let rate = match typed {
        Some(rate) => {
            desk.prices.push(own(PriceOf::Rental, rate.map(CostQuantity::UsdPerHour)));
            Known::Known(rate)
        }
        None if raw.usd_per_hour.is_some() => Known::Unknown,
        None => rented(desk, raw.provider.as_deref(), kind),
    };
    let least =
        desk.faults.number(raw.minimum_hours_month, "rent.minimum_hours_month", 0.0, 730.0).unwrap_or(0.0);
    let billed =
        if kind == RentalKind::Reserved { Billed::All } else { Billed::Used { least: Hours::new(least) } };
    let storage = by_amount(
        desk,
        (raw.storage_gb, "rent.storage_gb"),
        (raw.storage_usd_gb_month, "rent.storage_usd_gb_month"),
        LeftOut::Storage,
    );
    let egress = by_amount(
        desk,
        (raw.egress_gb_month, "rent.egress_gb_month"),
        (raw.egress_usd_gb, "rent.egress_usd_gb"),
        LeftOut::Egress,
    );
    RentTerms { rate, billed, storage, egress }
}

/// So many gigabytes at so much; an amount without its price is unknown.
fn by_amount(
    desk: &mut Desk<'_>,
    (amount, amount_field): (Option<f64>, &str),
    (price, price_field): (Option<f64>, &str),
    what: LeftOut,
) -> Known<UsdPerMonth> {
    let amount = desk.faults.amount(amount, amount_field);
    let price = desk.faults.amount(price, price_field);
    match amount {
        None => desk.or_left_out(None, what, Known::Known(UsdPerMonth::ZERO)),
        Some(amount) => Known::from(price).map(|price| UsdPerMonth::new(amount * price)),
    }
}

/// What the catalog's offers of this kind ask.
fn rented(desk: &mut Desk<'_>, provider: Option<&str>, kind: RentalKind) -> Known<Range<UsdPerHour>> {
    let whose = |name: &str| provider.is_none_or(|provider| name.eq_ignore_ascii_case(provider.trim()));
    if let Some(given) = provider
        && !desk.catalog.rentals().iter().any(|row| whose(&row.provider))
    {
        let mut all: Vec<String> =
            desk.catalog.rentals().iter().map(|row| row.provider.to_string()).collect();
        all.dedup();
        desk.faults.unknown("rent.provider", given, all);
        return Known::Unknown;
    }
    let Some(key) = desk.rig.hardware else { return Known::Unknown };
    let offers = rental_offers(desk.catalog, key, desk.rig.memory, desk.rig.count, desk.as_of);
    let offers: Vec<&RentalOffer> =
        offers.iter().filter(|offer| offer.kind == kind && whose(&offer.provider)).collect();
    let offers = fresh(offers, |offer| &offer.seen);
    for offer in &offers {
        desk.prices.push(PriceUsed {
            of: PriceOf::Rental,
            name: offer.provider.to_string(),
            kind: offer.kind.as_str().to_owned(),
            price: offer.rate.map(CostQuantity::UsdPerHour),
            seen: Known::Known(offer.seen.clone()),
            note: offer.note.to_string(),
        });
    }
    spread(&offers)
}

pub(super) fn api(desk: &mut Desk<'_>, raw: Option<&RawApi>, mix: &Mix) -> ApiTerms {
    let raw = raw.cloned().unwrap_or_default();
    let decline = desk.faults.number(raw.yearly_decline, "api.yearly_decline", 0.0, 0.99);
    let decline = YearlyRate::new(desk.or_left_out(decline, LeftOut::ApiDecline, 0.0));
    let price = |range: Range<f64>| range.map(UsdPerMillionTokens::new);
    let input = desk.faults.range(raw.input_usd, "api.input_usd").map(price);
    let cached = desk.faults.range(raw.cached_input_usd, "api.cached_input_usd").map(price);
    let output = desk.faults.range(raw.output_usd, "api.output_usd").map(price);
    if raw.input_usd.is_none() && raw.output_usd.is_none() {
        return ApiTerms { rates: listed(desk, &raw, mix), decline };
    }
    let rates = Known::from(input).zip(Known::from(output)).map(|(input, output)| {
        let cached = cached.unwrap_or_else(|| {
            if mix.cached > Share::ZERO {
                desk.assumed.push(super::Assumed { field: "api.cached_input_usd", value: input.point.get() });
            }
            input
        });
        let rates = input.zip(cached).zip(output);
        rates.map(|((input, cached_input), output)| ApiRates { input, cached_input, output })
    });
    if let Known::Known(rates) = rates {
        let blended = rates.map(|rates| CostQuantity::UsdPerMillionTokens(rates.blended(mix)));
        desk.prices.push(own(PriceOf::Api, blended));
    }
    ApiTerms { rates, decline }
}

/// What the catalog's price lists ask.
fn listed(desk: &mut Desk<'_>, raw: &RawApi, mix: &Mix) -> Known<Range<ApiRates>> {
    let whose = |name: &str| raw.provider.as_deref().is_none_or(|p| name.eq_ignore_ascii_case(p.trim()));
    let rows = desk.catalog.api_prices();
    if let Some(given) = raw.provider.as_deref()
        && !rows.iter().any(|row| whose(&row.provider))
    {
        let mut all: Vec<String> = rows.iter().map(|row| row.provider.to_string()).collect();
        all.dedup();
        desk.faults.unknown("api.provider", given, all);
        return Known::Unknown;
    }
    let model = match (raw.model.as_deref(), desk.rig.model) {
        (Some(name), _) => ApiModel::Named(name),
        (None, Some(key)) => ApiModel::Catalog(key),
        (None, None) => return Known::Unknown,
    };
    if let ApiModel::Named(given) = model
        && !rows.iter().any(|row| row.model.eq_ignore_ascii_case(given.trim()) && whose(&row.provider))
    {
        let near = rows.iter().filter(|row| whose(&row.provider)).map(|row| row.model.to_string()).collect();
        desk.faults.unknown("api.model", given, near);
        return Known::Unknown;
    }
    let offers = api_offers(desk.catalog, model, desk.as_of);
    let offers: Vec<&ApiOffer> = offers.iter().filter(|offer| whose(&offer.provider)).collect();
    let offers = fresh(offers, |offer| &offer.seen);
    for offer in &offers {
        let price = CostQuantity::UsdPerMillionTokens(offer.rates.blended(mix));
        desk.prices.push(PriceUsed {
            of: PriceOf::Api,
            name: offer.provider.to_string(),
            kind: offer.model.to_string(),
            price: Range::one(price),
            seen: Known::Known(offer.seen.clone()),
            note: String::new(),
        });
        if offer.cached == CachedPrice::AsInput && mix.cached > Share::ZERO {
            let value = offer.rates.input.get();
            desk.assumed.push(super::Assumed { field: "api.cached_input_usd", value });
        }
    }
    api_spread(&offers, mix)
}

/// What is older than a year does not count while something newer is there.
fn fresh<T>(offers: Vec<&T>, seen: fn(&T) -> &Seen) -> Vec<&T> {
    let is_fresh = |offer: &&T| seen(offer).freshness == Freshness::Fresh;
    if offers.iter().any(is_fresh) { offers.into_iter().filter(is_fresh).collect() } else { offers }
}
