//! The score: published points, curves, and what a missing figure does.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test stops at its first fault")]

use std::sync::OnceLock;

use proptest::prelude::*;
use serde_json::Value;
use will_it_run_engine::answer::{Quantity, Term};
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::Catalog;
use will_it_run_engine::evidence::Evidence;
use will_it_run_engine::fit::Fit;
use will_it_run_engine::question::{Backend, FaultCode, RawDevice};
use will_it_run_engine::score::{
    PartKey, Score, ScoreBasis, ScoreInputs, ScoreReason, ScoreWeights, Tier, memory_share, value_share,
};
use will_it_run_engine::units::{Bytes, BytesPerSecond, Known, TokensPerSecond, Usd, Watts};

const CATALOG: &str = include_str!("../../catalog.json");

fn calculator() -> Calculator {
    static PARSED: OnceLock<Catalog> = OnceLock::new();
    Calculator::new(PARSED.get_or_init(|| Catalog::from_json(CATALOG).unwrap()).clone())
}

fn inputs(point: &Value) -> ScoreInputs {
    let figure = |name: &str| Known::from(point[name].as_f64());
    ScoreInputs {
        memory: figure("memory_gib").map(Bytes::gib),
        bandwidth: figure("bandwidth_gb_s").map(BytesPerSecond::gb_s),
        tdp: figure("tdp_w").map(Watts::new),
        backend: Backend::parse(point["backend"].as_str().unwrap()).into(),
        reference_fit: Fit::Unknown,
        tokens_per_second: Known::Unknown,
        evidence: Evidence::Estimated,
        price: Known::Unknown,
    }
}

/// A device with everything known: 48 GiB, 100 tok/s, 300 W, CUDA.
fn known() -> ScoreInputs {
    ScoreInputs {
        memory: Known::Known(Bytes::gib(48.0)),
        bandwidth: Known::Known(BytesPerSecond::gb_s(800.0)),
        tdp: Known::Known(Watts::new(300.0)),
        backend: Known::Known(Backend::Cuda),
        reference_fit: Fit::Comfortable,
        tokens_per_second: Known::Known(TokensPerSecond::new(100.0)),
        evidence: Evidence::Measured,
        price: Known::Unknown,
    }
}

fn device(hardware: &str, memory_gib: Option<f64>) -> RawDevice {
    RawDevice { hardware: hardware.to_owned(), memory_gib, ..RawDevice::default() }
}

#[test]
fn published_points_are_reproduced() {
    let data: Value = serde_json::from_str(include_str!("data/score_points.json")).unwrap();
    let points = data["points"].as_array().unwrap();
    assert_eq!(points.len(), 9);
    let mut printed = 0;
    for point in points {
        let name = &point["name"];
        let score = Score::of(ScoreBasis::AsPublished, &inputs(point), &ScoreWeights::STANDARD);
        let rate = score.inputs.tokens_per_second.get().map(|rate| format!("{:.1}", rate.get()));
        assert_eq!(rate.as_deref(), point["tokens_per_second"].as_str(), "{name}");
        let parts = serde_json::to_value(&score.parts).unwrap();
        for part in parts.as_array().unwrap() {
            let expected = &point[part["key"].as_str().unwrap()];
            assert!(expected.is_null() || *expected == part["points"], "{name}: {part}");
            printed += usize::from(!expected.is_null());
        }
        let got = serde_json::to_value(&score).unwrap();
        for figure in ["sum", "headline", "tier"] {
            assert!(
                point[figure].is_null() || point[figure] == got[figure],
                "{name}: {figure} {}",
                got[figure]
            );
            printed += usize::from(!point[figure].is_null());
        }
    }
    assert_eq!(printed, 4 + 3 + 2 * 3 + 4 + 3, "every printed figure was compared");
}

/// The published page scored a missing figure as zero; here that happens under that name alone, and says so.
#[test]
fn a_missing_figure_is_zero_only_as_published() {
    for (figure, without) in [
        ("tdp", ScoreInputs { tdp: Known::Unknown, ..known() }),
        ("memory", ScoreInputs { memory: Known::Unknown, ..known() }),
        ("backend", ScoreInputs { backend: Known::Unknown, ..known() }),
        ("decode", ScoreInputs { tokens_per_second: Known::Unknown, bandwidth: Known::Unknown, ..known() }),
    ] {
        let live = Score::of(ScoreBasis::Live, &without, &ScoreWeights::STANDARD);
        assert_eq!((live.headline, live.sum, live.tier), (Known::Unknown, Known::Unknown, Known::Unknown));
        assert!(
            live.reasons.contains(&ScoreReason::FigureUnknown { figure }),
            "{figure}: {:?}",
            live.reasons
        );
        assert!(live.parts.iter().any(|part| part.points.is_known()), "the other parts stay");
        let published = Score::of(ScoreBasis::AsPublished, &without, &ScoreWeights::STANDARD);
        assert!(published.headline.is_known());
        assert!(published.reasons.contains(&ScoreReason::CountedAsZero { figure }), "{figure}");
    }
    // What is not asked for cannot be missing.
    let without = ScoreInputs { tdp: Known::Unknown, ..known() };
    let weights = ScoreWeights { efficiency: 0, ..ScoreWeights::STANDARD };
    assert!(Score::of(ScoreBasis::Live, &without, &weights).headline.is_known());
}

#[test]
fn a_device_too_small_for_the_reference_scores_no_speed_and_says_so() {
    let small = ScoreInputs { reference_fit: Fit::DoesNotFit, tokens_per_second: Known::Unknown, ..known() };
    let score = Score::of(ScoreBasis::Live, &small, &ScoreWeights::STANDARD);
    assert_eq!(score.sum, Known::Known(390));
    assert_eq!(score.reasons, [ScoreReason::ReferenceDoesNotFit]);
    // Eight gigabytes less what a phone keeps for itself; that its power is not recorded changes nothing then.
    let phone = device("apple-iphone-16-pro", None);
    let phone = calculator().score(&phone, ScoreBasis::Live, &ScoreWeights::STANDARD).unwrap();
    assert_eq!(phone.part(PartKey::Throughput).unwrap().points, Known::Known(0));
    assert!(phone.headline.is_known());
}

#[test]
fn weights_share_a_thousand_points() {
    let all = Score::of(ScoreBasis::Live, &known(), &ScoreWeights::STANDARD);
    assert_eq!(all.parts.iter().map(|part| part.of).sum::<u32>(), 1000);
    assert_eq!(all.parts.len(), 4);
    let memory = ScoreWeights { throughput: 0, memory: 7, ecosystem: 0, efficiency: 0, value: 0 };
    let alone = Score::of(ScoreBasis::Live, &known(), &memory);
    assert_eq!(
        (alone.sum, alone.headline, alone.tier),
        (Known::Known(950), Known::Known(950), Known::Known(Tier::S))
    );
    let none = Score::of(ScoreBasis::Live, &known(), &ScoreWeights { memory: 0, ..memory });
    assert_eq!((none.headline, &none.reasons[..]), (Known::Unknown, &[ScoreReason::NoWeights][..]));
}

/// The evidence is worth what it is worth on the headline, and changes no part.
#[test]
fn evidence_changes_the_headline_alone() {
    let measured = Score::of(ScoreBasis::Live, &known(), &ScoreWeights::STANDARD);
    let estimated = ScoreInputs { evidence: Evidence::Estimated, ..known() };
    let estimated = Score::of(ScoreBasis::Live, &estimated, &ScoreWeights::STANDARD);
    assert_eq!(measured.parts, estimated.parts);
    assert_eq!(measured.headline, measured.sum);
    assert_eq!(estimated.headline, measured.sum.map(|sum| sum * 7 / 10));
}

#[test]
fn value_needs_a_price() {
    let calculator = calculator();
    let weights = ScoreWeights { value: 500, ..ScoreWeights::STANDARD };
    let score = |id: &str, gib| calculator.score(&device(id, gib), ScoreBasis::Live, &weights).unwrap();
    let l40s = score("nvidia-l40s", None);
    let price = l40s.inputs.price.get().unwrap();
    assert_eq!((price.usd, price.observed.to_string().as_str()), (Usd::new(8500.0), "2026-07"));
    assert!(l40s.headline.is_known());
    // Of several on the newest day the middle, as the chooser and comparisons have it.
    assert_eq!(score("nvidia-rtx-5090", None).inputs.price.get().unwrap().usd, Usd::new(2900.0));
    // Sold in several sizes: nobody saw a price of this one.
    let mac = score("apple-m4-10c", Some(32.0));
    assert_eq!(mac.headline, Known::Unknown);
    assert!(mac.reasons.contains(&ScoreReason::FigureUnknown { figure: "price" }));
    // A price is not counted as zero under any name.
    let published = calculator.score(&device("apple-m4-10c", Some(32.0)), ScoreBasis::AsPublished, &weights);
    assert_eq!(published.unwrap().headline, Known::Unknown);
    assert!(value_share(700.0, Usd::new(700.0)) > value_share(700.0, Usd::new(800.0)));
    let json = serde_json::to_value(&l40s).unwrap();
    assert_eq!(json["inputs"]["price"]["condition"], "new");
    assert_eq!(json["inputs"]["price"]["observed"], "2026-07");
    assert_eq!(json["parts"][4]["key"], "value");
}

#[test]
fn live_rests_on_the_engine_and_as_published_on_bandwidth() {
    let calculator = calculator();
    let score = |basis| calculator.score(&device("L40S", None), basis, &ScoreWeights::STANDARD).unwrap();
    let (live, published) = (score(ScoreBasis::Live), score(ScoreBasis::AsPublished));
    assert_eq!((published.sum, published.headline), (Known::Known(715), Known::Known(500)));
    let question = will_it_run_engine::score::reference_question(will_it_run_engine::question::RawRig {
        devices: vec![device("nvidia-l40s", None)],
        ..Default::default()
    });
    let rate = calculator.answer(&question).unwrap().decode.get().unwrap();
    assert_eq!(live.inputs.tokens_per_second, Known::Known(rate.tokens_per_second));
    assert_eq!(live.inputs.evidence, rate.evidence);
}

#[test]
fn faults_name_the_way_on() {
    let calculator = calculator();
    let fault = |device| calculator.score(&device, ScoreBasis::Live, &ScoreWeights::STANDARD).unwrap_err();
    let several = fault(device("apple-m4-max-40c", None));
    assert_eq!(
        (several.code, several.near.last().map(String::as_str)),
        (FaultCode::ChooseMemory, Some("128"))
    );
    assert_eq!(fault(device("no-such-card", None)).code, FaultCode::UnknownHardware);
    let two = RawDevice { count: Some(2), ..device("nvidia-l40s", None) };
    assert_eq!(fault(two).code, FaultCode::OutOfRange);
}

/// Every device is ranked once, highest first, unknown last with a reason, several sizes with the largest.
#[test]
fn the_whole_catalog_is_ranked() {
    let calculator = calculator();
    for basis in [ScoreBasis::Live, ScoreBasis::AsPublished] {
        let rows = calculator.scores(basis, &ScoreWeights::STANDARD);
        let hardware = calculator.catalog().hardware();
        assert_eq!(rows.len(), hardware.len());
        let headlines: Vec<Option<u32>> = rows.iter().map(|row| row.score.headline.get()).collect();
        assert!(headlines.windows(2).all(|pair| pair[0] >= pair[1]), "{headlines:?}");
        assert!(headlines.iter().flatten().all(|headline| *headline <= 1000));
        for row in &rows {
            let sizes = hardware[row.hardware].memory.sizes();
            assert_eq!((row.memory.get(), row.sizes), (sizes.last().copied(), sizes.len()));
            assert_eq!(row.score.headline.is_known(), row.score.tier.is_known());
            assert!(row.score.headline.is_known() || !row.score.reasons.is_empty());
            let one = RawDevice {
                hardware: hardware[row.hardware].id.to_string(),
                memory_gib: row.memory.get().map(Bytes::as_gib),
                ..RawDevice::default()
            };
            assert_eq!(calculator.score(&one, basis, &ScoreWeights::STANDARD).as_ref(), Ok(&row.score));
        }
        // A processor of a phone has no rated power; an accelerator none of our backends drives has no speed.
        let of = |id: &str| rows.iter().find(|row| &*hardware[row.hardware].id == id).unwrap();
        if basis == ScoreBasis::Live {
            for id in ["qualcomm-snapdragon-8-elite", "intel-gaudi-3"] {
                assert_eq!(of(id).score.headline, Known::Unknown, "{id}");
            }
            // Not the speed of the processor beside it.
            assert_eq!(of("intel-gaudi-3").score.inputs.tokens_per_second, Known::Unknown);
            assert!(headlines.iter().flatten().count() > 270);
        }
    }
}

/// Every figure that is printed is in the derivation, and the parts add up.
#[test]
fn the_derivation_is_the_printed_sum() {
    let weights = ScoreWeights { value: 100, ..ScoreWeights::STANDARD };
    let score = calculator().score(&device("nvidia-l40s", None), ScoreBasis::Live, &weights).unwrap();
    let root = score.explain();
    let count = |term: &Term| match term.value {
        Known::Known(Quantity::Count(count)) => count,
        other => panic!("{}: {other:?}", term.key),
    };
    assert_eq!(Some(count(&root)), score.headline.get().map(u64::from));
    let sum = &root.inputs[0];
    assert_eq!(count(sum), sum.inputs.iter().map(count).sum::<u64>());
    assert_eq!(sum.inputs.len(), 5);
    assert_eq!(root.inputs[1].value, Known::Known(Quantity::Ratio(score.factor)));
}

proptest! {
    #[test]
    fn parts_make_a_thousand_however_they_are_weighed(given in prop::array::uniform5(0u16..60), full in any::<bool>()) {
        let [throughput, memory, ecosystem, efficiency, value] = given;
        let weights = ScoreWeights { throughput, memory, ecosystem, efficiency, value };
        let best = ScoreInputs {
            memory: Known::Known(Bytes::gib(512.0)),
            tokens_per_second: Known::Known(TokensPerSecond::new(if full { 500.0 } else { 77.7 })),
            tdp: Known::Known(Watts::new(10.0)),
            ..known()
        };
        let score = Score::of(ScoreBasis::Live, &best, &weights);
        if given.iter().any(|weight| *weight > 0) {
            prop_assert_eq!(score.parts.iter().map(|part| part.of).sum::<u32>(), 1000);
            prop_assert_eq!(score.headline.is_known(), value == 0, "no price is known");
            prop_assert!(score.headline.get().is_none_or(|headline| headline <= 1000));
            if full && value == 0 { prop_assert_eq!(score.headline, Known::Known(1000)); }
        } else {
            prop_assert_eq!(score.headline, Known::Unknown);
        }
    }

    /// More speed, memory or frugality never scores less.
    #[test]
    fn curves_are_monotone(gib in 0.0f64..300.0, more in 0.0f64..300.0, rate in 0.0f64..500.0, faster in 0.0f64..500.0,
                           watts in 1.0f64..1000.0, saved in 0.0f64..0.99) {
        let score = |gib: f64, rate: f64, watts: f64| {
            let inputs = ScoreInputs {
                memory: Known::Known(Bytes::gib(gib)),
                tokens_per_second: Known::Known(TokensPerSecond::new(rate)),
                tdp: Known::Known(Watts::new(watts)),
                ..known()
            };
            Score::of(ScoreBasis::Live, &inputs, &ScoreWeights::STANDARD).sum.get().unwrap()
        };
        let base = score(gib, rate, watts);
        prop_assert!(base <= 1000);
        prop_assert!(score(gib + more, rate, watts) >= base);
        prop_assert!(score(gib, rate + faster, watts) >= base);
        prop_assert!(score(gib, rate, watts * (1.0 - saved)) >= base);
        let share = memory_share(Bytes::gib(gib));
        prop_assert!((0.0..=1.0).contains(&share));
    }
}
