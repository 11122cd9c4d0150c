//! Pages that layers of several kinds share in vLLM, against blocks that its logs and maintainers name.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use will_it_run_engine::architecture::Architecture;
use will_it_run_engine::catalog::Catalog;
use will_it_run_engine::memory::{CacheRule, ContextSettings, ContextSize, KvType, KvTypes};
use will_it_run_engine::question::Runtime;
use will_it_run_engine::units::{Bytes, Tokens};

fn rule(catalog: &Catalog, id: &str) -> CacheRule {
    let found = catalog.models().iter().find(|model| &*model.id == id);
    let figures = found.unwrap_or_else(|| panic!("no model {id}")).gguf.as_ref().get().unwrap();
    CacheRule::of(&Architecture::from_hparams(figures).unwrap()).get().unwrap()
}

fn settings(kv: KvType, context: u32, users: u32) -> ContextSettings {
    ContextSettings::new(ContextSize::PerUser(Tokens::new(context)), users)
        .with_kv(KvTypes::both(kv))
        .with_batches(2048, 2048)
        .with_paging(Runtime::Vllm.rules().unwrap().paging)
}

#[test]
fn blocks_of_hybrid_models_are_those_of_its_logs() {
    let catalog = Catalog::from_json(include_str!("../../catalog.json")).unwrap();
    for (model, kv, block) in [
        // vLLM pull request 32492: "the model uses non-standard block size (544)".
        ("qwen3-next-80b-a3b-instruct", KvType::F16, Some(544)),
        // LMCache pull request 5079: "Setting attention block size to 784 tokens", for Qwen3.6 and Qwen3.8 alike.
        ("qwen3.6-27b", KvType::F16, Some(784)),
        ("qwen3.8-27b", KvType::F16, Some(784)),
        // mitchross/talos-argocd-proxmox pull request 1995: ceil(262144/1568) = 168 blocks.
        ("qwen3.8-27b", KvType::Fp8, Some(1568)),
        // Nothing to share, or two kinds of the same size.
        ("qwen3-8b", KvType::F16, None),
        ("gemma-3-27b-it", KvType::F16, Some(16)),
        ("gpt-oss-20b", KvType::F16, Some(16)),
    ] {
        assert_eq!(rule(&catalog, model).page_tokens(&settings(kv, 8192, 1)), block, "{model}");
    }
}

#[test]
fn groups_are_filled_up_with_layers_nobody_uses() {
    let catalog = Catalog::from_json(include_str!("../../catalog.json")).unwrap();
    let layers = |model: &str| {
        let rule = rule(&catalog, model);
        let settings = settings(KvType::F16, 65_536, 1);
        let one = |layer| rule.layer_cache(layer, &settings);
        let (all, window) = (rule.bytes(&settings), one(0).kv_swa);
        let full = (0..).map(one).find(|layer| layer.kv > Bytes::ZERO).unwrap().kv;
        (all.kv.get() / full.get(), all.kv_swa.get() / window.get())
    };
    // 10 and 52 layers: five groups of ten and one of two, filled up with eight.
    assert_eq!(layers("gemma-3-27b-it"), (10, 60));
    assert_eq!(layers("gemma-3-12b-it"), (8, 40));
    // As many of one kind as of the other.
    assert_eq!(layers("gpt-oss-20b"), (12, 12));
}

#[test]
fn more_tokens_and_users_never_take_less() {
    let catalog = Catalog::from_json(include_str!("../../catalog.json")).unwrap();
    let mut paged = 0;
    for model in catalog.models() {
        let Some(figures) = model.gguf.as_ref().get() else { continue };
        let Some(rule) =
            Architecture::from_hparams(figures).ok().and_then(|found| CacheRule::of(&found).get())
        else {
            continue;
        };
        let total = |context, users| rule.bytes(&settings(KvType::F16, context, users)).total();
        paged += u32::from(rule.page_tokens(&settings(KvType::F16, 4096, 1)).is_some());
        for (less, more) in [((1, 1), (4096, 1)), ((4096, 1), (4097, 1)), ((4096, 1), (4096, 2))] {
            assert!(total(less.0, less.1) <= total(more.0, more.1), "{}", model.id);
        }
    }
    assert!(paged > 60, "{paged}");
}
