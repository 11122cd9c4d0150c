//! The plan against every plan there is.

use super::*;
use crate::assess::{Load, assess_row};
use crate::catalog::Catalog;
use crate::fit::Fit;
use crate::question::{Question, RawDevice, RawHost, RawOptions, RawQuestion, RawRig};
use crate::rules::{ModelRules, RigRules};
use crate::units::Bytes;

/// Decode of the fastest of all pairs of `-ngl` and `--n-cpu-moe` that fit.
fn best_of_all(case: &Case<'_>, beside: &Beside) -> f64 {
    let layers = case.model.layers();
    let moe = if case.model.moe_layers == 0 { 0 } else { case.model.repeating(layers) };
    let mut best = 0.0_f64;
    for gpu_layers in 1..=layers {
        for cpu_moe_layers in 0..=moe {
            let load =
                Load { gpu_layers: Some(gpu_layers), cpu_moe_layers: Some(cpu_moe_layers), ..case.load };
            let figures = assess_row(&Case { load, ..*case }, beside);
            if figures.fit != Fit::DoesNotFit {
                best = best.max(figures.decode.get().map_or(0.0, |rate| rate.tokens_per_second.get()));
            }
        }
    }
    best
}

/// Small models, dense and mixtures, on one card with too little memory for them: from nearly all of it to nearly none.
#[test]
fn the_plan_is_the_best_of_all() {
    let catalog = Catalog::from_json(include_str!("../../../../catalog.json")).unwrap();
    let models =
        ["qwen3-0.6b", "qwen3-4b", "gemma-3-4b-it", "gpt-oss-20b", "qwen3-30b-a3b", "llama-3.2-3b-instruct"];
    let (mut planned, mut mixed) = (0, 0);
    for model in models {
        for step in 1..=12_u32 {
            let device = RawDevice { hardware: "nvidia-rtx-4090".to_owned(), ..RawDevice::default() };
            let raw = RawQuestion {
                model: model.to_owned(),
                rig: RawRig {
                    devices: vec![device],
                    host: Some(RawHost { memory_gib: Some(256.0), ..RawHost::default() }),
                    ..RawRig::default()
                },
                context: Some(4096 * (1 + step % 3)),
                options: Some(RawOptions::default()),
                ..RawQuestion::default()
            };
            let question = Question::parse(&raw, &catalog).unwrap();
            let rules = ModelRules::new(question.model, catalog.model(question.model).unwrap());
            let weights = rules.weights(question.quant, question.imatrix);
            let mut rig = RigRules::new(&question, &catalog);
            let load = Load::from(&question);
            let whole = {
                let case = Case::new(&rules, &weights, &rig, load);
                assess_row(&case, &Beside::of(&case)).device.at_least()
            };
            rig.usable = Bytes::new(whole.get() * u64::from(step) / 13);
            let case = Case::new(&rules, &weights, &rig, load);
            let beside = Beside::of(&case);
            let best = best_of_all(&case, &beside);
            let ours = assess_row(&case, &beside);
            let rate = ours.decode.get().map_or(0.0, |rate| rate.tokens_per_second.get());
            if best == 0.0 {
                continue;
            }
            planned += 1;
            mixed += u32::from(ours.placed.cpu_moe_layers > 0 && ours.placed.gpu_layers < ours.placed.layers);
            assert!(rate >= best * 0.999, "{model} in {step} of 13: {rate} of {best}, {:?}", ours.placed);
        }
    }
    assert!(planned >= 50 && mixed > 0, "{planned} planned, {mixed} mixed");
}
