//! Cost: golden cases, `cost/*.json`, each with its working by hand.
//!
//! `worked` is the sum as a person does it, `question` the question, `expect` figures of the answer by JSON pointer: numbers to nine digits, words exactly. To
//! add a case, work it by hand and add a file; expected figures are never taken from the engine.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use serde_json::Value;
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::Catalog;
use will_it_run_engine::cost::{CostTerm, RawCostQuestion, TERM_KEYS, TERM_RULES};

#[test]
fn golden_cases_hold() {
    let catalog = Catalog::from_json(include_str!("../../catalog.json")).expect("the catalog is sound");
    let calculator = Calculator::new(catalog);
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cost");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 25, "only {} cases", files.len());
    let mut wrong = Vec::new();
    for file in &files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let case: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).expect(&name);
        assert!(case["worked"].as_array().is_some_and(|lines| !lines.is_empty()), "{name} is not worked");
        let question: RawCostQuestion = serde_json::from_value(case["question"].clone()).expect(&name);
        let answer = calculator.cost(&question).unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
        for term in &answer.terms {
            listed(term);
        }
        let answer = serde_json::to_value(answer).unwrap();
        let expected = case["expect"].as_object().unwrap();
        assert!(!expected.is_empty(), "{name} expects nothing");
        for (pointer, expected) in expected {
            let got = answer.pointer(pointer).unwrap_or(&Value::Null);
            if !same(got, expected) {
                wrong.push(format!("{name} {pointer}: {got}, by hand {expected}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Pages have a text for each key and rule.
fn listed(term: &CostTerm) {
    assert!(
        TERM_KEYS.contains(&term.key) && TERM_RULES.contains(&term.rule),
        "{} by {}",
        term.key,
        term.rule
    );
    term.inputs.iter().for_each(listed);
}

/// Numbers to nine digits, all else exactly.
fn same(got: &Value, expected: &Value) -> bool {
    match (got.as_f64(), expected.as_f64()) {
        (Some(got), Some(expected)) => (got - expected).abs() <= 1e-9 * expected.abs().max(1e-3),
        _ => got == expected,
    }
}
