//! Laws that hold for any question: no panic, no NaN, nothing above its ceiling, and monotone where physics is.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

use proptest::prelude::*;
use will_it_run_engine::answer::{Answer, Parts};
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::Catalog;
use will_it_run_engine::fit::Fit;
use will_it_run_engine::question::{RawDevice, RawHost, RawOptions, RawQuestion, RawRig};
use will_it_run_engine::units::{Bytes, Known};
use will_it_run_engine::weights::Quant;

thread_local! {
    static CALCULATOR: Calculator =
        Calculator::new(Catalog::from_json(include_str!("../../catalog.json")).expect("the catalog is sound"));
}

fn answer(question: &RawQuestion) -> Option<Answer> {
    CALCULATOR.with(|calculator| calculator.answer(question).ok())
}

fn model_id(n: usize) -> String {
    CALCULATOR.with(|c| c.catalog().models()[n % c.catalog().models().len()].id.to_string())
}

/// A device of the catalog with one of its sizes.
fn device(n: usize, size: usize) -> RawDevice {
    CALCULATOR.with(|c| {
        let device = &c.catalog().hardware()[n % c.catalog().hardware().len()];
        let sizes = device.memory.sizes();
        RawDevice {
            hardware: device.id.to_string(),
            count: Some(1),
            memory_gib: Some(sizes[size % sizes.len()].as_gib()),
            usable_gib: None,
        }
    })
}

prop_compose! {
    fn question()(
        model in any::<usize>(),
        quant in prop::sample::select(Quant::ALL.to_vec()),
        hardware in any::<usize>(),
        size in any::<usize>(),
        count in 1u32..=16,
        context in 1u32..2_000_000,
        users in 1u32..=64,
        depth in 0u32..200_000,
        prompt in 1u32..100_000,
        host in prop::option::of(1.0f64..2048.0),
        flash in any::<bool>(),
        unified in any::<bool>(),
        kv in prop::sample::select(vec!["f16", "q8_0", "q4_0", "f32"]),
        ubatch in prop::sample::select(vec![1u32, 128, 512, 2048]),
    ) -> RawQuestion {
        RawQuestion {
            model: model_id(model),
            quant: Some(quant.label().to_owned()),
            rig: RawRig {
                devices: vec![RawDevice { count: Some(count), ..device(hardware, size) }],
                host: host.map(|gib| RawHost { memory_gib: Some(gib), bandwidth_gb_s: None }),
                ..RawRig::default()
            },
            context: Some(context),
            users: Some(users),
            depth: Some(depth),
            prompt: Some(prompt),
            kv_k: Some(kv.to_owned()),
            kv_v: Some(kv.to_owned()),
            options: Some(RawOptions {
                flash_attention: Some(flash),
                kv_unified: Some(unified),
                ubatch: Some(ubatch),
                ..RawOptions::default()
            }),
            ..RawQuestion::default()
        }
    }
}

fn sum(parts: &Parts) -> Known<Bytes> {
    parts.components().into_iter().fold(Known::Known(Bytes::ZERO), |a, b| a.zip(b).map(|(a, b)| a + b))
}

/// Order of "how well it runs" with unknown left out.
fn known_rank(fit: Fit) -> Option<u8> {
    (fit != Fit::Unknown).then(|| fit.rank())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn every_question_has_a_sound_answer(q in question()) {
        let Some(a) = answer(&q) else { return Ok(()) };
        for parts in [&a.memory.device, &a.memory.host].into_iter().chain(a.memory.per_device.iter().map(|d| &d.parts)) {
            prop_assert_eq!(parts.total, sum(parts));
        }
        for rate in [a.decode, a.prefill].into_iter().filter_map(Known::get) {
            let [low, typical, high, ceiling] = [rate.low, rate.tokens_per_second, rate.high, rate.ceiling].map(|r| r.get());
            prop_assert!(0.0 < low && low <= typical && typical <= high && high <= ceiling && ceiling.is_finite());
        }
        if !a.fit.runs() && a.fit != Fit::Unknown {
            prop_assert!(!a.decode.is_known() && !a.prefill.is_known() && !a.ttft_seconds.is_known());
        }
        if a.fit.runs() {
            prop_assert!(a.memory.headroom.get().is_some_and(|h| h >= 0.0), "{:?}", a.memory.headroom);
        }
        // Devices together hold what they hold one by one.
        let by_device = a.memory.per_device.iter().fold(Known::Known(Bytes::ZERO), |s, d| s.zip(d.parts.total).map(|(a, b)| a + b));
        if !a.memory.per_device.is_empty() {
            prop_assert_eq!(by_device, a.memory.device.total);
        }
    }

    #[test]
    fn a_longer_context_never_needs_less(q in question(), more in 1u32..100_000) {
        let longer = RawQuestion { context: q.context.map(|c| c.saturating_add(more)), placement: Some("device".into()), ..q.clone() };
        let q = RawQuestion { placement: Some("device".into()), ..q };
        let (Some(a), Some(b)) = (answer(&q), answer(&longer)) else { return Ok(()) };
        if let (Known::Known(a), Known::Known(b)) = (a.memory.device.total, b.memory.device.total) {
            prop_assert!(a <= b, "{a:?} then {b:?}");
        }
    }

    #[test]
    fn more_memory_never_worsens_a_fit(q in question(), usable in 1.0f64..500.0, more in 0.0f64..500.0) {
        let with = |gib: f64| {
            let mut q = q.clone();
            q.rig.devices[0].usable_gib = Some(gib);
            q
        };
        let (Some(a), Some(b)) = (answer(&with(usable)), answer(&with(usable + more))) else { return Ok(()) };
        if let (Some(a), Some(b)) = (known_rank(a.fit), known_rank(b.fit)) {
            prop_assert!(a <= b, "{a} then {b}");
        }
    }

    #[test]
    fn a_deeper_context_is_never_faster(q in question(), more in 1u32..100_000) {
        let deeper = RawQuestion { depth: q.depth.map(|d| d.saturating_add(more)), ..q.clone() };
        let (Some(a), Some(b)) = (answer(&q), answer(&deeper)) else { return Ok(()) };
        if a.placement == b.placement && let (Known::Known(a), Known::Known(b)) = (a.decode, b.decode) {
            prop_assert!(b.tokens_per_second.get() <= a.tokens_per_second.get() * (1.0 + 1e-12));
        }
    }

    #[test]
    fn a_fix_gives_what_it_says(q in question()) {
        let Some(a) = answer(&q) else { return Ok(()) };
        for fix in a.fixes {
            prop_assert!(fix.fit.rank() > a.fit.rank());
        }
    }
}
