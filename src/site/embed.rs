//! What the widget loads: `embed/v1/data/`, a file for each model and device, and lists of both.

use std::path::Path;

use serde_json::{Value, json};
use will_it_run_engine::catalog::HardwareKey;
use will_it_run_engine::portable::{PortableDevices, portable_model};

use super::{World, badge, files, money};

/// Writes all files below a folder.
pub fn write(folder: &Path, world: &World) -> Result<(), String> {
    let (catalog, data) = (world.catalog(), folder.join("data"));
    for inside in ["models", "devices", "money"] {
        files::folder(&data.join(inside))?;
    }
    let put = |path: &str, bytes: &[u8]| files::put(&data.join(path), bytes);
    let badges = badge::Badges::new(catalog, &folder.join("badges"))?;
    for (key, model) in catalog.model_keys().zip(catalog.models()) {
        let packed = portable_model(catalog, key);
        put(&format!("models/{}.bin", model.id), &packed)?;
        badges.write(&packed)?;
    }
    for (key, device) in catalog.hardware_keys().zip(catalog.hardware()) {
        put(&format!("devices/{}.bin", device.id), &PortableDevices::pack(catalog, &[key]))?;
        put(&format!("money/{}.json", device.id), money::of(world, key, device).to_string().as_bytes())?;
    }
    put(
        "devices.bin",
        &PortableDevices::pack(catalog, &catalog.hardware_keys().collect::<Vec<HardwareKey>>()),
    )?;
    let devices = catalog.hardware().iter().map(|device| {
        let sizes: Vec<f64> = device.memory.sizes().iter().map(|size| size.as_gib()).collect();
        json!({ "id": device.id, "name": device.name, "gib": sizes })
    });
    put("devices.json", by_name(devices.collect()).to_string().as_bytes())?;
    let models = catalog.models().iter().map(|model| json!({ "id": model.id, "name": model.name }));
    put("models.json", by_name(models.collect()).to_string().as_bytes())
}

/// In the order of their names, as people look for them.
fn by_name(mut records: Vec<Value>) -> Value {
    records.sort_by_key(|record| record.get("name").map(|name| name.to_string().to_ascii_lowercase()));
    Value::Array(records)
}
