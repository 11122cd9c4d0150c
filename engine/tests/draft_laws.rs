//! Laws of drafters over the catalog: no gain of nothing, never above what a cycle can yield, parts that add up, more memory never worse.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::Catalog;
use will_it_run_engine::draft::{Cycle, DraftAnswer, RawDraft, break_even, tokens_per_cycle};
use will_it_run_engine::question::{RawDevice, RawHost, RawQuestion, RawRig};
use will_it_run_engine::units::{Known, Seconds};

thread_local! {
    static CALCULATOR: Calculator =
        Calculator::new(Catalog::from_json(include_str!("../../catalog.json")).unwrap());
}

const PAIRS: &[(&str, &str)] = &[
    ("llama-3.1-70b-instruct", "llama-3.2-1b-instruct"),
    ("qwen3-32b", "qwen3-0.6b"),
    ("qwen3-30b-a3b", "qwen3-1.7b"),
    ("qwen3-8b", "qwen3-8b"),
    ("qwen3.6-27b", "mtp"),
    ("qwen3.6-35b-a3b", "mtp"),
    ("glm-4.5-air", "mtp"),
    ("nemotron-3-super-120b-a12b", "mtp"),
    ("gemma-3-27b-it", "gemma-3-1b-it"),
];
const DEVICES: &[&str] =
    &["nvidia-rtx-3060-12gb", "nvidia-rtx-4090", "nvidia-h100-sxm", "amd-rx-7900-xtx", "apple-m3-ultra-60c"];

#[derive(Debug, Clone)]
struct Asked {
    pair: usize,
    device: usize,
    count: u32,
    memory: f64,
    context: u32,
    users: u32,
    tokens: u32,
    host: bool,
}

fn asked() -> impl Strategy<Value = Asked> {
    let rig = (0..DEVICES.len(), 1..4_u32, 8.0..200.0_f64, any::<bool>());
    (0..PAIRS.len(), rig, 256..40_000_u32, 1..9_u32, 1..17_u32).prop_map(
        |(pair, (device, count, memory, host), context, users, tokens)| Asked {
            pair,
            device,
            count: if device == 4 { 1 } else { count },
            memory,
            context,
            users,
            tokens,
            host,
        },
    )
}

fn answer(asked: &Asked) -> DraftAnswer {
    let &(model, draft) = PAIRS.get(asked.pair).unwrap();
    let device = RawDevice {
        hardware: (*DEVICES.get(asked.device).unwrap()).to_owned(),
        count: Some(asked.count),
        memory_gib: Some(asked.memory),
        usable_gib: None,
    };
    let host = RawHost { memory_gib: Some(512.0), ..RawHost::default() };
    let raw = RawQuestion {
        model: model.to_owned(),
        context: Some(asked.context),
        users: Some(asked.users),
        rig: RawRig { devices: vec![device], host: asked.host.then_some(host), ..RawRig::default() },
        ..RawQuestion::default()
    };
    let draft = RawDraft { tokens: Some(asked.tokens), ..RawDraft::word(draft) };
    CALCULATOR.with(|calculator| calculator.draft(&raw, &draft)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::with_cases(256) })]

    #[test]
    fn no_gain_of_nothing_and_never_above_all_tokens(asked in asked()) {
        let answer = answer(&asked);
        let all = f64::from(asked.tokens) + 1.0;
        if let Known::Known(cycle) = answer.cycle {
            prop_assert!(cycle.gain(0.0) <= 1.0 + 1e-9, "{:?}", cycle);
            prop_assert!(cycle.gain(1.0) <= all + 1e-9, "{:?}", cycle);
            prop_assert!(cycle.longest_check.get() >= cycle.check.get() * (1.0 - 1e-9));
        }
        for gain in &answer.gains {
            prop_assert!(gain.gain.low > 0.0 && gain.gain.low <= gain.gain.high && gain.gain.high <= all);
            prop_assert!(gain.decode.low <= gain.decode.high);
        }
        prop_assert_eq!(answer.gains.is_empty(), answer.cycle == Known::Unknown);
    }

    #[test]
    fn parts_add_up(asked in asked()) {
        let memory = answer(&asked).memory;
        for device in &memory.per_device {
            for parts in [&device.draft, &device.model] {
                let sum: u64 = parts.components().iter().map(|part| part.get().unwrap().get()).sum();
                prop_assert_eq!(parts.total.get().unwrap().get(), sum);
            }
            let both = device.draft.total.get().unwrap() + device.model.total.get().unwrap();
            prop_assert_eq!(device.total.get().unwrap(), both);
        }
        let all: u64 = memory.per_device.iter().map(|device| device.draft.total.get().unwrap().get()).sum();
        prop_assert_eq!(memory.device.total.get().unwrap().get(), all);
    }

    #[test]
    fn more_memory_never_worsens_a_fit_and_more_tokens_never_take_less(asked in asked(), more in 0.0..64.0_f64) {
        let less = answer(&asked);
        let larger = answer(&Asked { memory: asked.memory + more, ..asked.clone() });
        prop_assert!(larger.fit.rank() >= less.fit.rank(), "{:?} {:?}", less.fit, larger.fit);
        let longer = answer(&Asked { tokens: asked.tokens + 1, ..asked.clone() });
        let total = |answer: &DraftAnswer| answer.memory.device.at_least() + answer.memory.host.at_least();
        if longer.placement == less.placement {
            prop_assert!(total(&longer) >= total(&less));
        }
    }

    #[test]
    fn sums_of_any_cycle(step in 1e-4..1.0_f64, guess in 0.0..1.0_f64, extra in 0.0..3.0_f64, guesses in 1..65_u32, a in 0.0..1.0_f64) {
        let check = Seconds::new(step * (1.0 + extra));
        let cycle =
            Cycle { step: Seconds::new(step), guess: Seconds::new(guess), guesses, check, longest_check: check };
        prop_assert!(cycle.gain(0.0) <= 1.0);
        prop_assert!(cycle.gain(a) <= f64::from(guesses) + 1.0);
        prop_assert!(cycle.gain(a) <= cycle.gain((a + 1.0) / 2.0) + 1e-12);
        prop_assert!(tokens_per_cycle(a, guesses) >= 1.0);
        match break_even(&cycle) {
            Known::Known(even) => prop_assert!((cycle.gain(even) - 1.0).abs() < 0.05 || even < 1e-5 || guesses > 8),
            Known::Unknown => prop_assert!(cycle.gain(1.0) < 1.0),
        }
    }
}
