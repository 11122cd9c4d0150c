//! Cost from the catalog: each price with its day, age and source; rentals of the same device and memory; price lists by the catalog's own table.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::{Catalog, Listed, Word};
use will_it_run_engine::cost::{
    ApiModel, Ask, CostAnswer, CostQuantity, CostTerm, Customer, Freshness, GlanceTerms, LeftOut, Mix,
    OwnCost, PRESETS, PriceOf, RawApi, RawBuy, RawCostQuestion, RawLoad, RawPower, RawRange, RawRent,
    RawResale, WayState, api_offers, own_cost, rental_offers, tariff,
};
use will_it_run_engine::fit::Fit;
use will_it_run_engine::offers::{Buy, Offers};
use will_it_run_engine::question::{FaultCode, RawDevice, RawQuestion, RawRig};
use will_it_run_engine::units::{
    Bytes, Date, Hours, Kilowatts, Known, Months, Share, TokensPerSecond, Usd, UsdPerKwh,
};

thread_local! {
    static CALCULATOR: Calculator =
        Calculator::new(Catalog::from_json(include_str!("../../catalog.json")).expect("the catalog is sound"));
}

fn with<T>(work: impl FnOnce(&Calculator) -> T) -> T {
    CALCULATOR.with(work)
}

fn cost(question: &RawCostQuestion) -> CostAnswer {
    with(|c| c.cost(question)).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn rig(hardware: &str, count: u32) -> RawRig {
    RawRig {
        devices: vec![RawDevice {
            hardware: hardware.to_owned(),
            count: Some(count),
            ..RawDevice::default()
        }],
        ..RawRig::default()
    }
}

fn around_the_clock() -> Option<RawLoad> {
    Some(RawLoad { hours_per_day: Some(24.0), ..RawLoad::default() })
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// The whole question: two cards, a model, a country.
fn whole() -> RawCostQuestion {
    RawCostQuestion {
        question: Some(RawQuestion {
            model: "llama-3.3-70b-instruct".to_owned(),
            rig: rig("nvidia-rtx-3090", 2),
            ..RawQuestion::default()
        }),
        load: Some(RawLoad { tokens_per_day: Some(1e6), ..RawLoad::default() }),
        power: Some(RawPower { country: Some("de".to_owned()), ..RawPower::default() }),
        ..RawCostQuestion::default()
    }
}

#[test]
fn a_rig_of_the_catalog_is_reckoned_from_its_own_records() {
    let answer = cost(&whole());
    let catalog_price = with(|c| {
        let key = c.catalog().hardware_key("nvidia-rtx-3090").unwrap();
        let offers = Offers::new(c.catalog(), c.catalog().date());
        offers.going(key, Bytes::gib(24.0), Buy::Any, &[]).get().unwrap()
    });
    let of = |what: PriceOf| answer.prices.iter().filter(move |price| price.of == what);
    let bought = of(PriceOf::Purchase).next().unwrap();
    assert_eq!(bought.price.point, CostQuantity::Usd(catalog_price.usd * 2.0));
    assert_eq!(bought.kind, catalog_price.condition.as_str());
    assert!(
        of(PriceOf::Rental).count() > 1 && of(PriceOf::Api).count() > 1 && of(PriceOf::Tariff).count() == 1
    );
    // Rated power of both cards, at the household's tariff.
    let rated = of(PriceOf::RatedPower).next().unwrap();
    let tdp = with(|c| {
        c.catalog()
            .device(c.catalog().hardware_key("nvidia-rtx-3090").unwrap())
            .unwrap()
            .tdp
            .known()
            .get()
            .unwrap()
    });
    assert_eq!(rated.price.point, CostQuantity::Kilowatts(Kilowatts::from(tdp * 2.0)));
    assert!(answer.prices.iter().all(|price| {
        price.seen.as_ref().get().is_some_and(|seen| !seen.source.is_empty() && seen.observed <= answer.as_of)
    }));
    for way in &answer.ways {
        assert!(matches!(way.state, WayState::Priced(_)), "{way:?}");
    }
    assert!(answer.left_out.contains(&LeftOut::Host) && answer.left_out.contains(&LeftOut::HostPower));
    assert!(!answer.left_out.contains(&LeftOut::Power));
    // The speeds are those of the answer to the same question.
    let speeds = with(|c| c.answer(whole().question.as_ref().unwrap())).unwrap();
    let found = find(&answer.terms, "speed.decode").unwrap();
    assert_eq!(
        found.value,
        Known::Known(CostQuantity::TokensPerSecond(speeds.decode.get().unwrap().tokens_per_second))
    );
    // Prices in the sum name their source.
    for key in ["buy.price", "power.tariff", "power.load", "rent.rate", "api.output"] {
        let term = find(&answer.terms, key).unwrap_or_else(|| panic!("{key}"));
        assert!(term.rule == "catalog" && !term.source.is_empty(), "{term:?}");
    }
}

fn find<'a>(terms: &'a [CostTerm], key: &str) -> Option<&'a CostTerm> {
    terms.iter().find_map(|term| if term.key == key { Some(term) } else { find(&term.inputs, key) })
}

#[test]
fn eight_users_are_served_together() {
    let hours = |users: u32| {
        let mut asked = whole();
        asked.question.as_mut().unwrap().model = "llama-3.1-8b-instruct".to_owned();
        asked.question.as_mut().unwrap().users = Some(users);
        let answer = cost(&asked);
        find(&answer.terms, "speed.decode").map(|term| term.value).unwrap()
    };
    let decode = |users: u32| {
        let mut question = whole().question.unwrap();
        question.model = "llama-3.1-8b-instruct".to_owned();
        question.users = Some(users);
        with(|c| c.answer(&question)).unwrap().decode.get().unwrap().tokens_per_second
    };
    assert_eq!(hours(8), Known::Known(CostQuantity::TokensPerSecond(decode(8) * 8.0)));
}

#[test]
fn a_model_that_does_not_fit_asks_for_speeds_and_says_so() {
    let mut asked = whole();
    let question = asked.question.as_mut().unwrap();
    question.rig = rig("nvidia-rtx-3060-12gb", 1);
    question.placement = Some("device".to_owned());
    let answer = cost(&asked);
    assert_eq!(answer.fit, Known::Known(Fit::DoesNotFit));
    assert!(
        matches!(&answer.ways[0].state, WayState::Asks { asks } if asks.contains(&Ask::Decode)),
        "{:?}",
        answer.ways[0]
    );
    // The provider does not care what fits here.
    assert!(matches!(answer.ways[2].state, WayState::Priced(_)));
}

#[test]
fn rentals_are_of_the_same_device_and_memory() {
    with(|c| {
        let catalog = c.catalog();
        let today = catalog.date();
        let key = catalog.hardware_key("nvidia-rtx-4090").unwrap();
        let of = |memory: f64, count: u32, as_of: Date| {
            rental_offers(catalog, key, Known::Known(Bytes::gib(memory)), count, as_of)
        };
        let offers = of(24.0, 1, today);
        assert!(offers.len() > 5);
        assert!(offers.windows(2).all(|two| two[0].seen.observed >= two[1].seen.observed), "newest first");
        // A board modified to 48 GB is on offer nowhere.
        assert!(of(48.0, 1, today).is_empty());
        // Two cost twice as much an hour.
        let twice = of(24.0, 2, today);
        assert_eq!(twice[0].rate.point.get().to_bits(), (offers[0].rate.point.get() * 2.0).to_bits());
        // Each row used belongs to the device, and none was seen later than the question's day.
        let early = day("2026-06-01");
        for offer in of(24.0, 1, early) {
            assert!(offer.seen.observed <= early);
            assert!(catalog.rentals().iter().any(|row| row.hardware == key
                && row.provider == offer.provider
                && row.kind == offer.kind
                && row.observed == offer.seen.observed));
        }
        assert!(of(24.0, 1, day("2020-01-01")).is_empty());
        // An offer of eight at once is none of one.
        let eight =
            catalog.rentals().iter().find(|row| row.gpus == 8 && row.kind.as_str() == "reserved").unwrap();
        let memory = Known::from(catalog.device(eight.hardware).unwrap().memory.only());
        let has = |count: u32| {
            let found = rental_offers(catalog, eight.hardware, memory, count, today);
            found.iter().any(|offer| {
                offer.provider == eight.provider && offer.note == eight.note && offer.kind == eight.kind
            })
        };
        assert!(has(8) && has(16) && !has(1) && !has(4));
        // Sold in several sizes: a rental does not say of which it is.
        let several = catalog
            .hardware_keys()
            .find(|key| catalog.device(*key).unwrap().memory.only().is_none())
            .unwrap();
        let size = catalog.device(several).unwrap().memory.sizes()[0];
        assert!(rental_offers(catalog, several, Known::Known(size), 1, today).is_empty());
    });
}

/// The catalog's table maps provider's names to models; a likeness of names does not.
#[test]
fn price_lists_are_of_the_model_the_catalog_lists() {
    with(|c| {
        let catalog = c.catalog();
        let mut mapped = 0;
        for key in catalog.model_keys() {
            let offers = api_offers(catalog, ApiModel::Catalog(key), catalog.date());
            mapped += usize::from(!offers.is_empty());
            for offer in &offers {
                let row = catalog
                    .api_prices()
                    .iter()
                    .find(|row| row.provider == offer.provider && row.model == offer.model)
                    .unwrap();
                assert_eq!(row.listed, Listed::Model(key));
            }
        }
        assert!(mapped > 30, "{mapped} models have a price list");
        let foreign = catalog.api_prices().iter().find(|row| row.listed == Listed::No).unwrap();
        let named = api_offers(catalog, ApiModel::Named(&foreign.model), catalog.date());
        assert!(named.iter().any(|offer| offer.provider == foreign.provider));
    });
    // Any rig against any price list, by name.
    let mut asked = whole();
    asked.api = Some(RawApi { model: Some("claude-haiku-4-5".to_owned()), ..RawApi::default() });
    let answer = cost(&asked);
    assert!(
        answer
            .prices
            .iter()
            .filter(|price| price.of == PriceOf::Api)
            .all(|price| price.kind == "claude-haiku-4-5")
    );
}

#[test]
fn a_price_older_than_a_year_is_stale_at_the_questions_day() {
    let at = |as_of: &str| {
        let asked = RawCostQuestion {
            rig: Some(rig("nvidia-rtx-4090", 1)),
            as_of: Some(as_of.to_owned()),
            load: around_the_clock(),
            ..RawCostQuestion::default()
        };
        let answer = cost(&asked);
        answer.prices.into_iter().find(|price| price.of == PriceOf::Purchase).unwrap().seen.get().unwrap()
    };
    let (now, later) = (at("2026-11-22"), at("2028-01-01"));
    assert_eq!(now.freshness, Freshness::Fresh);
    assert_eq!((later.freshness, later.observed), (Freshness::Stale, now.observed));
    assert!(later.age_days > 365 && now.age_days <= 365);
    assert_eq!((Freshness::of(365), Freshness::of(366)), (Freshness::Fresh, Freshness::Stale));
}

#[test]
fn what_nobody_saw_is_asked_for() {
    with(|c| {
        let catalog = c.catalog();
        let offers = Offers::new(catalog, catalog.date());
        let unpriced = catalog.hardware().iter().find(|device| {
            let key = catalog.hardware_key(&device.id).unwrap();
            device.memory.only().is_some_and(|memory| !offers.going(key, memory, Buy::Any, &[]).is_known())
        });
        let asked = RawCostQuestion {
            rig: Some(rig(&unpriced.unwrap().id, 1)),
            load: around_the_clock(),
            rent: Some(RawRent { usd_per_hour: Some(RawRange::One(1.0)), ..RawRent::default() }),
            ..RawCostQuestion::default()
        };
        let answer = c.cost(&asked).unwrap();
        assert!(
            matches!(&answer.ways[0].state, WayState::Asks { asks } if asks == &[Ask::Price]),
            "{:?}",
            answer.ways[0]
        );
        assert!(answer.over_time.buy.is_empty() && !answer.over_time.rent.is_empty());
    });
    // A load nobody stated is no load.
    let answer =
        cost(&RawCostQuestion { rig: Some(rig("nvidia-rtx-4090", 1)), ..RawCostQuestion::default() });
    assert!(
        answer.ways.iter().all(|way| matches!(&way.state, WayState::Asks { asks } if asks == &[Ask::Load]))
    );
}

/// Prices are of one kind of device: nobody sells or rents this pair.
#[test]
fn a_rig_of_unequal_devices_asks_for_its_price() {
    let mut pair = rig("nvidia-rtx-4090", 1);
    pair.devices.extend(rig("nvidia-rtx-3060-12gb", 1).devices);
    let answer =
        cost(&RawCostQuestion { rig: Some(pair), load: around_the_clock(), ..RawCostQuestion::default() });
    let asks = |way: usize, ask: Ask| matches!(&answer.ways[way].state, WayState::Asks { asks } if asks.contains(&ask));
    assert!(asks(0, Ask::Price) && asks(1, Ask::RentalRate), "{:?}", answer.ways);
    assert!(answer.prices.is_empty());
}

/// Hardware pages and the page about cost say the same of the same rig.
#[test]
fn the_short_answer_is_the_whole_one_in_short() {
    for (hardware, count, model) in [
        ("nvidia-rtx-3090", 2, Some("qwen3-14b")),
        ("nvidia-h100-sxm", 1, Some("llama-3.3-70b-instruct")),
        ("nvidia-l40s", 1, None),
        ("intel-gaudi-2", 1, None),
    ] {
        let question = model.map(|model| RawQuestion {
            model: model.to_owned(),
            rig: rig(hardware, count),
            ..RawQuestion::default()
        });
        let stated = GlanceTerms {
            hours: Hours::new(8.0),
            price: Known::Unknown,
            rent: Known::Unknown,
            api: Known::Unknown,
        };
        let short = with(|c| c.cost_glance(&rig(hardware, count), question.as_ref(), &stated)).unwrap();
        let whole = cost(&RawCostQuestion {
            rig: question.is_none().then(|| rig(hardware, count)),
            question,
            load: Some(RawLoad { hours_per_day: Some(8.0), ..RawLoad::default() }),
            ..RawCostQuestion::default()
        });
        assert_eq!(short.load, whole.load, "{hardware}");
        assert_eq!(short.ways, whole.ways, "{hardware}");
        assert_eq!(short.pairs, whole.pairs, "{hardware}");
        assert_eq!(short.prices, whole.prices, "{hardware}");
        assert_eq!(short.horizon, whole.horizon);
    }
}

/// Lambda bills by the minute: its listed rate comes with that unit, a typed rate does not.
#[test]
fn a_providers_unit_of_time_goes_with_its_rate() {
    let of = |rent: RawRent| {
        cost(&RawCostQuestion {
            rig: Some(rig("nvidia-h100-sxm", 1)),
            load: Some(RawLoad { hours_per_day: Some(1.01), ..RawLoad::default() }),
            rent: Some(rent),
            ..RawCostQuestion::default()
        })
    };
    let billed = |answer: &CostAnswer| {
        let WayState::Priced(figures) = &answer.ways[1].state else { panic!("{:?}", answer.ways[1]) };
        let rate = answer.prices.iter().find(|price| price.of == PriceOf::Rental).unwrap().price.point;
        let CostQuantity::UsdPerHour(rate) = rate else { panic!("{rate:?}") };
        figures.running.point.get() / rate.get()
    };
    let lambda = of(RawRent { provider: Some("lambda".to_owned()), ..RawRent::default() });
    // 1.01 h are 60.6 minutes: 61 are billed each of 365 / 12 days.
    assert!((billed(&lambda) - 61.0 / 60.0 * 365.0 / 12.0).abs() < 1e-9, "{}", billed(&lambda));
    assert!(
        lambda
            .assumed
            .iter()
            .any(|a| a.field == "rent.billing_step_minutes" && (a.value - 1.0).abs() < 1e-12)
    );
    let typed = of(RawRent {
        provider: Some("lambda".to_owned()),
        usd_per_hour: Some(RawRange::One(2.0)),
        ..RawRent::default()
    });
    assert!((billed(&typed) - 1.01 * 365.0 / 12.0).abs() < 1e-9);
}

#[test]
fn tariffs_are_of_the_country_and_customer() {
    with(|c| {
        let catalog = c.catalog();
        let of = |country, customer, as_of| {
            tariff(catalog, country, customer, as_of).get().map(|found| found.price.point)
        };
        let today = catalog.date();
        let row = catalog.electricity().iter().find(|row| &*row.iso2 == "de").unwrap();
        let known = |figure: Known<Usd>| figure.get().map(|usd| UsdPerKwh::new(usd.get()));
        assert_eq!(of("DE", Customer::Household, today), known(row.household.known()));
        assert_eq!(of("de", Customer::Business, today), known(row.business.known()));
        assert_eq!(of("de", Customer::Household, day("2020")), None);
        assert_eq!(of("zz", Customer::Household, today), None);
    });
}

#[test]
fn resale_is_the_used_price_where_one_was_seen() {
    let mut asked = RawCostQuestion {
        rig: Some(rig("nvidia-rtx-4090", 1)),
        load: around_the_clock(),
        buy: Some(RawBuy {
            condition: Some("new".to_owned()),
            resale: Some(RawResale { yearly_decline: Some(0.2), ..RawResale::default() }),
            ..RawBuy::default()
        }),
        ..RawCostQuestion::default()
    };
    let answer = cost(&asked);
    let price = |of: PriceOf| answer.prices.iter().find(|price| price.of == of).unwrap();
    assert_eq!((&*price(PriceOf::Purchase).kind, &*price(PriceOf::Resale).kind), ("new", "used"));
    let CostQuantity::Usd(used) = price(PriceOf::Resale).price.point else { panic!("not money") };
    let term = find(&answer.terms, "buy.resale.first").unwrap();
    let Known::Known(CostQuantity::Usd(first)) = term.value else { panic!("{term:?}") };
    assert!((first.get() - used.get()).abs() < 1e-9);
    // A launch price is taken only when asked for.
    asked.buy = Some(RawBuy { condition: Some("msrp".to_owned()), ..RawBuy::default() });
    let launch = cost(&asked);
    assert_eq!(launch.prices.iter().find(|price| price.of == PriceOf::Purchase).unwrap().kind, "msrp");
}

#[test]
fn all_faults_come_at_once_with_their_fields() {
    let asked = RawCostQuestion {
        rig: Some(rig("no-such-device-at-all", 1)),
        as_of: Some("soon".to_owned()),
        load: Some(RawLoad {
            hours_per_day: Some(25.0),
            users: Some(3.0),
            preset: Some("siege".to_owned()),
            ..RawLoad::default()
        }),
        buy: Some(RawBuy {
            price_usd: Some(RawRange::One(f64::NAN)),
            tax: Some(-0.1),
            condition: Some("stolen".to_owned()),
            ..RawBuy::default()
        }),
        power: Some(RawPower { country: Some("zz".to_owned()), pue: Some(0.9), ..RawPower::default() }),
        rent: Some(RawRent {
            provider: Some("Nobody".to_owned()),
            kind: Some("free".to_owned()),
            ..RawRent::default()
        }),
        api: Some(RawApi {
            model: Some("no-such-model".to_owned()),
            yearly_decline: Some(1.0),
            ..RawApi::default()
        }),
        ..RawCostQuestion::default()
    };
    let faults = with(|c| c.cost(&asked)).unwrap_err();
    let fields: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
    for field in [
        "rig.devices.0.hardware",
        "as_of",
        "load.preset",
        "load.hours_per_day",
        "load",
        "buy.price_usd",
        "buy.condition",
        "buy.tax",
        "power.pue",
        "power.country",
        "rent.kind",
        "rent.provider",
        "api.yearly_decline",
        "api.model",
    ] {
        assert!(fields.contains(&field), "{field} of {fields:?}");
    }
    assert!(
        faults
            .iter()
            .any(|fault| fault.code == FaultCode::UnknownChoice && fault.near.contains(&"hobby".to_owned()))
    );
    let mut asked = whole();
    asked.question.as_mut().unwrap().quant = Some("Q9".to_owned());
    let faults = with(|c| c.cost(&asked)).unwrap_err();
    assert_eq!((faults[0].code, faults[0].field.as_str()), (FaultCode::UnknownQuant, "question.quant"));
}

#[test]
fn presets_are_loads() {
    for preset in &PRESETS {
        let asked = RawCostQuestion {
            load: Some(RawLoad { preset: Some(preset.key.to_owned()), ..RawLoad::default() }),
            ..whole()
        };
        let answer = cost(&asked);
        assert!((answer.mix.prompt_per_answer - preset.prompt_per_answer).abs() < 1e-12);
        assert!(!answer.assumed.iter().any(|assumed| assumed.field.starts_with("load.")), "{}", preset.key);
    }
    // What else is stated stands in place of the preset's figure.
    let load = RawLoad { preset: Some("small-team".to_owned()), users: Some(3.0), ..RawLoad::default() };
    let answer = cost(&RawCostQuestion { load: Some(load), ..whole() });
    let term = find(&answer.terms, "load.tokens_per_day").unwrap();
    assert!(
        matches!(term.value, Known::Known(CostQuantity::MillionTokensPerDay(m)) if (m.get() - 0.6).abs() < 1e-12)
    );
}

/// What is printed adds up: total = upfront + running × months − what a sale brings.
#[test]
fn the_sum_of_owning_adds_up() {
    let mut asked = whole();
    asked.buy = Some(RawBuy {
        host_usd: Some(RawRange::One(900.0)),
        tax: Some(0.19),
        maintenance_usd_month: Some(RawRange::One(5.0)),
        resale: Some(RawResale { first_share: Some(0.8), yearly_decline: Some(0.3), curve: None }),
        ..RawBuy::default()
    });
    let answer = cost(&asked);
    let of = |key: &str| match find(&answer.terms, key).unwrap_or_else(|| panic!("{key}")).value {
        Known::Known(CostQuantity::Usd(usd)) => usd.get(),
        Known::Known(CostQuantity::UsdPerMonth(usd)) => usd.get(),
        Known::Known(CostQuantity::Balance(usd)) => usd.get(),
        other => panic!("{key} is {other:?}"),
    };
    let total = of("buy.upfront") + of("buy.running") * 36.0 - of("buy.resale");
    assert!((of("buy.total") - total).abs() < 1e-9 * total);
    assert!((of("buy.upfront") - of("buy.price") - of("buy.host") - of("buy.tax")).abs() < 1e-9);
    assert!((of("buy.running") - of("power") - of("buy.maintenance")).abs() < 1e-9);
    assert!((of("buy.resale") - of("buy.resale.first") * 0.7 * 0.7 * 0.7).abs() < 1e-9 * total);
    let speed = find(&answer.terms, "speed.decode").unwrap();
    assert_eq!(speed.rule, "answer");
}

/// 100 tokens a second at 450 W and $0.20: 0.36 million an hour for 0.09 dollars is $0.25; $1,800 over 36 months of 12 h a day, 4730.4 million
/// tokens, is $0.380517 more.
#[test]
fn a_rig_in_a_list_has_its_cost_of_a_million_tokens() {
    let rig = OwnCost {
        decode: Known::Known(TokensPerSecond::new(100.0)),
        prefill: Known::Unknown,
        mix: Mix { prompt_per_answer: 0.0, cached: Share::ZERO },
        power: Known::Known(Kilowatts::new(0.45)),
        tariff: Known::Known(UsdPerKwh::new(0.2)),
        price: Known::Known(Usd::new(1800.0)),
        life: Months::new(36.0),
        hours_per_day: Hours::new(12.0),
    };
    let (energy, all) = own_cost(&rig);
    assert!((energy.get().unwrap().get() - 0.25).abs() < 1e-12);
    assert!((all.get().unwrap().get() - (0.25 + 1800.0 / 4730.4)).abs() < 1e-12);
    let unpriced = own_cost(&OwnCost { price: Known::Unknown, ..rig });
    assert!(unpriced.0.is_known() && !unpriced.1.is_known());
    assert_eq!(own_cost(&OwnCost { tariff: Known::Unknown, ..rig }), (Known::Unknown, Known::Unknown));
    // Prompts are read too: without a prefill rate a mix with prompts is unknown.
    let mix = Mix { prompt_per_answer: 3.0, ..rig.mix };
    assert_eq!(own_cost(&OwnCost { mix, ..rig }), (Known::Unknown, Known::Unknown));
}

#[test]
fn a_rig_of_the_catalog_has_its_cost_of_a_million_tokens() {
    with(|c| {
        let catalog = c.catalog();
        let offers = Offers::new(catalog, catalog.date());
        let facts = c.facts_of(whole().question.as_ref().unwrap()).unwrap();
        let price = tariff(catalog, "de", Customer::Household, catalog.date()).get().unwrap().price.point;
        let rig = OwnCost::of(catalog, &offers, &facts, Known::Known(price), Hours::new(8.0));
        let (energy, all) = own_cost(&rig);
        // The same rig through the whole engine: energy for the hours of its tokens, and the price over 36 months.
        let mut asked = whole();
        asked.load = Some(RawLoad { hours_per_day: Some(8.0), ..RawLoad::default() });
        let answer = c.cost(&asked).unwrap();
        let WayState::Priced(buy) = &answer.ways[0].state else { panic!("{:?}", answer.ways[0]) };
        let whole = buy.per_million_tokens.get().unwrap().point.get();
        assert!((all.get().unwrap().get() - whole).abs() < 1e-9 * whole);
        assert!(energy.get().unwrap() < all.get().unwrap());
    });
}
