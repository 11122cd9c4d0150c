//! Golden answers: `golden/questions.jsonl` in, `golden/answers.jsonl` out, on the host and in wasm, equal to the last digit.
//!
//! To add a case, add a line. `UPDATE_GOLDEN=1 cargo test -p will-it-run-engine --test golden` writes the answers anew; read the
//! difference before committing it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]
#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use serde::Serialize;
use will_it_run_engine::answer::Answer;
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::Catalog;
use will_it_run_engine::question::{Fault, RawQuestion};

const QUESTIONS: &str = include_str!("golden/questions.jsonl");
const ANSWERS: &str = include_str!("golden/answers.jsonl");

#[derive(Serialize)]
#[serde(untagged)]
enum Line {
    Answer { id: Option<String>, answer: Box<Answer> },
    Fault { id: Option<String>, error: Fault },
}

fn answers() -> Vec<String> {
    let catalog = Catalog::from_json(include_str!("../../catalog.json")).expect("the catalog is sound");
    let calculator = Calculator::new(catalog);
    QUESTIONS
        .lines()
        .map(|line| {
            let question: RawQuestion = serde_json::from_str(line).expect(line);
            let id = question.id.clone();
            let line = match calculator.answer(&question) {
                Ok(answer) => Line::Answer { id, answer: Box::new(answer) },
                Err(error) => Line::Fault { id, error },
            };
            serde_json::to_string(&line).expect("answers are JSON")
        })
        .collect()
}

#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
fn golden_answers_hold() {
    let answers = answers();
    #[cfg(not(target_arch = "wasm32"))]
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/answers.jsonl");
        std::fs::write(path, answers.join("\n") + "\n").expect("writable");
        return;
    }
    assert!(answers.len() >= 40, "only {} cases", answers.len());
    let expected: Vec<&str> = ANSWERS.lines().collect();
    assert_eq!(answers.len(), expected.len(), "questions and answers differ in number");
    for (got, expected) in answers.iter().zip(expected) {
        assert_eq!(got, expected);
    }
}
