//! Fine-tuning: trainable parameters as trainers print them, memory against published figures, golden answers.
//!
//! `tune/*.jsonl` hold the figures with their sources; `UPDATE_GOLDEN=1` writes `tune/answers.jsonl` anew.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that cannot go on fails, and tables are printed"
)]

use serde::{Deserialize, Serialize};
use will_it_run_engine::architecture::Architecture;
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::Catalog;
use will_it_run_engine::question::Fault;
use will_it_run_engine::tune::{RawTune, Shape, Tune, TuneAnswer};
use will_it_run_engine::units::{Bytes, Known};

fn calculator() -> Calculator {
    Calculator::new(Catalog::from_json(include_str!("../../catalog.json")).unwrap())
}

#[derive(Deserialize)]
struct Trainable {
    model: String,
    rank: u32,
    targets: String,
    trainable: u64,
    method: String,
    source: String,
}

/// To the last parameter.
#[test]
fn trainable_parameters_are_as_trainers_print_them() {
    let calculator = calculator();
    for line in include_str!("tune/trainable.jsonl").lines() {
        let row: Trainable = serde_json::from_str(line).unwrap();
        let device = r#"{"hardware":"nvidia-h100-sxm"}"#;
        let raw = format!(
            r#"{{"model":"{}","rank":{},"targets":"{}","method":"{}","rig":{{"devices":[{device}]}}}}"#,
            row.model, row.rank, row.targets, row.method
        );
        let answer = calculator.tune(&serde_json::from_str(&raw).unwrap()).unwrap();
        println!(
            "{:<28} r={:<3} {:<12} {:>12} {:>12}",
            row.model, row.rank, row.targets, answer.trainable, row.trainable
        );
        assert_eq!(answer.trainable, row.trainable, "{}: {}", row.model, row.source);
    }
}

#[derive(Deserialize)]
struct Row {
    id: String,
    gib: f64,
    kind: String,
    #[serde(default)]
    tokens_per_second: Option<f64>,
    tune: RawTune,
}

#[test]
fn memory_is_near_published_figures() {
    let calculator = calculator();
    let mut rates = Vec::new();
    let mut errors = std::collections::BTreeMap::<String, Vec<f64>>::new();
    for line in include_str!("tune/published.jsonl").lines() {
        let row: Row = serde_json::from_str(line).unwrap();
        let answer = calculator.tune(&row.tune).unwrap_or_else(|fault| panic!("{}: {fault:?}", row.id));
        let total = answer.device.total.get().unwrap().as_gib();
        let error = total / row.gib - 1.0;
        println!("{:<52} {:>8.1} {total:>8.1} {:>7.1} % {:?}", row.id, row.gib, error * 100.0, answer.stage);
        if let (Some(measured), Known::Known(range)) = (row.tokens_per_second, answer.tokens_per_second) {
            let within = range.low <= measured && measured <= range.high;
            println!("{:<52} {measured:>8.0} tok/s in {:.0}-{:.0}: {within}", "", range.low, range.high);
            rates.push(within);
        }
        if row.kind == "at-most" {
            assert!(total <= row.gib, "{} needs {total} GiB", row.id);
            continue;
        }
        let group = row.id.split(' ').next().unwrap_or_default().to_owned();
        errors.entry(group).or_default().push(error);
    }
    for (group, all) in &errors {
        let mut sizes: Vec<f64> = all.iter().map(|error| error.abs()).collect();
        sizes.sort_by(f64::total_cmp);
        let median = sizes.get(sizes.len() / 2).copied().unwrap_or_default();
        let most = sizes.last().copied().unwrap_or_default();
        println!(
            "{group}: {} rows, off by {:.0} % (median), {:.0} % at most",
            sizes.len(),
            median * 100.0,
            most * 100.0
        );
        // Tables without settings are rough; torchtune's two rows with activations in host RAM have no counterpart here.
        assert!(median < 0.2 && most < 0.6, "{group}: {median} {most}");
    }
    let within = rates.iter().filter(|within| **within).count();
    println!("{within} of {} rates in their range", rates.len());
    assert!(within * 3 >= rates.len() * 2, "{within}");
}

/// Figure 1 of the ZeRO paper: 7.5 billion parameters over 64 devices, 120, 31.4, 16.6 and 1.9 GB of model states.
#[test]
fn states_are_those_of_the_zero_paper() {
    let catalog = Catalog::from_json(include_str!("../../catalog.json")).unwrap();
    let model = catalog.model(catalog.find_model("llama-3.1-8b-instruct").unwrap()).unwrap();
    let h = model.gguf.as_ref().get().unwrap();
    let shape = Shape::new(h, Architecture::from_hparams(h).unwrap());
    let parameters = shape.matrices.parameters() as f64;
    for (sharding, published) in [("ddp", 120.0), ("zero-1", 31.4), ("zero-2", 16.6), ("zero-3", 1.9)] {
        let raw = RawTune {
            method: Some("full".to_owned()),
            sharding: Some(sharding.to_owned()),
            ..RawTune::default()
        };
        let tune = Tune::parse(&raw, 64, None).unwrap();
        let parts = shape.needs(&Tune { accumulation: 2, ..tune }, 64, Bytes::ZERO).device;
        let states = (parts.weights + parts.master + parts.optimizer + parts.gradients).as_f64();
        let of_paper = states / parameters * 7.5;
        println!("{sharding:<8} {of_paper:>6.2} GB, published {published}");
        assert!((of_paper / published - 1.0).abs() < 0.02, "{sharding}: {of_paper}");
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum Line {
    Answer { id: Option<String>, answer: Box<TuneAnswer> },
    Fault { id: Option<String>, error: Fault },
}

#[test]
fn golden_answers_hold() {
    let calculator = calculator();
    let mut text = String::new();
    for line in include_str!("tune/questions.jsonl").lines() {
        let raw: RawTune = serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}"));
        let id = raw.id.clone();
        let line = match calculator.tune(&raw) {
            Ok(answer) => Line::Answer { id, answer: Box::new(answer) },
            Err(error) => Line::Fault { id, error },
        };
        text.push_str(&serde_json::to_string(&line).unwrap());
        text.push('\n');
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tune/answers.jsonl");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(path, &text).unwrap();
    }
    let expected = std::fs::read_to_string(path).unwrap();
    for (got, expected) in text.lines().zip(expected.lines()) {
        assert_eq!(got, expected);
    }
    assert_eq!(text.lines().count(), expected.lines().count());
}

/// Whatever is not known is not counted, and what is known alone may already be too much.
#[test]
fn unknown_activations_leave_the_verdict_open_or_it_is_no() {
    let calculator = calculator();
    let ask = |model: &str, device: &str, method: &str| {
        let raw = format!(
            r#"{{"model":"{model}","method":"{method}","rig":{{"devices":[{{"hardware":"{device}"}}]}}}}"#
        );
        calculator.tune(&serde_json::from_str(&raw).unwrap()).unwrap()
    };
    let open = ask("qwen3.5-9b", "nvidia-h100-sxm", "qlora");
    assert_eq!((open.device.total, open.fit.rank()), (Known::Unknown, 1));
    assert_eq!(ask("qwen3.5-9b", "nvidia-rtx-3060-12gb", "full").fit.rank(), 0);
}
