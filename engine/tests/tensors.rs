//! Generated tensor lists against those llama.cpp loaded.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]
#![allow(clippy::panic, clippy::expect_used, reason = "helpers of tests")]

#[allow(dead_code, clippy::panic, reason = "breaking a catalog is for its own tests")]
mod catalog_support;
#[path = "common/models.rs"]
mod models;

use std::collections::BTreeMap;

use will_it_run_engine::architecture::{Architecture, TensorBasis};
use will_it_run_engine::catalog::{Model, Vision};
use will_it_run_engine::weights::{Suffix, Tensor, parameters, tensors};

/// As the measured lists write them: `blk.*.attn_q.weight 32 4096x4096`, with the shape in the first block.
fn folded(list: &[Tensor]) -> Vec<String> {
    let mut seen: BTreeMap<String, (u32, String)> = BTreeMap::new();
    for tensor in list {
        let suffix = match tensor.suffix {
            Suffix::Weight => ".weight",
            Suffix::Bias => ".bias",
            Suffix::Bare => "",
        };
        let block = if tensor.layer.is_some() { "blk.*." } else { "" };
        let shape: Vec<String> =
            tensor.ne.iter().take(usize::from(tensor.n_dims)).map(ToString::to_string).collect();
        seen.entry(format!("{block}{}{suffix}", tensor.stem)).or_insert((0, shape.join("x"))).0 += 1;
    }
    seen.into_iter().map(|(name, (count, shape))| format!("{name} {count} {shape}")).collect()
}

#[test]
fn every_list_equals_the_loaded_one() {
    let mut faults = Vec::new();
    for model in models::all() {
        let list = tensors(&model.hparams, &model.architecture);
        let ours = folded(&list);
        let mut theirs = model.tensors.clone();
        theirs.sort();
        for line in ours.iter().filter(|line| !theirs.contains(line)) {
            faults.push(format!("{}: {line} is ours alone", model.name));
        }
        for line in theirs.iter().filter(|line| !ours.contains(line)) {
            faults.push(format!("{}: {line} is missing", model.name));
        }
        let elements: u64 = list.iter().map(Tensor::elements).sum();
        if elements != model.n_params || list.len() != model.n_tensors {
            faults.push(format!(
                "{}: {elements} elements in {} tensors, measured {} in {}",
                model.name,
                list.len(),
                model.n_params,
                model.n_tensors
            ));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_list_names_a_tensor_twice() {
    for model in models::all() {
        let mut names: Vec<String> =
            tensors(&model.hparams, &model.architecture).iter().map(Tensor::name).collect();
        let all = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), all, "{}", model.name);
    }
}

/// The tensor list of a catalog model, with its count of parameters outside prediction blocks.
fn list_of(model: &Model) -> Option<(Vec<Tensor>, u64)> {
    let h = model.gguf.as_ref().get()?;
    let architecture = Architecture::from_hparams(h).unwrap_or_else(|fault| panic!("{}: {fault}", model.id));
    let list = tensors(h, &architecture);
    let count = parameters(&list, h);
    Some((list, count))
}

#[test]
fn the_catalogs_figures_give_the_measured_lists() {
    let catalog = catalog_support::catalog();
    for model in models::all() {
        let key = catalog.find_model(&model.name).unwrap_or_else(|_| panic!("{} is not listed", model.name));
        let listed = catalog.model(key).expect("a key of this catalog");
        let (list, _) = list_of(listed).unwrap_or_else(|| panic!("{} has no figures", listed.id));
        let mut theirs = model.tensors.clone();
        theirs.sort();
        assert_eq!(folded(&list), theirs, "{}", listed.id);
        assert_eq!(list.iter().map(Tensor::elements).sum::<u64>(), model.n_params, "{}", listed.id);
    }
}

/// A publisher's count is independent of llama.cpp's lists: it shows a missing bias, norm or gate.
#[test]
fn counts_agree_with_what_publishers_state() {
    let (mut full, mut close, mut noted) = (0, 0, 0);
    for model in catalog_support::catalog().models() {
        let Some((_, count)) = list_of(model) else { continue };
        let total = model.params.total.known().get().expect("every model states its size");
        let encoder = match &model.vision {
            Vision::Encoder { params, .. } => *params,
            Vision::None => 0,
        };
        full += 1;
        let off = count.abs_diff(total - encoder);
        if off * 100 > total - encoder {
            assert!(
                !model.notes.is_empty(),
                "{}: {count} of {} parameters, and no note why",
                model.id,
                total - encoder
            );
            noted += 1;
        } else if off * 10_000 <= total - encoder {
            close += 1;
        }
    }
    assert!(full - noted >= 490, "{full} lists, {noted} off");
    assert!(close >= 470, "{close} of {full} lists agree to 0.01 %");
}

#[test]
fn lists_say_what_they_rest_on() {
    let mut exact = 0;
    for model in catalog_support::catalog().models() {
        if let Some(h) = model.gguf.as_ref().get() {
            exact += u32::from(h.tensor_basis() == TensorBasis::Exact);
        }
    }
    assert!(exact >= 450, "{exact}");
}

/// One model whose count is right could be luck; a family none of whose models is right lacks a tensor.
#[test]
fn every_family_is_right_for_some_model() {
    let mut best: BTreeMap<&str, u64> = BTreeMap::new();
    for model in catalog_support::catalog().models() {
        let (Some(h), Some((_, count))) = (model.gguf.as_ref().get(), list_of(model)) else { continue };
        let total = model.params.total.known().get().expect("every model states its size");
        let encoder = match &model.vision {
            Vision::Encoder { params, .. } => *params,
            Vision::None => 0,
        };
        let parts_per_million = count.abs_diff(total - encoder).saturating_mul(1_000_000) / (total - encoder);
        let slot = best.entry(h.architecture.name()).or_insert(u64::MAX);
        *slot = parts_per_million.min(*slot);
    }
    assert!(best.len() >= 80, "{} families", best.len());
    // Files of encoders leave out the pooler; Falcon's repeats the head; Gemma's embedder leaves out its dense heads.
    for (family, off) in best
        .iter()
        .filter(|(family, _)| !["bert", "jina-bert-v2", "falcon", "gemma-embedding"].contains(*family))
    {
        assert!(*off <= 100, "{family}: {off} parts per million off at best");
    }
}
