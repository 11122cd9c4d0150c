//! Weights as llama.cpp loads them: every measured model on both backends, and every partial offload, to the byte.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

#[path = "common/memory.rs"]
mod memory;
#[path = "common/models.rs"]
mod models;

use std::collections::{BTreeMap, BTreeSet};

use memory::{Backend, Outcome};
use will_it_run_engine::units::Bytes;
use will_it_run_engine::weights::{
    GgmlType, Imatrix, LoaderFacts, Mix, MixFigures, Offload, Quant, WeightPlan, tensors,
};

/// The measured files come from the converter where the maker published MXFP4 experts: small tensors that the
/// quantiser would turn to Q8_0 are still in 32 bits there. This, and nothing else, is the 119,865,792 bytes by which
/// the measured DeepSeek-V4-Flash is larger than the quantiser's MXFP4_MOE.
fn types_of_measured_file(mix: &Mix, quant: Quant) -> Vec<GgmlType> {
    let mut types = mix.types(quant, Imatrix::Without);
    if quant == Quant::MXFP4_MOE {
        for (ty, native) in types.iter_mut().zip(mix.types(Quant::F16_MXFP4_EXPERTS, Imatrix::Without)) {
            if native == GgmlType::F32 {
                *ty = native;
            }
        }
    }
    types
}

fn plan(model: &models::Model, quant: Quant) -> WeightPlan {
    let tensors = tensors(&model.hparams, &model.architecture);
    let mix = Mix::new(&tensors, MixFigures::from(&model.hparams));
    WeightPlan::new(&tensors, &types_of_measured_file(&mix, quant), LoaderFacts::from(&model.architecture))
}

#[test]
fn every_measured_model_to_the_byte() {
    let models: BTreeMap<_, _> = models::all().into_iter().map(|model| (model.name.clone(), model)).collect();
    let mut plans = BTreeMap::new();
    let mut wrong = BTreeSet::new();
    let mut rows = 0;
    for row in memory::rows() {
        let Outcome::Measured(measured) = row.outcome else { continue };
        rows += 1;
        let key = (row.setting.model, row.setting.weights_quant);
        let plan = plans
            .entry(key)
            .or_insert_with(|| plan(&models[key.0], row.setting.weights_quant.parse().unwrap()));
        let found = match row.setting.backend {
            Backend::Cpu => (plan.loaded().get(), 0),
            Backend::Device => {
                let split = plan.split(Offload::ALL);
                (split.device.weights.get(), split.host.weights.get())
            }
        };
        if found != (measured.weights, measured.weights_host) {
            wrong.insert(format!(
                "{key:?} {:?}: {found:?} {:?}",
                row.setting.backend,
                (measured.weights, measured.weights_host)
            ));
        }
    }
    assert_eq!((rows, plans.len()), (4378, 73));
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn every_partial_offload_to_the_byte() {
    let mut wrong = BTreeSet::new();
    let rows = memory::offload_rows();
    assert_eq!(rows.len(), 112);
    for row in rows {
        let plan = plan(&models::find(row.model), row.weights_quant.parse().unwrap());
        let cpu_moe_layers = if row.experts_on_cpu { u32::MAX } else { 0 };
        let split = plan.split(Offload { gpu_layers: row.n_gpu_layers, cpu_moe_layers });
        let found = (split.device.weights.get(), split.host.weights.get());
        if found != (row.weights_device, row.weights_host) {
            wrong.insert(format!(
                "{} {} {}: {found:?} {:?}",
                row.model,
                row.n_gpu_layers,
                row.experts_on_cpu,
                (row.weights_device, row.weights_host)
            ));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn the_parts_add_up() {
    for model in models::all() {
        let plan = plan(&model, Quant::Q4_K_M);
        let layers: Bytes = (0..plan.facts.layers).map(|i| plan.layer(i).total()).sum();
        assert_eq!(plan.file, plan.mtp + plan.input + plan.output + plan.rotary + layers, "{}", model.name);
        assert_eq!(plan.layer(plan.facts.layers), Default::default());
        // Moving layers moves bytes and loses none; what each side reads is all there is to read.
        let read = |offload| {
            let split = plan.split(offload);
            split.device.read + split.host.read + split.device.experts + split.host.experts
        };
        let mut device = Bytes::ZERO;
        for gpu_layers in 0..=model.hparams.block_count + 1 {
            let split = plan.split(Offload { gpu_layers, cpu_moe_layers: 0 });
            assert!(split.device.weights >= device, "{} {gpu_layers}", model.name);
            device = split.device.weights;
            let whole = read(Offload::NONE);
            let now = read(Offload { gpu_layers, cpu_moe_layers: 0 });
            assert!(now == whole || now == whole + plan.rotary, "{} {gpu_layers}", model.name);
        }
        for cpu_moe_layers in 0..=plan.facts.layers {
            let split = plan.split(Offload { gpu_layers: u32::MAX, cpu_moe_layers });
            let experts: Bytes = (0..cpu_moe_layers).map(|i| plan.layer(i).experts).sum();
            assert_eq!(split.host.experts, experts);
            assert_eq!(split.device.weights + experts, device);
        }
    }
}
