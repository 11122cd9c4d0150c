//! The data files: `api/v1/`. Addresses and fields of a version stay; fields may be added.

use std::path::Path;

use serde_json::{Value, json};
use will_it_run_engine::score::{ScoreBasis, ScoreWeights};

use super::device::Device;
use super::model::Model;
use super::{World, files};

/// Of the addresses and fields, in every file.
const VERSION: &str = "v1";
/// A schema for each kind of file, and the description of all of them.
const SCHEMAS: [(&str, &str); 4] = [
    ("index", include_str!("../../assets/api/index.schema.json")),
    ("device", include_str!("../../assets/api/device.schema.json")),
    ("model", include_str!("../../assets/api/model.schema.json")),
    ("scores", include_str!("../../assets/api/scores.schema.json")),
];
const OPENAPI: &str = include_str!("../../assets/api/openapi.json");

/// Writes all files below a folder.
pub fn write(
    folder: &Path,
    world: &World,
    devices: &[Device<'_>],
    models: &[Model<'_>],
) -> Result<(), String> {
    for inside in ["devices", "models", "schema"] {
        files::folder(&folder.join(inside))?;
    }
    let day = world.day();
    let file = |path: &str, kind: &str, data: Value| {
        let up = "../".repeat(path.matches('/').count());
        let mut all = json!({ "$schema": format!("{up}schema/{kind}.schema.json"), "version": VERSION, "data_of": day });
        if let (Some(all), Value::Object(data)) = (all.as_object_mut(), data) {
            all.extend(data);
        }
        files::put(&folder.join(path), all.to_string())
    };
    for device in devices {
        file(&format!("devices/{}.json", device.record.id), "device", device.data(world))?;
    }
    for model in models {
        file(&format!("models/{}.json", model.record.id), "model", model.data(world))?;
    }
    file("scores.json", "scores", scores(world))?;
    file("index.json", "index", index(devices, models))?;
    for (kind, schema) in SCHEMAS {
        files::put(&folder.join(format!("schema/{kind}.schema.json")), schema)?;
    }
    files::put(&folder.join("openapi.json"), OPENAPI)
}

/// Every device by its score, as the leaderboard has it.
fn scores(world: &World) -> Value {
    let rows = world.calculator.scores(ScoreBasis::Live, &ScoreWeights::STANDARD);
    let rows: Vec<Value> = rows
        .iter()
        .filter_map(|row| {
            let device = world.catalog().hardware().get(row.hardware)?;
            let memory = row.memory.get().map(|memory| memory.as_gib());
            Some(json!({ "device": device.id, "memory_gib": memory, "score": row.score }))
        })
        .collect();
    json!({ "scores": rows })
}

/// What there is.
fn index(devices: &[Device<'_>], models: &[Model<'_>]) -> Value {
    let devices: Vec<Value> = devices
        .iter()
        .map(|device| {
            let id = &device.record.id;
            json!({ "id": id, "name": device.record.name, "href": format!("devices/{id}.json") })
        })
        .collect();
    let models: Vec<Value> = models
        .iter()
        .map(|model| {
            let id = &model.record.id;
            json!({ "id": id, "name": model.record.name, "href": format!("models/{id}.json") })
        })
        .collect();
    json!({
        "catalog": "../../catalog.json",
        "catalog_schema": "../../catalog.schema.json",
        "openapi": "openapi.json",
        "scores": "scores.json",
        "devices": devices,
        "models": models,
    })
}
