//! `will-it-run import` as a script meets it.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test stops at its first fault")]

mod support;

use serde_json::Value;
use support::run;

const DEPTH: &str = include_str!("../engine/tests/import/rtx4090-depth.md");

fn import(options: &[&str], text: &str) -> Value {
    let output = run(&[&["import", "-"], options].concat(), text);
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn what_is_not_said_is_asked_and_what_is_said_becomes_records() {
    let asked = import(&[], DEPTH);
    assert_eq!(asked["ok"], true);
    assert_eq!(asked["device"]["certain"], "nvidia-rtx-4090");
    assert!(asked["model"]["ask"].as_array().unwrap().iter().any(|id| id == "llama-3.1-8b-instruct"));
    assert_eq!(asked["records"].as_array().unwrap().len(), 0);
    assert_eq!(asked["rows"][0]["outcome"], "waits");
    assert_eq!(asked["faults"][0]["code"], "combined-test");

    let told = import(&["--model", "llama-3.1-8b-instruct", "--date", "2026-11-01", "--source", "me"], DEPTH);
    let records = told["records"].as_array().unwrap();
    assert_eq!(records.len(), 4);
    let record: Value = serde_json::from_str(records[1].as_str().unwrap()).unwrap();
    assert_eq!(record["hardware"], "nvidia-rtx-4090");
    assert_eq!(record["tokens_per_second"], 148.21);
    assert_eq!(record["date"], "2026-11-01");
    assert_eq!(record["source"], "me");
}

#[test]
fn names_that_are_none_are_refused() {
    let output = run(&["import", "-", "--model", "no-such-model"], DEPTH);
    assert_eq!(output.status.code(), Some(1));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["error"]["code"], "unknown-model");
    assert_eq!(run(&["import"], "").status.code(), Some(2));
}
