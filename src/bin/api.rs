//! The engine as an npm package: what `assets/npm/index.js` wraps. JSON in, JSON out, as the command line has it.
#![cfg_attr(target_arch = "wasm32", no_main)]

use serde_json::json;
use wasm_bindgen::prelude::wasm_bindgen;
use will_it_run::lines::{answer_file_line, answer_line, break_even_line, score_line};
use will_it_run::text::file_fault;
use will_it_run_engine::calculator::{Calculator, OpenFile};
use will_it_run_engine::catalog::Catalog;
use will_it_run_engine::gguf::{File, FileFault, Header, Scan, Step};
use will_it_run_engine::units::Tokens;

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

    /// Answers a question about a file.
    #[must_use]
    pub fn answer_file(&self, file: &ModelFile, line: &str) -> String {
        answer_file_line(&self.0, &file.0, line).0
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

/// The header of a GGUF file, read in pieces. Every answer is JSON: `{"ok":true,"at":…,"least":…}` says which bytes are wanted next,
/// `{"ok":true,"done":true}` that it is read, `{"ok":false,"error":…}` what is wrong.
#[wasm_bindgen]
pub struct HeaderScan(Scan);

#[wasm_bindgen]
impl HeaderScan {
    /// Of a file of so many bytes.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(size: f64) -> Self {
        Self(Scan::new(size as u64))
    }

    /// What is wanted first.
    #[must_use]
    pub fn begin(&self) -> String {
        step(self.0.begin())
    }

    /// Takes what was wanted, or more.
    pub fn feed(&mut self, bytes: &[u8]) -> String {
        self.0.feed(bytes).map_or_else(|fault| refused(&fault), step)
    }
}

fn step(step: Step) -> String {
    match step {
        Step::Need { at, least } => json!({ "ok": true, "at": at, "least": least }),
        Step::Done => json!({ "ok": true, "done": true }),
    }
    .to_string()
}

fn refused(fault: &FileFault) -> String {
    let error = json!({ "code": fault.code.to_string(), "field": "file", "message": file_fault(fault) });
    json!({ "ok": false, "error": error }).to_string()
}

/// A model of the reader's own file.
#[wasm_bindgen]
pub struct ModelFile(OpenFile);

#[wasm_bindgen]
impl ModelFile {
    /// From the headers of all its parts.
    ///
    /// # Errors
    /// What is wrong with it, as JSON.
    pub fn open(parts: Vec<HeaderScan>) -> Result<ModelFile, String> {
        let headers: Vec<Header> = parts.into_iter().filter_map(|scan| scan.0.finish()).collect();
        File::of(headers).and_then(OpenFile::new).map(ModelFile).map_err(|fault| refused(&fault))
    }

    /// What it says, as JSON.
    #[must_use]
    pub fn info(&self) -> String {
        let file = self.0.file();
        json!({
            "name": file.name,
            "architecture": file.architecture,
            "architecture_known": file.knows_architecture(),
            "license": file.license,
            "parts": file.parts,
            "quant": file.quant.label(),
            "quant_from": file.quant_from.key(),
            "parameters": self.0.parameters(),
            "bytes": self.0.bytes().get(),
            "bits_per_weight": self.0.bits(),
            "context_max": self.0.rules().context_max.get().map(Tokens::get),
            "tensors": file.tensors.len(),
        })
        .to_string()
    }
}

/// Nothing runs by itself.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
