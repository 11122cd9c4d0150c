use serde_json::{Value, json};
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::{Catalog, HardwareKey};
use will_it_run_engine::portable::{PortableDevices, portable_model};
use will_it_run_engine::question::RawQuestion;

use super::ask;
use crate::text::{fit_key, headline, reason, summary, t};

fn catalog() -> Catalog {
    Catalog::from_json(include_str!("../../catalog.json")).unwrap()
}

fn input(model: &[u8], devices: &[u8], line: &str) -> Vec<u8> {
    let length = |part: &[u8]| (part.len() as u32).to_le_bytes();
    [&length(model), model, &length(devices), devices, line.as_bytes()].concat()
}

fn asked(catalog: &Catalog, model: &str, line: &str) -> Value {
    let all: Vec<HardwareKey> = catalog.hardware_keys().collect();
    let model = portable_model(catalog, catalog.model_key(model).unwrap());
    serde_json::from_str(&ask(&input(&model, &PortableDevices::pack(catalog, &all), line))).unwrap()
}

#[test]
fn it_says_what_the_calculator_says() {
    let catalog = catalog();
    let said = asked(&catalog, "qwen3-30b-a3b", "nvidia-rtx-4090 2 - 65536 Q8_0 32768");
    let raw = json!({
        "model": "qwen3-30b-a3b", "quant": "Q8_0", "context": 32768,
        "rig": { "devices": [{ "hardware": "nvidia-rtx-4090", "count": 2 }], "host": { "memory_gib": 64 } },
    });
    let raw: RawQuestion = serde_json::from_value(raw).unwrap();
    let answer = Calculator::new(catalog).answer(&raw).unwrap();
    assert_eq!(said["verdict"], t(fit_key(answer.fit)));
    assert_eq!(said["fit"], serde_json::to_value(answer.fit).unwrap());
    let unit = crate::text::measure::MemoryUnit::Gib;
    assert_eq!(said["summary"], summary(&answer, unit));
    let rig = "2 × NVIDIA GeForce RTX 4090 (24.0\u{a0}GiB)";
    assert_eq!(said["rig"], rig);
    let name = said["model_name"].as_str().unwrap();
    assert_eq!(said["headline"], headline(name, "Q8_0", rig, &answer));
    let reasons: Vec<String> = answer.reasons.iter().map(|each| reason(each, unit)).collect();
    assert_eq!(said["reasons"], json!(reasons));
    let total = answer.memory.device.total.get().unwrap();
    assert_eq!(said["memory"]["needed_bytes"], json!(total.get()));
    let parts = said["memory"]["parts"].as_array().unwrap();
    let sum: u64 = parts.iter().map(|part| part["bytes"].as_u64().unwrap()).sum();
    assert_eq!(sum, total.get());
    let rate = answer.decode.get().unwrap();
    let shown = said["decode"]["tokens_per_second"].as_f64().unwrap();
    assert!((shown - rate.tokens_per_second.get()).abs() < 1e-4, "{shown}");
    assert_eq!(said["decode"]["evidence"], serde_json::to_value(rate.evidence).unwrap());
}

#[test]
fn what_cannot_be_answered_names_the_attribute() {
    let catalog = catalog();
    for (line, code, field) in [
        ("nvidia-rtx-9999 - - - - -", "unknown-hardware", "hardware"),
        ("apple-m4-max-40c - - - - -", "choose-memory", "memory"),
        ("nvidia-rtx-4090 99 - - - -", "out-of-range", "count"),
        ("nvidia-rtx-4090 x - - - -", "out-of-range", "count"),
        ("nvidia-rtx-4090 1 -3 - - -", "choose-memory", "memory"),
        ("nvidia-rtx-4090 1 - much - -", "out-of-range", "host"),
        ("nvidia-rtx-4090 1 - - Q99 -", "unknown-quant", "quant"),
        ("nvidia-rtx-4090 1 - - - 4.5", "out-of-range", "context"),
    ] {
        let said = asked(&catalog, "qwen3-8b", line);
        assert_eq!(
            (&said["ok"], &said["code"], &said["field"]),
            (&json!(false), &json!(code), &json!(field)),
            "{line}"
        );
        assert!(said["message"].as_str().unwrap().ends_with('.'));
    }
    assert_eq!(asked(&catalog, "qwen3-8b", "nvidia-rtx-4090")["ok"], json!(true));
}

#[test]
fn any_input_has_an_answer() {
    for bytes in [&[][..], &[255; 40], &[0; 8], &[4, 0, 0, 0, 1, 2]] {
        let said: Value = serde_json::from_str(&ask(bytes)).unwrap();
        assert_eq!(said["code"], "damaged-data");
    }
}
