//! Every row of the quantiser's own sizes: total, tensors per type and bytes per type, to the byte.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

#[path = "common/models.rs"]
mod models;
#[path = "common/weights.rs"]
mod weights;

use std::collections::BTreeMap;

use will_it_run_engine::weights::{Imatrix, Mix, MixFigures, Quant, tensors, total_bytes};

#[test]
fn every_row_to_the_byte() {
    let models: BTreeMap<_, _> = models::all()
        .into_iter()
        .map(|model| {
            let tensors = tensors(&model.hparams, &model.architecture);
            let mix = Mix::new(&tensors, MixFigures::from(&model.hparams));
            (model.name, (tensors, mix))
        })
        .collect();
    let mut wrong = Vec::new();
    let mut rows = 0;
    for size in weights::sizes() {
        rows += 1;
        let (tensors, mix) = &models[size.model];
        let both: &[Imatrix] = match size.imatrix {
            Some(false) => &[Imatrix::Without],
            Some(true) => &[Imatrix::With],
            None => &[Imatrix::Without, Imatrix::With],
        };
        for &imatrix in both {
            let types = mix.types(size.quant, imatrix);
            let mut found = BTreeMap::new();
            for (tensor, &ty) in tensors.iter().zip(&types) {
                let entry: &mut (u64, u64) = found.entry(ty).or_default();
                *entry = (entry.0 + 1, entry.1 + tensor.bytes(ty).get());
            }
            let wanted: BTreeMap<_, _> = size.types.iter().map(|&(ty, n, bytes)| (ty, (n, bytes))).collect();
            let total = total_bytes(tensors, &types).get();
            if total != size.total || found != wanted {
                let off = total as i64 - size.total as i64;
                wrong.push(format!(
                    "{} {} {imatrix:?}: {off:+}\n  found  {found:?}\n  wanted {wanted:?}",
                    size.model, size.quant
                ));
            }
        }
        // Where both ways exist, only the row without a matrix can be refused.
        if size.imatrix != Some(true) && mix.needs_imatrix(size.quant) != size.needs_imatrix {
            wrong.push(format!(
                "{} {}: refused without matrix: {}",
                size.model, size.quant, size.needs_imatrix
            ));
        }
    }
    assert_eq!(rows, 2688);
    assert!(wrong.is_empty(), "{} of {rows} rows\n{}", wrong.len(), wrong[..wrong.len().min(12)].join("\n"));
}

#[test]
fn all_labels_of_the_oracle_are_quants() {
    let labels: std::collections::BTreeSet<Quant> = weights::sizes().iter().map(|size| size.quant).collect();
    assert_eq!(labels.len(), 33);
}
