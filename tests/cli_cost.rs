//! `break-even` as a script meets it: options or JSON lines in, one JSON document a question out, all faults at once.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test stops at its first fault")]

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

/// Documents, exit status, and what was said on standard error.
fn run(args: &[&str], input: &str) -> (Vec<Value>, Option<i32>, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_will-it-run"))
        .arg("break-even")
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that reads nothing may be gone.
    drop(child.stdin.take().unwrap().write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let documents = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (documents, output.status.code(), String::from_utf8(output.stderr).unwrap())
}

fn months(answer: &Value, end: &str) -> f64 {
    answer["pairs"][0][end]["months"].as_f64().unwrap()
}

/// $8,000 against $1.50 to $2.50 an hour: 3,200 to 5,333 hours, 4.4 to 7.3 months around the clock; with 350 W and a tariff later.
#[test]
fn the_published_example_comes_out() {
    let published = ["--price", "8000", "--rent", "1.5-2.5", "--hours", "24"];
    let (found, status, said) = run(&published, "");
    assert_eq!((found.len(), status, said.as_str()), (1, Some(0), ""));
    let answer = &found[0];
    assert_eq!(answer["ok"], true);
    let hours = |end: &str| answer["pairs"][0][end]["hours"].as_f64().unwrap();
    assert_eq!((hours("earliest").round(), hours("latest").round()), (3200.0, 5333.0));
    let tenths = |months: f64| (months * 10.0).round() / 10.0;
    assert_eq!((tenths(months(answer, "earliest")), tenths(months(answer, "latest"))), (4.4, 7.3));
    assert!(answer["left_out"].as_array().unwrap().contains(&json!("power")));
    let (powered, ..) = run(&[&published[..], &["--load-w", "350", "--tariff", "0.3"]].concat(), "");
    for end in ["earliest", "point", "latest"] {
        assert!(months(&powered[0], end) > months(answer, end));
    }
    assert!(!powered[0]["left_out"].as_array().unwrap().contains(&json!("power")));
    // The same as JSON.
    let line = json!({
        "load": { "hours_per_day": 24 }, "buy": { "price_usd": 8000 },
        "rent": { "usd_per_hour": { "low": 1.5, "high": 2.5 } },
    });
    assert_eq!(run(&[], &line.to_string()).0, found);
}

#[test]
fn a_rig_of_the_catalog_needs_no_figures() {
    let args = ["--on", "nvidia-rtx-3090:2", "--model", "llama-3.3-70b-instruct", "--preset", "hobby"];
    let (found, status, _) = run(&[&args[..], &["--country", "us"]].concat(), "");
    assert_eq!(status, Some(0));
    let answer = &found[0];
    for way in answer["ways"].as_array().unwrap() {
        assert_eq!(way["state"], "priced", "{way}");
    }
    for price in answer["prices"].as_array().unwrap() {
        let seen = &price["seen"];
        assert!(
            seen["observed"].is_string() && seen["age_days"].is_u64() && seen["source"].is_string(),
            "{price}"
        );
    }
    assert!(!answer["terms"].as_array().unwrap().is_empty());
    // Without a model: its price, its power and its rental.
    let (found, status, _) = run(&["--on", "nvidia-rtx-4090", "--hours", "24", "--kind", "spot"], "");
    assert_eq!((status, &found[0]["ways"][1]["state"]), (Some(0), &json!("priced")));
    assert_eq!(found[0]["fit"], Value::Null);
}

#[test]
fn faults_come_all_at_once_and_lines_go_on() {
    let bad = json!({ "id": "x", "load": { "hours_per_day": 25 }, "buy": { "tax": 2 } });
    let good = json!({ "load": { "hours_per_day": 24 }, "buy": { "price_usd": 100 }, "rent": { "usd_per_hour": 1 } });
    let input = format!("{bad}\n\n{{\"buy\":{{\"prize\":1}}}}\nno question\n{good}\n");
    let (found, status, _) = run(&[], &input);
    assert_eq!((found.len(), status), (4, Some(1)));
    assert_eq!((&found[0]["ok"], &found[0]["id"]), (&json!(false), &json!("x")));
    let fields: Vec<&str> =
        found[0]["errors"].as_array().unwrap().iter().map(|fault| fault["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["load.hours_per_day", "buy.tax"]);
    for malformed in &found[1..3] {
        assert_eq!(malformed["errors"][0]["code"], "malformed");
    }
    assert!(found[1]["errors"][0]["field"].as_str().unwrap().starts_with("buy"));
    assert_eq!(found[3]["ok"], true);
    let (found, status, _) = run(&["--on", "no-such-device-at-all", "--hours", "1"], "");
    assert_eq!((status, &found[0]["errors"][0]["code"]), (Some(1), &json!("unknown-hardware")));
    for (args, says) in [
        (&["--price", "much"][..], "--price"),
        (&["--price", "1-2-3"], "--price"),
        (&["--colour", "red"], "--colour"),
        (&["rtx"], "rtx"),
    ] {
        let (found, status, said) = run(args, "");
        assert_eq!((found.len(), status), (0, Some(2)), "{args:?}");
        assert!(said.contains(says), "{said}");
    }
}

/// Terms that only JSON could state once: each by its option, as the same question in JSON has it.
#[test]
fn every_term_is_an_option() {
    let args = [
        "--hours",
        "2",
        "--price",
        "2190",
        "--host",
        "300",
        "--host-share",
        "0.5",
        "--resale",
        "0.6",
        "--depreciation",
        "0.2",
        "--curve",
        "linear",
        "--loan-down",
        "0.2",
        "--loan-rate",
        "0.06",
        "--loan-months",
        "24",
        "--discount",
        "0.03",
        "--load-w",
        "300",
        "--tariff",
        "0.3",
        "--pue",
        "1.2",
        "--cooling",
        "0.1",
        "--rent",
        "1.5",
        "--billing-minutes",
        "1",
        "--start-minutes",
        "60",
        "--starts",
        "4",
        "--disk-gb",
        "100",
        "--disk-price",
        "0.1",
        "--currency",
        "EUR",
        "--per-usd",
        "0.9",
    ];
    let line = json!({
        "load": { "hours_per_day": 2 },
        "buy": {
            "price_usd": 2190, "host_usd": 300, "host_share": 0.5,
            "resale": { "first_share": 0.6, "yearly_decline": 0.2, "curve": "linear" },
            "loan": { "down_share": 0.2, "yearly_rate": 0.06, "months": 24 },
        },
        "discount_rate": 0.03,
        "power": { "load_w": 300, "tariff_usd_kwh": 0.3, "pue": 1.2, "cooling_share": 0.1 },
        "rent": {
            "usd_per_hour": 1.5, "billing_step_minutes": 1, "minimum_minutes_start": 60, "starts_per_day": 4,
            "storage_gb": 100, "storage_usd_gb_month": 0.1,
        },
        "currency": { "code": "EUR", "per_usd": 0.9 },
    });
    let (found, status, said) = run(&args, "");
    assert_eq!((status, said.as_str()), (Some(0), ""));
    assert_eq!(found, run(&[], &line.to_string()).0);
}
