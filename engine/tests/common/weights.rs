//! The oracle's tensors and quantised sizes: 73 models, 2,688 sizes.
//!
//! Use from a test file with `#[path = "common/weights.rs"] mod weights;`.
#![allow(dead_code, reason = "each test reads the columns it checks")]

use will_it_run_engine::architecture::Family;
use will_it_run_engine::weights::{GgmlType, MixFigures, Quant, Suffix, Tensor};

/// A model of the oracle.
#[derive(Debug, Clone)]
pub struct Model {
    /// Repository name.
    pub name: &'static str,
    /// `general.architecture`.
    pub family: Family,
    /// Layers in the file.
    pub layers: u32,
    /// Of them multi-token-prediction blocks.
    pub mtp_layers: u32,
    pub experts: u32,
    pub experts_used: u32,
    pub figures: MixFigures,
    pub tensors: Vec<Tensor>,
}

/// What the quantiser made of a model.
#[derive(Debug, Clone)]
pub struct Size {
    pub model: &'static str,
    pub quant: Quant,
    /// `None`: the same with and without.
    pub imatrix: Option<bool>,
    pub needs_imatrix: bool,
    pub total: u64,
    /// Type, tensors, bytes.
    pub types: Vec<(GgmlType, u64, u64)>,
}

pub fn models() -> Vec<Model> {
    let mut models: Vec<Model> = Vec::new();
    for line in include_str!("../data/tensors.csv").lines().filter(|l| !l.starts_with('#')) {
        let c: Vec<&'static str> = line.split(',').collect();
        if let Some(name) = c[0].strip_prefix('>') {
            let n: Vec<u32> = c[2..].iter().map(|c| c.parse().unwrap()).collect();
            let family = Family::from_name(c[1]).unwrap();
            let figures = MixFigures::new(family, n[0], n[1], n[2], n[3], n[4]);
            let (layers, mtp_layers, experts, experts_used) = (n[0], n[1], n[4], n[5]);
            let tensors = Vec::new();
            models.push(Model { name, family, layers, mtp_layers, experts, experts_used, figures, tensors });
            continue;
        }
        let (stem, suffix) = match c[0] {
            name if name.ends_with(".weight") => (&name[..name.len() - 7], Suffix::Weight),
            name if name.ends_with(".bias") => (&name[..name.len() - 5], Suffix::Bias),
            name => (name, Suffix::Bare),
        };
        let shape: Vec<u64> = c[2].split('x').map(|n| n.parse().unwrap()).collect();
        for layer in layers(c[1]) {
            models.last_mut().unwrap().tensors.push(Tensor::new(layer, stem, suffix, &shape));
        }
    }
    models
}

/// `a-b` runs and `a-b/s` strides, joined by `+`; nothing is the whole model.
fn layers(spans: &str) -> Vec<Option<u32>> {
    if spans.is_empty() {
        return vec![None];
    }
    let number = |text: &str| text.parse::<u32>().unwrap();
    spans
        .split('+')
        .flat_map(|span| {
            let (run, step) = span.split_once('/').map_or((span, 1), |(run, step)| (run, number(step)));
            let (a, b) = run.split_once('-').unwrap_or((run, run));
            (number(a)..=number(b)).step_by(step as usize).map(Some)
        })
        .collect()
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
