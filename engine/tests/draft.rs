//! Drafters: what blocks for multi-token prediction hold, gains against published measurements, golden answers, faults.
//!
//! `draft/published.jsonl` holds measurements with their sources; `draft/questions.jsonl` and `draft/answers.jsonl` are golden
//! (`UPDATE_GOLDEN=1` writes the answers anew).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that cannot go on fails, and tables are printed"
)]

use serde::Deserialize;
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::{Catalog, Mtp};
use will_it_run_engine::draft::{DraftAnswer, RawDraft, tokens_per_cycle};
use will_it_run_engine::question::{Fault, RawDevice, RawQuestion, RawRig};
use will_it_run_engine::rules::NextToken;
use will_it_run_engine::units::Known;

fn calculator() -> Calculator {
    Calculator::new(Catalog::from_json(include_str!("../../catalog.json")).unwrap())
}

/// The tensors of a model's blocks are those that its publisher stores.
#[test]
fn blocks_hold_what_publishers_count() {
    let calculator = calculator();
    let catalog = calculator.catalog();
    let (mut counted, mut off) = (0, Vec::new());
    for key in catalog.model_keys() {
        let model = catalog.model(key).unwrap();
        let Some(blocks) = NextToken::of(key, model) else {
            assert!(model.mtp == Mtp::None || !model.gguf.is_known(), "{} has blocks", model.id);
            continue;
        };
        let Known::Known(published) = blocks.published else { continue };
        counted += 1;
        let error = blocks.parameters as f64 / published as f64 - 1.0;
        if error.abs() > 0.02 {
            println!("{:<36} {:>14} {:>14} {:>7.2} %", model.id, blocks.parameters, published, error * 100.0);
            off.push(model.id.to_string());
        }
    }
    println!("{counted} models, {} off by more than 2 %", off.len());
    // Files of GLM-4.5 store embedding and head once more; the others have blocks of another kind, which are then taken as counted.
    let known = ["glm-4.", "k-exaone", "nemotron-3", "step-3"];
    assert!(off.iter().all(|id| known.iter().any(|known| id.starts_with(known))), "{off:?}");
    assert!(counted >= 50 && off.len() <= 9, "{counted} {off:?}");
}

#[derive(Deserialize)]
struct Row {
    id: String,
    model: String,
    quant: String,
    hardware: String,
    #[serde(default)]
    memory: Option<f64>,
    #[serde(default)]
    backend: Option<String>,
    #[serde(default)]
    runtime: Option<String>,
    draft: String,
    tokens: u32,
    context: u32,
    #[serde(default)]
    kv: Option<String>,
    baseline: f64,
    measured: f64,
    /// Accepted ÷ drafted.
    accepted: Option<f64>,
}

fn ask(calculator: &Calculator, row: &Row) -> DraftAnswer {
    let device = RawDevice { hardware: row.hardware.clone(), memory_gib: row.memory, ..RawDevice::default() };
    let raw = RawQuestion {
        model: row.model.clone(),
        quant: Some(row.quant.clone()),
        runtime: row.runtime.clone(),
        backend: row.backend.clone(),
        context: Some(row.context),
        kv_k: row.kv.clone(),
        kv_v: row.kv.clone(),
        rig: RawRig { devices: vec![device], ..RawRig::default() },
        ..RawQuestion::default()
    };
    let asked = RawDraft { tokens: Some(row.tokens), ..RawDraft::word(&row.draft) };
    calculator
        .draft(&raw, &asked)
        .unwrap_or_else(|fault| panic!("{}: {} {:?}", row.id, fault.message, fault.near))
}

/// Acceptance per guess from accepted ÷ drafted of so many in a row.
fn per_guess(accepted: f64, tokens: u32) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..40 {
        let middle = (low + high) / 2.0;
        let share = (tokens_per_cycle(middle, tokens) - 1.0) / f64::from(tokens);
        if share < accepted { low = middle } else { high = middle }
    }
    high
}

#[test]
fn published_gains_lie_in_the_range() {
    let calculator = calculator();
    let rows: Vec<Row> = include_str!("draft/published.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let (mut inside, mut all, mut errors) = (0, 0, Vec::new());
    println!(
        "{:<58} {:>8} {:>13} {:>6} {:>9} {:>13}",
        "", "measured", "range", "in", "at accept", "fit/check"
    );
    for row in &rows {
        let answer = ask(&calculator, row);
        let gain = row.measured / row.baseline;
        if answer.gains.is_empty() {
            println!("{:<58} {gain:>8.2} no figures: {:?}", row.id, answer.fit);
            continue;
        }
        let low = answer.gains.iter().map(|gain| gain.gain.low).fold(f64::INFINITY, f64::min);
        let high = answer.gains.iter().map(|gain| gain.gain.high).fold(0.0, f64::max);
        let cycle = answer.cycle.get().unwrap();
        let at = row.accepted.map(|accepted| cycle.gain(per_guess(accepted, row.tokens)));
        let within = low <= gain && gain <= high;
        all += 1;
        inside += usize::from(within);
        if let Some(at) = at {
            errors.push((at / gain - 1.0).abs());
        }
        println!(
            "{:<58} {gain:>8.2} {low:>6.2}-{high:<6.2} {:>6} {:>9} {:?} {:.2} {:.2} {:.1}",
            row.id,
            if within { "yes" } else { "no" },
            at.map_or(String::new(), |at| format!("{at:.2}")),
            answer.fit,
            cycle.check.get() / cycle.step.get(),
            cycle.guess.get() / cycle.step.get(),
            1.0 / cycle.step.get(),
        );
    }
    errors.sort_by(f64::total_cmp);
    let median = errors.get(errors.len() / 2).copied().unwrap_or_default();
    println!(
        "{inside} of {all} inside; with the measured acceptance off by {:.0} % (median of {})",
        median * 100.0,
        errors.len()
    );
    // Three quarters. With the rule for batches alone it was 16 of 39, which is why the low end has the longest check; and four rows (llama.cpp
    // issue 5877, pulls 10455 and 22673) are also among the sources of acceptance, two of them inside. What lies outside: Apple's chips, whose small batches cost more than the rule says; a build before the merge; two rows
    // whose draft length nobody states.
    assert!(all == rows.len() && inside * 4 >= all * 3, "{inside} of {all}");
}

#[derive(Deserialize)]
struct Asked {
    draft: RawDraft,
    question: RawQuestion,
}

#[derive(serde::Serialize)]
#[serde(untagged)]
enum Line {
    Answer { id: String, draft: Box<DraftAnswer> },
    Fault { id: String, error: Fault },
}

#[test]
fn golden_answers_hold() {
    let calculator = calculator();
    let mut text = String::new();
    for line in include_str!("draft/questions.jsonl").lines() {
        let asked: Asked =
            serde_json::from_str(&without_id(line)).unwrap_or_else(|error| panic!("{line}: {error}"));
        let id: serde_json::Value = serde_json::from_str(line).unwrap();
        let id = id.get("id").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
        let line = match calculator.draft(&asked.question, &asked.draft) {
            Ok(answer) => Line::Answer { id, draft: Box::new(answer) },
            Err(error) => Line::Fault { id, error },
        };
        text.push_str(&serde_json::to_string(&line).unwrap());
        text.push('\n');
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/draft/answers.jsonl");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(path, &text).unwrap();
    }
    let expected = std::fs::read_to_string(path).unwrap();
    for (got, expected) in text.lines().zip(expected.lines()) {
        assert_eq!(got, expected);
    }
    assert_eq!(text.lines().count(), expected.lines().count());
}

/// The fields that are asked with.
fn without_id(line: &str) -> String {
    let mut value: serde_json::Value = serde_json::from_str(line).unwrap();
    value.as_object_mut().unwrap().remove("id");
    value.to_string()
}

/// Every flag of a command with a drafter stands in the runtime's documentation.
#[test]
fn every_flag_is_documented() {
    let calculator = calculator();
    let documented = include_str!("launch/documented.txt");
    let known = |runtime: &str| -> Vec<&str> {
        let begin = format!("[{runtime}]");
        let lines = documented.lines().skip_while(|line| *line != begin).skip(1);
        lines.take_while(|line| !line.starts_with('[')).collect()
    };
    let mut started = Vec::new();
    for line in include_str!("draft/questions.jsonl").lines() {
        let asked: Asked = serde_json::from_str(&without_id(line)).unwrap();
        let Ok(answer) = calculator.draft(&asked.question, &asked.draft) else { continue };
        let Some(launch) = answer.launch else { continue };
        let known = known(launch.runtime.word());
        let flags = launch.steps.iter().flat_map(|step| step.argv.iter().skip(1));
        let flags = flags.filter(|word| word.starts_with('-')).map(String::as_str);
        let fields =
            launch.files.iter().filter(|file| file.name == "config.yml").flat_map(|file| file.text.lines());
        let fields = fields.filter_map(|line| line.strip_prefix("  ")?.split(':').next());
        for word in flags.chain(fields) {
            assert!(known.contains(&word), "{word} is not documented for {}: {line}", launch.runtime.word());
        }
        started.push(launch.runtime.word());
    }
    started.sort_unstable();
    started.dedup();
    assert!(started.len() >= 7, "{started:?}");
}
