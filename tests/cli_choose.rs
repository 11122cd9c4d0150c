//! `choose`, `best` and `alternatives` as a script meets them: one JSON document, exit status, faults on standard error.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test stops at its first fault")]

mod support;

use serde_json::{Value, json};
use support::run;

fn document(args: &[&str]) -> Value {
    let output = run(args, "");
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0), "{args:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(text.lines().count(), 1, "one document: {args:?}");
    serde_json::from_str(&text).unwrap()
}

fn refused(args: &[&str], status: i32, says: &str) {
    let output = run(args, "");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(status), 0), "{args:?}: {said}");
    assert!(said.contains(says), "{args:?}: {said}");
}

/// Every field a script reads, and the machine of a rig is one that `answer` takes: with the same figures.
#[test]
fn a_chosen_rig_is_answered_with_the_same_figures() {
    let images = json!({ "mmproj": true, "images": 2 });
    for (model, more, asked) in [
        ("llama-3.3-70b-instruct", &[][..], json!({})),
        ("qwen2.5-vl-7b-instruct", &["--images", "2"], images),
    ] {
        same_figures(model, more, &asked);
    }
}

fn same_figures(model: &str, more: &[&str], asked: &Value) {
    let args =
        ["choose", "--model", model, "--used", "--budget", "2500", "--context", "16384", "--limit", "5"];
    let choice = document(&[&args[..], more].concat());
    assert_eq!(choice["as_of"], "2026-11-22");
    assert_eq!(choice["wants"][0]["model"], model);
    let rigs = choice["rigs"].as_array().unwrap();
    assert!(!rigs.is_empty() && rigs.len() <= 5);
    for rig in rigs {
        let price = &rig["price"];
        assert!(price["usd"].as_f64().unwrap() <= 2500.0);
        assert_eq!(price["condition"], "used");
        assert!(price["observed"].is_string() && price["source"].is_string() && price["age_days"].is_u64());
        let figures = &rig["wants"][0];
        let mut question = json!({
            "model": model, "quant": figures["quant"], "rig": rig["rig"], "backend": rig["backend"],
            "context": 16384, "placement": "device",
        });
        question.as_object_mut().unwrap().extend(asked.as_object().unwrap().clone());
        let answer = run(&["answer"], &question.to_string());
        let answer: Value = serde_json::from_slice(&answer.stdout).unwrap();
        assert_eq!(answer["ok"], true, "{answer}");
        for field in ["fit", "decode", "max_context", "joules_per_token", "reasons"] {
            assert_eq!(answer[field], figures[field], "{field} of {}", rig["devices"]);
        }
        assert_eq!(answer["memory"]["headroom"], figures["headroom"]);
    }
    let codes: Vec<&str> =
        choice["not_tried"].as_array().unwrap().iter().map(|n| n["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"other-unequal-rigs") && codes.contains(&"host-memory"), "{codes:?}");
    assert!(choice["unpriced"].as_array().unwrap().iter().all(|rig| rig["price"].is_null()));
}

/// Each option narrows what is listed.
#[test]
fn options_are_wishes() {
    let choose = |more: &[&str]| {
        let args = ["choose", "--model", "qwen3-8b", "--all", "--limit", "200"];
        document(&[&args[..], more].concat())
    };
    let rigs = |choice: &Value| -> Vec<Value> {
        let lists = [&choice["rigs"], &choice["unpriced"]];
        lists.iter().flat_map(|list| list.as_array().unwrap().clone()).collect()
    };
    let all = rigs(&choose(&[])).len();
    type Check = (&'static [&'static str], fn(&Value) -> bool);
    let checks: [Check; 7] = [
        (&["--power", "100"], |rig| rig["power"].as_f64().unwrap() <= 100.0),
        (&["--vendor", "apple"], |rig| rig["devices"][0]["hardware"].as_str().unwrap().starts_with("apple-")),
        (&["--form", "laptop"], |rig| rig["form"] == "laptop" && rig["devices"][0]["count"] == 1),
        (&["--os", "macos"], |rig| rig["os"] == "macos" && rig["backend"] == "metal"),
        (&["--backend", "vulkan"], |rig| rig["backend"] == "vulkan"),
        (&["--devices", "1"], |rig| rig["devices"][0]["count"] == 1),
        (&["--new"], |rig| rig["price"]["condition"] != "used"),
    ];
    for (options, holds) in checks {
        let found = rigs(&choose(options));
        assert!(!found.is_empty(), "{options:?}");
        assert!(found.iter().all(holds), "{options:?}");
    }
    assert!(rigs(&choose(&["--power", "100"])).len() < all);
    // Twice the speed is wanted of every want: fewer rigs are comfortable. Of pairs, fewer are tried the more a single card does.
    let comfortable =
        |speed| choose(&["--devices", "1", "--speed", speed])["counts"]["comfortable"].as_u64().unwrap();
    assert!(comfortable("100") < comfortable("50"));
    let two = document(&["choose", "--model", "qwen3-8b", "--model", "gpt-oss-20b", "--limit", "1"]);
    assert_eq!(two["rigs"][0]["wants"].as_array().map(Vec::len), Some(2));
}

#[test]
fn best_lists_have_slugs_and_answers() {
    let slugs = document(&["best"]);
    let slugs: Vec<&str> = slugs.as_array().unwrap().iter().map(|slug| slug.as_str().unwrap()).collect();
    for slug in ["gpu", "laptop", "mac", "used-gpu", "under-500", "under-1000", "for-70b"] {
        assert!(slugs.contains(&slug), "{slug}");
    }
    let under = document(&["best", "under-500", "--limit", "3"]);
    let rigs = under["rigs"].as_array().unwrap();
    assert_eq!(rigs.len(), 3);
    assert!(rigs.iter().all(|rig| rig["price"]["usd"].as_f64().unwrap() <= 500.0));
    let macs = document(&["best", "mac", "--limit", "2"]);
    assert!(macs["rigs"].as_array().unwrap().iter().all(|rig| rig["os"] == "macos"));
}

#[test]
fn alternatives_come_in_groups_with_their_ratios() {
    let near = document(&["alternatives", "RTX 4090"]);
    assert_eq!(near["device"]["hardware"], "nvidia-rtx-4090");
    for group in ["step_up", "step_down", "price", "bandwidth", "memory", "form_factor"] {
        let group = near[group].as_array().unwrap_or_else(|| panic!("{group}"));
        assert!(!group.is_empty());
        assert!(group.iter().all(|a| a["ratios"]["memory"].as_f64().unwrap() > 0.0));
    }
    let ids = |group: &str| -> Vec<String> {
        near[group].as_array().unwrap().iter().map(|a| a["hardware"].as_str().unwrap().to_owned()).collect()
    };
    assert!(ids("step_up").contains(&"nvidia-rtx-5090".to_owned()), "{:?}", ids("step_up"));
    assert!(ids("step_down").contains(&"nvidia-rtx-5080".to_owned()), "{:?}", ids("step_down"));
    let mac = document(&["alternatives", "apple-m4-max-40c", "--memory", "64"]);
    assert_eq!(mac["device"]["memory"], 64_u64 << 30);
    assert!(mac["device"]["price"].is_null());
}

#[test]
fn faults_are_those_of_the_other_commands() {
    refused(&["choose"], 2, "--model");
    refused(&["choose", "--model", "qwen3-8b", "--colour", "red"], 2, "--colour");
    refused(&["choose", "--model", "qwen3-8b", "--budget", "much"], 2, "--budget");
    refused(&["choose", "--model", "qwen3-8b", "more"], 2, "more");
    refused(&["choose", "--model", "qwen3-8b", "--used", "--new"], 2, "--used");
    refused(&["choose", "--model", "no-such-model"], 1, "unknown-model");
    refused(&["choose", "--model", "qwen3-8b", "--quant", "Q9"], 1, "unknown-quant");
    refused(&["choose", "--model", "qwen3-8b", "--form", "tower"], 1, "laptop");
    refused(&["choose", "--model", "qwen3-8b", "--limit", "0"], 1, "limit");
    refused(&["best", "no-such-list"], 1, "under-500");
    refused(&["best", "gpu", "laptop"], 2, "one list");
    refused(&["alternatives"], 2, "alternatives");
    refused(&["alternatives", "no-such-device-at-all"], 1, "unknown-hardware");
    refused(&["alternatives", "apple-m4-max-40c"], 1, "choose-memory");
    refused(&["alternatives", "nvidia-l40s", "--as-of", "soon"], 1, "as_of");
    let help = String::from_utf8(run(&["help"], "").stdout).unwrap();
    for command in ["choose", "best", "alternatives"] {
        assert!(help.contains(&format!("will-it-run {command} ")), "{command}");
    }
}
