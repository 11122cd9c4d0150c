//! The deal against every deal there is.

use super::*;
use crate::assess::{Load, pace};
use crate::catalog::Catalog;
use crate::question::{Question, RawDevice, RawOptions, RawQuestion, RawRig};
use crate::rules::{ModelRules, RigRules};

/// Decode of every way to cut `on` layers into runs that fit, the best first; `cut` holds where the runs before `number` end.
fn best_of_all(
    case: &Case<'_>,
    beside: &Beside,
    placed: Placed,
    (number, done, deal): (u32, u32, Deal),
) -> f64 {
    if number + 1 == case.rig.devices {
        let placed = Placed { deal: deal.ending(number as usize, placed.gpu_layers as u8), ..placed };
        if !Demand::of(case, beside, placed).fits_devices(case) {
            return 0.0;
        }
        let rate = Work::of(case, beside, placed).and_then(|work| pace::decode(&work));
        return rate.get().map_or(0.0, |rate| rate.tokens_per_second.get());
    }
    (done..=placed.gpu_layers)
        .map(|end| {
            let deal = deal.ending(number as usize, end as u8);
            best_of_all(case, beside, placed, (number + 1, end, deal))
        })
        .fold(0.0, f64::max)
}

/// Eighty small cases: two and three unequal devices whose memory is just short of, or just enough for, the deal by shares.
#[test]
fn the_deal_is_the_best_of_all_that_fit() {
    let catalog = Catalog::from_json(include_str!("../../../../catalog.json")).unwrap();
    let (mut told, mut fit) = (0, 0);
    let cards = ["nvidia-rtx-4090", "nvidia-tesla-p40", "nvidia-rtx-3060-12gb"];
    let models = ["qwen3-0.6b", "qwen3-4b", "gemma-3-4b-it", "gpt-oss-20b", "llama-3.2-3b-instruct"];
    for (of_model, model) in models.into_iter().enumerate() {
        for step in 0..16_u32 {
            let count = if step % 3 == 2 { 3 } else { 2 };
            let device = |place: usize| RawDevice {
                hardware: cards[(place + step as usize) % 3].to_owned(),
                usable_gib: Some(16.0),
                ..RawDevice::default()
            };
            let raw = RawQuestion {
                model: model.to_owned(),
                rig: RawRig { devices: (0..count).map(device).collect(), ..RawRig::default() },
                context: Some(4096),
                options: Some(RawOptions { ubatch: Some(1024), ..RawOptions::default() }),
                ..RawQuestion::default()
            };
            let question = Question::parse(&raw, &catalog).unwrap();
            let rules = ModelRules::new(question.model, catalog.model(question.model).unwrap());
            let weights = rules.weights(question.quant, question.imatrix);
            let mut rig = RigRules::new(&question, &catalog);
            let layers = rules.layers();
            let placed = Placed::whole(layers);
            // Uneven room: a share of all that is needed for each, more or less of it as the steps go on.
            let load = Load::from(&question);
            let needed = {
                let case = Case::new(&rules, &weights, &rig, load);
                Demand::of(&case, &Beside::of(&case), placed).devices.all.at_least()
            };
            for (place, device) in rig.unequal.iter_mut().enumerate() {
                let share = [0.85, 0.45, 0.35][(place + of_model) % 3] - 0.015 * f64::from(step % 4);
                device.usable = needed.scaled(share);
            }
            let case = Case::new(&rules, &weights, &rig, load);
            let beside = Beside::of(&case);
            let best = best_of_all(&case, &beside, placed, (0, 0, Deal::BY_MEMORY));
            let ours = demand(&case, &beside, placed);
            assert_eq!(ours.fits_devices(&case), best > 0.0, "{model} {step}: one fits where any does");
            let room = Room { case: &case, beside: &beside, placed };
            assert_eq!(best > 0.0, room.exists(), "{model} {step}");
            told += u32::from(ours.placed.deal != Deal::BY_MEMORY);
            if let Some(fastest) = room.fastest() {
                fit += 1;
                let rate = Work::of(&case, &beside, fastest).and_then(|work| pace::decode(&work));
                let rate = rate.get().unwrap().tokens_per_second.get();
                assert!((rate / best - 1.0).abs() < 1e-9, "{model} {step}: {rate} of {best}");
            }
        }
    }
    assert!(fit >= 50 && told > 0, "{fit} fit, {told} were told how");
}
