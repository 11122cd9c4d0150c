//! Layers made of headers' figures.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

#[path = "common/models.rs"]
mod models;

use will_it_run_engine::architecture::{Architecture, Cache, Family, FeedForward, Mixer, Span};
use will_it_run_engine::catalog::RawGguf;
use will_it_run_engine::weights::tensors;

fn count(name: &str, is: impl Fn(&will_it_run_engine::architecture::Layer) -> bool) -> usize {
    models::find(name).architecture.layers().filter(|layer| is(layer)).count()
}

fn window(layer: &will_it_run_engine::architecture::Layer) -> Option<u32> {
    match &layer.mixer {
        Mixer::Attention(attention) => match attention.span {
            Span::Window(window) => Some(window),
            Span::Full | Span::Unknown => None,
        },
        _ => None,
    }
}

#[test]
fn every_measured_model_has_layers() {
    assert_eq!(models::all().len(), 73);
    for model in models::all() {
        let layers = model.architecture.n_layer() + model.architecture.mtp_layers;
        assert_eq!(layers, model.hparams.block_count, "{}", model.name);
    }
}

#[test]
fn windows_follow_the_family() {
    for (name, windows, of) in [
        ("google/gemma-2-2b-it", 13, 4096),
        ("google/gemma-3-1b-it", 22, 512),
        ("google/gemma-4-31B-it", 50, 1024),
        ("openai/gpt-oss-20b", 12, 128),
        ("CohereForAI/c4ai-command-r7b-12-2024", 24, 4096),
        ("allenai/Olmo-3-7B-Instruct", 24, 4096),
        ("meta-llama/Llama-4-Scout-17B-16E-Instruct", 36, 8192),
        ("google/gemma-3n-E4B-it", 28, 512),
        // The key is there, but this version ignores it.
        ("microsoft/Phi-3-mini-4k-instruct", 0, 2047),
    ] {
        assert_eq!(count(name, |layer| window(layer) == Some(of)), windows, "{name}");
    }
}

#[test]
fn hybrids_have_their_places() {
    let recurrent = |layer: &will_it_run_engine::architecture::Layer| {
        matches!(layer.mixer, Mixer::Mamba2(_) | Mixer::DeltaNet(_) | Mixer::ShortConv(_))
    };
    assert_eq!(count("ibm-granite/granite-4.0-h-tiny", recurrent), 36);
    assert_eq!(count("Qwen/Qwen3-Next-80B-A3B-Instruct", recurrent), 36);
    assert_eq!(count("LiquidAI/LFM2-8B-A1B", recurrent), 18);
    assert_eq!(count("nvidia/NVIDIA-Nemotron-3-Super-120B-A12B", recurrent), 40);
    assert_eq!(
        count("tiiuae/Falcon-H1-0.5B-Instruct", |layer| matches!(layer.mixer, Mixer::Parallel(..))),
        36
    );
    assert_eq!(count("google/gemma-3n-E4B-it", |layer| layer.cache == Cache::Own), 20);
}

#[test]
fn experts_follow_the_dense_layers() {
    let experts = |layer: &will_it_run_engine::architecture::Layer| matches!(layer.ffn, FeedForward::Moe(_));
    assert_eq!(count("zai-org/GLM-4.5-Air", experts), 45);
    assert_eq!(count("deepseek-ai/DeepSeek-R1", experts), 58);
    assert_eq!(count("nvidia/NVIDIA-Nemotron-3-Super-120B-A12B", experts), 40);
    assert_eq!(count("meta-llama/Llama-4-Scout-17B-16E-Instruct", experts), 48);
}

/// The layers of a header written as in the catalog.
fn layers_of(gguf: &str) -> Architecture {
    let raw: RawGguf = serde_json::from_str(gguf).expect("a header");
    Architecture::from_hparams(&raw.hparams().expect("well-formed lists")).expect("layers")
}

fn how_many(a: &Architecture, is: impl Fn(&Mixer) -> bool) -> usize {
    a.layers().filter(|layer| is(&layer.mixer)).count()
}

#[test]
fn a_layout_nobody_recorded_is_unknown_not_full() {
    let a = layers_of(
        r#"{"architecture":"mellum","vocab_size":98304,"block_count":28,"embedding_length":2304,
            "attention.head_count":32,"attention.head_count_kv":4,"attention.key_length":128,"attention.value_length":128,
            "expert_count":64,"expert_used_count":8,"expert_feed_forward_length":896,
            "attention.sliding_window_pattern":"unknown"}"#,
    );
    assert_eq!(how_many(&a, |mixer| matches!(mixer, Mixer::Attention(x) if x.span == Span::Unknown)), 28);
}

#[test]
fn glm_indexes_every_fourth_layer_at_long_contexts_only() {
    let header = |context: u32| {
        layers_of(&format!(
            r#"{{"architecture":"glm-dsa","vocab_size":154880,"context_length":{context},"block_count":79,
            "nextn_predict_layers":1,"embedding_length":6144,"feed_forward_length":12288,"attention.head_count":64,
            "attention.head_count_kv":1,"attention.key_length":576,"attention.value_length":512,
            "attention.key_length_mla":256,"attention.value_length_mla":256,"attention.kv_lora_rank":512,
            "attention.q_lora_rank":2048,"rope.dimension_count":64,"attention.indexer.head_count":32,
            "attention.indexer.key_length":128,"attention.indexer.top_k":2048,"expert_count":256,"expert_used_count":8,
            "expert_feed_forward_length":2048,"expert_shared_count":1,"leading_dense_block_count":3}}"#
        ))
    };
    let indexed =
        |a: &Architecture| how_many(a, |mixer| matches!(mixer, Mixer::Mla(x) if x.indexer.is_some()));
    assert_eq!(indexed(&header(202_752)), 78);
    // Layers 0 to 2 and every fourth from 6 on.
    assert_eq!(indexed(&header(1 << 20)), 21);
    assert_eq!(header(1 << 20).n_layer(), 78);
}

#[test]
fn pruned_layers_have_no_mixer_and_keep_no_cache() {
    let a = layers_of(
        r#"{"architecture":"deci","vocab_size":128256,"block_count":4,"embedding_length":8192,
            "attention.head_count":[64,0,64,64],"attention.head_count_kv":[8,0,0,8],"attention.key_length":128,
            "attention.value_length":128,"feed_forward_length":[14336,7168,0,28672]}"#,
    );
    assert_eq!(how_many(&a, |mixer| *mixer == Mixer::None), 2);
    assert_eq!(a.layers().filter(|layer| layer.ffn == FeedForward::None).count(), 1);
}

#[test]
fn gemma_4_shares_caches_from_the_end_and_widens_there() {
    let a = layers_of(
        r#"{"architecture":"gemma4","vocab_size":262144,"tied_embeddings":true,"block_count":35,"embedding_length":1536,
            "feed_forward_length":6144,"attention.head_count":8,"attention.head_count_kv":1,"attention.key_length":512,
            "attention.value_length":512,"attention.key_length_swa":256,"attention.value_length_swa":256,
            "attention.sliding_window":512,"attention.sliding_window_pattern":{"cycle":[true,true,true,true,false]},
            "attention.shared_kv_layers":20,"embedding_length_per_layer_input":256}"#,
    );
    assert_eq!(a.layers().filter(|layer| layer.cache == Cache::Own).count(), 15);
    assert_eq!(how_many(&a, |mixer| matches!(mixer, Mixer::Attention(x) if x.head_k == 512)), 7);
    assert_eq!(a.per_layer_embedding, 256);
}

/// Figures nobody would write, in every family: a fault or a list, never a panic.
#[test]
fn no_figures_panic() {
    let keys = [
        "vocab_size",
        "context_length",
        "block_count",
        "embedding_length",
        "embedding_length_per_layer_input",
        "feed_forward_length",
        "attention.head_count",
        "attention.head_count_kv",
        "attention.key_length",
        "attention.value_length",
        "attention.key_length_swa",
        "attention.value_length_swa",
        "attention.key_length_mla",
        "attention.value_length_mla",
        "attention.q_lora_rank",
        "attention.kv_lora_rank",
        "attention.sliding_window",
        "attention.shared_kv_layers",
        "attention.indexer.head_count",
        "attention.indexer.key_length",
        "attention.indexer.kpool",
        "attention.output_group_count",
        "attention.output_lora_rank",
        "attention.compress_ratios",
        "attention.decay_lora_rank",
        "attention.gate_lora_rank",
        "full_attention_interval",
        "rope.dimension_count",
        "expert_count",
        "expert_used_count",
        "expert_feed_forward_length",
        "expert_shared_feed_forward_length",
        "expert_shared_count",
        "leading_dense_block_count",
        "interleave_moe_layer_step",
        "moe_latent_size",
        "nextn_predict_layers",
        "ssm.conv_kernel",
        "ssm.inner_size",
        "ssm.state_size",
        "ssm.time_step_rank",
        "ssm.group_count",
        "kda.head_dim",
        "shortconv.l_cache",
        "wkv.head_size",
        "hyper_connection.count",
        "hash_layer_count",
        "token_type_count",
    ];
    let mut lists = 0;
    // A small linear congruential generator: the same figures in every run.
    let mut state: u64 = 0x2026_1122;
    for &family in Family::ALL {
        for _ in 0..60 {
            let mut gguf = serde_json::json!({ "architecture": family.name() });
            for key in keys {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let value: u64 = match (state >> 33) % 8 {
                    0 => 0,
                    1 => 1,
                    2 => (1 << 20) - 1,
                    3 if key != "block_count" => 1 << 20,
                    4 if state & 0xf00 == 0 => u64::from(u32::MAX),
                    other => other * 16,
                };
                gguf[key] = value.into();
            }
            let raw: RawGguf = serde_json::from_value(gguf).expect("keys are known");
            let h = raw.hparams().expect("no lists");
            if let Ok(architecture) = Architecture::from_hparams(&h) {
                lists += tensors(&h, &architecture).len();
            }
        }
    }
    assert!(lists > 10_000, "{lists} tensors: the figures are too wild to test anything");
}
