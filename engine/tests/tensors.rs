//! Generated tensor lists against those llama.cpp loaded.

#[path = "common/models.rs"]
mod models;

use std::collections::BTreeMap;

use will_it_run_engine::weights::{Suffix, Tensor, tensors};

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
