//! Devices' own rows: whose they are, how they age, and that every way to a figure takes them alike.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use std::collections::BTreeSet;
use std::sync::OnceLock;

use will_it_run_engine::calculator::{Calculator, Course};
use will_it_run_engine::catalog::{Catalog, Test};
use will_it_run_engine::question::RawQuestion;
use will_it_run_engine::rules::ModelRules;
use will_it_run_engine::speed::{Correction, Family, OwnRows, constants::MEASURED, mark};
use will_it_run_engine::units::{BytesPerSecond, Date, Known, Tokens};
use will_it_run_engine::weights::{Imatrix, Quant};

fn catalog() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| Catalog::from_json(include_str!("../../catalog.json")).unwrap())
}

fn calculator() -> Calculator {
    Calculator::new(catalog().clone())
}

fn question(text: &str) -> RawQuestion {
    serde_json::from_str(text).unwrap()
}

const MEASURED_QUESTION: &str = r#"{"model":"qwen3.6-35b-a3b","quant":"Q4_K_M","context":32768,"depth":4096,"prompt":2048,
    "rig":{"devices":[{"hardware":"amd-ryzen-ai-max-395","memory_gib":128}]},"backend":"vulkan"}"#;

#[test]
fn a_mark_means_one_device_and_one_model() {
    let devices: BTreeSet<u16> = MEASURED.iter().map(|record| record.device).collect();
    assert!(devices.len() > 20, "{}", devices.len());
    for device in devices {
        let named = catalog().hardware().iter().filter(|hardware| mark(&hardware.id) == device);
        assert_eq!(named.count(), 1, "{device:#x}");
    }
}

/// Models are told apart by their shape; those that share one with a record are one model under several names.
#[test]
fn a_shape_means_one_model() {
    let rules: Vec<(ModelRules, &str)> = catalog()
        .models()
        .iter()
        .map(|m| (ModelRules::new(catalog().model_key(&m.id).unwrap(), m), &*m.id))
        .collect();
    let shapes: BTreeSet<u16> =
        MEASURED.iter().map(|record| record.model).filter(|model| *model != 0).collect();
    assert!(shapes.len() > 20, "{}", shapes.len());
    for shape in shapes {
        let mut same = rules.iter().filter(|(rules, _)| rules.mark == shape);
        let (first, name) = same.next().expect("a measured model is in the catalog");
        for (other, of) in same {
            let bytes = |rules: &ModelRules| rules.weights(Quant::F16, Imatrix::Without).file.as_f64();
            // A table of rope factors may be in one file and not in the other.
            assert!((bytes(first) / bytes(other) - 1.0).abs() < 1e-4, "{name} and {of}");
        }
    }
}

#[test]
fn records_of_a_device_lie_together_and_stay_in_bounds() {
    let mut seen: Vec<(u16, Family)> = MEASURED.iter().map(|record| (record.device, record.family)).collect();
    seen.dedup();
    let all: BTreeSet<_> = seen.iter().copied().collect();
    assert_eq!(all.len(), seen.len());
    for record in MEASURED {
        assert!((-60..100).contains(&record.shift) && (1..=10).contains(&record.width), "{record:?}");
    }
}

#[test]
fn rows_lose_weight_with_age_and_never_gain_it() {
    let record = MEASURED.iter().max_by_key(|record| record.shift.abs()).unwrap();
    let device = catalog().hardware().iter().find(|hardware| mark(&hardware.id) == record.device).unwrap();
    let of = |date: &str| {
        OwnRows::of(MEASURED, &device.id, record.family, Date::parse(date).unwrap())
            .correction(record.model, record.test)
    };
    let now = of("2026-11");
    assert!(now != Correction::NONE && now.width < 1.0);
    // A date before the rows takes them whole.
    let (before, later, last) = (of("2024-01"), of("2030-01"), of("2099-01"));
    let away = |correction: Correction| (correction.factor - 1.0).abs();
    assert!(away(before) >= away(now) && away(now) >= away(later) && away(later) > away(last));
    assert!(before.width <= now.width && now.width <= later.width && later.width < last.width);
    assert!(away(last) < 0.01 && last.width < 1.0, "{last:?}");
    let nobody =
        OwnRows::of(MEASURED, "nvidia-b200", Family::CudaBlackwellHbm, Date::parse("2026-11").unwrap());
    assert_eq!(nobody.correction(1, Test::Decode), Correction::NONE);
    assert_eq!(OwnRows::NONE.correction(1, Test::Prefill), Correction::NONE);
}

#[test]
fn every_way_to_a_speed_gives_the_same() {
    let calculator = calculator();
    let raw = question(MEASURED_QUESTION);
    let answer = calculator.answer(&raw).unwrap();
    let decode = answer.decode.get().unwrap().tokens_per_second;
    let curve = calculator.depth_curve(&raw, &[Tokens::new(4096), Tokens::new(16_384)]).unwrap();
    assert_eq!(curve[0].decode.get().unwrap().tokens_per_second, decode);
    assert!(curve[1].decode.get().unwrap().tokens_per_second < decode);
    let users = calculator.users_curve(&raw, &[1, 4, 16]).unwrap();
    assert_eq!(users[0].each.get().unwrap().tokens_per_second, decode);
    for pair in users.windows(2) {
        let (Known::Known(one), Known::Known(more)) = (pair[0].each, pair[1].each) else { continue };
        assert!(more.tokens_per_second <= one.tokens_per_second && pair[1].all.get() >= pair[0].all.get());
    }
    // The derivation says how many rows and whose.
    let terms = calculator.explain(&raw).unwrap();
    let root = terms.iter().find(|term| term.key == "decode").unwrap();
    let own = root.inputs.iter().find(|term| term.key == "own_rows").expect("the correction is a term");
    assert!(own.inputs[0].source.contains("strix-halo-toolboxes"), "{own:?}");
}

#[test]
fn the_course_of_an_answer_adds_up() {
    let calculator = calculator();
    let raw = question(MEASURED_QUESTION);
    let ask = |cached: u32, thinking: u32, answer: u32| {
        let disk = Known::Known(BytesPerSecond::gb_s(2.0));
        let (cached, thinking, answer) = (Tokens::new(cached), Tokens::new(thinking), Tokens::new(answer));
        calculator.course(&raw, &Course { cached, thinking, answer, disk }).unwrap()
    };
    let plain = ask(0, 0, 500);
    let first = |times: will_it_run_engine::calculator::Times| times.first.get().unwrap().get();
    // The answer's own time to the first token, but for the depth at which that token is generated.
    let ttft = calculator.answer(&raw).unwrap().ttft_seconds.get().unwrap().get();
    assert!((first(plain) / ttft - 1.0).abs() < 0.02, "{} {ttft}", first(plain));
    assert_eq!(plain.first, plain.answer);
    assert!(plain.finished > plain.answer);
    let thinking = ask(0, 1000, 500);
    assert_eq!(thinking.first, plain.first);
    assert!(thinking.answer > plain.finished && thinking.finished > thinking.answer);
    // A cached prefix saves prefill and nothing else; all of it cached still takes the last token.
    assert!(first(ask(1024, 0, 500)) < first(plain) && first(ask(2048, 0, 500)) < first(ask(1024, 0, 500)));
    assert!(first(ask(5000, 0, 500)) > 0.0);
    // Loading is a line of its own: the file ÷ the disk's rate.
    let file = calculator.answer(&raw).unwrap().memory.file.get().unwrap().as_f64();
    assert!((plain.load.get().unwrap().get() - file / 2e9).abs() < 1e-6);
}

/// Every device with rows, every language model: the corrected rate and its range stay under what the bandwidth allows.
#[test]
fn no_corrected_speed_is_above_its_ceiling() {
    let calculator = calculator();
    let mut seen = 0;
    let measured: BTreeSet<u16> = MEASURED.iter().map(|record| record.device).collect();
    for hardware in catalog().hardware().iter().filter(|hardware| measured.contains(&mark(&hardware.id))) {
        for model in catalog().models() {
            let raw = question(&format!(
                r#"{{"model":"{}","rig":{{"devices":[{{"hardware":"{}","memory_gib":900}}]}},"placement":"device"}}"#,
                model.id, hardware.id
            ));
            let Ok(answer) = calculator.answer(&raw) else { continue };
            for rate in [answer.decode, answer.prefill].into_iter().filter_map(Known::get) {
                assert!(rate.low <= rate.tokens_per_second && rate.tokens_per_second <= rate.high);
                assert!(rate.high <= rate.ceiling && rate.low.get() > 0.0, "{} on {}", model.id, hardware.id);
                seen += 1;
            }
        }
    }
    assert!(seen > 10_000, "{seen}");
}
