//! What a widget loads answers as the calculator does, field by field.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use will_it_run_engine::answer::Answer;
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::{Catalog, HardwareKey};
use will_it_run_engine::portable::{Ask, Portable, PortableDevices, Unanswered, portable_model};
use will_it_run_engine::question::{RawDevice, RawHost, RawQuestion, RawRig};
use will_it_run_engine::units::{Bytes, Known, Tokens};
use will_it_run_engine::weights::Quant;

fn calculator() -> Calculator {
    Calculator::new(Catalog::from_json(include_str!("../../catalog.json")).unwrap())
}

/// The same question to both: so many of a device, in the largest memory it is sold with, in a host of 64 GiB.
fn asks(ask: Ask<'_>, model: &str) -> RawQuestion {
    let device = RawDevice {
        hardware: ask.hardware.to_owned(),
        count: Some(ask.count),
        memory_gib: ask.memory.map(Bytes::as_gib),
        usable_gib: None,
    };
    let host = RawHost { memory_gib: ask.host.get().map(Bytes::as_gib), bandwidth_gb_s: None };
    RawQuestion {
        model: model.to_owned(),
        quant: ask.quant.map(|quant| quant.label().to_owned()),
        context: ask.context.map(Tokens::get),
        rig: RawRig { devices: vec![device], host: Some(host), ..RawRig::default() },
        ..RawQuestion::default()
    }
}

fn ask(catalog: &Catalog, key: HardwareKey) -> Ask<'_> {
    let record = catalog.device(key).unwrap();
    Ask {
        hardware: &record.id,
        count: 1,
        memory: record.memory.sizes().last().copied(),
        host: Known::Known(Bytes::gib(64.0)),
        quant: None,
        context: None,
    }
}

/// Without what is not carried.
fn bare(answer: Answer) -> Answer {
    let (ttft_seconds, joules_per_token) = (Known::Unknown, Known::Unknown);
    Answer { fixes: Vec::new(), sources: Vec::new(), ttft_seconds, joules_per_token, ..answer }
}

#[test]
fn every_model_answers_as_in_the_catalog() {
    let calculator = calculator();
    let catalog = calculator.catalog();
    let all: Vec<HardwareKey> = catalog.hardware_keys().collect();
    let devices = PortableDevices::pack(catalog, &all);
    let quants = [None, Some(Quant::Q2_K), Some(Quant::IQ4_XS), Some(Quant::Q8_0), Some(Quant::F16)];
    let contexts = [None, Some(512), Some(4096), Some(10_000), Some(131_072)];
    let mut answered = 0;
    for key in catalog.model_keys() {
        let id = &catalog.model(key).unwrap().id;
        let portable = Portable::new(&portable_model(catalog, key), &devices).unwrap();
        assert_eq!((&*portable.model().id, portable.date()), (&**id, catalog.date()));
        // Other devices for each model; all come up.
        for (at, device) in all.iter().enumerate().skip(key.index() % 7).step_by(7) {
            let asked = Ask {
                count: 1 + (at as u32 / 7) % 2,
                host: if at % 3 == 0 { Known::Unknown } else { Known::Known(Bytes::gib(64.0)) },
                quant: quants[(at + key.index()) % quants.len()],
                context: contexts[(at / 7) % contexts.len()].map(Tokens::new),
                ..ask(catalog, *device)
            };
            let whole = calculator.answer(&asks(asked, id)).unwrap();
            assert_eq!(portable.answer(&asked).unwrap(), bare(whole), "{id} {asked:?}");
            answered += 1;
        }
    }
    assert!(answered > 2000, "{answered}");
}

#[test]
fn one_device_answers_as_all_do() {
    let calculator = calculator();
    let catalog = calculator.catalog();
    let key = catalog.model_key("qwen3-8b").unwrap();
    let model = portable_model(catalog, key);
    for device in catalog.hardware_keys().step_by(11) {
        let portable = Portable::new(&model, &PortableDevices::pack(catalog, &[device])).unwrap();
        let asked = ask(catalog, device);
        let whole = calculator.answer(&asks(asked, "qwen3-8b")).unwrap();
        assert_eq!(portable.answer(&asked).unwrap(), bare(whole), "{asked:?}");
    }
}

#[test]
fn what_cannot_be_answered_says_why() {
    let calculator = calculator();
    let catalog = calculator.catalog();
    let devices: Vec<HardwareKey> = catalog.hardware_keys().collect();
    let model = portable_model(catalog, catalog.model_key("gemma-3-27b-it").unwrap());
    let portable = Portable::new(&model, &PortableDevices::pack(catalog, &devices)).unwrap();
    let usual = ask(catalog, catalog.hardware_key("nvidia-l40s").unwrap());
    assert!(portable.answer(&usual).is_ok());
    let several = catalog.hardware().iter().find(|device| device.memory.only().is_none()).unwrap();
    let why = |ask: Ask<'_>| portable.answer(&ask).unwrap_err();
    assert_eq!(why(Ask { hardware: "nvidia-l40x", ..usual }), Unanswered::UnknownDevice);
    assert_eq!(why(Ask { hardware: &several.id, memory: None, ..usual }), Unanswered::ChooseMemory);
    assert_eq!(why(Ask { count: 0, ..usual }), Unanswered::TooManyDevices);
    assert_eq!(why(Ask { count: u32::MAX, ..usual }), Unanswered::TooManyDevices);
    for context in [0, 511, u32::MAX] {
        let asked = Ask { context: Some(Tokens::new(context)), ..usual };
        assert_eq!(why(asked), Unanswered::ContextOutOfRange);
    }
}

#[test]
fn damaged_files_are_refused() {
    let calculator = calculator();
    let catalog = calculator.catalog();
    let model = portable_model(catalog, catalog.model_key("qwen3-8b").unwrap());
    let devices = PortableDevices::pack(catalog, &[catalog.hardware_key("nvidia-l40s").unwrap()]);
    assert!(Portable::new(&model, &devices).is_ok());
    for end in [0, 1, model.len() / 2, model.len() - 1] {
        assert!(Portable::new(&model[..end], &devices).is_err(), "{end}");
    }
    for end in [0, devices.len() / 3, devices.len() - 1] {
        assert!(Portable::new(&model, &devices[..end]).is_err(), "{end}");
    }
    assert!(Portable::new(&devices, &model).is_err());
}
