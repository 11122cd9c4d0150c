//! Layers made of headers' figures.

#[path = "common/models.rs"]
mod models;

use will_it_run_engine::architecture::{Cache, FeedForward, Mixer, Span};

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
