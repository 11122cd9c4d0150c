//! Laws of what the chooser says beside a rig: what comes next, what stands out, and what a list of pairs holds.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

use std::collections::HashSet;

use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::Catalog;
use will_it_run_engine::fit::Fit;
use will_it_run_engine::question::RawQuestion;
use will_it_run_engine::recommend::{
    BEST, Choice, Next, RawWant, RawWishes, RigChoice, WantFigures, Why, best,
};
use will_it_run_engine::units::Known;

/// As much of a rate as counts as the same rate.
const AS_FAST: f64 = 0.98;

fn calculator() -> Calculator {
    Calculator::new(Catalog::from_json(include_str!("../../catalog.json")).expect("the catalog is sound"))
}

/// All rigs that run something, however many are listed.
fn all(calculator: &Calculator, wishes: &RawWishes) -> Choice {
    let wishes = RawWishes { list: Some("all".to_owned()), limit: Some(200), ..wishes.clone() };
    calculator.choose(&wishes).unwrap()
}

/// The saved questions, and each with two things to run.
fn asked() -> Vec<RawWishes> {
    let mut asked: Vec<RawWishes> = BEST.iter().map(|list| list.wishes()).collect();
    for list in BEST {
        let mut wishes = list.wishes();
        wishes.wants.push(RawWant { model: "gpt-oss-20b".to_owned(), ..RawWant::default() });
        asked.push(wishes);
    }
    asked
}

fn rate(want: &WantFigures) -> Option<f64> {
    want.decode.get().map(|rate| rate.tokens_per_second.get())
}

fn usd(rig: &RigChoice) -> Option<f64> {
    rig.price.as_ref().get().map(|price| price.usd.get())
}

/// No grade falls; where none rises, no rate and no quant is worse either.
fn assert_no_worse(rig: &RigChoice, next: &RigChoice) {
    let worst = |rig: &RigChoice| rig.wants.iter().map(|want| want.fit.rank()).min();
    let rises = worst(next) > worst(rig);
    for (own, other) in rig.wants.iter().zip(&next.wants) {
        let both = (&rig.devices, &next.devices);
        assert!(other.fit.rank() >= own.fit.rank(), "{both:?}");
        if own.fit.runs() && !rises {
            assert!(other.bits >= own.bits, "{both:?}");
            match (rate(own), rate(other)) {
                (Some(own), Some(other)) => assert!(other >= own * AS_FAST, "{both:?} {own} {other}"),
                (own, other) => assert_eq!(own, other, "{both:?}"),
            }
        }
    }
}

#[test]
fn next_is_never_worse_and_never_leads_back() {
    let calculator = calculator();
    let mut seen = 0;
    for wishes in asked() {
        let choice = all(&calculator, &wishes);
        let of = |next: &Next| choice.rigs.iter().find(|rig| rig.devices == next.devices);
        for rig in &choice.rigs {
            let (mut at, mut passed) = (rig, HashSet::new());
            while let Some(next) = at.next.as_ref().and_then(of) {
                assert_no_worse(at, next);
                assert!(usd(next) > usd(at));
                seen += 1;
                assert!(passed.insert((
                    &next.devices[0].hardware,
                    next.devices[0].count,
                    usd(next).map(f64::to_bits)
                )));
                at = next;
            }
        }
    }
    assert!(seen > 0);
}

/// What more money would buy is no worse than anything within the budget.
#[test]
fn beyond_the_budget_is_never_worse() {
    let calculator = calculator();
    let mut seen = 0;
    for wishes in asked() {
        for budget in [300.0, 700.0, 1000.0, 2000.0, 5000.0] {
            let within = all(&calculator, &RawWishes { budget_usd: Some(budget), ..wishes.clone() });
            let Some(next) = &within.beyond_budget else { continue };
            let dearer = all(&calculator, &RawWishes { budget_usd: Some(next.usd.get()), ..wishes.clone() });
            let Some(beyond) = dearer.rigs.iter().find(|rig| rig.devices == next.devices) else { continue };
            for rig in &within.rigs {
                assert_no_worse(rig, beyond);
                seen += 1;
            }
        }
    }
    assert!(seen > 0);
}

#[test]
fn what_stands_out_is_within_the_budget() {
    let calculator = calculator();
    for wishes in asked() {
        let picks = calculator.choose(&RawWishes { budget_usd: Some(1500.0), ..wishes }).unwrap().picks;
        for pick in [picks.cheapest, picks.fastest, picks.most_efficient].into_iter().flatten() {
            assert!(usd(&pick).is_some_and(|usd| usd <= 1500.0), "{:?}", pick.devices);
        }
    }
}

/// The same is said of a rig however many stand beside it, and only where every rig of its grade has the figure.
#[test]
fn superlatives_are_among_all_rigs_of_the_grade() {
    let calculator = calculator();
    let mut seen = 0;
    for wishes in asked() {
        let whole = all(&calculator, &wishes);
        let short = calculator.choose(&RawWishes { limit: Some(1), ..wishes }).unwrap();
        for rig in &short.rigs {
            let same = whole.rigs.iter().find(|other| other.devices == rig.devices);
            assert!(same.is_none_or(|same| same.why == rig.why), "{:?}", rig.devices);
        }
        // Those beyond the longest list are not seen here.
        if whole.counts.priced > 200 {
            continue;
        }
        let grade = whole.rigs.first().map(|rig| rig.fit);
        let peers = || whole.rigs.iter().filter(|rig| Some(rig.fit) == grade);
        let pace = |rig: &RigChoice| {
            let runs = rig.wants.iter().filter(|want| want.fit.runs());
            runs.map(rate).reduce(|a, b| Some(a?.min(b?))).flatten()
        };
        for rig in &whole.rigs {
            for why in &rig.why {
                let most = match why {
                    Why::Fastest { rate } => peers().all(|rig| pace(rig).is_some_and(|x| x <= rate.get())),
                    Why::LeastPower { power } => {
                        peers().all(|rig| matches!(rig.power, Known::Known(x) if x >= *power))
                    }
                    Why::Cheapest { usd: least } => peers().all(|rig| usd(rig) >= Some(least.get())),
                    _ => continue,
                };
                assert!(most, "{why:?} {:?}", rig.devices);
                seen += 1;
            }
        }
    }
    assert!(seen > 0);
}

#[test]
fn a_pair_is_two() {
    let calculator = calculator();
    let wishes = best("dual-gpu").unwrap().wishes();
    let choice = calculator.choose(&wishes).unwrap();
    assert!(choice.rigs.iter().any(|rig| rig.fit == Fit::Comfortable));
    assert!(
        choice.rigs.iter().chain(&choice.unpriced).all(|rig| rig
            .devices
            .iter()
            .map(|part| part.count)
            .sum::<u32>()
            == 2)
    );
    let fault = calculator.choose(&RawWishes { max_devices: Some(1), ..wishes }).unwrap_err();
    assert_eq!(fault.field, "min_devices");
}

/// An RTX 3090 and an RTX 4090, used, for Llama 3.3 70B in Q4_K_M with 8,192 tokens. By hand: 24 + 24 GiB installed; llama.cpp's buffers on the
/// devices are 41,921,528,064 bytes of weights and 2,684,354,560 of cache (the oracle's row of this model and context); 350 + 450 W on the data
/// sheets; and a token passes the layers of one card and then those of the other, so the pair decodes faster than two of the slower card and
/// slower than two of the faster one.
#[test]
fn a_3090_beside_a_4090_carries_a_70b() {
    let calculator = calculator();
    let want = RawWant {
        model: "llama-3.3-70b-instruct".to_owned(),
        quant: Some("Q4_K_M".to_owned()),
        context: Some(8192),
        ..RawWant::default()
    };
    let wishes = RawWishes {
        wants: vec![want],
        buy: Some("used".to_owned()),
        vendors: vec!["nvidia".to_owned()],
        ..RawWishes::default()
    };
    let choice = all(&calculator, &wishes);
    let found = |first: &str, other: &str| {
        let listed = choice.rigs.iter().find(|rig| {
            let cards: Vec<&str> =
                rig.devices.iter().flat_map(|d| vec![&*d.hardware; d.count as usize]).collect();
            cards == [first, other] || cards == [other, first]
        });
        listed.unwrap_or_else(|| panic!("{first} + {other} is listed"))
    };
    let pair = found("nvidia-rtx-3090", "nvidia-rtx-4090");
    let (slower, faster) =
        (found("nvidia-rtx-3090", "nvidia-rtx-3090"), found("nvidia-rtx-4090", "nvidia-rtx-4090"));

    assert_eq!(pair.power.get().map(|watts| watts.get()), Some(800.0));
    assert_eq!(usd(pair), Some((usd(slower).unwrap() + usd(faster).unwrap()) / 2.0));
    let decode = |rig: &RigChoice| rate(&rig.wants[0]).unwrap();
    assert!(decode(slower) < decode(pair) && decode(pair) < decode(faster));
    assert!(pair.fit.runs() && pair.wants[0].total.get() <= pair.wants[0].usable.get());

    let raw = RawQuestion {
        model: "llama-3.3-70b-instruct".to_owned(),
        quant: Some("Q4_K_M".to_owned()),
        context: Some(8192),
        rig: pair.rig.clone(),
        ..RawQuestion::default()
    };
    let answer = calculator.answer(&raw).unwrap();
    let device = answer.memory.device;
    assert_eq!(device.weights.get().map(|bytes| bytes.get()), Some(41_921_528_064));
    assert_eq!(device.kv_cache.get().map(|bytes| bytes.get()), Some(2_684_354_560));
    assert_eq!(answer.decode, pair.wants[0].decode);
}
