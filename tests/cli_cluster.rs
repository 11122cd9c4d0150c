//! Clusters on the command line: a question with `rig.nodes` among others, `check --nodes`, and the manifests it writes.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test stops at its first fault")]

mod support;

use serde_json::{Value, json};
use support::{lines, run};

/// A model that eight H100 do not hold.
fn question(rig: &Value) -> Value {
    json!({"id": "r1", "model": "deepseek-r1", "runtime": "vllm", "users": 8, "rig": rig})
}

fn node() -> Value {
    json!([{"hardware": "nvidia-h100-sxm", "count": 8}])
}

#[test]
fn a_two_node_cluster_is_answered_with_its_placement_and_its_commands() {
    let two = question(&json!({"devices": node(), "nodes": 2, "network": "infiniband-ndr"}));
    let one = question(&json!({"devices": node()}));
    let output = run(&["answer"], &format!("{one}\n{two}\n"));
    assert_eq!(output.status.code(), Some(0));
    let answers = lines(&output);
    assert_eq!((&answers[0]["fit"], &answers[1]["ok"]), (&json!("does-not-fit"), &json!(true)));
    let answer = &answers[1];
    assert_eq!((&answer["id"], &answer["fit"]), (&json!("r1"), &json!("comfortable")));
    assert_eq!(answer["parallel"], json!({"tensor": 8, "pipeline": 2, "replicas": 1, "expert": false}));
    let stages = answer["stages"].as_array().unwrap();
    assert_eq!(stages.iter().map(|stage| &stage["node"]).collect::<Vec<_>>(), [&json!(0), &json!(1)]);
    for stage in stages {
        let parts = stage["parts"].as_object().unwrap();
        let sum: u64 =
            parts.iter().filter(|(name, _)| *name != "total").map(|(_, part)| part.as_u64().unwrap()).sum();
        assert_eq!(parts["total"], sum);
        assert!(sum <= stage["usable"].as_u64().unwrap());
    }
    assert_eq!(answer["decode"]["evidence"], "estimated");
    assert!(answer["most_users"].as_u64().unwrap() >= 8);
    // Ray's first node, its second, and the server on the first.
    let nodes = answer["launch"]["nodes"].as_array().unwrap();
    assert_eq!(nodes.len(), 2);
    assert_eq!(nodes[1]["steps"][0]["argv"], json!(["ray", "start", "--address", "node0:6379"]));
    let server = nodes[0]["steps"][1]["argv"].as_array().unwrap();
    assert!(server.contains(&json!("--pipeline-parallel-size")), "{server:?}");
}

#[test]
fn one_node_is_a_rig_and_no_node_is_ignored() {
    let devices = json!([{"hardware": "nvidia-rtx-4090"}]);
    let ask = |rig: Value| json!({"model": "qwen3-8b", "rig": rig}).to_string();
    let input = [
        ask(json!({"devices": devices})),
        ask(json!({"devices": devices, "nodes": 1})),
        ask(json!({"devices": devices, "nodes": 2})),
        ask(json!({"devices": devices, "nodes": "two", "network": "10gbe"})),
        ask(json!({"devices": devices, "nodes": 2, "network": "10gbe", "parallel": {"stages": 2}})),
        ask(json!({"devices": [{"hardware": "no-such"}], "nodes": 2, "network": "10gbe"})),
    ];
    let output = run(&["answer"], &input.join("\n"));
    assert_eq!(output.status.code(), Some(1));
    let answers = lines(&output);
    assert_eq!(answers[0], answers[1]);
    let faults: Vec<_> =
        answers[2..].iter().map(|answer| (&answer["error"]["code"], &answer["error"]["field"])).collect();
    let expected = [
        ("unknown-choice", "rig.network"),
        ("malformed", "rig.nodes"),
        ("malformed", "rig.parallel.stages"),
        ("unknown-hardware", "rig.devices.0.hardware"),
    ];
    for ((code, field), expected) in faults.into_iter().zip(expected) {
        assert_eq!((code.as_str().unwrap(), field.as_str().unwrap()), expected);
    }
    // Where a rig of one machine is asked for, nodes are refused.
    let priced =
        json!({"question": {"model": "qwen3-8b", "rig": {"devices": devices, "nodes": 2}}}).to_string();
    let output = run(&["break-even"], &priced);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("nodes"), "{output:?}");
}

#[test]
fn check_prints_it_and_writes_manifests() {
    let folder = std::env::temp_dir().join(format!("will-it-run-manifests-{}", std::process::id()));
    let to = folder.to_str().unwrap();
    let cluster = ["check", "deepseek-r1", "--on", "nvidia-h100-sxm:8", "--nodes", "2", "--network", "400/5"];
    let output = run(&[&cluster[..], &["--runtime", "vllm", "--manifests", to]].concat(), "");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    for word in ["Comfortable", "stage 1", "node 1", "ray start --address node0:6379", "most users"] {
        assert!(text.contains(word), "{word}: {text}");
    }
    for (file, kind) in [("leaderworkerset.json", "LeaderWorkerSet"), ("rayservice.json", "RayService")] {
        let body: Value = serde_json::from_str(&std::fs::read_to_string(folder.join(file)).unwrap()).unwrap();
        assert_eq!(body["kind"], kind);
    }
    std::fs::remove_dir_all(folder).unwrap();
    let line = run(&[&cluster[..], &["--runtime", "sglang", "--tensor", "16", "--json"]].concat(), "");
    assert_eq!(lines(&line)[0]["parallel"]["tensor"], 16);
    let refused = run(&[&cluster[..], &["--runtime", "tensorrt-llm"]].concat(), "");
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("vllm"), "{refused:?}");
    let usage = run(&[&cluster[..], &["--tensor", "many"]].concat(), "");
    assert_eq!(usage.status.code(), Some(2));
}
