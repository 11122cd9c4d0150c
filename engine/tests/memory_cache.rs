//! Caches, states, cells and output buffer against every measured row of llama.cpp 0c1e57098: 0 bytes off, and every
//! setting it refused is refused.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at its first fault"
)]

#[path = "common/memory.rs"]
mod memory;
#[path = "common/models.rs"]
mod models;

use std::collections::HashMap;

use memory::{Outcome, Setting};
use will_it_run_engine::architecture::Architecture;
use will_it_run_engine::memory::{
    CacheRule, ContextSettings, ContextSize, FlashAttention, KvSharing, KvType, KvTypes, OutputRule, Refusal,
};
use will_it_run_engine::units::{Bytes, Tokens};

struct Rules {
    cache: CacheRule,
    output: OutputRule,
}

fn rules() -> HashMap<String, Rules> {
    let rules = |architecture: &Architecture| Rules {
        cache: CacheRule::of(architecture).get().expect("a measured layout is known"),
        output: OutputRule::of(architecture),
    };
    models::all().into_iter().map(|model| (model.name, rules(&model.architecture))).collect()
}

fn settings(row: &Setting) -> ContextSettings {
    let kv = |ty: will_it_run_engine::weights::GgmlType| KvType::from_name(ty.name()).expect("a cache type");
    ContextSettings::new(ContextSize::Total(Tokens::new(row.n_ctx)), row.n_seq)
        .with_sharing(if row.kv_unified { KvSharing::Unified } else { KvSharing::PerUser })
        .with_kv(KvTypes { k: kv(row.kv_k), v: kv(row.kv_v) })
        .with_flash_attention(if row.flash_attn { FlashAttention::On } else { FlashAttention::Off })
        .with_batches(row.n_batch, row.n_ubatch)
        .with_logits_rows(row.n_outputs_max)
}

#[test]
fn every_measured_row_is_met_to_the_byte() {
    let rules = rules();
    let mut faults = Vec::new();
    let mut rows = 0;
    for row in memory::rows() {
        let Outcome::Measured(measured) = row.outcome else { continue };
        rows += 1;
        let rule = &rules[row.setting.model];
        let settings = settings(&row.setting);
        let cache = rule.cache.bytes(&settings);
        let mut check = |what: &str, ours: u64, theirs: u64| {
            if ours != theirs {
                faults.push(format!("{what} {ours}, measured {theirs}: {:?}", row.setting));
            }
        };
        check("kv", cache.kv.get(), measured.kv);
        check("swa", cache.kv_swa.get(), measured.swa_kv);
        check("recurrent", cache.recurrent.get(), measured.recurrent);
        check("output", rule.output.bytes(&settings).get(), measured.output);
        check("n_ctx", settings.n_ctx_allocated(), measured.n_ctx_allocated.into());
        // The cells of special caches were not reported.
        if measured.cache_kind != "other" {
            check("cells", rule.cache.kv_cells(&settings).into(), measured.kv_cells.into());
            check("swa cells", rule.cache.swa_cells(&settings).into(), measured.swa_kv_cells.into());
        }
        if let Err(refusal) = rule.cache.check(&settings) {
            faults.push(format!("refused for {refusal:?}, but ran: {:?}", row.setting));
        }
    }
    assert_eq!(rows, 4378);
    assert!(faults.is_empty(), "{} faults, first: {:#?}", faults.len(), &faults[..faults.len().min(20)]);
}

#[test]
fn every_refused_row_is_refused_for_the_same_reason() {
    let rules = rules();
    let mut rows = 0;
    for row in memory::rows() {
        let Outcome::Refused(why) = row.outcome else { continue };
        rows += 1;
        let refusal = rules[row.setting.model].cache.check(&settings(&row.setting));
        match refusal {
            Err(Refusal::KvTypesDiffer { k, v }) => assert_eq!(
                why,
                format!("model does not support different K ({}) and V ({}) cache types", k.name(), v.name())
            ),
            Err(Refusal::BlockDoesNotDivideHead { ty, block, head, .. }) => assert_eq!(
                why,
                format!(
                    "K cache type {} with block size {block} does not divide n_embd_head_k={head}",
                    ty.name()
                )
            ),
            other => panic!("{other:?}, llama.cpp says: {why}: {:?}", row.setting),
        }
    }
    assert_eq!(rows, 44);
}

#[test]
fn a_partly_offloaded_cache_follows_its_layers() {
    let rules = rules();
    let mut rows = 0;
    for row in memory::offload_rows() {
        rows += 1;
        let rule = &rules[row.model].cache;
        let settings = ContextSettings::new(ContextSize::Total(Tokens::new(row.n_ctx)), 1);
        // The output layer counts as the first one offloaded.
        let repeating = row.n_gpu_layers.saturating_sub(1).min(row.n_layers);
        let device = rule.last_layers(repeating, &settings).total();
        let by_layer = |layers: std::ops::Range<u32>| -> Bytes {
            layers.map(|layer| rule.layer_cache(layer, &settings).total()).sum()
        };
        let host = by_layer(0..row.n_layers - repeating);
        assert_eq!(device.get(), row.cache_device, "{row:?}");
        assert_eq!(host.get(), row.cache_host, "{row:?}");
        assert_eq!(by_layer(row.n_layers - repeating..row.n_layers), device);
    }
    assert_eq!(rows, 112);
}
