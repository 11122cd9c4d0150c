//! Runtimes with rules of their own against what they, or their users, published: what a log printed of weights, caches and activations.
//!
//! A case is a line of `data/published_runtimes.jsonl`: the question, which part of the memory, what was published in bytes, and how far off the rule may
//! be. `GB` in logs of PyTorch programs are 2³⁰ bytes; MLX's are 10⁹.
//! `published_runtimes_left_out.md` beside the data names what was found and cannot be asked, with the reason.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use serde::Deserialize;
use will_it_run_engine::answer::{Answer, Change, Parts};
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::Catalog;
use will_it_run_engine::question::{Fault, RawDevice, RawHost, RawQuestion, RawRig, Runtime};
use will_it_run_engine::units::{Bytes, Known};
use will_it_run_engine::weights::Quant;

#[derive(Deserialize)]
struct Case {
    id: String,
    part: String,
    bytes: u64,
    within: f64,
    question: RawQuestion,
}

fn calculator() -> Calculator {
    Calculator::new(Catalog::from_json(include_str!("../../catalog.json")).unwrap())
}

fn part(parts: &Parts, name: &str) -> Bytes {
    let found = match name {
        "weights" => parts.weights,
        "recurrent" => parts.recurrent,
        "cache" => parts
            .kv_cache
            .zip(parts.kv_cache_swa)
            .zip(parts.recurrent)
            .map(|((all, windows), state)| all + windows + state),
        "kv_cache" => parts.kv_cache.zip(parts.kv_cache_swa).map(|(all, windows)| all + windows),
        "compute" => parts.compute,
        "total" => parts.total,
        other => panic!("no part {other}"),
    };
    found.get().unwrap()
}

/// What the answer says of the part that was published: bytes, or tokens that fit.
fn found(answer: &Answer, name: &str) -> f64 {
    let device = || &answer.memory.per_device.first().unwrap().parts;
    match name {
        "host" => answer.memory.host.total.get().unwrap().as_f64(),
        "host_weights" => answer.memory.host.weights.get().unwrap().as_f64(),
        "weights+projector" => (device().weights.get().unwrap() + device().projector.get().unwrap()).as_f64(),
        "tokens" => answer.max_context.get().unwrap().as_f64(),
        name => part(device(), name).as_f64(),
    }
}

#[test]
fn published_figures_are_met() {
    let calculator = calculator();
    let mut seen: Vec<(String, f64)> = Vec::new();
    let mut missed = Vec::new();
    for line in include_str!("data/published_runtimes.jsonl").lines() {
        let case: Case = serde_json::from_str(line).unwrap();
        let answer =
            calculator.answer(&case.question).unwrap_or_else(|fault| panic!("{}: {fault:?}", case.id));
        let found = found(&answer, &case.part);
        let off = found / case.bytes as f64 - 1.0;
        println!("{:+.2} % {}", off * 100.0, case.id);
        if off.abs() > case.within {
            missed.push(format!("{}: {found} for {}, {:+.2} %", case.id, case.bytes, off * 100.0));
        }
        seen.push((case.question.runtime.unwrap(), off.abs()));
    }
    for &runtime in Runtime::ALL.iter().filter(|&&runtime| runtime != Runtime::LlamaCpp) {
        let mut own: Vec<f64> =
            seen.iter().filter(|(word, _)| word == runtime.word()).map(|(_, off)| *off).collect();
        own.sort_by(f64::total_cmp);
        println!("{}: {} figures, median {:.2} %", runtime.word(), own.len(), own[own.len() / 2] * 100.0);
        assert!(own.len() >= 3, "{}", runtime.word());
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

fn asked(runtime: Runtime, model: &str, hardware: &str, count: u32) -> RawQuestion {
    RawQuestion {
        model: model.to_owned(),
        runtime: Some(runtime.word().to_owned()),
        rig: RawRig {
            devices: vec![RawDevice {
                hardware: hardware.to_owned(),
                count: Some(count),
                ..RawDevice::default()
            }],
            host: Some(RawHost { memory_gib: Some(256.0), ..RawHost::default() }),
            ..RawRig::default()
        },
        ..RawQuestion::default()
    }
}

/// Where a runtime runs: a device it drives.
fn home(runtime: Runtime) -> (&'static str, Option<f64>) {
    if runtime == Runtime::Mlx { ("apple-m4-max-40c", Some(128.0)) } else { ("nvidia-h100-sxm", None) }
}

#[test]
fn what_does_not_exist_is_refused_with_the_nearest_that_does() {
    let calculator = calculator();
    for &runtime in Runtime::ALL.iter().filter(|runtime| runtime.rules().is_some()) {
        let (hardware, memory) = home(runtime);
        let mut raw = asked(runtime, "qwen3-8b", hardware, 1);
        raw.rig.devices.iter_mut().for_each(|device| device.memory_gib = memory);
        let usual = calculator.answer(&raw).unwrap();
        assert!(usual.fit.runs(), "{}", runtime.word());
        // What it does not run names another that, asked for, is answered.
        raw.quant = Some("Q4_K_M".to_owned());
        let fault = calculator.answer(&raw).unwrap_err();
        assert_eq!((fault.code.as_str(), fault.field.as_str()), ("not-with-runtime", "quant"));
        raw.quant = fault.near.first().cloned();
        assert!(calculator.answer(&raw).is_ok(), "{raw:?}");
        raw.quant = Some("Q99".to_owned());
        assert_eq!(calculator.answer(&raw).unwrap_err().code.as_str(), "unknown-quant");
        raw.quant = None;
        raw.kv_k = Some("iq4_nl".to_owned());
        let fault = calculator.answer(&raw).unwrap_err();
        assert_eq!(fault.field, "kv_k");
        raw.kv_k = fault.near.last().cloned();
        assert!(calculator.answer(&raw).is_ok(), "{raw:?}");
        let mut elsewhere = asked(runtime, "qwen3-8b", "intel-arc-b580", 1);
        assert_eq!(calculator.answer(&elsewhere).unwrap_err().field, "runtime");
        elsewhere.rig.devices.clear();
        assert_eq!(calculator.answer(&elsewhere).unwrap_err().field, "runtime");
    }
    assert_eq!(
        calculator.answer(&asked(Runtime::Vllm, "qwen3-8b", "nvidia-tesla-p40", 1)).unwrap_err().field,
        "runtime"
    );
    let dense = calculator.answer(&asked(Runtime::KTransformers, "qwen3-8b", "nvidia-rtx-4090", 1));
    assert_eq!(dense.unwrap_err().code.as_str(), "not-with-runtime");
    // llama.cpp reads none of the others' forms.
    let raw = RawQuestion {
        quant: Some("FP8".to_owned()),
        ..asked(Runtime::LlamaCpp, "qwen3-8b", "nvidia-rtx-4090", 1)
    };
    assert_eq!(calculator.answer(&raw).unwrap_err().near.first().map(String::as_str), Some("Q8_0"));
}

/// An architecture that a runtime has no models of names a runtime that has; what nobody looked up is not refused.
#[test]
fn models_are_refused_where_a_runtime_has_none_of_their_kind() {
    let calculator = calculator();
    let mut refused = 0;
    for model in calculator.catalog().models() {
        let family = model.gguf.as_ref().get().map(|figures| figures.architecture);
        for &runtime in Runtime::ALL {
            let (hardware, memory) = home(runtime);
            let mut raw = asked(runtime, &model.id, hardware, 1);
            raw.rig.devices.iter_mut().for_each(|device| device.memory_gib = memory);
            let answer = calculator.answer(&raw);
            if !family.is_some_and(|family| runtime.lacks(family)) {
                let kind = |fault: &Fault| fault.message.contains("architecture");
                assert!(!answer.as_ref().is_err_and(kind), "{} {}", model.id, runtime.word());
                continue;
            }
            let fault = answer.unwrap_err();
            assert_eq!((fault.code.as_str(), fault.field.as_str()), ("not-with-runtime", "runtime"));
            if fault.message.contains("architecture") {
                refused += 1;
                raw.runtime = fault.near.first().cloned();
                assert!(calculator.answer(&raw).is_ok(), "{} in {:?}", model.id, raw.runtime);
            }
        }
    }
    assert!(refused > 100, "{refused}");
}

/// MXFP4 is had where a maker published it, and listed nowhere else.
#[test]
fn no_form_is_offered_that_nobody_can_load() {
    let calculator = calculator();
    let forms = |model: &str| {
        let rows = calculator.quants(&asked(Runtime::Vllm, model, "nvidia-h100-sxm", 1)).unwrap();
        rows.iter().map(|row| row.quant).collect::<Vec<_>>()
    };
    assert!(forms("gpt-oss-20b").contains(&"MXFP4") && !forms("qwen3-8b").contains(&"MXFP4"));
    let raw = |quant: &str| RawQuestion {
        quant: Some(quant.to_owned()),
        ..asked(Runtime::TensorRt, "qwen3-8b", "nvidia-b200", 1)
    };
    let fault = calculator.answer(&raw("MXFP4")).unwrap_err();
    assert_eq!((fault.code.as_str(), fault.field.as_str()), ("not-with-runtime", "quant"));
    assert!(calculator.answer(&raw(fault.near.first().unwrap())).is_ok(), "{fault:?}");
}

#[test]
fn a_split_by_tensors_needs_heads_that_divide() {
    let calculator = calculator();
    for count in 1..=8 {
        // 28 heads of queries and 4 of keys and values.
        let raw = asked(Runtime::Vllm, "qwen2.5-7b-instruct", "nvidia-h100-sxm", count);
        let answer = calculator.answer(&raw).unwrap();
        assert_eq!(answer.fit.runs(), [1, 2, 4].contains(&count), "{count}");
    }
}

/// Over the whole catalog: nothing is shown as fitting above what is usable, parts add up, and no speed is above its ceiling.
#[test]
fn laws_hold_for_every_model_and_runtime() {
    let calculator = calculator();
    let mut answered = 0;
    for model in calculator.catalog().models() {
        for &runtime in Runtime::ALL.iter().filter(|runtime| runtime.rules().is_some()) {
            for count in [1, 2, 8] {
                let (hardware, memory) = home(runtime);
                let mut raw = asked(runtime, &model.id, hardware, count);
                raw.rig.devices.iter_mut().for_each(|device| device.memory_gib = memory);
                let Ok(answer) = calculator.answer(&raw) else { continue };
                answered += 1;
                let devices = &answer.memory.per_device;
                let sum: Bytes = devices.iter().filter_map(|device| device.parts.total.get()).sum();
                if let Known::Known(all) = answer.memory.device.total {
                    assert_eq!(sum, all, "{} {}", model.id, runtime.word());
                }
                if answer.fit.runs() {
                    for device in devices {
                        let total = device.parts.total.get().unwrap();
                        assert!(total <= device.usable, "{} {}", model.id, runtime.word());
                    }
                }
                if let Known::Known(rate) = answer.decode {
                    assert!(rate.low <= rate.tokens_per_second && rate.high <= rate.ceiling, "{}", model.id);
                }
            }
        }
    }
    assert!(answered > 1500, "{answered}");
}

/// What an answer proposes is a question that is answered as it says.
#[test]
fn fixes_hold_when_they_are_taken() {
    let calculator = calculator();
    let mut taken = 0;
    for &runtime in Runtime::ALL.iter().filter(|runtime| runtime.rules().is_some()) {
        let (hardware, memory) = home(runtime);
        for model in ["llama-3.3-70b-instruct", "qwen3-32b", "gemma-3-27b-it", "gpt-oss-120b"] {
            let mut raw = asked(runtime, model, hardware, 1);
            raw.rig.devices.iter_mut().for_each(|device| device.memory_gib = memory);
            raw.context = Some(131_072);
            raw.users = Some(4);
            for fix in calculator.answer(&raw).unwrap().fixes {
                let mut fixed = raw.clone();
                match fix.change {
                    Change::Quant { quant } => fixed.quant = Some(quant.to_owned()),
                    Change::Context { context } => fixed.context = Some(context),
                    Change::KvType { kv } => {
                        (fixed.kv_k, fixed.kv_v) = (Some(kv.to_owned()), Some(kv.to_owned()));
                    }
                    Change::Users { users } => fixed.users = Some(users),
                    Change::Devices { count } => {
                        fixed.rig.devices.iter_mut().for_each(|device| device.count = Some(count));
                    }
                    Change::CpuMoe { .. } => panic!("{} keeps nothing on the host", runtime.word()),
                }
                let answer = calculator.answer(&fixed).unwrap_or_else(|fault| panic!("{fault:?}"));
                assert_eq!(answer.fit, fix.fit, "{} {model} {:?}", runtime.word(), fix.change);
                taken += 1;
            }
            assert!(calculator.plans(&raw).unwrap().len() <= 1);
        }
    }
    assert!(taken > 20, "{taken}");
}

#[test]
fn every_form_weighs_what_its_bits_say() {
    let calculator = calculator();
    for &runtime in Runtime::ALL.iter().filter(|runtime| runtime.rules().is_some()) {
        for quant in runtime.quants() {
            let weights = calculator.weights("llama-3.1-70b-instruct", *quant, Default::default());
            let Ok(weights) = weights else { panic!("{}", quant.label()) };
            let bits = weights.file.as_f64() * 8.0 / 70_553_706_496.0;
            let nominal = f64::from(quant.nominal_bits());
            // Embedding and head stay at 16 bits in some: 3 % of this model. MXFP4 is for experts, and this one has none; nobody is offered it.
            if *quant != Quant::HF_MXFP4 {
                assert!(bits >= nominal && bits <= nominal * 1.0 + 1.0, "{} {bits}", quant.label());
            }
        }
    }
}
