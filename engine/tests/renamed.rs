//! Nothing is keyed by a model's id: the same models under other names give the same figures.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::Catalog;
use will_it_run_engine::question::{RawDevice, RawQuestion, RawRig};

/// The catalog with every model renamed in order, so that sorting stays the same: `m0001`, `m0002`, … in place of ids, names,
/// families, publishers, repositories and aliases.
fn renamed(text: &str) -> String {
    let mut json: serde_json::Value = serde_json::from_str(text).unwrap();
    let models = json["models"].as_object().unwrap().clone();
    let mut fresh = serde_json::Map::new();
    let mut ids = std::collections::BTreeMap::new();
    let mut keys: Vec<&String> = models.keys().collect();
    keys.sort();
    for (i, id) in keys.into_iter().enumerate() {
        let mut model = models[id].clone();
        let name = format!("m{i:04}");
        for field in ["name", "family", "publisher"] {
            model[field] = name.clone().into();
        }
        model["repo"] = format!("{name}/{name}").into();
        model.as_object_mut().unwrap().remove("aliases");
        ids.insert(id.clone(), name.clone());
        fresh.insert(name, model);
    }
    json["models"] = fresh.into();
    for section in ["measurements", "api_prices"] {
        for row in json[section].as_array_mut().unwrap() {
            for field in ["model", "model_id"] {
                if let Some(new) = row[field].as_str().and_then(|old| ids.get(old)) {
                    row[field] = new.clone().into();
                }
            }
        }
    }
    json.to_string()
}

#[test]
fn renaming_models_changes_no_figure() {
    let text = include_str!("../../catalog.json");
    let original = Calculator::new(Catalog::from_json(text).unwrap());
    let other = Calculator::new(Catalog::from_json(&renamed(text)).unwrap());
    let models = original.catalog().models();
    assert_eq!(models.len(), other.catalog().models().len());
    let mut compared = 0;
    for (a, b) in models.iter().zip(other.catalog().models()) {
        for (device, memory) in [("nvidia-rtx-4090", None), ("apple-m4-max-40c", Some(128.0))] {
            let ask = |calculator: &Calculator, model: &str| {
                calculator.answer(&RawQuestion {
                    model: model.to_owned(),
                    rig: RawRig {
                        devices: vec![RawDevice {
                            hardware: device.to_owned(),
                            memory_gib: memory,
                            ..RawDevice::default()
                        }],
                        ..RawRig::default()
                    },
                    ..RawQuestion::default()
                })
            };
            assert_eq!(ask(&original, &a.id), ask(&other, &b.id), "{} as {}", a.id, b.id);
            compared += 1;
        }
    }
    assert!(compared > 1000);
}
