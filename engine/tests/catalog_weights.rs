//! Weights of the catalog's models: every quant of every model with header figures, against counts made elsewhere.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test stops at its first fault")]

#[path = "common/models.rs"]
mod models;

use will_it_run_engine::architecture::{Architecture, HParams};
use will_it_run_engine::catalog::Catalog;
use will_it_run_engine::weights::{Imatrix, ModelWeights, Offload, Quant, WeightPlan};

fn catalog() -> Catalog {
    Catalog::from_canonical_json(include_str!("../../catalog.json")).expect("the catalog has no faults")
}

/// Parameters read per token: in 32 bits every parameter is four bytes.
fn read_per_token(weights: &ModelWeights) -> f64 {
    weights.plan(Quant::F32, Imatrix::Without).read_per_token().as_f64() / 4.0
}

#[test]
fn a_token_reads_what_was_counted_elsewhere() {
    let catalog = catalog();
    let mut compared = 0;
    let mut wrong = Vec::new();
    for record in catalog.models() {
        let (Some(h), Some(counted)) =
            (record.gguf.clone().get(), record.params.read_per_token.known().get())
        else {
            continue;
        };
        compared += 1;
        let architecture =
            Architecture::from_hparams(&h).unwrap_or_else(|fault| panic!("{}: {fault}", record.id));
        let found = read_per_token(&ModelWeights::new(&h, &architecture));
        let off = (found / counted as f64 - 1.0) * 100.0;
        // Counted by other people by a general formula: it leaves out some small tensors (GLM-5.3-Flash's pooled indexers: 0.034 %).
        if off.abs() > 0.04 {
            wrong.push(format!("{off:+.3} % {}: {found} against {counted}", record.id));
        }
    }
    assert!(compared >= 450, "{compared}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_label_of_the_catalog_is_a_quant() {
    for label in catalog().quants() {
        assert!(label.label.parse::<Quant>().is_ok(), "{}", label.label);
    }
}

#[test]
fn every_model_has_a_sound_plan_in_every_quant() {
    let catalog = catalog();
    let measured = models::all().into_iter().map(|model| (model.name, model.hparams));
    let known = catalog.models().iter().filter_map(|m| m.gguf.clone().get().map(|h| (m.id.to_string(), h)));
    for (id, h) in measured.chain(known) {
        every_quant_is_sound(&id, &h);
    }
}

fn every_quant_is_sound(id: &str, h: &HParams) {
    let architecture = Architecture::from_hparams(h).unwrap_or_else(|fault| panic!("{id}: {fault}"));
    let weights = ModelWeights::new(h, &architecture);
    let bytes = |quant| weights.plan(quant, Imatrix::Without).file;
    assert!(bytes(Quant::Q4_K_M) <= bytes(Quant::Q8_0) && bytes(Quant::Q8_0) <= bytes(Quant::F16), "{id}");
    for &quant in Quant::ALL {
        sound(id, quant, &weights.plan(quant, Imatrix::With));
    }
}

fn sound(id: &str, quant: Quant, plan: &WeightPlan) {
    let all = plan.split(Offload::ALL);
    assert!(plan.elements > 0 && plan.file.get() > 0, "{id} {quant}");
    assert!(plan.read_per_token() <= plan.split(Offload::NONE).host.weights, "{id} {quant}");
    assert!(all.device.weights + all.host.weights >= plan.file - plan.mtp, "{id} {quant}");
    assert!(plan.loaded() <= plan.file + plan.tied, "{id} {quant}");
    let bits = plan.bits_per_weight();
    assert!(bits >= f64::from(quant.nominal_bits()) && bits < 34.0, "{id} {quant}: {bits}");
    let share = plan.expert_share();
    assert!(plan.facts.experts == 0 || (share > 0.0 && share <= 1.0), "{id}: {share}");
}
