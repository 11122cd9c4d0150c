//! The sums term by term, so that a page can print them. Values are those of the answer, at the points of all ranges.

use super::{
    Band, Billed, CostQuantity as Q, CostTerm, Depreciation, Load, Pair, Power, PriceOf, Resale, Resolved,
    Serves, Use, Way,
};
use crate::units::{HOURS_PER_MONTH, Hours, Known, Usd, UsdPerHour, UsdPerMonth};

/// Every key a term may have, for pages that print them.
pub const TERM_KEYS: &[&str] = &[
    "api.blended",
    "api.cached_input",
    "api.input",
    "api.output",
    "api.running",
    "api.total",
    "api.yearly_decline",
    "break_even.buy_or_api",
    "break_even.buy_or_rent",
    "break_even.lump",
    "break_even.ours",
    "break_even.rent_or_api",
    "break_even.theirs",
    "buy.down_payment",
    "buy.host",
    "buy.loan",
    "buy.loan.lent",
    "buy.loan.months",
    "buy.loan.yearly_rate",
    "buy.maintenance",
    "buy.price",
    "buy.resale",
    "buy.resale.first",
    "buy.resale.first_share",
    "buy.resale.yearly_decline",
    "buy.running",
    "buy.tax",
    "buy.tax_share",
    "buy.total",
    "buy.upfront",
    "discount_rate",
    "horizon",
    "load.cached_share",
    "load.hours_per_day",
    "load.hours_per_month",
    "load.prompt_per_answer",
    "load.tokens_per_day",
    "load.tokens_per_month",
    "power",
    "power.at_work",
    "power.cooling_share",
    "power.facility",
    "power.idle",
    "power.load",
    "power.pue",
    "power.tariff",
    "power.waiting",
    "power.waiting_hours",
    "rent.billed_hours",
    "rent.egress",
    "rent.rate",
    "rent.running",
    "rent.storage",
    "rent.total",
    "rigs",
    "speed.decode",
    "speed.mix",
    "speed.prefill",
];

/// Every rule a term may name.
pub const TERM_RULES: &[&str] = &[
    "730-hours",
    "annuity",
    "answer",
    "api.blend",
    "as-used",
    "at-least",
    "break-even.crossing",
    "break-even.lump-over-saving",
    "catalog",
    "cumulative",
    "every-hour",
    "given",
    "load.hours",
    "load.hours-for-tokens",
    "load.mix",
    "load.tokens",
    "on-less-busy",
    "power.product",
    "product",
    "rent.month",
    "resale.declining",
    "resale.linear",
    "rounded-up",
    "running-for-each-hour",
    "share-of-price-and-host",
    "share-of-upfront",
    "sum",
    "upfront",
    "while-stopped",
];

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
    let from_answer = &resolved.rig;
    let speeds = [
        ("speed.decode", case.speed.decode, from_answer.decode),
        ("speed.prefill", case.speed.prefill, from_answer.prefill),
    ];
    for (key, speed, answered) in speeds {
        let stated = speed != answered;
        if let Known::Known(speed) = speed {
            let rule = if stated { "given" } else { "answer" };
            inputs.push(CostTerm::of(key, Q::TokensPerSecond(speed.point), rule, Vec::new()));
        }
    }
    inputs.push(CostTerm::input("load.prompt_per_answer", Q::Ratio(case.mix.prompt_per_answer), ""));
    inputs.push(CostTerm::input("load.cached_share", Q::Share(case.mix.cached), ""));
    inputs.push(CostTerm::input("rigs", Q::Count(case.rigs), ""));
    let rate = case.mix.rate(&case.speed, Band::Point);
    let rule = match case.load {
        Known::Known(Load::Tokens { .. }) => "load.hours-for-tokens",
        Known::Known(Load::HoursPerDay(_)) | Known::Unknown => "load.hours",
    };
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
    let money = |key, amount, source: &str| {
        (amount > Usd::ZERO).then(|| CostTerm::input(key, Q::Usd(amount), source))
    };
    let tax = (upfront.tax > Usd::ZERO).then(|| {
        let share = CostTerm::input("buy.tax_share", Q::Share(case.buy.tax), "");
        CostTerm::of("buy.tax", Q::Usd(upfront.tax), "share-of-price-and-host", vec![share])
    });
    let parts = [
        money("buy.price", upfront.price, &source(resolved, PriceOf::Purchase)),
        money("buy.host", upfront.host, ""),
        tax,
    ];
    let parts = parts.into_iter().flatten().collect();
    let mut inputs = vec![CostTerm::of("buy.upfront", Q::Usd(upfront.total()), "sum", parts)];
    if curve.debt.lent > Usd::ZERO {
        let parts = vec![
            CostTerm::of("buy.down_payment", Q::Usd(curve.upfront), "share-of-upfront", Vec::new()),
            CostTerm::of("buy.loan.lent", Q::Usd(curve.debt.lent), "share-of-upfront", Vec::new()),
            CostTerm::input("buy.loan.yearly_rate", Q::YearlyRate(curve.debt.rate), ""),
            CostTerm::input("buy.loan.months", Q::Months(curve.debt.months), ""),
        ];
        inputs.push(CostTerm::of("buy.loan", Q::UsdPerMonth(curve.debt.payment), "annuity", parts));
    }
    let mut running: Vec<CostTerm> = power(resolved, used, rigs).into_iter().collect();
    let maintenance = case.buy.maintenance.point * rigs;
    if maintenance > UsdPerMonth::ZERO {
        running.push(CostTerm::input("buy.maintenance", Q::UsdPerMonth(maintenance), ""));
    }
    inputs.push(CostTerm::of("buy.running", Q::UsdPerMonth(curve.running()), "sum", running));
    if let Resale::Counted { first: Known::Known(first), decline, curve: how } = case.buy.resale {
        let rule = match how {
            Depreciation::Declining => "resale.declining",
            Depreciation::Linear => "resale.linear",
        };
        let of = vec![
            CostTerm::of("buy.resale.first", Q::Usd(curve.resale), "share-of-price-and-host", Vec::new()),
            CostTerm::input("buy.resale.first_share", Q::Share(first), &source(resolved, PriceOf::Resale)),
            CostTerm::input("buy.resale.yearly_decline", Q::YearlyRate(decline), ""),
        ];
        inputs.push(CostTerm::of("buy.resale", Q::Usd(curve.resale_at(case.horizon)), rule, of));
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
    let month = UsdPerMonth::new((hourly * used.busy).get()) + cost.waiting * rigs;
    Some(CostTerm::of("power", Q::UsdPerMonth(month), "sum", inputs))
}

fn rent(resolved: &Resolved, used: &Use) -> Option<CostTerm> {
    let case = &resolved.case;
    let curve = case.renting(used, Band::Point).ok()?;
    let rigs = f64::from(case.rigs);
    let rate = case.rent.rate.get()?.point * rigs;
    let hours = |key, hours, rule| CostTerm::of(key, Q::HoursPerMonth(hours), rule, Vec::new());
    let busy = hours("load.hours_per_month", used.busy, "730-hours");
    let billed = match case.rent.billed {
        Billed::All => hours("rent.billed_hours", Hours::new(HOURS_PER_MONTH), "every-hour"),
        Billed::Used { least, metered } => {
            let billed = case.rent.billed.hours(used.busy);
            let rule = if billed == used.busy {
                "as-used"
            } else if least > metered.billed(used.busy) {
                "at-least"
            } else {
                "rounded-up"
            };
            hours("rent.billed_hours", billed, rule)
        }
    };
    let mut parts = vec![
        CostTerm::input("rent.rate", Q::UsdPerHour(rate), &source(resolved, PriceOf::Rental)),
        billed,
        busy,
    ];
    let stopped = 1.0 - used.busy.get() / HOURS_PER_MONTH;
    let monthly = |key, amount, rule| {
        (amount > UsdPerMonth::ZERO).then(|| CostTerm::of(key, Q::UsdPerMonth(amount), rule, Vec::new()))
    };
    if matches!(case.rent.billed, Billed::Used { .. }) {
        parts.extend(monthly("rent.storage", case.rent.storage.get()? * (stopped * rigs), "while-stopped"));
    }
    parts.extend(monthly("rent.egress", case.rent.egress.get()?, "given"));
    let inputs = vec![CostTerm::of("rent.running", Q::UsdPerMonth(curve.running()), "rent.month", parts)];
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
