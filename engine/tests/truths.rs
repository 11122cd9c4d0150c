//! Facts that others published or that follow from a model's own configuration by hand, asked through the one way in.
//!
//! Nothing here is read from llama.cpp's measured rows: those have tests of their own.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test stops at its first fault")]

use std::collections::BTreeMap;

use serde_json::{Value, json};
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::Catalog;
use will_it_run_engine::question::RawQuestion;
use will_it_run_engine::weights::{Imatrix, Quant};

const GIB: f64 = 1_073_741_824.0;

fn calculator() -> Calculator {
    Calculator::new(Catalog::from_json(include_str!("../../catalog.json")).unwrap())
}

fn ask(calculator: &Calculator, question: Value) -> Result<Value, Value> {
    let raw: RawQuestion = serde_json::from_value(question).unwrap();
    match calculator.answer(&raw) {
        Ok(answer) => Ok(serde_json::to_value(&answer).unwrap()),
        Err(fault) => Err(serde_json::to_value(&fault).unwrap()),
    }
}

fn answer(calculator: &Calculator, question: Value) -> Value {
    ask(calculator, question.clone()).unwrap_or_else(|fault| panic!("{question}: {fault}"))
}

fn on(hardware: &str, count: u32) -> Value {
    json!({"devices": [{"hardware": hardware, "count": count}]})
}

fn bytes(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("{value} is no number of bytes"))
}

fn cache(parts: &Value) -> u64 {
    bytes(&parts["kv_cache"]) + bytes(&parts["kv_cache_swa"])
}

/// Cache at F16 of one user by hand: layers that see everything × their row, and windowed layers × (window + micro-batch,
/// padded to 256) × their row. Configurations: the models' `config.json`.
#[test]
fn caches_are_what_the_configurations_give_by_hand() {
    let calculator = calculator();
    // Model, global layers, their bytes a token, windowed layers, theirs, window; GiB at 8k, 32k and 131k to the last digit that
    // comparisons of calculators print (collected November 2026; None where the model's maximum is shorter).
    #[allow(clippy::type_complexity, reason = "a table reads best as one")]
    let rows: [(&str, u64, u64, u64, u64, u64, [f64; 3]); 5] = [
        ("llama-3.1-8b-instruct", 32, 4 * 8 * 128, 0, 0, 0, [1.0, 4.0, 16.0]),
        ("gemma-3-27b-it", 10, 4 * 16 * 128, 52, 4 * 16 * 128, 1024, [1.03, 2.9, 10.4]),
        ("gpt-oss-20b", 12, 4 * 8 * 64, 12, 4 * 8 * 64, 128, [0.19, 0.75, 3.0]),
        ("qwen3.6-27b", 16, 4 * 4 * 256, 0, 0, 0, [0.5, 2.0, 8.0]),
        ("deepseek-v3", 61, 2 * (512 + 64), 0, 0, 0, [0.54, 2.1, 8.6]),
    ];
    for (model, global, row, windowed, windowed_row, window, published) in rows {
        for (context, published) in [8192_u64, 32_768, 131_072].into_iter().zip(published) {
            let answer = answer(
                &calculator,
                json!({"model": model, "context": context, "rig": on("nvidia-b300", 16)}),
            );
            let device = &answer["memory"]["device"];
            let cells = (window + 512).next_multiple_of(256).min(context);
            assert_eq!(bytes(&device["kv_cache"]), global * row * context, "{model} at {context}");
            assert_eq!(
                bytes(&device["kv_cache_swa"]),
                windowed * windowed_row * cells,
                "{model} at {context}"
            );
            // The published figures leave out the micro-batch that the window's cache holds besides.
            let least = global * row * context + windowed * windowed_row * window.min(context);
            let off = least as f64 / GIB / published - 1.0;
            assert!(
                off.abs() < 0.03,
                "{model} at {context}: {:.3} GiB against {published}",
                least as f64 / GIB
            );
        }
    }
}

/// What people download, byte by byte: file and tensors differ by header and tokenizer alone, which is the same in every quant.
#[test]
fn published_files_are_the_tensors_and_one_header() {
    let mut catalog: Value = serde_json::from_str(include_str!("../../catalog.json")).unwrap();
    for (id, parameters, gguf) in UNLISTED {
        let mut model = catalog["models"]["granite-3.1-8b-instruct"].clone();
        let gguf: Value = serde_json::from_str(gguf).unwrap();
        for field in ["aliases", "params"] {
            model.as_object_mut().unwrap().remove(field);
        }
        (model["name"], model["repo"], model["gguf"]) = (json!(id), json!(format!("test/{id}")), gguf);
        model["params"] = json!({"total": parameters, "active": parameters, "checked": "unverified"});
        catalog["models"][id] = model;
    }
    let calculator = Calculator::new(Catalog::from_json(&catalog.to_string()).unwrap());
    let mut headers: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    let mut rows = 0;
    for line in include_str!("data/published_exact.csv").lines().filter(|line| !line.starts_with('#')) {
        let c: Vec<&str> = line.split(',').collect();
        let quant: Quant = c[1].parse().unwrap();
        let published: i64 = c[2].parse().unwrap();
        let ours = calculator.weights(c[0], quant, Imatrix::With).unwrap().file.get();
        headers.entry(c[0]).or_default().push(published - i64::try_from(ours).unwrap());
        rows += 1;
    }
    assert_eq!(rows, 112);
    for (model, header) in headers {
        assert!(header.iter().all(|h| *h == header[0]), "{model}: {header:?}");
        // Converters of early 2024 kept Mixtral's routers in 16 bits: 32 layers × 8 × 4096 × 2 bytes less.
        let routers = if model == "mixtral-8x7b-instruct-v0.1" { 32 * 8 * 4096 * 2 } else { 0 };
        let header = header[0] + routers;
        assert!((700_000..8_000_000).contains(&header), "{model}: header of {header} bytes");
    }
}

/// Models that are not in the catalog, with their parameters, by the figures of their file headers.
const UNLISTED: [(&str, u64, &str); 3] = [
    (
        "granite-3.0-8b-instruct",
        8_170_848_256,
        r#"{"architecture":"granite","vocab_size":49155,"context_length":4096,"block_count":40,"embedding_length":4096,"tied_embeddings":true,"feed_forward_length":12800,"attention.head_count":32,"attention.head_count_kv":8}"#,
    ),
    (
        "granite-3.0-2b-instruct",
        2_634_201_088,
        r#"{"architecture":"granite","vocab_size":49155,"context_length":4096,"block_count":40,"embedding_length":2048,"feed_forward_length":8192,"attention.head_count":32,"attention.head_count_kv":8}"#,
    ),
    (
        "stablelm-2-12b-chat",
        12_143_605_760,
        r#"{"architecture":"stablelm","vocab_size":100352,"context_length":4096,"block_count":40,"embedding_length":5120,"feed_forward_length":13824,"attention.head_count":32,"attention.head_count_kv":8,"tensors":["attn_qk_norm"]}"#,
    ),
];

/// A 70B in Q4_K_M (42.5 GB) is more than a 32 GB card holds, needs both of two 24 GB cards, and cannot be read more often than
/// bandwidth ÷ bytes a second.
#[test]
fn a_70b_needs_what_it_needs() {
    let calculator = calculator();
    let model = "llama-3.3-70b-instruct";
    let device = |hardware: &str, count: u32| {
        answer(&calculator, json!({"model": model, "placement": "device", "rig": on(hardware, count)}))
    };
    let one = device("nvidia-rtx-5090", 1);
    assert_eq!(one["fit"], "does-not-fit");
    assert_eq!((&one["decode"], &one["prefill"]), (&Value::Null, &Value::Null));
    assert_eq!(device("nvidia-rtx-3090", 1)["fit"], "does-not-fit");
    let two = device("nvidia-rtx-3090", 2);
    assert!(["tight", "comfortable"].contains(&two["fit"].as_str().unwrap()), "{}", two["fit"]);
    let each = two["memory"]["per_device"].as_array().unwrap();
    assert_eq!(each.len(), 2);
    let total: u64 = each.iter().map(|one| bytes(&one["parts"]["total"])).sum();
    assert_eq!(total, bytes(&two["memory"]["device"]["total"]));
    for one in each {
        assert!(bytes(&one["parts"]["total"]) <= bytes(&one["usable"]));
        assert!(bytes(&one["parts"]["weights"]) > 18 << 30);
    }
    // Not what the host must share out either: with the card's help it runs, and is never called a fit.
    let auto = answer(&calculator, json!({"model": model, "rig": on("nvidia-rtx-5090", 1)}));
    assert_eq!(auto["fit"], "marginal");
    for (hardware, gb_s) in [("nvidia-l40s", 864.0), ("nvidia-h100-sxm", 3350.0)] {
        let answer = device(hardware, 1);
        let read = bytes(&answer["memory"]["device"]["weights"]) as f64;
        for rate in ["tokens_per_second", "low", "high", "ceiling"] {
            let shown = answer["decode"][rate].as_f64().unwrap();
            assert!(shown <= 1.001 * gb_s * 1e9 / read, "{hardware}: {rate} {shown}");
        }
    }
    for (hardware, memory) in [("nvidia-h100-sxm", Value::Null), ("apple-m4-max-40c", json!(128))] {
        let rig = json!({"devices": [{"hardware": hardware, "memory_gib": memory}]});
        assert_eq!(
            answer(&calculator, json!({"model": model, "rig": rig}))["fit"],
            "comfortable",
            "{hardware}"
        );
    }
}

/// Blocks for multi-token prediction are in the file and not loaded: of GLM-4.5-Air 2,409,308,672 bytes (llama.cpp's own count).
#[test]
fn prediction_blocks_are_downloaded_and_not_loaded() {
    let weights = calculator().weights("zai-org/GLM-4.5-Air", Quant::Q4_K_M, Imatrix::Without).unwrap();
    assert_eq!(weights.file.get() - weights.loaded.get(), 2_409_308_672);
}

/// `context` is for each user, `total_context` is shared by all.
#[test]
fn users_multiply_their_own_context_and_share_a_total() {
    let calculator = calculator();
    let device = |more: Value| {
        let mut question = json!({"model": "llama-3.1-8b-instruct", "users": 4, "rig": on("nvidia-l40s", 1)});
        question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        answer(&calculator, question)
    };
    assert_eq!(cache(&device(json!({"context": 8192}))["memory"]["device"]), 4 << 30);
    assert_eq!(cache(&device(json!({"options": {"total_context": 8192}}))["memory"]["device"]), 1 << 30);
    let unified = device(json!({"options": {"total_context": 8192, "kv_unified": true}}));
    assert_eq!(cache(&unified["memory"]["device"]), 1 << 30);
    // 4 rows of logits, on the host.
    assert!(bytes(&unified["memory"]["host"]["output"]) >= 4 * 4 * 128_256);
    assert_eq!(bytes(&unified["memory"]["device"]["output"]), 0);
}

/// Defaults: 8192 tokens or the model's maximum; Q4_K_M or the type a model is published in.
#[test]
fn what_is_not_said_is_the_usual() {
    let calculator = calculator();
    let same = |short: Value, long: Value| assert_eq!(answer(&calculator, short), answer(&calculator, long));
    let rig = on("nvidia-rtx-4090", 1);
    same(
        json!({"model": "qwen3-8b", "rig": rig}),
        json!({"model": "Qwen/Qwen3-8B", "quant": "Q4_K_M", "rig": rig, "context": 8192, "users": 1, "runtime": "llama.cpp",
            "backend": "cuda", "kv_k": "f16", "kv_v": "f16", "depth": 0, "prompt": 512, "placement": "auto", "imatrix": false,
            "options": {"flash_attention": true, "ubatch": 512, "batch": 2048, "logits_rows": 1, "swa_full": false}}),
    );
    same(
        json!({"model": "tinyllama-1.1b-chat-v1.0", "rig": rig}),
        json!({"model": "tinyllama-1.1b-chat-v1.0", "rig": rig, "context": 2048}),
    );
    same(
        json!({"model": "gpt-oss-20b", "rig": rig}),
        json!({"model": "gpt-oss-20b", "rig": rig, "quant": "MXFP4_MOE"}),
    );
}

/// A machine sold in several sizes is asked about with its size.
#[test]
fn sizes_are_asked_for() {
    let calculator = calculator();
    let fault = ask(&calculator, json!({"model": "qwen3-8b", "rig": on("apple-m4-max-40c", 1)})).unwrap_err();
    assert_eq!(fault["code"], "choose-memory");
    assert_eq!(fault["field"], "rig.devices.0.memory_gib");
    for size in fault["near"].as_array().unwrap() {
        assert!(fault["message"].as_str().unwrap().contains(size.as_str().unwrap()));
        let gib: f64 = size.as_str().unwrap().parse().unwrap();
        let rig = json!({"devices": [{"hardware": "apple-m4-max-40c", "memory_gib": gib}]});
        let usable =
            answer(&calculator, json!({"model": "qwen3-8b", "rig": rig}))["memory"]["usable"].clone();
        assert!((0.6..0.95).contains(&(bytes(&usable) as f64 / GIB / gib)), "{usable} of {gib} GiB");
    }
}

/// What is not known is null, not zero: image models, and layers whose windows nobody recorded.
#[test]
fn unknown_is_null() {
    let calculator = calculator();
    for model in ["flux.1-schnell", "wan2.1-t2v-14b", "kokoro-82m"] {
        let answer = answer(&calculator, json!({"model": model, "rig": on("nvidia-b200", 1)}));
        assert_eq!(answer["fit"], "unknown", "{model}");
        assert_eq!((&answer["decode"], &answer["ttft_seconds"]), (&Value::Null, &Value::Null), "{model}");
        assert!(bytes(&answer["memory"]["file"]) > 100_000_000, "{model}");
        assert_eq!(answer["memory"]["device"]["total"], Value::Null, "{model}");
    }
    let answer =
        answer(&calculator, json!({"model": "mellum2-12b-a2.5b-instruct", "rig": on("nvidia-b200", 1)}));
    assert_eq!(answer["memory"]["device"]["kv_cache"], Value::Null);
    assert!(answer["reasons"].as_array().unwrap().iter().any(|r| r["code"] == "layout-unknown"));
}

/// A model of which only the number of parameters is known is spread over all devices, and its native 4-bit experts count as such.
#[test]
fn weights_by_parameters_are_spread_over_the_devices() {
    let calculator = calculator();
    let answer =
        answer(&calculator, json!({"model": "deepseek-v4.1-flash", "rig": on("nvidia-h200-sxm", 8)}));
    assert_eq!(answer["fit"], "unknown");
    let each: Vec<u64> = answer["memory"]["per_device"]
        .as_array()
        .unwrap()
        .iter()
        .map(|device| bytes(&device["parts"]["weights"]))
        .collect();
    assert_eq!(each.iter().sum::<u64>(), bytes(&answer["memory"]["device"]["weights"]));
    assert!(each.iter().max().unwrap() - each.iter().min().unwrap() < 16, "{each:?}");
    let bits = bytes(&answer["memory"]["file"]) as f64 * 8.0 / 763_205_315_794.0;
    assert!((4.25..5.0).contains(&bits), "{bits} bits per weight");
}

/// Two machines that each share their memory between CPU and GPU hold twice as much as one.
#[test]
fn the_verdict_agrees_with_the_headroom_on_shared_memory() {
    let calculator = calculator();
    let one = answer(&calculator, json!({"model": "qwen3-235b-a22b", "rig": on("nvidia-dgx-spark", 1)}));
    assert_eq!(one["fit"], "does-not-fit");
    let two = answer(&calculator, json!({"model": "qwen3-235b-a22b", "rig": on("nvidia-dgx-spark", 2)}));
    assert!(two["memory"]["headroom"].as_f64().unwrap() > 0.15);
    assert_eq!(two["fit"], "comfortable");
}
