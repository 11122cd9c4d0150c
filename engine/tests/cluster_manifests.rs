//! What starts a cluster: manifests against the schemas kept in `cluster/schemas` (each with its source and version), and every flag against the engines'
//! documentation (`cluster/documented.txt`, `launch/documented.txt`).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

#[path = "common/cluster.rs"]
mod common;

use std::collections::BTreeSet;

use serde_json::{Value, json};
use will_it_run_engine::cluster::ClusterAnswer;

const LEADER_WORKER_SET: &str = include_str!("cluster/schemas/leaderworkerset.v1.json");
const RAY_SERVICE: &str = include_str!("cluster/schemas/rayservice.v1.json");
const RAY_SERVE: &str = include_str!("cluster/schemas/ray-serve-llm.json");
const DOCUMENTED: [&str; 2] = [include_str!("launch/documented.txt"), include_str!("cluster/documented.txt")];

/// The schema of a file, which says where it is from.
fn schema(text: &str) -> Value {
    let file: Value = serde_json::from_str(text).unwrap();
    for field in ["source", "version", "cut"] {
        assert!(file[field].as_str().is_some_and(|said| !said.is_empty()), "{field}");
    }
    file["schema"].clone()
}

/// What is wrong with a value, by the part of OpenAPI that these schemas use.
fn faults(value: &Value, schema: &Value, place: &str) -> Vec<String> {
    let mut found = Vec::new();
    if schema["x-kubernetes-int-or-string"] == true {
        if !value.is_i64() && !value.is_string() {
            found.push(format!("{place}: neither a whole number nor a text"));
        }
        return found;
    }
    let fits = match schema["type"].as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("integer") => {
            value.as_i64().is_some_and(|n| schema["format"] != "int32" || i32::try_from(n).is_ok())
        }
        Some("boolean") => value.is_boolean(),
        Some(other) => panic!("{place}: the checker does not know the type {other}"),
        None => return found,
    };
    if !fits {
        found.push(format!("{place}: is no {}", schema["type"]));
        return found;
    }
    if let Some(words) = schema["enum"].as_array()
        && !words.contains(value)
    {
        found.push(format!("{place}: is none of {words:?}"));
    }
    for required in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if value.get(required).is_none() {
            found.push(format!("{place}: lacks {required}"));
        }
    }
    for (name, part) in value.as_object().into_iter().flatten() {
        let own = schema["properties"].get(name).or_else(|| schema.get("additionalProperties"));
        match own {
            Some(own) => found.extend(faults(part, own, &format!("{place}.{name}"))),
            None => found.push(format!("{place}: no field is called {name}")),
        }
    }
    for (number, part) in value.as_array().into_iter().flatten().enumerate() {
        found.extend(faults(part, &schema["items"], &format!("{place}[{number}]")));
    }
    found
}

/// Questions whose answers have every kind of command.
fn questions() -> Vec<Value> {
    let mut all = Vec::new();
    for runtime in ["vllm", "sglang"] {
        for (model, device, count, nodes) in [
            ("deepseek-r1", "nvidia-h100-sxm", 8, 2),
            ("llama-3.1-405b-instruct", "nvidia-h100-sxm", 8, 3),
            ("qwen3-30b-a3b", "nvidia-h100-sxm", 8, 2),
            ("qwen3-235b-a22b", "amd-instinct-mi300x", 8, 2),
            ("llama-3.3-70b-instruct", "nvidia-dgx-spark", 1, 2),
        ] {
            for parallel in [
                json!({}),
                json!({"tensor": 2}),
                json!({"tensor": 1, "pipeline": 2}),
                json!({"expert": true}),
                json!({"tensor": 8, "pipeline": 1}),
                json!({"tensor": 8, "pipeline": 2, "expert": true}),
            ] {
                all.push(json!({"model": model, "runtime": runtime, "users": 4, "kv_k": "fp8", "kv_v": "fp8", "rig": {
                    "devices": [{"hardware": device, "count": count}],
                    "nodes": nodes, "network": "infiniband-ndr", "parallel": parallel}}));
            }
        }
    }
    for network in ["thunderbolt-5", "10gbe"] {
        all.push(json!({"model": "qwen3-235b-a22b", "runtime": "exo", "rig": {
            "devices": [{"hardware": "apple-m4-max-40c", "memory_gib": 128}], "nodes": 2, "network": network}}));
    }
    for devices in [
        json!([{"hardware": "nvidia-rtx-3090"}]),
        json!([{"hardware": "nvidia-rtx-4090"}, {"hardware": "nvidia-rtx-3060-12gb"}]),
        json!([{"hardware": "amd-ryzen-ai-max-395", "memory_gib": 128}]),
    ] {
        all.push(json!({"model": "llama-3.3-70b-instruct", "rig": {
            "devices": devices, "host": {"memory_gib": 64}, "nodes": 2, "network": "10gbe"}}));
    }
    all
}

fn answers() -> Vec<ClusterAnswer> {
    let calculator = common::calculator();
    let answers =
        questions().into_iter().filter_map(|question| calculator.cluster(&common::read(question)).ok());
    answers.filter(|answer| answer.launch.is_some()).collect()
}

#[test]
fn manifests_are_what_their_schemas_say() {
    let (sets, services, serve) = (schema(LEADER_WORKER_SET), schema(RAY_SERVICE), schema(RAY_SERVE));
    let (mut seen, mut several) = ([0, 0], 0);
    for answer in answers() {
        for manifest in &answer.launch.as_ref().unwrap().manifests {
            let body = serde_json::to_value(&manifest.body).unwrap();
            let (place, schema) = match body["kind"].as_str().unwrap() {
                "LeaderWorkerSet" => (0, &sets),
                "RayService" => (1, &services),
                other => panic!("{other}"),
            };
            assert_eq!(faults(&body, schema, "$"), Vec::<String>::new(), "{body}");
            *seen.get_mut(place).unwrap() += 1;
            if place == 0 {
                let template = &body["spec"]["leaderWorkerTemplate"];
                assert_eq!(template["size"], answer.nodes_of_a_copy);
                assert_eq!(body["spec"]["replicas"], answer.parallel.replicas);
                assert_eq!(template.get("leaderTemplate").is_some(), answer.nodes_of_a_copy > 1);
                several += u32::from(answer.nodes_of_a_copy > 1);
                // As many devices in a group as a copy has.
                let pod = &template["workerTemplate"]["spec"]["containers"][0]["resources"]["limits"];
                let each: u32 = pod["nvidia.com/gpu"].as_str().unwrap().parse().unwrap();
                let devices = answer.parallel.tensor * answer.parallel.pipeline;
                assert!(each * answer.nodes_of_a_copy >= devices);
            } else {
                let config: Value =
                    serde_json::from_str(body["spec"]["serveConfigV2"].as_str().unwrap()).unwrap();
                assert_eq!(faults(&config, &serve, "$"), Vec::<String>::new(), "{config}");
                let told = &config["applications"][0]["args"]["llm_configs"][0];
                let known = documented("vllm");
                for name in told["engine_kwargs"].as_object().unwrap().keys() {
                    assert!(known.contains(format!("--{}", name.replace('_', "-")).as_str()), "{name}");
                }
                assert_eq!(told["deployment_config"]["num_replicas"], answer.parallel.replicas);
                let size = |name: &str| told["engine_kwargs"][name].as_u64().unwrap_or(1);
                let layout = &answer.parallel;
                assert_eq!(size("tensor_parallel_size"), u64::from(layout.tensor));
                assert_eq!(size("pipeline_parallel_size"), u64::from(layout.pipeline));
            }
        }
    }
    assert!(seen.iter().all(|&count| count > 5) && several > 3, "{seen:?} {several}");
}

#[test]
fn the_checker_refuses_what_the_schema_does_not_know() {
    let schema = schema(LEADER_WORKER_SET);
    let answer = answers().into_iter().find(|answer| answer.nodes_of_a_copy > 1).unwrap();
    let sound = serde_json::to_value(&answer.launch.unwrap().manifests.first().unwrap().body).unwrap();
    let wrong = |pointer: &str, value: Value| {
        let mut body = sound.clone();
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        let parent = body.pointer_mut(parent).unwrap();
        parent.as_object_mut().unwrap().insert(name.to_owned(), value);
        faults(&body, &schema, "$").len()
    };
    assert_eq!(wrong("/spec/replicas", json!(3)), 0);
    let container = "/spec/leaderWorkerTemplate/workerTemplate/spec/containers/0";
    for (place, value) in [
        ("/spec/replica", json!(1)),
        ("/spec/replicas", json!("1")),
        ("/spec/replicas", json!(1_u64 << 40)),
        ("/spec/leaderWorkerTemplate/restartPolicy", json!("Always")),
        ("/kind", json!("Deployment")),
    ] {
        assert_eq!(wrong(place, value), 1, "{place}");
    }
    for (name, value) in
        [("commands", json!([])), ("command", json!("vllm")), ("image", json!(1)), ("ports", json!([{}]))]
    {
        assert_eq!(wrong(&format!("{container}/{name}"), value), 1, "{name}");
    }
    let mut body = sound.clone();
    body["spec"]["leaderWorkerTemplate"].as_object_mut().unwrap().remove("workerTemplate");
    assert_eq!(faults(&body, &schema, "$").len(), 1);
}

/// The words that an engine's documentation names.
fn documented(engine: &str) -> BTreeSet<&'static str> {
    let begin = format!("[{engine}]");
    let of = |text: &'static str| {
        let lines = text.lines().skip_while(|line| *line != begin).skip(1).collect::<Vec<_>>();
        lines.into_iter().take_while(|line| !line.starts_with('[')).filter(|line| !line.starts_with('#'))
    };
    DOCUMENTED.into_iter().flat_map(of).collect()
}

#[test]
fn every_flag_is_documented() {
    let mut used = BTreeSet::new();
    for answer in answers() {
        let launch = answer.launch.as_ref().unwrap();
        let known = documented(answer.runtime.word());
        let bodies = launch.manifests.iter().map(|manifest| serde_json::to_value(&manifest.body).unwrap());
        let mut words: Vec<String> = Vec::new();
        for body in bodies {
            let template = &body["spec"]["leaderWorkerTemplate"];
            for pod in ["leaderTemplate", "workerTemplate"] {
                let command = template[pod]["spec"]["containers"][0]["command"].as_array().cloned();
                words.extend(command.into_iter().flatten().map(|word| word.as_str().unwrap().to_owned()));
            }
        }
        for step in launch.nodes.iter().flat_map(|node| &node.steps) {
            words.extend(step.argv.iter().skip(1).cloned());
            words.extend(step.env.iter().map(|(name, _)| (*name).to_owned()));
        }
        for word in words.into_iter().filter(|word| {
            word.starts_with('-')
                || (word.len() > 4 && word.chars().all(|c| c.is_ascii_uppercase() || c == '_'))
        }) {
            assert!(known.contains(word.as_str()), "{word} is not documented for {}", answer.runtime.word());
            used.insert((answer.runtime, word));
        }
        // Every node of a copy is told something.
        let nodes: BTreeSet<u32> = launch.nodes.iter().map(|node| node.node).collect();
        assert!(nodes.contains(&0) && nodes.len() as u32 >= answer.nodes_of_a_copy, "{nodes:?}");
    }
    let words = |wanted: &str| used.iter().any(|(_, word)| word == wanted);
    for flag in [
        "--pipeline-parallel-size",
        "--data-parallel-backend",
        "--headless",
        "--dist-init-addr",
        "--ep-size",
        "--pp-size",
        "--rpc",
    ] {
        assert!(words(flag), "{flag} is never told");
    }
}
