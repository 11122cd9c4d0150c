//! Weights read from a disk: held to the few published reports, and to what must hold of any disk.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

use serde::Deserialize;
use will_it_run_engine::calculator::{Calculator, DiskReading, DiskRefusal, FromDisk};
use will_it_run_engine::catalog::Catalog;
use will_it_run_engine::evidence::Evidence;
use will_it_run_engine::host::Disk;
use will_it_run_engine::question::{RawDevice, RawHost, RawQuestion, RawRig};

fn calculator() -> Calculator {
    Calculator::new(Catalog::from_json(include_str!("../../catalog.json")).expect("the catalog is sound"))
}

fn reading(calculator: &Calculator, question: &RawQuestion, gb_s: f64) -> DiskReading {
    calculator.from_disk(question, Disk::gb_s(gb_s).expect("a disk")).expect("a question")
}

fn found(calculator: &Calculator, question: &RawQuestion, gb_s: f64) -> FromDisk {
    match reading(calculator, question, gb_s) {
        DiskReading::FromDisk(found) => *found,
        other => panic!("{question:?}: {other:?}"),
    }
}

fn question(model: &str, devices: &[&str], ram: f64) -> RawQuestion {
    let device = |name: &&str| RawDevice { hardware: (*name).to_owned(), ..RawDevice::default() };
    RawQuestion {
        model: model.to_owned(),
        context: Some(4096),
        rig: RawRig {
            devices: devices.iter().map(device).collect(),
            host: Some(RawHost { memory_gib: Some(ram), bandwidth_gb_s: Some(89.6) }),
            ..RawRig::default()
        },
        ..RawQuestion::default()
    }
}

#[derive(Deserialize)]
struct Published {
    source: String,
    stands_for: String,
    disk_gb_s: f64,
    decode: [f64; 2],
    question: RawQuestion,
}

/// Few measured this, and none said all that is needed; so a report must lie in the range, and errors of the middle are printed.
#[test]
fn published_reports_lie_in_the_range() {
    let calculator = calculator();
    let lines = include_str!("data/published_disk.jsonl").lines();
    for line in lines {
        let row: Published = serde_json::from_str(line).expect(line);
        let found = found(&calculator, &row.question, row.disk_gb_s);
        let rate = found.decode.get().expect("a language model");
        let middle = (row.decode[0] + row.decode[1]) / 2.0;
        let ours = rate.tokens_per_second.get();
        println!(
            "{}\n  ({}; mapped {:.1} GB, short of {:.1} GB)\n  reported {:?}, ours {ours:.3} ({:.3} to {:.3}, ceiling {:.3}): off by a factor of {:.2}",
            row.source,
            row.stands_for,
            found.mapped.as_gb(),
            found.short.as_gb(),
            row.decode,
            rate.low.get(),
            rate.high.get(),
            rate.ceiling.get(),
            (ours / middle).max(middle / ours),
        );
        assert!(rate.low.get() <= row.decode[0] && row.decode[1] <= rate.high.get(), "{}", row.source);
    }
}

#[test]
fn rates_are_in_order_and_better_hardware_is_never_slower() {
    let calculator = calculator();
    let mut seen = 0;
    for (model, devices) in [
        ("llama-3.3-70b-instruct", &[][..]),
        ("llama-3.3-70b-instruct", &["nvidia-rtx-3060-12gb"][..]),
        ("qwen3-235b-a22b", &["nvidia-rtx-4090"][..]),
        ("deepseek-r1", &["nvidia-rtx-4090"][..]),
    ] {
        let mut last: Option<FromDisk> = None;
        for ram in [16.0, 24.0, 32.0, 48.0, 64.0, 96.0, 128.0, 256.0] {
            let asked = question(model, devices, ram);
            let DiskReading::FromDisk(slow) = reading(&calculator, &asked, 1.0) else { continue };
            let fast = found(&calculator, &asked, 7.0);
            let (slow_rate, rate) = (slow.decode.get().expect("known"), fast.decode.get().expect("known"));
            for rate in [slow_rate, rate, fast.prefill.get().expect("known")] {
                assert!(rate.low <= rate.tokens_per_second && rate.tokens_per_second <= rate.high);
                assert!(rate.high <= rate.ceiling && rate.low.get() > 0.0);
                assert_eq!(rate.evidence, Evidence::Estimated);
            }
            assert!(slow_rate.low <= rate.low && slow_rate.high <= rate.high);
            assert!(slow_rate.tokens_per_second <= rate.tokens_per_second);
            assert!(fast.per_token.least <= fast.per_token.most && fast.per_token.most.fits(fast.mapped));
            assert_eq!(fast.held + fast.short, fast.mapped);
            assert!((fast.in_ram + fast.held).fits(fast.host_usable));
            if let Some(last) = &last {
                assert!(fast.short <= last.short && fast.per_token.most <= last.per_token.most);
                let before = last.decode.get().expect("known");
                assert!(before.low <= rate.low && before.high <= rate.high, "{model} {ram}");
            }
            last = Some(fast);
            seen += 1;
        }
    }
    assert!(seen >= 12, "only {seen}");
}

/// A dense model reads at least what is missing and at most all of it, for every token.
#[test]
fn a_dense_model_reads_what_is_missing() {
    let found = found(&calculator(), &question("llama-3.3-70b-instruct", &[], 32.0), 3.5);
    // The embedding table is looked up, not read.
    assert!(found.per_token.least <= found.short && found.short < found.per_token.most);
    let ceiling = found.decode.get().expect("known").ceiling.get();
    assert!(ceiling <= 3.5e9 / found.per_token.least.as_f64() * (1.0 + 1e-9));
}

#[test]
fn a_disk_helps_only_where_ram_is_short() {
    let calculator = calculator();
    let fits = question("qwen3-8b", &["nvidia-rtx-4090"], 32.0);
    assert_eq!(reading(&calculator, &fits, 7.0), DiskReading::NotNeeded);
    let why = |question: &RawQuestion| match reading(&calculator, question, 7.0) {
        DiskReading::CannotHelp { why } => why,
        other => panic!("{question:?}: {other:?}"),
    };
    let large = question("llama-3.3-70b-instruct", &["nvidia-rtx-4090"], 8.0);
    let device = RawQuestion { placement: Some("device".to_owned()), ..large.clone() };
    assert_eq!(why(&device), DiskRefusal::PlacementIsDevice);
    let vllm = RawQuestion { runtime: Some("vllm".to_owned()), ..large.clone() };
    assert_eq!(why(&vllm), DiskRefusal::RuntimeCopiesWeights);
    let long = RawQuestion {
        context: Some(131_072),
        users: Some(4),
        rig: RawRig { devices: Vec::new(), ..large.rig },
        ..large
    };
    assert_eq!(why(&long), DiskRefusal::BuffersDoNotFit);
}
