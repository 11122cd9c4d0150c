//! Several models on one rig: `together/questions.jsonl` in, `together/answers.jsonl` out.
//!
//! To add a case, add a line. `UPDATE_GOLDEN=1 cargo test -p will-it-run-engine --test together` writes the answers anew; read the difference before
//! committing it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use serde::{Deserialize, Serialize};
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::Catalog;
use will_it_run_engine::question::Fault;
use will_it_run_engine::together::{RawTogether, Together};

const QUESTIONS: &str = include_str!("together/questions.jsonl");
const ANSWERS: &str = include_str!("together/answers.jsonl");

#[derive(Deserialize)]
struct Asked {
    id: String,
    ask: RawTogether,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Line {
    Answer { id: String, answer: Box<Together> },
    Fault { id: String, error: Fault },
}

#[test]
fn golden_placings_hold() {
    let catalog = Catalog::from_json(include_str!("../../catalog.json")).expect("the catalog is sound");
    let calculator = Calculator::new(catalog);
    let answer = |line: &str| {
        let Asked { id, ask } = serde_json::from_str(line).expect(line);
        let line = match calculator.together(&ask) {
            Ok(answer) => Line::Answer { id, answer: Box::new(answer) },
            Err(error) => Line::Fault { id, error },
        };
        serde_json::to_string(&line).expect("answers are JSON")
    };
    let answers: Vec<String> = QUESTIONS.lines().map(answer).collect();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/together/answers.jsonl");
        std::fs::write(path, answers.join("\n") + "\n").expect("writable");
        return;
    }
    let expected: Vec<&str> = ANSWERS.lines().collect();
    assert_eq!(answers.len(), expected.len(), "questions and answers differ in number");
    for (got, expected) in answers.iter().zip(expected) {
        assert_eq!(got, expected);
    }
}
