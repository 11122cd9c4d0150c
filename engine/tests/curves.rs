//! Laws of what is drawn over context and users, against the answer beside it.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use will_it_run_engine::calculator::{Calculator, Served, Service};
use will_it_run_engine::catalog::Catalog;
use will_it_run_engine::fit::Fit;
use will_it_run_engine::question::{RawDevice, RawHost, RawQuestion, RawRig};
use will_it_run_engine::units::{Known, Tokens};

fn calculator() -> Calculator {
    Calculator::new(Catalog::from_json(include_str!("../../catalog.json")).unwrap())
}

fn on(model: &str, devices: &[&str]) -> RawQuestion {
    let device = |id: &&str| RawDevice { hardware: (*id).to_owned(), ..RawDevice::default() };
    RawQuestion {
        model: model.to_owned(),
        rig: RawRig {
            devices: devices.iter().map(device).collect(),
            host: Some(RawHost { memory_gib: Some(64.0), ..RawHost::default() }),
            ..RawRig::default()
        },
        ..RawQuestion::default()
    }
}

const CASES: [(&str, &[&str]); 6] = [
    ("qwen3-8b", &["nvidia-rtx-3060-12gb"]),
    ("gemma-3-27b-it", &["nvidia-rtx-4090"]),
    ("qwen3-30b-a3b", &["nvidia-rtx-4090", "nvidia-rtx-3060-12gb"]),
    ("llama-3.3-70b-instruct", &["nvidia-rtx-3090", "nvidia-rtx-3090"]),
    ("gpt-oss-20b", &["nvidia-l40s"]),
    ("qwen3-4b", &[]),
];

#[test]
fn memory_grows_with_context_and_crosses_where_the_longest_context_ends() {
    let calculator = calculator();
    let mut crossed = 0;
    for (model, devices) in CASES {
        let raw = on(model, devices);
        let contexts: Vec<Tokens> = (1..=64).map(|k| Tokens::new(k * 2048)).collect();
        let curve = calculator.memory_curve(&raw, &contexts).unwrap();
        let totals: Vec<u64> = curve.iter().map(|point| point.parts.total.get().unwrap().get()).collect();
        assert!(totals.is_sorted(), "{model}: {totals:?}");
        let longest = calculator.answer(&raw).unwrap().max_context.get();
        for (point, total) in curve.iter().zip(&totals) {
            let Known::Known(usable) = point.usable else { continue };
            if let Some(longest) = longest.filter(|longest| point.context <= *longest) {
                assert!(*total <= usable.get(), "{model}: {:?} of {longest:?} fits", point.context);
            } else if longest.is_some_and(|longest| point.context.get() >= longest.get() + 256) {
                crossed += 1;
            }
        }
        // The point at the question's own context is the answer's.
        let answer = calculator.answer(&RawQuestion { context: Some(4096), ..raw.clone() }).unwrap();
        if answer.fit != Fit::Marginal && answer.memory.per_device.len() == 1 {
            let own = calculator.memory_curve(&raw, &[Tokens::new(4096)]).unwrap();
            assert_eq!(own[0].parts, answer.memory.per_device[0].parts, "{model}");
        }
    }
    assert!(crossed > 10, "{crossed}");
}

#[test]
fn a_load_that_is_kept_up_with_takes_longer_the_more_there_is_of_it() {
    let calculator = calculator();
    let raw = RawQuestion { context: Some(4096), prompt: Some(1000), ..on("qwen3-8b", &["nvidia-rtx-4090"]) };
    let at = |requests_per_hour: f64| {
        let service = Service { requests_per_hour, answer: Tokens::new(500) };
        calculator.served(&raw, &service).unwrap().get().unwrap()
    };
    let mut last = 0.0;
    let mut behind = None;
    for requests in [1.0, 10.0, 100.0, 300.0, 1000.0, 3000.0, 10_000.0, 1e6] {
        match at(requests) {
            Served::Keeps { at_once, first, finished, half, nine_of_ten, prompts } => {
                assert!(behind.is_none(), "more is not easier");
                assert!(finished.get() >= last && first <= finished && half <= nine_of_ten);
                // Little's law: what is under way on average has a slot nearly always.
                let under_way = requests / 3600.0 * finished.get();
                assert!(under_way <= f64::from(at_once) && (0.0..1.0).contains(&prompts), "{requests}");
                last = finished.get();
            }
            Served::Behind { most_per_hour, .. } => {
                assert!(most_per_hour < requests);
                behind = Some(most_per_hour);
            }
        }
    }
    // What it says it could do, it can; a little more it cannot.
    let most = behind.unwrap();
    assert!(
        matches!(at(most * 0.98), Served::Keeps { .. }) && matches!(at(most * 1.02), Served::Behind { .. })
    );
    // One request at a time takes what the answer says.
    let answer = calculator.answer(&RawQuestion { users: Some(1), ..raw.clone() }).unwrap();
    let Served::Keeps { at_once, finished, .. } = at(0.001) else {
        panic!("one request an age is kept up with")
    };
    let alone = 1000.0 / answer.prefill.get().unwrap().tokens_per_second.get()
        + 500.0 / answer.decode.get().unwrap().tokens_per_second.get();
    assert!(at_once == 1 && (finished.get() / alone - 1.0).abs() < 1e-3, "{finished:?} {alone}");
}

#[test]
fn the_first_token_of_a_long_prompt_comes_before_the_answer_is_finished() {
    let calculator = calculator();
    for users in ["nvidia-rtx-3060-12gb", "nvidia-rtx-4090"] {
        let long = RawQuestion { context: Some(32_768), prompt: Some(32_000), ..on("qwen3-8b", &[users]) };
        let at = |requests_per_hour: f64| {
            let service = Service { requests_per_hour, answer: Tokens::new(100) };
            calculator.served(&long, &service).unwrap().get().unwrap()
        };
        let Served::Behind { most_per_hour, .. } = at(1e7) else { panic!("{users} keeps up with anything") };
        for share in [0.0, 0.3, 0.6, 0.9, 0.999, 1.0 - 1e-9, 1.0] {
            let Served::Keeps { first, finished, half, nine_of_ten, .. } = at(share * most_per_hour) else {
                assert!(share > 0.999_999, "{users}: {share}");
                continue;
            };
            assert!(first.get() > 0.0 && first < finished && half <= nine_of_ten, "{users}: {share}");
        }
    }
}

#[test]
fn the_most_users_fit_and_one_more_does_not() {
    let calculator = calculator();
    for (model, devices) in CASES {
        let raw = RawQuestion { context: Some(8192), ..on(model, devices) };
        let Known::Known(most) = calculator.most_users(&raw).unwrap() else { continue };
        let placed = |users: u32| {
            let answer = calculator.answer(&RawQuestion { users: Some(users), ..raw.clone() }).unwrap();
            (answer.fit != Fit::DoesNotFit, answer.placement.gpu_layers, answer.placement.cpu_moe_layers)
        };
        assert_eq!(placed(most), placed(1), "{model}: {most}");
        if most < 256 {
            assert_ne!(placed(most + 1), placed(1), "{model}: {most} and one");
        }
    }
}

/// A 30B mixture and a 70B on one card, with room on the host: the answer's own way is the fastest of those listed.
#[test]
fn the_answers_plan_is_the_fastest_of_its_ways() {
    let calculator = calculator();
    for (model, quant, device) in [
        ("qwen3-30b-a3b", "Q6_K", "nvidia-rtx-3060-12gb"),
        ("llama-3.3-70b-instruct", "Q4_K_M", "nvidia-rtx-4090"),
        ("gpt-oss-120b", "MXFP4_MOE", "nvidia-rtx-4090"),
        ("qwen3-8b", "Q4_K_M", "nvidia-rtx-4090"),
    ] {
        let host = RawHost { memory_gib: Some(128.0), ..RawHost::default() };
        let mut raw = RawQuestion { quant: Some(quant.to_owned()), ..on(model, &[device]) };
        raw.rig.host = Some(host);
        let plans = calculator.plans(&raw).unwrap();
        let answer = calculator.answer(&raw).unwrap();
        assert!(plans.len() >= 2, "{model}: {plans:?}");
        assert!(
            plans[0].chosen && plans.iter().filter(|plan| plan.chosen).count() == 1,
            "{model}: {plans:?}"
        );
        let rate = |rate: Known<will_it_run_engine::answer::Rate>| {
            rate.get().map(|rate| rate.tokens_per_second.get())
        };
        assert_eq!(
            (plans[0].placed, rate(plans[0].decode)),
            (answer.placement, rate(answer.decode)),
            "{model}"
        );
        assert!(plans.iter().any(|plan| plan.placed.gpu_layers == 0), "{model}: the host alone is a way");
    }
}
