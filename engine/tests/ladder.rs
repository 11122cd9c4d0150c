//! The quant that lists show of a model on a rig, against an answer for each quant that is tried.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::Catalog;
use will_it_run_engine::fit::Fit;
use will_it_run_engine::question::{RawDevice, RawHost, RawQuestion, RawRig};

/// What most publishers offer, the largest first.
const TRIED: [&str; 9] =
    ["Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M", "IQ4_XS", "Q3_K_M", "IQ3_XXS", "Q2_K", "IQ2_XXS"];

/// A device with its size where it is sold in several.
type Device = (&'static str, Option<f64>);

/// Rigs from a small card to unequal ones and shared memory, with hosts of known and unknown size.
const RIGS: [(&[Device], Option<f64>); 10] = [
    (&[("nvidia-rtx-3060-12gb", None)], Some(32.0)),
    (&[("nvidia-rtx-4090", None)], None),
    (&[("nvidia-rtx-3090", None), ("nvidia-rtx-3090", None)], Some(64.0)),
    (&[("nvidia-rtx-4090", None), ("nvidia-rtx-3060-12gb", None)], Some(128.0)),
    (&[("nvidia-tesla-p40", None), ("nvidia-rtx-3090", None), ("nvidia-rtx-3060-12gb", None)], None),
    (&[("nvidia-h100-sxm", None)], Some(512.0)),
    (&[("apple-m4-max-40c", Some(48.0))], None),
    (&[("amd-rx-7900-xtx", None)], Some(16.0)),
    (&[("amd-ryzen-ai-max-395", Some(64.0))], None),
    (&[("raspberry-pi-5", Some(8.0))], None),
];

#[test]
fn a_list_shows_the_highest_comfortable_quant_or_the_highest_of_the_best_grade() {
    let calculator = Calculator::new(Catalog::from_json(include_str!("../../catalog.json")).unwrap());
    let (mut comfortable, mut tight, mut marginal) = (0, 0, 0);
    for (devices, host) in RIGS {
        let device = |(id, memory_gib): &(&str, Option<f64>)| RawDevice {
            hardware: (*id).to_owned(),
            memory_gib: *memory_gib,
            ..RawDevice::default()
        };
        let rig = RawRig {
            devices: devices.iter().map(device).collect(),
            host: host.map(|gib| RawHost { memory_gib: Some(gib), ..RawHost::default() }),
            ..RawRig::default()
        };
        let asked = |model: &str| RawQuestion {
            model: model.to_owned(),
            rig: rig.clone(),
            context: Some(8192),
            ..RawQuestion::default()
        };
        let rows = calculator
            .models(&asked("qwen3-8b"))
            .unwrap_or_else(|fault| unreachable!("{devices:?}: {fault:?}"));
        for row in rows.iter().step_by(3) {
            let id = calculator.catalog().models()[row.model].id.to_string();
            let mut answers = TRIED.map(|quant| {
                let raw = RawQuestion { quant: Some(quant.to_owned()), mmproj: Some(false), ..asked(&id) };
                let answer = calculator.answer(&raw).ok()?;
                Some((quant, answer.fit, answer.memory.file.get()))
            });
            // Which file is larger depends on the model: tensors that a type does not divide have another.
            answers.sort_by_key(|answer| std::cmp::Reverse(answer.and_then(|(_, _, file)| file)));
            // A model published in one quant only is listed in that one.
            let Some(shown) = answers.iter().flatten().find(|(quant, ..)| *quant == row.quant) else {
                continue;
            };
            assert_eq!(shown.1, row.fit, "{id} on {devices:?}: the row is the answer in {}", row.quant);
            let best = answers.iter().flatten().map(|(_, fit, _)| fit.rank()).max().unwrap();
            if row.fit == Fit::Unknown || best == Fit::Unknown.rank() {
                continue;
            }
            assert_eq!(
                row.fit.rank(),
                best,
                "{id} on {devices:?}: no quant has a better grade than {}",
                row.quant
            );
            if matches!(row.fit, Fit::Comfortable | Fit::Tight) {
                let highest = answers.iter().flatten().find(|(_, fit, _)| fit.rank() == best).unwrap();
                assert_eq!(highest.0, row.quant, "{id} on {devices:?}: the highest with that grade");
            }
            match row.fit {
                Fit::Comfortable => comfortable += 1,
                Fit::Tight => tight += 1,
                _ => marginal += 1,
            }
        }
    }
    assert!(comfortable > 100 && tight > 5 && marginal > 20, "{comfortable} {tight} {marginal}");
}
