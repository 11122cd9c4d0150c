//! What llama.cpp's quantiser made of the measured models: 2,688 sizes.
//!
//! Use from a test file with `#[path = "common/weights.rs"] mod weights;`.
#![allow(
    dead_code,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test's data: each test reads what it checks, and stops at the first fault"
)]

use will_it_run_engine::weights::{GgmlType, Quant};

/// What the quantiser made of a model.
#[derive(Debug, Clone)]
pub struct Size {
    /// Repository name.
    pub model: &'static str,
    pub quant: Quant,
    /// `None`: the same with and without.
    pub imatrix: Option<bool>,
    /// Refused without a matrix.
    pub needs_imatrix: bool,
    pub total: u64,
    /// Type, tensors, bytes.
    pub types: Vec<(GgmlType, u64, u64)>,
}

pub fn sizes() -> Vec<Size> {
    let mut model = "";
    let mut sizes = Vec::new();
    for line in include_str!("../data/quant_sizes.csv").lines().filter(|l| !l.starts_with('#')) {
        if let Some(name) = line.strip_prefix('>') {
            model = name;
            continue;
        }
        let c: Vec<&str> = line.split(',').collect();
        let types = c[4].split(' ').map(|entry| {
            let parts: Vec<&str> = entry.split(':').collect();
            let ty = *GgmlType::ALL.iter().find(|ty| ty.name() == parts[0]).unwrap();
            (ty, parts[1].parse().unwrap(), parts[2].parse().unwrap())
        });
        sizes.push(Size {
            model,
            quant: c[0].parse().unwrap(),
            imatrix: match c[1] {
                "0" => Some(false),
                "1" => Some(true),
                _ => None,
            },
            needs_imatrix: c[2] == "1",
            total: c[3].parse().unwrap(),
            types: types.collect(),
        });
    }
    sizes
}
