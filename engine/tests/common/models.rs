//! The architectures that llama.cpp 0c1e57098 was measured with: figures as in a catalog record, tensors as it listed them.
//!
//! Use from a test file with `#[path = "common/models.rs"] mod models;`.
#![allow(
    dead_code,
    clippy::expect_used,
    clippy::panic,
    reason = "a test's data: each test reads what it checks"
)]

use serde::Deserialize;
use will_it_run_engine::architecture::{Architecture, HParams};
use will_it_run_engine::catalog::RawGguf;

/// A measured model.
#[derive(Debug, Clone)]
pub struct Model {
    /// Repository name, the key of the measured rows.
    pub name: String,
    pub n_params: u64,
    pub n_tensors: usize,
    pub hparams: HParams,
    pub architecture: Architecture,
    /// As `blk.*.attn_q.weight 32 4096x4096`: name, number of layers that have it, shape in the first of them.
    pub tensors: Vec<String>,
}

#[derive(Deserialize)]
struct Record {
    model: String,
    n_params: u64,
    n_tensors: usize,
    gguf: RawGguf,
    tensors: Vec<String>,
}

/// All 73 measured models.
pub fn all() -> Vec<Model> {
    let records: Vec<Record> =
        serde_json::from_str(include_str!("../data/models.json")).expect("models.json parses");
    records
        .into_iter()
        .map(|record| {
            let hparams = record.gguf.hparams().unwrap_or_else(|fault| panic!("{}: {fault}", record.model));
            let architecture = Architecture::from_hparams(&hparams)
                .unwrap_or_else(|fault| panic!("{}: {fault}", record.model));
            Model {
                name: record.model,
                n_params: record.n_params,
                n_tensors: record.n_tensors,
                hparams,
                architecture,
                tensors: record.tensors,
            }
        })
        .collect()
}

/// The measured model of that repository name.
pub fn find(name: &str) -> Model {
    all().into_iter().find(|model| model.name == name).unwrap_or_else(|| panic!("no model {name}"))
}
