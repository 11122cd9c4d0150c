//! Measured speeds as written.

use serde::{Deserialize, Serialize};

use super::{Number, record};

record! {
    /// A device or model that was measured and is not otherwise in the catalog: a name, no figures.
    RawMeasured { name: String, } optional {} last { source: String, }
}

record! {
    /// Rows of one source that say the same thing.
    RawMeasurement {
        hardware: String,
        devices: u8,
        model: String,
        quant: String,
        engine: String,
        backend: String,
        test: String,
    } optional {
        engine_version: String,
        prompt: u32,
        generated: u32,
        depth: u32,
        users: u32,
        offload: String,
        gpu_layers: Vec<u32>,
        flash_attention: String,
        mark: String,
        file_gib: Number,
    } last {
        tokens_per_second: Number,
        n: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<Number>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<Number>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        stddev: Option<Number>,
        date: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        date_from: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
        source: String,
    }
}
