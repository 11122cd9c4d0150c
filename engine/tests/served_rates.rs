//! Users on servers: what batches were measured to bring, against the answer.
//!
//! A row of the catalog with several users, or of vLLM, is asked as it was run. `decode` rows are steps of all users. `serve` rows are whole requests,
//! whose prompts are worked out between the steps, and count prompts too: at 32,784 tokens of prompt for 2,048 written, those written alone
//! would be more than the device can multiply for. vLLM's rows of one user are of 2023, before it captured graphs and had its kernels for 4 bits;
//! they are printed, and held to nothing.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;

use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::{Catalog, Count, Measured, Measurement, Test, Word};
use will_it_run_engine::question::{RawDevice, RawQuestion, RawRig};

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
