//! Users on servers: what batches were measured to bring, against the answer.
//!
//! A row of the catalog with several users, or of vLLM, is asked as it was run. `decode` rows are steps of all users. `serve` rows are whole requests,
//! whose prompts are worked out between the steps, and count prompts too: at 32,784 tokens of prompt for 2,048 written, those written alone
//! would be more than the device can multiply for. vLLM's rows of one user are of 2023, before it captured graphs and had its kernels for 4 bits;
//! they are printed, and held to nothing.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use std::collections::BTreeMap;

use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::{Catalog, Count, Measured, Measurement, Test, Word};
use will_it_run_engine::question::{RawDevice, RawQuestion, RawRig};

/// Steps of servers that are not in the catalog: tokens of all users a second while they write, from the mean time per token that
/// the sources print. Device, model, form, runtime, users, tokens in the context, rate.
///
/// H100 SXM, Qwen3-8B, ShareGPT (232 tokens of prompt and 221 written in the mean): github.com/gpustack/gpustack,
/// docs/performance-lab/qwen3-8b/h100-latency.md, November 2025, vLLM 0.11.0, SGLang 0.5.3, TensorRT-LLM 1.2.0rc1. RTX 4090, Qwen3-4B in 16
/// bits, 1,024 tokens: github.com/tenstorrent/tt-inference-server/issues/394, November 2025; in 8 bits: github.com/noonghunna/club-3090/issues/697,
/// July 2026; Qwen3-8B: github.com/AlexsJones/llmfit/pull/1046, September 2026. DGX Spark: 2,048 tokens, collected in May 2026 on
/// site-one-liart-13.vercel.app/en/benchmarks/2026-05-24-dgx-spark-model-throughput.
const STEPS: [(&str, &str, &str, &str, u32, u32, f64); 11] = [
    ("nvidia-h100-sxm", "qwen3-8b", "BF16", "vllm", 1, 343, 137.4),
    ("nvidia-h100-sxm", "qwen3-8b", "BF16", "vllm", 2, 343, 271.4),
    ("nvidia-h100-sxm", "qwen3-8b", "BF16", "vllm", 4, 343, 542.0),
    ("nvidia-h100-sxm", "qwen3-8b", "BF16", "vllm", 8, 343, 1037.6),
    ("nvidia-h100-sxm", "qwen3-8b", "BF16", "sglang", 4, 343, 556.3),
    ("nvidia-h100-sxm", "qwen3-8b", "FP8", "sglang", 4, 343, 708.0),
    ("nvidia-h100-sxm", "qwen3-8b", "BF16", "tensorrt-llm", 4, 343, 521.5),
    ("nvidia-rtx-4090", "qwen3-4b", "BF16", "vllm", 1, 1088, 97.2),
    ("nvidia-rtx-4090", "qwen3-4b-instruct-2507", "FP8", "vllm", 1, 512, 138.0),
    ("nvidia-rtx-4090", "qwen3-8b", "BF16", "vllm", 1, 512, 58.7),
    ("nvidia-dgx-spark", "llama-3.1-8b-instruct", "FP8", "sglang", 1, 2112, 20.5),
];

#[test]
fn steps_of_servers_of_today_take_what_was_measured() {
    let calculator = Calculator::new(Catalog::from_json(include_str!("../../catalog.json")).unwrap());
    let mut errors: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for (hardware, model, quant, runtime, users, tokens, measured) in STEPS {
        let device = RawDevice { hardware: hardware.to_owned(), ..RawDevice::default() };
        let question = RawQuestion {
            model: model.to_owned(),
            quant: Some(quant.to_owned()),
            runtime: Some(runtime.to_owned()),
            users: Some(users),
            context: Some(4096),
            depth: Some(tokens),
            rig: RawRig { devices: vec![device], ..RawRig::default() },
            ..RawQuestion::default()
        };
        let answer =
            calculator.answer(&question).unwrap_or_else(|fault| panic!("{hardware} {model}: {fault:?}"));
        let rate = answer.decode.as_ref().get().unwrap();
        let all = f64::from(users);
        let off = rate.tokens_per_second.get() * all / measured - 1.0;
        println!(
            "{:+6.1} % {hardware} {model} {quant} {runtime} {users} users: {:.0} ({:.0} to {:.0}) for {measured}",
            off * 100.0,
            rate.tokens_per_second.get() * all,
            rate.low.get() * all,
            rate.high.get() * all,
        );
        let kind = if users == 1 { "one user" } else { runtime };
        errors.entry(kind).or_default().push(off.abs());
    }
    let mut all: Vec<f64> = errors.values().flatten().copied().collect();
    all.sort_by(f64::total_cmp);
    println!("{errors:.2?}");
    assert!(all[all.len() / 2] <= 0.25 && all[all.len() - 1] <= 0.35, "{all:?}");
}

/// A row as a question; none where it does not say enough, or where the runtime has no such form.
fn question(catalog: &Catalog, row: &Measurement) -> Option<(RawQuestion, u32, u32)> {
    let (Measured::Listed(hardware), Measured::Listed(model)) = (&row.hardware, &row.model) else {
        return None;
    };
    let of = |count: Count| match count {
        Count::Of(n) => n,
        Count::Unknown => 0,
    };
    let users = match row.users {
        Count::Of(n) => n,
        Count::Unknown => return None,
    };
    let (runtime, quant) = match (row.engine.as_str(), &*row.quant) {
        ("vllm", "fp8" | "fp8-dynamic") => ("vllm", "FP8"),
        ("vllm", "f16") => ("vllm", "BF16"),
        ("vllm", "4bit (vllm default)") => ("vllm", "AWQ-INT4"),
        ("llama.cpp", "mxfp4") if users > 1 => ("llama.cpp", "MXFP4_MOE"),
        ("llama.cpp", quant) if users > 1 => ("llama.cpp", quant),
        _ => return None,
    };
    let (prompt, generated) = (of(row.prompt).max(of(row.depth)), of(row.generated));
    let device = RawDevice {
        hardware: catalog.device(*hardware).unwrap().id.to_string(),
        count: Some(row.devices.into()),
        ..RawDevice::default()
    };
    let question = RawQuestion {
        model: catalog.model(*model).unwrap().id.to_string(),
        quant: Some(quant.to_owned()),
        runtime: Some(runtime.to_owned()),
        users: Some(users),
        context: Some((prompt + generated).max(256)),
        depth: Some(prompt + generated / 2),
        prompt: Some(prompt.max(1)),
        rig: RawRig { devices: vec![device], ..RawRig::default() },
        ..RawQuestion::default()
    };
    Some((question, users, generated))
}

#[test]
fn batches_bring_what_was_measured() {
    let calculator = Calculator::new(Catalog::from_json(include_str!("../../catalog.json")).unwrap());
    let catalog = calculator.catalog();
    let mut errors: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for row in catalog.measurements() {
        let Some((raw, users, generated)) = question(catalog, row) else { continue };
        let Ok(answer) = calculator.answer(&raw) else { continue };
        let (Some(decode), Some(prefill)) = (answer.decode.get(), answer.prefill.get()) else { continue };
        let (rate, all) = (decode.tokens_per_second.get(), f64::from(users));
        let expected = match row.test {
            Test::Decode => rate * all,
            Test::Serve => {
                let prompts = all * f64::from(raw.prompt.unwrap()) / prefill.tokens_per_second.get();
                let written = f64::from(generated);
                all * (f64::from(raw.prompt.unwrap()) + written) / (written / rate + prompts)
            }
            Test::Prefill => continue,
        };
        let off = expected / row.speed.get() - 1.0;
        let kind = match (row.engine.as_str(), row.test, users) {
            ("vllm", Test::Serve, _) => "vllm, served",
            ("vllm", _, _) => "vllm, one user",
            _ => "llama.cpp, several users",
        };
        println!(
            "{:+6.1} % {} × {} {} {} users, {} + {}: {:.0} for {:.0}",
            off * 100.0,
            row.devices,
            raw.rig.devices.first().unwrap().hardware,
            raw.model,
            users,
            raw.prompt.unwrap(),
            generated,
            expected,
            row.speed.get()
        );
        errors.entry(kind).or_default().push(off.abs());
    }
    for (kind, rows, within) in [
        ("llama.cpp, several users", 18, 0.21),
        ("vllm, served", 13, 0.15),
        ("vllm, one user", 16, f64::INFINITY),
    ] {
        let own = errors.get_mut(kind).unwrap();
        own.sort_by(f64::total_cmp);
        let median = own.get(own.len() / 2).unwrap();
        println!("{kind}: {} rows, median {:.1} %", own.len(), median * 100.0);
        assert!(own.len() >= rows && *median <= within, "{kind}: {} rows, median {median}", own.len());
    }
}
