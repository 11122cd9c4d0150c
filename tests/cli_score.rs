//! Score, workloads and comparison on the command line: one JSON document each.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test stops at its first fault")]

mod support;

use serde_json::Value;
use support::run;

/// The document, and the exit status.
fn document(args: &[&str]) -> (Value, Option<i32>) {
    let output = run(args, "");
    (serde_json::from_slice(&output.stdout).unwrap(), output.status.code())
}

#[test]
fn score_prints_parts_sum_and_headline() {
    let (published, status) = document(&["score", "nvidia-l40s", "--as-published"]);
    assert_eq!((status, &published["ok"]), (Some(0), &Value::Bool(true)));
    assert_eq!(
        (&published["sum"], &published["headline"], &published["tier"]),
        (&715.into(), &500.into(), &"B".into())
    );
    let points: Vec<u64> =
        published["parts"].as_array().unwrap().iter().map(|p| p["points"].as_u64().unwrap()).collect();
    assert_eq!(points, [301, 190, 200, 24]);
    assert_eq!(published["basis"], "as-published");
    assert_eq!(published["terms"]["inputs"][0]["value"]["value"], 715);
    let (live, status) = document(&["score", "L40S"]);
    assert_eq!((status, &live["hardware"], &live["basis"]), (Some(0), &"nvidia-l40s".into(), &"live".into()));
    assert_ne!(live["inputs"]["evidence"], "estimated");
    // Unknown is null with its reason, not an error.
    let (unknown, status) = document(&["score", "intel-gaudi-3"]);
    assert_eq!((status, &unknown["headline"], &unknown["sum"]), (Some(0), &Value::Null, &Value::Null));
    assert_eq!(unknown["reasons"][0]["code"], "figure-unknown");
}

#[test]
fn workloads_prints_seven_rows() {
    let (found, status) = document(&["workloads", "nvidia-l40s"]);
    assert_eq!(status, Some(0));
    let verdicts: Vec<&str> =
        found["workloads"].as_array().unwrap().iter().map(|row| row["verdict"].as_str().unwrap()).collect();
    assert_eq!(verdicts, ["yes", "yes", "yes", "barely", "yes", "yes", "yes"]);
    for row in found["workloads"].as_array().unwrap() {
        for field in [
            "key",
            "model",
            "quant",
            "context",
            "usable_rate",
            "fit",
            "total",
            "usable",
            "headroom",
            "decode",
        ] {
            assert!(!row[field].is_null(), "{field}");
        }
        assert!(row["reasons"][0]["code"].is_string());
    }
}

/// A reader's own workload is answered like the seven, and what it lacks is named.
#[test]
fn own_workloads_are_asked_of_a_device_and_of_sides() {
    let own = [
        "--workload",
        "notes=qwen3-8b@Q8_0,context=16384,rate=30",
        "--workload",
        "big=llama-3.3-70b-instruct",
    ];
    let (found, status) = document(&[&["workloads", "nvidia-rtx-3090"], &own[..]].concat());
    assert_eq!(status, Some(0));
    let rows = found["workloads"].as_array().unwrap();
    assert_eq!((rows.len(), &rows[0]["key"], &rows[0]["quant"]), (2, &"notes".into(), &"Q8_0".into()));
    assert_eq!((&rows[0]["context"], &rows[0]["usable_rate"]), (&16384.into(), &30.0.into()));
    assert_eq!(rows[1]["verdict"], "no");
    let (compared, _) = document(&[&["compare", "nvidia-rtx-3090", "nvidia-rtx-3090:2"], &own[..]].concat());
    let big = compared["workloads"].as_array().unwrap().iter().find(|row| row["key"] == "big").unwrap();
    assert_eq!((&big["sides"][0]["verdict"], &big["best"]), (&"no".into(), &1.into()));
    let (fault, status) = document(&["workloads", "nvidia-rtx-3090", "--workload", "7b=qwen3-8b"]);
    assert_eq!((status, &fault["error"]["field"]), (Some(1), &"workload.name".into()));
    let (fault, _) = document(&["workloads", "nvidia-rtx-3090", "--workload", "x=no-such-model"]);
    assert_eq!(
        (&fault["error"]["code"], &fault["error"]["field"]),
        (&"unknown-model".into(), &"workloads.0.model".into())
    );
    // A window the model does not have is a no, whatever the memory.
    let (beyond, _) =
        document(&["workloads", "nvidia-rtx-3090", "--workload", "x=llama-3-8b-instruct,context=16384"]);
    assert_eq!(beyond["workloads"][0]["verdict"], "no");
    assert_eq!(beyond["workloads"][0]["reasons"][0]["code"], "context-above-maximum");
}

#[test]
fn the_parts_of_a_score_can_count_otherwise() {
    let (even, _) =
        document(&["score", "nvidia-l40s", "--as-published", "--throughput", "200", "--efficiency", "200"]);
    assert_eq!((&even["parts"][0]["of"], &even["parts"][1]["of"]), (&250.into(), &250.into()));
    assert_ne!(even["sum"], 715);
    let output = run(&["score", "nvidia-l40s", "--value", "lots"], "");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn models_are_compared_on_a_rig() {
    let (found, status) =
        document(&["compare", "qwen3-8b", "llama-3.3-70b-instruct", "--on", "nvidia-rtx-3090"]);
    assert_eq!(status, Some(0));
    assert_eq!(found["models"], serde_json::json!(["llama-3.3-70b-instruct", "qwen3-8b"]));
    let only: Vec<&Value> =
        found["for_whom"].as_array().unwrap().iter().filter(|row| row["code"] == "only-one-for").collect();
    assert!(only.iter().any(|row| row["workload"] == "chat" && row["side"] == 1), "{only:?}");
    assert!(
        found["for_whom"]
            .as_array()
            .unwrap()
            .iter()
            .any(|row| row["code"] == "most-parameters" && row["side"] == 0)
    );
    assert_eq!(run(&["compare", "qwen3-8b", "qwen3-14b"], "").status.code(), Some(2));
    assert_eq!(
        run(&["compare", "nvidia-l40s", "nvidia-h100-pcie", "--on", "nvidia-l4"], "").status.code(),
        Some(2)
    );
}

#[test]
fn compare_prints_the_same_for_any_order() {
    let one = document(&["compare", "nvidia-rtx-5090", "apple-m4-max-40c@128", "nvidia-rtx-3090:2"]);
    let other = document(&["compare", "nvidia-rtx-3090:2", "nvidia-rtx-5090", "apple-m4-max-40c@128"]);
    assert_eq!(one, other);
    assert_eq!(one.1, Some(0));
    let ids: Vec<&str> =
        one.0["sides"].as_array().unwrap().iter().map(|side| side["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["apple-m4-max-40c@128", "nvidia-rtx-3090:2", "nvidia-rtx-5090"]);
    let row = &one.0["rows"][0];
    assert_eq!((row["values"].as_array().unwrap().len(), row["ratios"].as_array().unwrap().len()), (3, 3));
    assert!(one.0["for_whom"].as_array().unwrap().iter().all(|whom| whom["code"].is_string()));
}

/// A wrong question is a document with status 1, a wrong command line none with status 2.
#[test]
fn faults_are_documents_and_wrong_command_lines_are_not() {
    for (args, code) in [
        (&["score", "apple-m4-max-40c"][..], "choose-memory"),
        (&["score", "no-such-card", "--as-published"], "unknown-hardware"),
        (&["workloads", "apple-m4-max-40c"], "choose-memory"),
        (&["compare", "nvidia-l40s", "no-such-card"], "unknown-hardware"),
    ] {
        let (fault, status) = document(args);
        assert_eq!((status, &fault["ok"]), (Some(1), &Value::Bool(false)), "{args:?}");
        assert_eq!(fault["error"]["code"], code, "{args:?}");
        assert!(!fault["error"]["near"].as_array().unwrap().is_empty(), "{args:?}");
    }
    assert_eq!(document(&["score", "apple-m4-max-40c", "--memory", "128"]).1, Some(0));
    for args in [
        &["score"][..],
        &["score", "a", "b"],
        &["score", "nvidia-l40s", "--what"],
        &["workloads"],
        &["compare", "nvidia-l40s"],
        &["compare", "a", "b", "c", "d", "e"],
    ] {
        let output = run(args, "");
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{args:?}");
    }
}
