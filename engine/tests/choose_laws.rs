//! Laws of the chooser, of alternatives and of prices: for any wishes.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

use std::collections::HashSet;

use proptest::prelude::*;
use will_it_run_engine::alternatives::{Alternative, Alternatives, Config, PER_GROUP, alternatives};
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::Catalog;
use will_it_run_engine::fit::Fit;
use will_it_run_engine::offers::{Buy, Offers};
use will_it_run_engine::question::{RawDevice, RawHost};
use will_it_run_engine::recommend::{Choice, RawWant, RawWishes, RigChoice, WantFigures};
use will_it_run_engine::units::{Bytes, Date, Known};

thread_local! {
    static CALCULATOR: Calculator =
        Calculator::new(Catalog::from_json(include_str!("../../catalog.json")).expect("the catalog is sound"));
}

fn with<T>(work: impl FnOnce(&Calculator) -> T) -> T {
    CALCULATOR.with(work)
}

fn choose(wishes: &RawWishes) -> Choice {
    with(|c| c.choose(wishes)).unwrap_or_else(|fault| panic!("{fault:?}"))
}

fn model_id(n: usize) -> String {
    with(|c| c.catalog().models()[n % c.catalog().models().len()].id.to_string())
}

prop_compose! {
    fn want()(
        model in any::<usize>(),
        quant in prop::option::of(prop::sample::select(vec!["Q4_K_M", "Q8_0", "IQ2_XXS", "BF16"])),
        context in prop::option::of(1u32..200_000),
        users in prop::option::of(1u32..=16),
        depth in prop::option::of(0u32..50_000),
        kv in prop::option::of(prop::sample::select(vec!["f16", "q8_0"])),
        speed in prop::option::of(0.5f64..100.0),
    ) -> RawWant {
        RawWant {
            model: model_id(model),
            quant: quant.map(str::to_owned),
            context,
            users,
            depth,
            kv: kv.map(str::to_owned),
            images: None,
            speed,
        }
    }
}

fn some_of(words: &'static [&'static str]) -> impl Strategy<Value = Vec<String>> {
    let any_of = prop::sample::subsequence(words, 0..=2);
    any_of.prop_map(|chosen| chosen.into_iter().map(str::to_owned).collect())
}

fn perhaps(words: &'static [&'static str]) -> impl Strategy<Value = Option<String>> {
    prop::option::of(prop::sample::select(words).prop_map(str::to_owned))
}

prop_compose! {
    fn wishes()(
        wants in prop::collection::vec(want(), 1..=3),
        budget_usd in prop::option::of(20.0f64..20_000.0),
        power_w in prop::option::of(5.0f64..1500.0),
        buy in perhaps(&["any", "new", "used"]),
        vendors in some_of(&["nvidia", "amd", "apple", "intel"]),
        forms in some_of(&["card", "passive-card", "laptop", "desktop", "mini-pc", "board", "socket", "phone"]),
        os in perhaps(&["linux", "windows", "macos"]),
        max_devices in prop::option::of(1u32..=4),
        host in prop::option::of(8.0f64..256.0),
        order in perhaps(&["price", "speed", "efficiency"]),
        list in perhaps(&["best", "all"]),
        limit in prop::option::of(1u32..=200),
        as_of in perhaps(&["2024-01-01", "2026", "2026-06"]),
    ) -> RawWishes {
        RawWishes {
            wants, budget_usd, power_w, buy, vendors, forms, os, max_devices, order, list, limit, as_of,
            host: host.map(|gib| RawHost { memory_gib: Some(gib), bandwidth_gb_s: None }),
            ..RawWishes::default()
        }
    }
}

fn rows(choice: &Choice) -> impl Iterator<Item = &RigChoice> {
    let picks = [&choice.picks.cheapest, &choice.picks.fastest, &choice.picks.most_efficient];
    choice.rigs.iter().chain(&choice.unpriced).chain(picks.into_iter().flatten())
}

/// The best of the worst grades, in and out of the priced list.
fn best_grade(choice: &Choice) -> u8 {
    choice.rigs.iter().map(|rig| rig.fit.rank()).max().unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn nothing_above_budget_or_power_is_listed_and_no_price_is_zero(w in wishes()) {
        let choice = choose(&w);
        for rig in rows(&choice) {
            if let (Some(budget), Known::Known(price)) = (w.budget_usd, &rig.price) {
                prop_assert!(price.usd.get() <= budget);
            }
            if let Some(most) = w.power_w {
                prop_assert!(rig.power.get().is_some_and(|power| power.get() <= most));
            }
            if let Known::Known(price) = &rig.price {
                prop_assert!(0.0 < price.low.get() && price.low <= price.usd && price.usd <= price.high);
                prop_assert!(price.observed <= choice.as_of);
            }
            prop_assert!(rig.wants.iter().any(|want| want.fit.runs()));
            prop_assert_eq!(rig.fit.rank(), rig.wants.iter().map(|want| want.fit.rank()).min().unwrap());
            if let (Some(next), Known::Known(price)) = (&rig.next, &rig.price) {
                prop_assert!(next.more_usd.get() > 0.0 && next.usd > price.usd);
                prop_assert!(w.budget_usd.is_none_or(|budget| next.usd.get() <= budget));
            }
        }
        prop_assert!(choice.rigs.iter().all(|rig| rig.price.is_known()));
        prop_assert!(choice.unpriced.iter().all(|rig| !rig.price.is_known()));
        if let Some(next) = &choice.beyond_budget {
            prop_assert!(next.usd.get() > w.budget_usd.unwrap());
        }
        let limit = w.limit.unwrap_or(20) as usize;
        prop_assert!(choice.rigs.len() <= limit && choice.unpriced.len() <= limit);
        let c = &choice.counts;
        prop_assert_eq!(c.tried, c.priced + c.unpriced + c.unknown + c.does_not_fit);
        prop_assert!(c.best <= c.priced && choice.rigs.len() as u32 <= c.priced);
    }

    #[test]
    fn a_larger_budget_never_removes_the_best_grade(w in wishes(), budget in 50.0f64..5000.0, more in 0.0f64..20_000.0) {
        let with = |usd| choose(&RawWishes { budget_usd: Some(usd), ..w.clone() });
        let (small, large) = (with(budget), with(budget + more));
        prop_assert!(best_grade(&small) <= best_grade(&large));
        prop_assert!(small.counts.priced <= large.counts.priced);
        prop_assert_eq!(small.counts.unpriced, large.counts.unpriced);
        prop_assert!(small.counts.comfortable <= large.counts.comfortable);
    }

    #[test]
    fn a_listed_rig_has_the_figures_of_its_answer(w in wishes()) {
        let choice = choose(&RawWishes { limit: Some(4), ..w });
        for rig in rows(&choice) {
            for (at, figures) in rig.wants.iter().enumerate() {
                let question = choice.question(rig, at).unwrap();
                let answer = with(|c| c.answer(&question)).unwrap_or_else(|fault| panic!("{fault:?} {question:?}"));
                prop_assert_eq!(answer.fit, figures.fit, "{:?}", question);
                prop_assert_eq!(answer.decode, figures.decode);
                prop_assert_eq!(answer.memory.headroom, figures.headroom);
                prop_assert_eq!(answer.max_context, figures.max_context);
                prop_assert_eq!(&answer.reasons, &figures.reasons);
                if answer.joules_per_token.is_known() {
                    prop_assert_eq!(answer.joules_per_token, figures.joules_per_token);
                }
            }
        }
    }

    /// Grades first; then, in the order by price, price.
    #[test]
    fn rigs_are_in_the_order_that_is_promised(w in wishes()) {
        let choice = choose(&RawWishes { order: None, ..w });
        let key = |rig: &RigChoice| {
            let sum: u32 = rig.wants.iter().map(|want| u32::from(want.fit.rank())).sum();
            (u32::from(rig.fit.rank()), sum, rig.price.as_ref().get().map(|price| price.usd.get()))
        };
        for pair in choice.rigs.windows(2) {
            let ((worst, sum, price), (next_worst, next_sum, next_price)) = (key(&pair[0]), key(&pair[1]));
            prop_assert!((worst, sum) >= (next_worst, next_sum));
            if (worst, sum) == (next_worst, next_sum) {
                prop_assert!(price <= next_price);
            }
        }
    }

    /// Nothing that is left out by default is better than all that is listed.
    #[test]
    fn what_is_pruned_is_beaten(w in wishes()) {
        let all = choose(&RawWishes { list: Some("all".to_owned()), limit: Some(200), ..w.clone() });
        let best = choose(&RawWishes { list: None, limit: Some(200), ..w });
        prop_assert_eq!(all.counts, best.counts);
        prop_assert_eq!(best_grade(&all), best_grade(&best));
        prop_assert_eq!(&all.picks, &best.picks);
        let price = |rig: &RigChoice| rig.price.as_ref().get().unwrap().usd;
        let beats = |a: &RigChoice, b: &RigChoice| {
            let (Known::Known(watts), Known::Known(than)) = (a.power, b.power) else { return false };
            let wants = || a.wants.iter().zip(&b.wants);
            let rate = |want: &WantFigures| match want.fit {
                Fit::DoesNotFit => Some(0.0),
                _ => want.decode.get().map(|rate| rate.tokens_per_second.get()),
            };
            price(a) < price(b)
                && watts <= than
                && wants().all(|(a, b)| {
                    a.fit.rank() >= b.fit.rank()
                        && a.bits >= b.bits
                        && rate(a).zip(rate(b)).is_some_and(|(a, b)| a >= b)
                })
        };
        for rig in &best.rigs {
            prop_assert!(!best.rigs.iter().any(|other| beats(other, rig)), "{:?}", rig.devices);
        }
        if all.counts.priced <= 200 {
            for rig in &all.rigs {
                let beaten = best.rigs.iter().any(|other| {
                    let rate = |rig: &RigChoice, n: usize| rig.wants[n].decode.get().map(|rate| rate.tokens_per_second);
                    price(other) <= price(rig)
                        && other.power <= rig.power
                        && (0..rig.wants.len()).all(|n| {
                            other.wants[n].fit.rank() >= rig.wants[n].fit.rank()
                                && rate(other, n) >= rate(rig, n)
                                && other.wants[n].bits >= rig.wants[n].bits
                        })
                });
                prop_assert!(beaten, "{:?}", rig.devices);
            }
        }
    }

    #[test]
    fn the_same_wishes_give_the_same_rigs(w in wishes()) {
        let fresh = Calculator::new(with(|c| c.catalog().clone()));
        prop_assert_eq!(fresh.choose(&w).unwrap(), choose(&w));
    }
}

/// All devices in all sizes.
fn devices() -> Vec<RawDevice> {
    with(|c| {
        let sized = c.catalog().hardware().iter().flat_map(|device| {
            device.memory.sizes().iter().map(|size| RawDevice {
                hardware: device.id.to_string(),
                memory_gib: Some(size.as_gib()),
                ..RawDevice::default()
            })
        });
        sized.collect()
    })
}

fn groups(a: &Alternatives) -> [&Vec<Alternative>; 6] {
    [&a.step_up, &a.step_down, &a.price, &a.bandwidth, &a.memory, &a.form_factor]
}

/// For every device of the catalog, those of unknown figures among them.
#[test]
fn no_device_is_its_own_alternative_or_twice_among_them() {
    for device in devices() {
        let near = with(|c| alternatives(c.catalog(), &device, None)).unwrap();
        let all: Vec<&str> =
            groups(&near).iter().flat_map(|group| group.iter().map(|a| &*a.hardware)).collect();
        let distinct: HashSet<&str> = all.iter().copied().collect();
        assert_eq!(all.len(), distinct.len(), "{device:?}");
        assert!(!distinct.contains(&*device.hardware));
        for group in groups(&near) {
            assert!(group.len() <= PER_GROUP);
            assert!(group.iter().all(|a| a.distance.is_finite() && a.distance >= 0.0), "{device:?}");
            let ratios = group.iter().flat_map(|a| {
                [a.ratios.price, a.ratios.bandwidth, a.ratios.memory, a.ratios.power]
                    .into_iter()
                    .filter_map(Known::get)
            });
            assert!(ratios.into_iter().all(|ratio| ratio.is_finite() && ratio > 0.0));
        }
        // By price only what has one, on both sides.
        assert!(near.price.iter().all(|a| a.ratios.price.is_known()));
        assert!(near.bandwidth.iter().all(|a| a.ratios.bandwidth.is_known()));
        let form = |a: &Alternative| a.form_factor == near.device.form_factor;
        assert!(near.form_factor.iter().all(form));
        for (steps, up) in [(&near.step_up, true), (&near.step_down, false)] {
            for step in steps {
                let ratios = [step.ratios.memory.get().unwrap(), step.ratios.bandwidth.get().unwrap()];
                assert!(ratios.iter().all(|r| if up { *r >= 1.0 } else { *r <= 1.0 }), "{device:?} {step:?}");
                assert!(
                    ratios.iter().any(|r| if up { *r >= 1.2 } else { *r <= 1.0 / 1.2 }),
                    "{device:?} {step:?}"
                );
            }
        }
        assert_eq!(near, with(|c| alternatives(c.catalog(), &device, None)).unwrap());
    }
}

/// As far as there, so far back; a step up seen from above is a step down.
#[test]
fn distances_are_the_same_both_ways() {
    with(|c| {
        let catalog = c.catalog();
        let offers = Offers::new(catalog, catalog.date());
        let all: Vec<Config<'_>> = catalog
            .hardware_keys()
            .map(|key| {
                let device = catalog.device(key).unwrap();
                Config::new(key, device, device.memory.sizes()[0], &offers)
            })
            .collect();
        for a in &all {
            assert!(a.ratios(a).distance() <= core::f64::consts::LN_2);
            for b in &all {
                let (there, back) = (a.ratios(b), b.ratios(a));
                assert!((there.distance() - back.distance()).abs() < 1e-12);
                assert_eq!(there.price.is_known(), back.price.is_known());
                assert!(!(a.is_step_up_from(b) && b.is_step_up_from(a)));
            }
        }
    });
}

/// Of a device sold in several sizes a price without a size is of none of them, and no unknown price is a zero.
#[test]
fn prices_are_of_their_day_size_and_condition() {
    with(|c| {
        let catalog = c.catalog();
        for day in [Date::parse("2023-12").unwrap(), Date::parse("2026-03-01").unwrap(), catalog.date()] {
            let offers = Offers::new(catalog, day);
            for key in catalog.hardware_keys() {
                for offer in offers.of(key) {
                    assert_eq!(offer.hardware, key);
                    assert!(offer.observed <= day);
                    assert!(0.0 < offer.low.get() && offer.low <= offer.usd && offer.usd <= offer.high);
                    assert!(catalog.source(offer.source).is_some());
                }
                for &size in catalog.device(key).unwrap().memory.sizes() {
                    for buy in Buy::ALL {
                        if let Known::Known(offer) = offers.going(key, size, *buy, &[]) {
                            assert_eq!(offer.memory, Known::Known(size));
                        }
                    }
                }
            }
        }
        let key = |id: &str| catalog.hardware_key(id).unwrap();
        let offers = Offers::new(catalog, catalog.date());
        let usd = |id: &str, gib: f64, buy| {
            offers
                .going(key(id), Bytes::gib(gib), buy, &[])
                .map(|offer| (offer.usd.get(), offer.low.get(), offer.age_days))
        };
        // Two ends of a range seen in May 2026, of ten observations; days from the middle of May.
        assert_eq!(usd("nvidia-rtx-3090", 24.0, Buy::Used), Known::Known((800.0, 700.0, 191)));
        assert_eq!(usd("amd-ryzen-ai-max-395", 128.0, Buy::New), Known::Known((2459.0, 2459.0, 311)));
        assert_eq!(usd("amd-ryzen-ai-max-395", 64.0, Buy::New), Known::Known((1639.0, 1639.0, 311)));
        assert_eq!(usd("amd-ryzen-ai-max-395", 96.0, Buy::New), Known::Unknown);
        // 499 dollars used, of which size nobody said.
        assert_eq!(usd("apple-m4-10c", 32.0, Buy::Used), Known::Unknown);
        let before = Offers::new(catalog, Date::parse("2025-12-31").unwrap());
        let then = before.going(key("nvidia-rtx-5090"), Bytes::gib(32.0), Buy::New, &[]);
        assert_eq!(
            then.get().map(|offer| (offer.usd.get(), offer.condition.to_string())),
            Some((1999.0, "msrp".into()))
        );
    });
}

/// Two used cards of 24 GB carry a 70B for 2500 dollars; one does not comfortably.
#[test]
fn a_70b_within_2500_dollars_used_is_two_cards_of_24_gb() {
    let want = RawWant { model: "llama-3.3-70b-instruct".to_owned(), ..RawWant::default() };
    let wishes = RawWishes {
        wants: vec![want.clone()],
        budget_usd: Some(2500.0),
        buy: Some("used".to_owned()),
        vendors: vec!["nvidia".to_owned()],
        ..RawWishes::default()
    };
    let choice = choose(&wishes);
    let first = &choice.rigs[0];
    assert_eq!(
        (first.fit, &*first.devices[0].hardware, first.devices[0].count),
        (Fit::Comfortable, "nvidia-rtx-3090", 2)
    );
    assert_eq!(
        first.price.as_ref().get().map(|price| (price.usd.get(), price.condition)),
        Some((1600.0, "used"))
    );
    assert_eq!(first.power.get().map(|power| power.get()), Some(700.0));
    let single = choose(&RawWishes { max_devices: Some(1), ..wishes });
    assert!(single.rigs.iter().all(|rig| rig.fit != Fit::Comfortable));
    // The same model looked up in reverse: the cheapest of all conditions is not dearer.
    let picks = with(|c| c.rigs_for(&want)).unwrap();
    let cheapest = picks.cheapest.unwrap();
    assert!(cheapest.price.as_ref().get().unwrap().usd <= first.price.as_ref().get().unwrap().usd);
    let rate = |rig: &RigChoice| rig.wants[0].decode.get().unwrap().tokens_per_second;
    assert!(rate(&picks.fastest.unwrap()) >= rate(&cheapest));
    let joules = |rig: &RigChoice| rig.wants[0].joules_per_token.get().unwrap();
    assert!(joules(&picks.most_efficient.unwrap()) <= joules(&cheapest));
}

/// A desktop's price is not a laptop's.
#[test]
fn a_machine_sold_in_two_forms_has_the_price_of_the_form_asked_for() {
    let wishes = |form: &str| RawWishes {
        wants: vec![RawWant { model: "qwen3-8b".to_owned(), ..RawWant::default() }],
        forms: vec![form.to_owned()],
        vendors: vec!["apple".to_owned()],
        limit: Some(200),
        list: Some("all".to_owned()),
        ..RawWishes::default()
    };
    let has = |rigs: &[RigChoice]| rigs.iter().any(|rig| rig.devices[0].hardware == "apple-m4-max-32c");
    let (desktop, laptop) = (choose(&wishes("desktop")), choose(&wishes("laptop")));
    assert!(has(&desktop.rigs) && !has(&desktop.unpriced));
    assert!(has(&laptop.unpriced) && !has(&laptop.rigs));
}

/// Every saved question has an answer, and its slug is its own.
#[test]
fn best_lists_are_answered() {
    use will_it_run_engine::recommend::{BEST, best};
    let slugs: HashSet<&str> = BEST.iter().map(|list| list.slug).collect();
    assert_eq!(slugs.len(), BEST.len());
    for list in BEST {
        assert_eq!(best(list.slug), Some(list));
        let choice = choose(&list.wishes());
        assert!(
            choice.rigs.iter().chain(&choice.unpriced).any(|rig| rig.fit == Fit::Comfortable),
            "{}",
            list.slug
        );
    }
    assert_eq!(best("no-such-list"), None);
}

/// The fault names the want and the field.
#[test]
fn faults_name_their_place() {
    let fault = |wishes: RawWishes| with(|c| c.choose(&wishes)).unwrap_err();
    let want = |model: &str| RawWant { model: model.to_owned(), ..RawWant::default() };
    assert_eq!(fault(RawWishes::default()).field, "wants");
    let two = RawWishes { wants: vec![want("qwen3-8b"), want("no-such-model")], ..RawWishes::default() };
    assert_eq!(
        (fault(two.clone()).field.as_str(), fault(two).code.as_str()),
        ("wants.1.model", "unknown-model")
    );
    let one = RawWishes { wants: vec![want("qwen3-8b")], ..RawWishes::default() };
    assert_eq!(fault(RawWishes { forms: vec!["tower".into()], ..one.clone() }).field, "forms");
    assert_eq!(fault(RawWishes { budget_usd: Some(-1.0), ..one.clone() }).field, "budget_usd");
    assert_eq!(fault(RawWishes { as_of: Some("soon".into()), ..one.clone() }).field, "as_of");
    let slow = RawWant { speed: Some(0.0), ..want("qwen3-8b") };
    assert_eq!(fault(RawWishes { wants: vec![slow], ..one.clone() }).field, "wants.0.speed");
    let host = Some(RawHost { memory_gib: Some(0.0), bandwidth_gb_s: None });
    assert_eq!(fault(RawWishes { host, ..one }).field, "host.memory_gib");
}
