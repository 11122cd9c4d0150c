//! Laws of the mix and the weight plan on models nobody measured: the oracle's architectures with other depths, widths,
//! vocabularies, heads and experts.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at its first fault"
)]

#[path = "common/models.rs"]
mod models;

use will_it_run_engine::architecture::{Architecture, HParams, PerLayer};
use will_it_run_engine::units::Bytes;
use will_it_run_engine::weights::{
    GgmlType, Imatrix, LoaderFacts, Mix, MixFigures, Offload, Quant, Tensor, WeightPlan, tensors, total_bytes,
};

struct Case {
    name: String,
    tensors: Vec<Tensor>,
    mix: Mix,
    facts: LoaderFacts,
}

/// A variant of a model: its name and what it changes.
type Change = (&'static str, fn(&mut HParams));

/// Each measured architecture as it is and in nine variants; figures no loader would take are left out.
fn cases() -> Vec<Case> {
    let changes: [Change; 10] = [
        ("as is", |_| {}),
        ("few layers", |h| h.block_count = h.nextn_predict_layers + 5),
        ("many layers", |h| h.block_count = h.block_count * 2 + 3),
        ("odd vocabulary", |h| h.vocab_size += 7),
        ("wide", |h| h.embedding_length += 64),
        ("odd width", |h| h.embedding_length += 24),
        ("eight experts", |h| h.expert_count = if h.expert_count > 0 { 8 } else { 0 }),
        ("odd experts", |h| h.expert_feed_forward_length = h.expert_feed_forward_length.saturating_sub(17)),
        ("multi-query", |h| {
            if let PerLayer::One(heads @ 1..) = &mut h.attention_head_count_kv {
                *heads = 1;
            }
        }),
        ("other head", |h| h.tied_embeddings = !h.tied_embeddings),
    ];
    let mut cases = Vec::new();
    for model in models::all() {
        for (change, apply) in changes {
            let mut h = model.hparams.clone();
            apply(&mut h);
            let Ok(architecture) = Architecture::from_hparams(&h) else { continue };
            let tensors = tensors(&h, &architecture);
            let mix = Mix::new(&tensors, MixFigures::from(&h));
            let facts = LoaderFacts::from(&architecture);
            cases.push(Case { name: format!("{} ({change})", model.name), tensors, mix, facts });
        }
    }
    assert!(cases.len() > 600, "{}", cases.len());
    cases
}

impl Case {
    fn total(&self, quant: Quant, imatrix: Imatrix) -> u64 {
        total_bytes(&self.tensors, &self.mix.types(quant, imatrix)).get()
    }
}

#[test]
fn larger_mixes_of_a_family_are_not_smaller_files() {
    use Quant as Q;
    let chains: [&[Quant]; 7] = [
        &[Q::Q3_K_S, Q::Q3_K_M, Q::Q3_K_L],
        &[Q::Q4_K_S, Q::Q4_K_M, Q::Q5_K_M, Q::Q6_K, Q::Q8_0, Q::F16, Q::F32],
        &[Q::Q4_K_S, Q::Q5_K_S, Q::Q5_K_M],
        &[Q::Q4_0, Q::Q4_1, Q::Q5_1, Q::Q8_0],
        &[Q::Q4_0, Q::Q5_0, Q::Q5_1],
        &[Q::IQ2_XXS, Q::IQ2_XS],
        &[Q::IQ3_S, Q::IQ3_M],
    ];
    for case in cases() {
        for chain in chains {
            // Models of 8 experts: Q3_K_M gives attn_output Q5_K, Q3_K_L was left off that list.
            if case.facts.experts == 8 && chain.contains(&Q::Q3_K_L) {
                continue;
            }
            for pair in chain.windows(2) {
                let (small, large) =
                    (case.total(pair[0], Imatrix::Without), case.total(pair[1], Imatrix::Without));
                assert!(small <= large, "{}: {} {small} > {} {large}", case.name, pair[0], pair[1]);
            }
        }
    }
}

#[test]
fn blocks_divide_rows_and_vectors_stay_whole() {
    for case in cases() {
        for &quant in Quant::ALL {
            for (tensor, ty) in case.tensors.iter().zip(case.mix.types(quant, Imatrix::Without)) {
                // The quantiser has no such rule for files whose experts came packed: there the maker chose the shape.
                if quant != Quant::F16_MXFP4_EXPERTS {
                    assert!(
                        tensor.ne[0].is_multiple_of(ty.block()),
                        "{} {quant}: {}",
                        case.name,
                        tensor.name()
                    );
                }
                if tensor.ne[1..] == [1, 1, 1] || tensor.stem.ends_with("_norm") {
                    assert_eq!(ty, GgmlType::F32, "{} {quant}: {}", case.name, tensor.name());
                }
            }
        }
    }
}

#[test]
fn order_of_the_tensors_does_not_matter() {
    for case in cases().into_iter().step_by(7) {
        let model = case.name.split(' ').next().expect("a name");
        let h = models::find(model).hparams;
        if case.name.ends_with("(as is)") {
            let mut reversed = case.tensors.clone();
            reversed.reverse();
            let mix = Mix::new(&reversed, MixFigures::from(&h));
            for &quant in Quant::ALL {
                let mut types = mix.types(quant, Imatrix::With);
                types.reverse();
                assert_eq!(types, case.mix.types(quant, Imatrix::With), "{} {quant}", case.name);
            }
        }
    }
}

#[test]
fn an_importance_matrix_changes_five_quants_only() {
    for case in cases() {
        for &quant in Quant::ALL {
            use Quant as Q;
            let same = case.mix.types(quant, Imatrix::With) == case.mix.types(quant, Imatrix::Without);
            let may = matches!(quant, Q::Q4_0 | Q::Q5_0 | Q::IQ4_XS | Q::IQ4_NL | Q::IQ3_XXS);
            assert!(same || may, "{} {quant}", case.name);
        }
    }
}

#[test]
fn plans_add_up_and_reads_stay_below_what_is_held() {
    for case in cases() {
        let types = case.mix.types(Quant::Q4_K_M, Imatrix::Without);
        let plan = WeightPlan::new(&case.tensors, &types, case.facts);
        let layers: Bytes = (0..case.facts.layers).map(|i| plan.layer(i).total()).sum();
        assert_eq!(plan.file, plan.mtp + plan.input + plan.output + plan.rotary + layers, "{}", case.name);
        assert_eq!(plan.file, total_bytes(&case.tensors, &types), "{}", case.name);
        let all = plan.split(Offload::ALL);
        assert!(plan.read_per_token() <= all.device.weights, "{}", case.name);
        let without_experts = plan.split(Offload::ALL_BUT_EXPERTS);
        assert_eq!(without_experts.host.experts, all.device.experts, "{}", case.name);
        assert_eq!(without_experts.device.weights + all.device.experts, all.device.weights, "{}", case.name);
        // Two operations per parameter at most, a tied table counted as the head that it is.
        let head = if plan.tied > Bytes::ZERO {
            case.tensors.iter().find(|tensor| tensor.stem == "token_embd").map_or(0, Tensor::elements)
        } else {
            0
        };
        assert!(plan.flops_per_token().get() <= 2.0 * (plan.elements + head) as f64, "{}", case.name);
        assert!(
            plan.bits_per_weight() > 4.0 && plan.bits_per_weight() < 17.0,
            "{} {}",
            case.name,
            plan.bits_per_weight()
        );
    }
}
