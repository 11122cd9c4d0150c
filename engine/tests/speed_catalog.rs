//! Speed over the whole catalog: every device with every language model, and evidence that is found.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use std::sync::OnceLock;

use will_it_run_engine::architecture::Architecture;
use will_it_run_engine::catalog::{Catalog, ComputeApi, DeviceKind, Hardware, Measured, Test};
use will_it_run_engine::evidence::Evidence;
use will_it_run_engine::memory::{CacheRule, KvTypes, Picks};
use will_it_run_engine::question::Backend;
use will_it_run_engine::speed::{
    Asked, AttentionWork, CONSTANTS, Family, LayerSteps, MeasuredOn, Prompt, Silicon, TokenWork, decode,
    prefill,
};
use will_it_run_engine::units::{Known, Tokens};
use will_it_run_engine::weights::{Imatrix, ModelWeights, Quant};

fn catalog() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| Catalog::from_json(include_str!("../../catalog.json")).unwrap())
}

/// A model's work in a quant at two depths, and its prompt of 2,048 tokens.
struct Load {
    id: String,
    shallow: TokenWork,
    deep: TokenWork,
    prompt: Prompt,
}

fn loads(quants: &[Quant]) -> Vec<Load> {
    let mut loads = Vec::new();
    for model in catalog().models() {
        let Known::Known(figures) = &model.gguf else { continue };
        let Ok(architecture) = Architecture::from_hparams(figures) else { continue };
        let Known::Known(cache) = CacheRule::of(&architecture) else { continue };
        let weights = ModelWeights::new(figures, &architecture);
        let attention = AttentionWork::of(&architecture);
        for &quant in quants {
            let work = TokenWork::of(&weights.plan(quant, Imatrix::With), LayerSteps::of(&architecture));
            let at = |depth: u32| {
                let depth = Tokens::new(depth);
                let bytes = cache.read_per_token(depth, KvTypes::F16, Picks::Masked);
                work.with_cache(bytes, attention.decode(depth))
            };
            let tokens = Tokens::new(2048);
            let prompt = Prompt {
                tokens,
                ubatch: Tokens::new(512),
                attention: attention.prefill(tokens, Tokens::ZERO),
            };
            loads.push(Load { id: model.id.to_string(), shallow: at(0), deep: at(32_768), prompt });
        }
    }
    loads
}

fn backends(hardware: &Hardware) -> Vec<Backend> {
    let api = |api: &ComputeApi| match api {
        ComputeApi::Cuda => Some(Backend::Cuda),
        ComputeApi::Rocm => Some(Backend::Rocm),
        ComputeApi::Metal => Some(Backend::Metal),
        ComputeApi::Vulkan => Some(Backend::Vulkan),
        ComputeApi::Sycl => Some(Backend::Sycl),
        ComputeApi::Mlx | ComputeApi::DirectMl | ComputeApi::Cann => None,
    };
    let found: Vec<Backend> = hardware.apis.iter().filter_map(api).collect();
    if hardware.kind == DeviceKind::Cpu { vec![Backend::Cpu] } else { found }
}

#[test]
fn no_device_runs_any_model_faster_than_its_bandwidth_allows() {
    let loads = loads(&[Quant::Q4_K_M, Quant::IQ2_XXS, Quant::F16]);
    assert!(loads.len() > 900, "{}", loads.len());
    let mut pairs = 0;
    for hardware in catalog().hardware() {
        let rates = hardware.device_rates();
        for backend in backends(hardware) {
            let family = Family::of(rates.silicon, backend);
            for load in &loads {
                let bound = |work: &TokenWork| rates.bandwidth.get() / work.bytes_read();
                let shallow = decode(&load.shallow, &rates, family, &CONSTANTS).get().unwrap();
                let deep = decode(&load.deep, &rates, family, &CONSTANTS).get().unwrap();
                let name = || format!("{} on {}", load.id, hardware.id);
                for (estimate, work) in [(shallow, &load.shallow), (deep, &load.deep)] {
                    assert!(estimate.high.get() <= bound(work) * (1.0 + 1e-9), "{}", name());
                    assert!(estimate.low.get() > 0.0 && estimate.low <= estimate.typical, "{}", name());
                    assert!(estimate.typical <= estimate.high, "{}", name());
                }
                assert!(deep.typical <= shallow.typical, "{}", name());
                let prompt = prefill(&load.shallow, &load.prompt, &rates, family, &CONSTANTS).get().unwrap();
                assert!(prompt.high <= prompt.ceiling && prompt.low.get() > 0.0, "{}", name());
                pairs += 1;
            }
        }
    }
    assert!(pairs > 300_000, "{pairs}");
}

#[test]
fn every_device_of_the_catalog_has_a_generation() {
    for hardware in catalog().hardware() {
        let silicon = hardware.silicon();
        let expected_other = hardware.kind == DeviceKind::Npu;
        assert_eq!(silicon == Silicon::Other, expected_other, "{} is {silicon:?}", hardware.id);
    }
}

/// The formula against rows as published: what a reader would compare first.
#[test]
fn well_known_speeds_are_inside_the_range() {
    // Device, backend, model, quant, depth, tokens per second as measured (catalog.json has the sources).
    let known = [
        ("nvidia-rtx-4070-laptop", Backend::Cuda, "gemma-4-e4b-it", Quant::Q8_0, 64, 44.0),
        ("nvidia-rtx-3060-12gb", Backend::Cuda, "qwen3-1.7b", Quant::Q8_0, 256, 147.69),
        ("nvidia-dgx-spark", Backend::Cuda, "qwen3-coder-30b-a3b-instruct", Quant::Q8_0, 16, 60.92),
        ("apple-m3-max-40c", Backend::Metal, "llama-3-8b-instruct", Quant::Q4_K_M, 512, 50.74),
        ("amd-ryzen-ai-max-395", Backend::Vulkan, "ministral-3-14b-instruct-2512", Quant::BF16, 64, 7.83),
        ("amd-radeon-ai-pro-r9700", Backend::Rocm, "ministral-3-14b-instruct-2512", Quant::BF16, 64, 22.33),
    ];
    for (device, backend, model, quant, depth, measured) in known {
        let hardware = catalog().device(catalog().hardware_key(device).unwrap()).unwrap();
        let record = catalog().model(catalog().model_key(model).unwrap()).unwrap();
        let figures = record.gguf.as_ref().get().unwrap();
        let architecture = Architecture::from_hparams(figures).unwrap();
        let cache = CacheRule::of(&architecture).get().unwrap();
        let depth = Tokens::new(depth);
        let work = TokenWork::of(
            &ModelWeights::new(figures, &architecture).plan(quant, Imatrix::Without),
            LayerSteps::of(&architecture),
        )
        .with_cache(
            cache.read_per_token(depth, KvTypes::F16, Picks::Masked),
            AttentionWork::of(&architecture).decode(depth),
        );
        let rates = hardware.device_rates();
        let e = decode(&work, &rates, Family::of(rates.silicon, backend), &CONSTANTS).get().unwrap();
        assert!(e.low.get() <= measured && measured <= e.high.get(), "{model} on {device}: {measured} {e:?}");
    }
}

#[test]
fn evidence_climbs_down_the_ladder() {
    let catalog = catalog();
    let key = |id: &str| catalog.hardware_key(id).unwrap();
    let model = |id: &str| catalog.model_key(id).unwrap();
    let asked = |id: &str, quant: &'static str, tokens: u32| Asked {
        model: model(id),
        quant,
        backend: Backend::Cuda,
        test: Test::Decode,
        tokens: Tokens::new(tokens),
    };
    let on = MeasuredOn::rig(catalog, key("nvidia-rtx-4090"), 1);
    let evidence = |asked: &Asked<'_>| on.evidence(asked, Family::CudaAda, &CONSTANTS);
    let same = asked("llama-3-8b-instruct", "Q4_K_M", 512);
    assert_eq!(evidence(&same), Evidence::Measured);
    assert!(on.same(&same).count() > 0);
    assert!(on.same(&same).all(|row| row.model == Measured::Listed(same.model)));
    assert_eq!(evidence(&asked("llama-3-8b-instruct", "Q6_K", 512)), Evidence::MeasuredNear);
    assert_eq!(evidence(&asked("llama-3-8b-instruct", "Q4_K_M", 60_000)), Evidence::MeasuredNear);
    assert_eq!(evidence(&asked("qwen3-32b", "Q4_K_M", 0)), Evidence::Extrapolated);
    let nowhere = MeasuredOn::rig(catalog, key("nvidia-b200"), 1);
    let far = nowhere.evidence(&asked("qwen3-32b", "Q4_K_M", 0), Family::CudaBlackwellHbm, &CONSTANTS);
    assert_eq!(far, Evidence::Estimated);
}
