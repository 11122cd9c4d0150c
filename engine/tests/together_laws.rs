//! What must hold of every placing of several models, over generated questions.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;

use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::Catalog;
use will_it_run_engine::fit::Fit;
use will_it_run_engine::question::{RawDevice, RawHost, RawQuestion, RawRig};
use will_it_run_engine::together::{Member, RawTogether, Search, Together};
use will_it_run_engine::units::Bytes;

fn calculator() -> Calculator {
    Calculator::new(Catalog::from_json(include_str!("../../catalog.json")).expect("the catalog is sound"))
}

/// A small generator: the same cases on every machine (Knuth's constants for a linear congruence of 64 bits).
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % count
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        *all.get(self.below(all.len())).expect("not empty")
    }
}

fn rig(dice: &mut Dice) -> RawRig {
    let device = |hardware: &str, count: u32, memory_gib: Option<f64>| RawDevice {
        hardware: hardware.to_owned(),
        count: Some(count),
        memory_gib,
        usable_gib: None,
    };
    let devices = match dice.below(6) {
        0 => vec![device("nvidia-rtx-4090", 1, None)],
        1 => vec![device("nvidia-rtx-3090", 2, None)],
        2 => vec![device("nvidia-rtx-4090", 1, None), device("nvidia-rtx-3060-12gb", 1, None)],
        3 => vec![device("nvidia-rtx-3060-12gb", 3, None)],
        4 => vec![device("apple-m4-max-40c", 1, Some(dice.one_of(&[36.0, 48.0, 64.0])))],
        _ => Vec::new(),
    };
    let memory_gib = Some(dice.one_of(&[16.0, 32.0, 64.0]));
    RawRig { devices, host: Some(RawHost { memory_gib, bandwidth_gb_s: Some(89.6) }), ..RawRig::default() }
}

fn member(dice: &mut Dice, number: usize) -> Member {
    let model = dice.one_of(&[
        "qwen3-32b",
        "qwen3-30b-a3b",
        "qwen3-14b",
        "qwen3-8b",
        "gemma-3-27b-it",
        "qwen2.5-coder-3b-instruct",
        "qwen3-embedding-0.6b",
        "gpt-oss-20b",
    ]);
    let question = RawQuestion {
        model: model.to_owned(),
        context: Some(dice.one_of(&[2048, 8192, 32_768])),
        placement: Some(dice.one_of(&["auto", "auto", "device"]).to_owned()),
        ..RawQuestion::default()
    };
    Member { name: Some(format!("m{number}")), devices: None, question }
}

fn cases(count: usize) -> Vec<RawTogether> {
    let mut dice = Dice(42);
    let one = |_| {
        let rig = rig(&mut dice);
        let models = (0..2 + dice.below(3)).map(|number| member(&mut dice, number)).collect();
        RawTogether { rig, models }
    };
    (0..count).map(one).collect()
}

fn answer(calculator: &Calculator, asked: &RawTogether) -> Together {
    calculator.together(asked).unwrap_or_else(|fault| panic!("{asked:?}: {fault:?}"))
}

#[test]
fn parts_add_up_and_nothing_is_beyond_what_is_usable() {
    let calculator = calculator();
    let (mut fits, mut misfits) = (0, 0);
    for asked in cases(60) {
        let found = answer(&calculator, &asked);
        if found.left_out.is_empty() {
            fits += 1
        } else {
            misfits += 1
        }
        assert_eq!(found.models.len() + found.left_out.len(), asked.models.len());
        assert_eq!(found.start.len(), found.models.len());
        assert_eq!(found.fit == Fit::DoesNotFit, !found.left_out.is_empty());
        let shared = found.devices.iter().any(|device| device.hardware.starts_with("apple"));
        let mut on_devices = Bytes::ZERO;
        for device in &found.devices {
            let on = found.models.iter().flat_map(|model| &model.on).filter(|on| on.device == device.device);
            let held: Bytes = on.map(|on| on.parts.at_least()).sum();
            assert_eq!(held, device.held);
            assert_eq!(device.held + device.free, device.usable);
            on_devices += held;
        }
        let mut host: Bytes = found.models.iter().map(|model| model.host.at_least()).sum();
        if shared {
            host += on_devices;
        }
        assert_eq!(host, found.host.held);
        if let Some(usable) = found.host.usable.get() {
            assert!(found.host.held.fits(usable), "{asked:?}");
        }
        for model in &found.models {
            if let (Some(alone), Some(all)) = (model.decode.get(), model.all_at_once.get()) {
                assert!(all.low <= all.high && all.high <= alone.high && all.sharing >= 1);
                assert!(all.low.get() * f64::from(all.sharing) <= alone.low.get() * (1.0 + 1e-9));
            }
        }
    }
    assert!(fits >= 10 && misfits >= 5, "{fits} fits, {misfits} misfits");
}

#[test]
fn the_order_of_the_list_does_not_matter() {
    let calculator = calculator();
    for asked in cases(40) {
        let places = |asked: &RawTogether| {
            let found = answer(&calculator, asked);
            let of: BTreeMap<String, String> = found
                .models
                .iter()
                .map(|model| {
                    (model.name.clone(), format!("{:?} {:?} {:?}", model.place, model.on, model.placement))
                })
                .collect();
            (found.fit, found.left_out.len(), of)
        };
        let first = places(&asked);
        let mut turned = asked.clone();
        turned.models.reverse();
        assert_eq!(places(&turned), first, "{asked:?}");
        turned.models.rotate_left(1);
        assert_eq!(places(&turned), first, "{asked:?}");
    }
}

#[test]
fn removing_a_model_never_turns_a_fit_into_a_misfit() {
    let calculator = calculator();
    let mut held = 0;
    for asked in cases(40) {
        if !answer(&calculator, &asked).left_out.is_empty() {
            continue;
        }
        for number in 0..asked.models.len() {
            let mut fewer = asked.clone();
            fewer.models.remove(number);
            assert!(answer(&calculator, &fewer).left_out.is_empty(), "{asked:?} without {number}");
            held += 1;
        }
    }
    assert!(held >= 30, "only {held}");
}

#[test]
fn more_memory_never_leaves_more_out() {
    let calculator = calculator();
    for asked in cases(40) {
        let mut more = asked.clone();
        more.rig.host = Some(RawHost { memory_gib: Some(128.0), bandwidth_gb_s: Some(89.6) });
        let (less, more) = (answer(&calculator, &asked), answer(&calculator, &more));
        assert!(more.left_out.len() <= less.left_out.len(), "{asked:?}");
    }
}

/// Placing by size is never better than trying everything, and seldom leaves out more.
#[test]
fn placing_by_size_is_held_to_the_best() {
    let calculator = calculator();
    let (mut same, mut all) = (0_u32, 0_u32);
    for asked in cases(60) {
        let best = answer(&calculator, &asked);
        assert_eq!(best.search, Search::Exhaustive, "{asked:?}");
        let by_size = calculator.together_largest_first(&asked).expect("the same question");
        assert_eq!(by_size.search, Search::LargestFirst);
        assert!(by_size.left_out.len() >= best.left_out.len(), "{asked:?}");
        all += 1;
        same += u32::from(by_size.left_out.len() == best.left_out.len());
    }
    println!("as many placed by size as by trying everything: {same} of {all}");
    assert!(same * 10 >= all * 8, "{same} of {all}");
}

/// Six models on four devices are few enough to try everything, also where they do not all fit.
#[test]
fn six_models_on_four_devices_are_tried_in_every_way() {
    let calculator = calculator();
    let device = |hardware: &str| RawDevice { hardware: hardware.to_owned(), ..RawDevice::default() };
    let cards = |names: [&str; 4]| names.iter().map(|name| device(name)).collect::<Vec<_>>();
    let mut dice = Dice(7);
    let rigs = [
        cards(["nvidia-rtx-3090"; 4]),
        cards(["nvidia-rtx-4090", "nvidia-rtx-3090", "nvidia-rtx-3060-12gb", "nvidia-rtx-3060-12gb"]),
    ];
    let (mut everything, mut all) = (0_u32, 0_u32);
    for devices in rigs {
        for _ in 0..6 {
            let host = Some(RawHost { memory_gib: Some(64.0), bandwidth_gb_s: Some(89.6) });
            let rig = RawRig { devices: devices.clone(), host, ..RawRig::default() };
            let models = (0..6).map(|number| member(&mut dice, number)).collect();
            let found = answer(&calculator, &RawTogether { rig, models });
            everything += u32::from(found.search == Search::Exhaustive);
            all += 1;
        }
    }
    println!("six models on four devices tried in every way: {everything} of {all}");
    assert!(everything * 10 >= all * 9, "{everything} of {all}");
}

/// One model is an ordinary question.
#[test]
fn one_model_gets_its_ordinary_answer() {
    let calculator = calculator();
    let mut compared = 0;
    for asked in cases(60) {
        if asked.rig.devices.iter().map(|device| device.count.unwrap_or(1)).sum::<u32>() > 1 {
            continue;
        }
        for member in &asked.models {
            let alone = RawTogether { rig: asked.rig.clone(), models: vec![member.clone()] };
            let found = answer(&calculator, &alone);
            let question = RawQuestion { rig: asked.rig.clone(), ..member.question.clone() };
            let ordinary = calculator.answer(&question).expect("an ordinary question");
            assert_eq!(found.fit, ordinary.fit, "{question:?}");
            if let Some(model) = found.models.first() {
                assert_eq!(model.decode, ordinary.decode, "{question:?}");
                assert_eq!(model.host, ordinary.memory.host, "{question:?}");
                compared += 1;
            }
        }
    }
    assert!(compared >= 20, "only {compared}");
}
