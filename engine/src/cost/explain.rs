//! The sums term by term, so that a page can print them. Values are those of the answer, at the points of all ranges.

use super::{
    Band, CostQuantity as Q, CostTerm, Load, Pair, Power, PriceOf, Resale, Resolved, Serves, Use, Way,
};
use crate::units::{Hours, Known, Usd, UsdPerHour};

/// One tree for the load, one for each way that can be reckoned, one for each break-even that is a month.
pub(super) fn terms(resolved: &Resolved, load: &Serves) -> Vec<CostTerm> {
    let Serves::Yes { used, hours_per_day, .. } = load else { return Vec::new() };
    let mut terms = vec![load_term(resolved, *hours_per_day)];
    terms.extend(buy(resolved, used));
    terms.extend(rent(resolved, used));
    terms.extend(api(resolved, used));
    terms.extend(Pair::ALL.iter().filter_map(|pair| pair_term(resolved, used, *pair)));
    terms
}

/// Key of the source of a price; of several the first, which is the newest.
fn source(resolved: &Resolved, of: PriceOf) -> String {
    let price = resolved.prices.iter().find(|price| price.of == of);
    price.and_then(|price| price.seen.as_ref().get().map(|seen| seen.source.clone())).unwrap_or_default()
}

fn load_term(resolved: &Resolved, hours: Hours) -> CostTerm {
    let case = &resolved.case;
    let mut inputs = Vec::new();
    if let Known::Known(Load::Tokens { a_day, .. }) = case.load {
        inputs.push(CostTerm::input("load.tokens_per_day", Q::MillionTokensPerDay(a_day), ""));
    }
    for (key, speed) in [("speed.decode", case.speed.decode), ("speed.prefill", case.speed.prefill)] {
        if let Known::Known(speed) = speed {
            inputs.push(CostTerm::input(key, Q::TokensPerSecond(speed.point), ""));
        }
    }
    inputs.push(CostTerm::input("load.prompt_per_answer", Q::Ratio(case.mix.prompt_per_answer), ""));
    inputs.push(CostTerm::input("load.cached_share", Q::Share(case.mix.cached), ""));
    inputs.push(CostTerm::input("rigs", Q::Count(case.rigs), ""));
    let rate = case.mix.rate(&case.speed, Band::Point);
    let rule = if inputs.len() > 5 { "load.hours-for-tokens" } else { "load.hours" };
    let mut all = vec![CostTerm::of(
        "load.hours_per_month",
        Q::HoursPerMonth(hours.per_month()),
        "730-hours",
        Vec::new(),
    )];
    if let Known::Known(rate) = rate {
        all.push(CostTerm::of("speed.mix", Q::TokensPerSecond(rate), "load.mix", inputs));
    } else {
        all.extend(inputs);
    }
    CostTerm::of("load.hours_per_day", Q::HoursPerDay(hours), rule, all)
}

fn buy(resolved: &Resolved, used: &Use) -> Option<CostTerm> {
    let case = &resolved.case;
    let curve = case.buying(used, Band::Point).ok()?;
    let rigs = f64::from(case.rigs);
    let upfront = case.buy.upfront(rigs, Band::Point).get()?;
    let price = source(resolved, PriceOf::Purchase);
    let mut inputs = vec![CostTerm::of(
        "buy.upfront",
        Q::Usd(upfront.total()),
        "sum",
        vec![
            CostTerm::input("buy.price", Q::Usd(upfront.price), &price),
            CostTerm::input("buy.host", Q::Usd(upfront.host), ""),
            CostTerm::of(
                "buy.tax",
                Q::Usd(upfront.tax),
                "share-of-price-and-host",
                vec![CostTerm::input("buy.tax_share", Q::Share(case.buy.tax), "")],
            ),
        ],
    )];
    if curve.debt.lent > Usd::ZERO {
        let first = CostTerm::of("buy.down_payment", Q::Usd(curve.upfront), "share-of-upfront", Vec::new());
        let months = CostTerm::input("buy.loan.months", Q::Months(curve.debt.months), "");
        inputs.push(CostTerm::of(
            "buy.loan",
            Q::UsdPerMonth(curve.debt.payment),
            "annuity",
            vec![first, months],
        ));
    }
    inputs.push(CostTerm::input("buy.maintenance", Q::UsdPerMonth(case.buy.maintenance.point * rigs), ""));
    inputs.extend(power(resolved, used, rigs));
    if let Resale::Counted { first: Known::Known(first), decline, .. } = case.buy.resale {
        let of = vec![
            CostTerm::input("buy.resale.first_share", Q::Share(first), &source(resolved, PriceOf::Resale)),
            CostTerm::input("buy.resale.yearly_decline", Q::YearlyRate(decline), ""),
        ];
        inputs.push(CostTerm::of("buy.resale", Q::Usd(curve.resale), "resale", of));
    }
    Some(total(resolved, "buy.total", curve.at(case.horizon), inputs))
}

fn power(resolved: &Resolved, used: &Use, rigs: f64) -> Option<CostTerm> {
    let Power::Counted(terms) = &resolved.case.power else { return None };
    let cost = terms.cost(used.busy, Band::Point).ok()?;
    let (load, tariff) = (terms.load.get()?.point, terms.tariff.get()?.point);
    let tariff = CostTerm::input("power.tariff", Q::UsdPerKwh(tariff), &source(resolved, PriceOf::Tariff));
    let facility = CostTerm::of(
        "power.facility",
        Q::Ratio(terms.facility()),
        "sum",
        vec![
            CostTerm::input("power.pue", Q::Ratio(terms.pue), ""),
            CostTerm::input("power.cooling_share", Q::Share(terms.cooling), ""),
        ],
    );
    let rated = source(resolved, PriceOf::RatedPower);
    let load = CostTerm::input("power.load", Q::Kilowatts(load * rigs), &rated);
    let hourly = cost.at_work * rigs;
    let work = CostTerm::of(
        "power.at_work",
        Q::UsdPerHour(hourly),
        "power.product",
        vec![load, facility.clone(), tariff.clone()],
    );
    let mut inputs = vec![
        work,
        CostTerm::of("load.hours_per_month", Q::HoursPerMonth(used.busy), "730-hours", Vec::new()),
    ];
    let waiting = terms.waiting(used.busy);
    if let (true, Known::Known(idle)) = (waiting > Hours::ZERO, terms.idle) {
        let of = vec![
            CostTerm::input("power.idle", Q::Kilowatts(idle.point * rigs), ""),
            CostTerm::of("power.waiting_hours", Q::HoursPerMonth(waiting), "on-less-busy", Vec::new()),
            facility,
            tariff,
        ];
        inputs.push(CostTerm::of("power.waiting", Q::UsdPerMonth(cost.waiting * rigs), "power.product", of));
    }
    let month = crate::units::UsdPerMonth::new((hourly * used.busy).get()) + cost.waiting * rigs;
    Some(CostTerm::of("power", Q::UsdPerMonth(month), "sum", inputs))
}

fn rent(resolved: &Resolved, used: &Use) -> Option<CostTerm> {
    let case = &resolved.case;
    let curve = case.renting(used, Band::Point).ok()?;
    let rate = case.rent.rate.get()?.point * f64::from(case.rigs);
    let inputs = vec![
        CostTerm::input("rent.rate", Q::UsdPerHour(rate), &source(resolved, PriceOf::Rental)),
        CostTerm::of("load.hours_per_month", Q::HoursPerMonth(used.busy), "730-hours", Vec::new()),
        CostTerm::of("rent.besides", Q::UsdPerMonth(curve.per_month), "storage-egress-minimum", Vec::new()),
        CostTerm::of("rent.running", Q::UsdPerMonth(curve.running()), "sum", Vec::new()),
    ];
    Some(total(resolved, "rent.total", curve.at(case.horizon), inputs))
}

fn api(resolved: &Resolved, used: &Use) -> Option<CostTerm> {
    let case = &resolved.case;
    let curve = case.by_token(used, Band::Point).ok()?;
    let rates = case.api.rates.get()?.point;
    let listed = source(resolved, PriceOf::Api);
    let price = |key, price| CostTerm::input(key, Q::UsdPerMillionTokens(price), &listed);
    let blended = CostTerm::of(
        "api.blended",
        Q::UsdPerMillionTokens(rates.blended(&case.mix)),
        "api.blend",
        vec![
            price("api.input", rates.input),
            price("api.cached_input", rates.cached_input),
            price("api.output", rates.output),
            CostTerm::input("load.prompt_per_answer", Q::Ratio(case.mix.prompt_per_answer), ""),
            CostTerm::input("load.cached_share", Q::Share(case.mix.cached), ""),
        ],
    );
    let tokens = CostTerm::of(
        "load.tokens_per_month",
        Q::MillionTokensPerMonth(used.tokens.get()?),
        "load.tokens",
        Vec::new(),
    );
    let running =
        CostTerm::of("api.running", Q::UsdPerMonth(curve.running()), "product", vec![blended, tokens]);
    let decline = CostTerm::input("api.yearly_decline", Q::YearlyRate(case.api.decline), "");
    Some(total(resolved, "api.total", curve.at(case.horizon), vec![running, decline]))
}

fn total(
    resolved: &Resolved,
    key: &'static str,
    value: crate::units::Balance,
    mut inputs: Vec<CostTerm>,
) -> CostTerm {
    inputs.push(CostTerm::input("horizon", Q::Months(resolved.case.horizon), ""));
    inputs.push(CostTerm::input("discount_rate", Q::YearlyRate(resolved.case.discount), ""));
    CostTerm::of(key, Q::Balance(value), "cumulative", inputs)
}

/// Lump ÷ saving, where both ways are straight lines; else where the curves cross.
fn pair_term(resolved: &Resolved, used: &Use, pair: Pair) -> Option<CostTerm> {
    let case = &resolved.case;
    let months = case.break_even(pair, Band::Point, Band::Point).months().get()?;
    let (ours, theirs) = pair.ways();
    let of = |way: Way| case.curve(way, used, Band::Point).ok();
    let (ours, theirs) = (of(ours)?, of(theirs)?);
    let lump: Usd = Usd::new(ours.lump() - theirs.lump());
    let hourly = |curve: &super::Curve| {
        let busy = used.busy.get();
        UsdPerHour::new(curve.per_hour.get() + if busy > 0.0 { curve.monthly() / busy } else { 0.0 })
    };
    let key = match pair {
        Pair::BuyOrRent => "break_even.buy_or_rent",
        Pair::BuyOrApi => "break_even.buy_or_api",
        Pair::RentOrApi => "break_even.rent_or_api",
    };
    let straight = ours.is_straight() && theirs.is_straight();
    let rule = if straight { "break-even.lump-over-saving" } else { "break-even.crossing" };
    let inputs = vec![
        CostTerm::of("break_even.lump", Q::Usd(lump), "upfront", Vec::new()),
        CostTerm::of(
            "break_even.theirs",
            Q::UsdPerHour(hourly(&theirs)),
            "running-for-each-hour",
            Vec::new(),
        ),
        CostTerm::of("break_even.ours", Q::UsdPerHour(hourly(&ours)), "running-for-each-hour", Vec::new()),
        CostTerm::of("load.hours_per_month", Q::HoursPerMonth(used.busy), "730-hours", Vec::new()),
    ];
    Some(CostTerm::of(key, Q::Months(months), rule, inputs))
}
