//! Laws of fine-tuning over generated questions: more is never less, parts add up, sharding never costs, the lighter method never takes more.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::Catalog;
use will_it_run_engine::question::{RawDevice, RawHost, RawRig};
use will_it_run_engine::tune::{
    Checkpointing, Logits, Method, Optimizer, Precision, RawTune, Sharding, Targets, TuneAnswer,
};
use will_it_run_engine::units::Known;

thread_local! {
    static CALCULATOR: Calculator =
        Calculator::new(Catalog::from_json(include_str!("../../catalog.json")).unwrap());
}

const MODELS: &[&str] = &[
    "llama-3.1-8b-instruct",
    "llama-3.2-1b-instruct",
    "qwen3-14b",
    "gemma-3-4b-it",
    "phi-4",
    "qwen3-30b-a3b",
    "mixtral-8x7b-instruct-v0.1",
    "deepseek-v2-lite-chat",
    "gpt-oss-20b",
    "qwen3.5-9b",
];

fn word<T: Copy>(
    all: &'static [T],
    word: impl Fn(T) -> &'static str + Copy,
) -> impl Strategy<Value = Option<String>> {
    (0..all.len()).prop_map(move |at| all.get(at).map(|choice| word(*choice).to_owned()))
}

fn asked() -> impl Strategy<Value = RawTune> {
    let words = (
        word(Method::ALL, Method::word),
        word(Targets::ALL, Targets::word),
        word(Precision::ALL, Precision::word),
        word(Optimizer::ALL, Optimizer::word),
        word(Checkpointing::ALL, Checkpointing::word),
        word(Sharding::ALL, Sharding::word),
        word(Logits::ALL, Logits::word),
    );
    // Ranks and lengths that somebody trains with: an adapter as large as its matrix is no smaller than the matrix.
    let numbers = (1..65_u32, 1..8192_u32, 1..9_u32, 1..3_u32, 1..9_u32, 8.0..200.0_f64);
    (0..MODELS.len(), words, numbers, any::<(bool, bool)>()).prop_map(
        |(
            model,
            (method, targets, precision, optimizer, checkpointing, sharding, logits),
            numbers,
            flags,
        )| {
            let (rank, sequence, batch, accumulation, count, memory) = numbers;
            let device = RawDevice {
                hardware: "nvidia-h100-sxm".to_owned(),
                count: Some(count),
                memory_gib: Some(memory),
                usable_gib: None,
            };
            let host = RawHost { memory_gib: Some(256.0), ..RawHost::default() };
            RawTune {
                model: MODELS.get(model).copied().unwrap_or_default().to_owned(),
                rig: RawRig { devices: vec![device], host: Some(host), ..RawRig::default() },
                method,
                rank: Some(rank),
                targets,
                precision,
                optimizer,
                sequence: Some(sequence),
                batch: Some(batch),
                accumulation: Some(accumulation),
                checkpointing,
                flash_attention: Some(flags.0),
                sharding,
                offload_optimizer: Some(flags.1),
                logits,
                ..RawTune::default()
            }
        },
    )
}

fn answer(raw: &RawTune) -> TuneAnswer {
    CALCULATOR.with(|calculator| calculator.tune(raw)).unwrap()
}

fn total(answer: &TuneAnswer) -> u64 {
    answer.device.at_least().get()
}

fn with_count(raw: &RawTune, count: u32) -> RawTune {
    let mut raw = raw.clone();
    for device in &mut raw.rig.devices {
        device.count = Some(count);
    }
    raw
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::with_cases(256) })]

    #[test]
    fn parts_add_up_and_the_verdict_follows(raw in asked()) {
        let answer = answer(&raw);
        let parts = answer.device.components();
        let known = parts.iter().all(|(_, part)| part.is_known());
        let sum: u64 = parts.iter().filter_map(|(_, part)| part.get()).map(|part| part.get()).sum();
        prop_assert_eq!(answer.device.total.get().map(|total| total.get()), known.then_some(sum));
        let room = answer.devices.iter().map(|device| device.usable.get()).min().unwrap();
        prop_assert!(!answer.fit.runs() || sum <= room);
        if let (Known::Known(sequence), true) = (answer.max_sequence, answer.fit.runs()) {
            prop_assert!(sequence >= raw.sequence.unwrap().min(sequence.max(1)));
            prop_assert!(answer.max_batch.get().unwrap() >= raw.batch.unwrap());
        }
        for fix in &answer.fixes {
            prop_assert!(fix.fit.rank() > answer.fit.rank());
        }
    }

    #[test]
    fn the_most_that_fits_fits_and_one_more_does_not(raw in asked()) {
        let found = answer(&raw);
        if let Known::Known(batch @ 1..) = found.max_batch {
            let at = |batch| answer(&RawTune { batch: Some(batch), ..raw.clone() }).fit.runs();
            prop_assert!(at(batch) && (batch == 65_536 || !at(batch + 1)));
        }
        if let Known::Known(sequence @ 1..) = found.max_sequence {
            let at = RawTune { sequence: Some(sequence), ..raw.clone() };
            prop_assert!(answer(&at).fit.runs());
        }
    }

    #[test]
    fn more_never_needs_less(raw in asked(), more in 1..2048_u32) {
        let now = answer(&raw);
        let longer = RawTune { sequence: raw.sequence.map(|n| n + more), ..raw.clone() };
        let larger = RawTune { batch: raw.batch.map(|n| n + 1), ..raw.clone() };
        let higher = RawTune { rank: raw.rank.map(|n| n + more.min(64)), ..raw.clone() };
        for other in [longer, larger, higher] {
            prop_assert!(total(&answer(&other)) >= total(&now));
        }
        let mut roomier = raw.clone();
        for device in &mut roomier.rig.devices {
            device.memory_gib = device.memory_gib.map(|gib| gib + f64::from(more) / 16.0);
        }
        prop_assert!(answer(&roomier).fit.rank() >= now.fit.rank());
    }

    #[test]
    fn lighter_methods_never_take_more(raw in asked()) {
        // One device, and host with it: where states lie, and over how many they are spread, is another choice.
        let raw = with_count(&raw, 1);
        let with = |method: Method| {
            let found = answer(&RawTune { method: Some(method.word().to_owned()), ..raw.clone() });
            total(&found) + found.host.get()
        };
        let [qlora, lora, full] = [Method::Qlora, Method::Lora, Method::Full].map(with);
        prop_assert!(qlora <= lora, "{} {}", qlora, lora);
        // Adapters of every expert are many, and what keeps no states leaves little that adapters save.
        let few_adapters = raw.targets.as_deref() != Some("all-linear") || !raw.model.contains("30b-a3b");
        let states = !["sgd", "adafactor"].map(Some).contains(&raw.optimizer.as_deref());
        if few_adapters && states {
            prop_assert!(lora <= full, "{} {}", lora, full);
        }
    }

    #[test]
    fn recomputing_fusing_and_sharding_never_take_more(raw in asked()) {
        let now = total(&answer(&raw));
        let recomputed = RawTune { checkpointing: Some("full".to_owned()), ..raw.clone() };
        let bare = RawTune { checkpointing: Some("none".to_owned()), ..raw.clone() };
        prop_assert!(total(&answer(&recomputed)) <= total(&answer(&bare)));
        let fused = RawTune { logits: Some("fused".to_owned()), ..raw.clone() };
        prop_assert!(total(&answer(&fused)) <= now);
        let states = |offloaded: bool| {
            total(&answer(&RawTune { offload_optimizer: Some(offloaded), ..raw.clone() }))
        };
        prop_assert!(states(true) <= states(false));
    }

    #[test]
    fn more_devices_never_need_more_of_each(raw in asked(), count in 1..16_u32) {
        for sharding in ["zero-1", "zero-2", "zero-3"] {
            let raw = RawTune { sharding: Some(sharding.to_owned()), ..raw.clone() };
            let (fewer, more) = (answer(&with_count(&raw, count)), answer(&with_count(&raw, count + 1)));
            prop_assert!(total(&more) <= total(&fewer), "{}: {} {}", sharding, total(&more), total(&fewer));
        }
        let alone = |sharding: &str| total(&answer(&with_count(&RawTune { sharding: Some(sharding.to_owned()), ..raw.clone() }, 1)));
        prop_assert_eq!(alone("ddp"), alone("zero-3"));
    }
}
