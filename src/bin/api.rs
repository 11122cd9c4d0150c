//! The engine as an npm package: what `assets/npm/index.js` wraps. JSON in, JSON out, as the command line has it.
#![cfg_attr(target_arch = "wasm32", no_main)]

use serde_json::json;
use wasm_bindgen::prelude::wasm_bindgen;
use will_it_run::lines::{answer_line, break_even_line, score_line};
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::Catalog;

/// The engine over a catalog.
#[wasm_bindgen]
pub struct Api(Calculator);

#[wasm_bindgen]
impl Api {
    /// Over a packed catalog; nothing where it is damaged or of another build.
    #[must_use]
    pub fn open(catalog: &[u8]) -> Option<Api> {
        Catalog::unpack(catalog).ok().map(|catalog| Api(Calculator::new(catalog)))
    }

    /// Answers `answer`, `score` or `break-even`.
    #[must_use]
    pub fn call(&self, what: &str, line: &str) -> String {
        match what {
            "score" => score_line(&self.0, line).unwrap_or_default(),
            "break-even" => break_even_line(&self.0, line).map(|(text, _)| text).unwrap_or_default(),
            _ => answer_line(&self.0, line).0,
        }
    }

    /// Day of the catalog's data.
    #[must_use]
    pub fn data_of(&self) -> String {
        self.0.catalog().date().to_string()
    }

    /// Ids and names as JSON.
    #[must_use]
    pub fn list(&self) -> String {
        let catalog = self.0.catalog();
        let models: Vec<_> =
            catalog.models().iter().map(|model| json!({ "id": model.id, "name": model.name })).collect();
        let hardware = catalog.hardware().iter().map(|device| {
            let gib: Vec<f64> = device.memory.sizes().iter().map(|size| size.as_gib()).collect();
            json!({ "id": device.id, "name": device.name, "gib": gib })
        });
        json!({ "models": models, "hardware": hardware.collect::<Vec<_>>() }).to_string()
    }
}

/// Nothing runs by itself.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
