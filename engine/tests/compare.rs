//! Rigs and models side by side.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test stops at its first fault")]

use std::sync::OnceLock;

use proptest::prelude::*;
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::Catalog;
use will_it_run_engine::compare::{Comparison, FigureKey, FigureRow, WhomCode, rig_of};
use will_it_run_engine::fit::Fit;
use will_it_run_engine::question::{FaultCode, RawQuestion, RawRig};
use will_it_run_engine::score::reference_question;
use will_it_run_engine::units::Known;
use will_it_run_engine::workloads::{Verdict, Workload};

fn calculator() -> Calculator {
    static PARSED: OnceLock<Catalog> = OnceLock::new();
    let text = include_str!("../../catalog.json");
    Calculator::new(PARSED.get_or_init(|| Catalog::from_json(text).unwrap()).clone())
}

fn compare(ids: &[&str]) -> Comparison {
    let rigs: Vec<RawRig> = ids.iter().map(|id| rig_of(id)).collect();
    calculator().compare(&rigs, &Workload::standard()).unwrap()
}

fn row(comparison: &Comparison, key: FigureKey) -> &FigureRow {
    comparison.rows.iter().find(|row| row.key == key).unwrap()
}

#[test]
fn any_order_gives_the_same() {
    let one = compare(&["nvidia-rtx-5090", "apple-m4-max-40c@128", "nvidia-rtx-3090:2"]);
    assert_eq!(one, compare(&["RTX 3090:2", "nvidia-rtx-5090", "apple-m4-max-40c@128"]));
    let ids: Vec<&str> = one.sides.iter().map(|side| &*side.id).collect();
    assert_eq!(ids, ["apple-m4-max-40c@128", "nvidia-rtx-3090:2", "nvidia-rtx-5090"]);
    // The ids read back to the same comparison.
    assert_eq!(one, compare(&ids));
}

#[test]
fn rows_hold_values_ratios_and_winners() {
    let comparison = compare(&["nvidia-rtx-5090", "nvidia-l40s"]);
    let memory = row(&comparison, FigureKey::Memory);
    assert_eq!(memory.values, [48.0, 32.0].map(|gib| Known::Known(gib * 1_073_741_824.0)));
    assert_eq!((memory.best, memory.ratios[0]), (Known::Known(0), Known::Known(1.0)));
    assert!((memory.ratios[1].get().unwrap() - 2.0 / 3.0).abs() < 1e-12);
    // Less is better.
    let tdp = row(&comparison, FigureKey::Tdp);
    assert_eq!(tdp.best, Known::Known(0));
    assert!((tdp.ratios[1].get().unwrap() - 350.0 / 575.0).abs() < 1e-12);
    let speed = row(&comparison, FigureKey::Decode);
    assert_eq!(speed.best, Known::Known(1));
    assert_eq!(comparison.rows.len(), 8);
    assert_eq!(comparison.workloads.len(), 7);
    // The 70B: barely here, not there; nothing else differs, so it stands first.
    let first = &comparison.workloads[0];
    assert_eq!((&*first.key, first.best), ("70b", Known::Known(0)));
    assert_eq!(first.sides.iter().map(|row| row.verdict).collect::<Vec<_>>(), [Verdict::Barely, Verdict::No]);
}

#[test]
fn differences_come_first_unknown_then_and_equal_last() {
    for ids in [
        &["nvidia-rtx-5090", "nvidia-l40s"][..],
        &["nvidia-rtx-4090", "nvidia-rtx-3090", "apple-m4-max-40c@64"],
        &["intel-gaudi-3@128", "nvidia-l40s"],
        &["nvidia-l40s", "nvidia-l40s"],
    ] {
        let rows = compare(ids).rows;
        let class = |row: &FigureRow| match row.difference {
            Known::Known(difference) if difference > 0.0 => (0, -difference),
            Known::Unknown => (1, 0.0),
            Known::Known(_) => (2, 0.0),
        };
        assert!(rows.windows(2).all(|pair| class(&pair[0]) <= class(&pair[1])), "{ids:?} {rows:?}");
    }
    // The same twice: nothing differs, nobody wins, nothing is said.
    let same = compare(&["nvidia-l40s", "nvidia-l40s"]);
    assert!(same.rows.iter().all(|row| row.difference == Known::Known(0.0) && row.best == Known::Unknown));
    assert!(same.for_whom.is_empty() && same.workloads.iter().all(|row| row.best == Known::Unknown));
}

#[test]
fn each_for_whom_rests_on_a_figure() {
    let comparison = compare(&["apple-m4-max-40c@128", "nvidia-rtx-5090"]);
    let of = |code| comparison.for_whom.iter().find(|whom| whom.code == code);
    let fastest = of(WhomCode::Fastest).unwrap();
    assert_eq!((fastest.side, fastest.value), (1, row(&comparison, FigureKey::Decode).values[1]));
    assert_eq!(fastest.next, row(&comparison, FigureKey::Decode).values[0]);
    assert_eq!(of(WhomCode::MostMemory).unwrap().side, 0);
    assert_eq!(of(WhomCode::LeastPower).unwrap().side, 0);
    let only = of(WhomCode::OnlyOneFor).unwrap();
    assert_eq!((only.side, &*only.workload), (0, "70b"));
    // No price of a Mac of this size is recorded, so none is called cheaper.
    assert!(of(WhomCode::Cheapest).is_none() && of(WhomCode::MostPointsPerDollar).is_none());
    let cards = compare(&["nvidia-l40s", "nvidia-rtx-5090"]);
    let cheap = cards.for_whom.iter().find(|whom| whom.code == WhomCode::Cheapest).unwrap();
    assert_eq!((cheap.side, cheap.value, cheap.next), (1, Known::Known(2900.0), Known::Known(8500.0)));
    // Unknown is neither best nor "only one".
    let unknown = compare(&["intel-gaudi-3@128", "nvidia-rtx-5090"]);
    assert!(unknown.for_whom.iter().all(|whom| whom.code != WhomCode::OnlyOneFor));
    assert!(unknown.workloads.iter().all(|row| row.best == Known::Unknown));
}

#[test]
fn a_million_tokens_cost_their_part_of_the_price_and_their_energy() {
    let comparison = compare(&["nvidia-rtx-5090", "nvidia-rtx-3090"]);
    let row = row(&comparison, FigureKey::CostPerMillion);
    for (side, value) in comparison.sides.iter().zip(&row.values) {
        let facts = calculator().facts_of(&reference_question(rig_of(&side.id))).unwrap();
        let (decode, prefill) =
            (facts.decode.get().unwrap().point.get(), facts.prefill.get().unwrap().point.get());
        // Three prompt tokens for each answer token, by the definition of the mix.
        let millions_an_hour = 4.0 / (1.0 / decode + 3.0 / prefill) * 3600.0 / 1e6;
        let hours = 36.0 * 8.0 * 730.0 / 24.0;
        let calculator = calculator();
        let tariff = calculator.catalog().electricity().iter().find(|row| &*row.iso2 == "us").unwrap();
        let kilowatts = if side.hardware == "nvidia-rtx-5090" { 0.575 } else { 0.35 };
        let energy = kilowatts * tariff.household.known().get().unwrap().get() / millions_an_hour;
        let price = side.price.get().unwrap().usd.get() / (hours * millions_an_hour);
        assert!((value.get().unwrap() / (energy + price) - 1.0).abs() < 1e-9, "{}", side.id);
    }
    // Where nobody saw a price there is no cost, and that side is not the best.
    let unpriced = compare(&["amd-radeon-pro-w7800-48gb", "nvidia-rtx-3090"]);
    let row = unpriced.rows.iter().find(|row| row.key == FigureKey::CostPerMillion).unwrap();
    assert_eq!((unpriced.sides[0].price, row.values[0]), (Known::Unknown, Known::Unknown));
    assert!(row.values[1].is_known() && !row.best.is_known());
}

#[test]
fn several_devices_have_their_sums_and_no_score() {
    let comparison = compare(&["nvidia-rtx-3090:2", "nvidia-rtx-3090"]);
    let memory = row(&comparison, FigureKey::Memory);
    assert_eq!(memory.values[1], memory.values[0].map(|one| 2.0 * one));
    assert!(comparison.sides[0].score.is_known() && !comparison.sides[1].score.is_known());
    assert_eq!(row(&comparison, FigureKey::Bandwidth).difference, Known::Known(0.0));
    assert_eq!(row(&comparison, FigureKey::Tdp).values[1], Known::Known(700.0));
}

/// RAM that a side names is used, and only there.
#[test]
fn ram_beside_a_card_carries_what_the_card_alone_cannot() {
    let comparison = compare(&["nvidia-rtx-4090", "nvidia-rtx-4090+64"]);
    let large = comparison.workloads.iter().find(|row| row.key == "70b").unwrap();
    assert_eq!(large.sides.iter().map(|row| row.verdict).collect::<Vec<_>>(), [Verdict::No, Verdict::Barely]);
    let small = comparison.workloads.iter().find(|row| row.key == "7b").unwrap();
    assert_eq!(small.sides[0], small.sides[1]);
}

#[test]
fn faults_name_the_side() {
    let compare = |ids: &[&str]| {
        let rigs: Vec<RawRig> = ids.iter().map(|id| rig_of(id)).collect();
        calculator().compare(&rigs, &[]).unwrap_err()
    };
    assert_eq!(compare(&["nvidia-l40s"]).code, FaultCode::OutOfRange);
    assert_eq!(compare(&["nvidia-l40s"; 5]).code, FaultCode::OutOfRange);
    let unknown = compare(&["nvidia-l40s", "no-such-card"]);
    assert_eq!((unknown.code, &*unknown.field), (FaultCode::UnknownHardware, "sides.1.devices.0.hardware"));
    assert_eq!(compare(&["nvidia-l40s", "apple-m4-max-40c"]).code, FaultCode::ChooseMemory);
}

#[test]
fn models_stand_side_by_side_on_a_rig() {
    let question = RawQuestion { rig: rig_of("nvidia-rtx-4090"), ..RawQuestion::default() };
    let models = |ids: [&str; 2]| ids.map(str::to_owned);
    let calculator = calculator();
    let compared =
        calculator.compare_models(&question, &models(["qwen3-8b", "llama-3.3-70b-instruct"])).unwrap();
    let other =
        calculator.compare_models(&question, &models(["llama-3.3-70b-instruct", "qwen3-8b"])).unwrap();
    assert_eq!(compared, other);
    assert_eq!(compared.models, ["llama-3.3-70b-instruct", "qwen3-8b"]);
    assert_eq!(compared.fits[1], Fit::Comfortable);
    let row = |key| compared.rows.iter().find(|row| row.key == key).unwrap();
    assert_eq!(row(FigureKey::Parameters).best, Known::Known(0));
    assert_eq!(row(FigureKey::Total).best, Known::Known(1));
    let answer =
        calculator.answer(&RawQuestion { model: "qwen3-8b".to_owned(), ..question.clone() }).unwrap();
    let rate = answer.decode.map(|rate| rate.tokens_per_second.get());
    assert_eq!(row(FigureKey::Decode).values[1], rate);
    assert_eq!(row(FigureKey::MaxContext).values[1], answer.max_context.map(|n| n.as_f64()));
    assert!(calculator.compare_models(&question, &models(["qwen3-8b", "no-such-model"])).is_err());
}

proptest! {
    /// Ratios are shares of the best, the best has 1, and a single winner is better than every other.
    #[test]
    fn ratios_are_sound(values in prop::collection::vec(prop::option::of(-1.0f64..1e12), 2..=4), lower in any::<bool>()) {
        let key = if lower { FigureKey::Price } else { FigureKey::Headroom };
        let row = FigureRow::new(key, values.iter().copied().map(Known::from).collect());
        for (ratio, value) in row.ratios.iter().zip(&values) {
            prop_assert_eq!(ratio.is_known(), value.is_some());
            prop_assert!(ratio.get().is_none_or(|ratio| (0.0..=1.0).contains(&ratio)));
        }
        if let Known::Known(best) = row.best {
            let first = values[best].unwrap();
            for other in values.iter().enumerate().filter(|(side, _)| *side != best).filter_map(|(_, v)| *v) {
                let ahead = if lower { first < other } else { first > other };
                prop_assert!(ahead, "{first} beside {other}");
            }
            prop_assert_eq!(row.ratios[best], Known::Known(1.0));
        }
        prop_assert!(!row.best.is_known() || values.iter().all(Option::is_some));
        prop_assert_eq!(row.difference.is_known(), values.iter().flatten().count() >= 2);
    }
}
