//! Every runtime with every form of weights on every backend: each is answered, or refused with a way on that ends in an answer.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;

use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::Catalog;
use will_it_run_engine::question::{
    Backend, Fault, FaultCode, RawDevice, RawHost, RawQuestion, RawRig, Runtime,
};
use will_it_run_engine::weights::Quant;

/// Most refusals on the way to what exists: the runtime that runs there, then a form that it runs.
const MOST_STEPS: u32 = 2;

fn asked(model: &str, runtime: Runtime, quant: &str, backend: Backend) -> RawQuestion {
    let device = match backend {
        Backend::Cuda => Some(("nvidia-h100-sxm", None)),
        Backend::Metal => Some(("apple-m4-max-40c", Some(128.0))),
        Backend::Rocm => Some(("amd-instinct-mi300x", None)),
        Backend::Vulkan => Some(("amd-radeon-rx-7900-xtx", None)),
        Backend::Sycl => Some(("intel-arc-b580", None)),
        Backend::Cpu => None,
    };
    let devices = device.map(|(hardware, memory_gib)| RawDevice {
        hardware: hardware.to_owned(),
        memory_gib,
        ..RawDevice::default()
    });
    RawQuestion {
        model: model.to_owned(),
        runtime: Some(runtime.word().to_owned()),
        quant: Some(quant.to_owned()),
        backend: Some(backend.word().to_owned()),
        rig: RawRig {
            devices: devices.into_iter().collect(),
            host: Some(RawHost { memory_gib: Some(256.0), ..RawHost::default() }),
            ..RawRig::default()
        },
        ..RawQuestion::default()
    }
}

/// The same with what the refusal says instead.
fn instead(raw: &RawQuestion, fault: &Fault) -> RawQuestion {
    let near = fault.near.first().cloned();
    assert!(near.is_some() && !fault.message.is_empty(), "{raw:?}: {fault:?}");
    let mut next = raw.clone();
    match fault.field.as_str() {
        "runtime" => next.runtime = near,
        "quant" => next.quant = near,
        other => panic!("{raw:?} is refused for {other}: {fault:?}"),
    }
    next
}

/// Whether the runtime's own lists name the form and the backend for this model.
fn runs(calculator: &Calculator, model: &str, runtime: Runtime, form: &str, backend: Backend) -> bool {
    let found = calculator.catalog().models().iter().find(|found| &*found.id == model).unwrap();
    let experts = found.gguf.as_ref().get().unwrap().expert_count > 0;
    // llama.cpp's forms have other names, too.
    let named = match runtime.rules() {
        Some(_) => runtime.forms(Some(found.native)).iter().any(|quant| quant.label() == form),
        None => form.parse::<Quant>().is_ok(),
    };
    named
        && runtime.backends().is_none_or(|own| own.contains(&backend))
        && (experts || !runtime.experts_on_host())
}

#[test]
fn what_does_not_exist_leads_to_what_does() {
    let calculator = Calculator::new(Catalog::from_json(include_str!("../../catalog.json")).unwrap());
    let forms: BTreeSet<&str> =
        Runtime::ALL.iter().flat_map(|runtime| runtime.quants()).map(|quant| quant.label()).collect();
    let (mut answered, mut refused) = (0, 0);
    // Dense, of experts, and published in four bits alone.
    for model in ["qwen3-8b", "qwen3-30b-a3b", "gpt-oss-20b"] {
        for (&runtime, &backend) in
            Runtime::ALL.iter().flat_map(|runtime| Backend::ALL.iter().map(move |backend| (runtime, backend)))
        {
            for form in &forms {
                // What it says that it runs is answered at once.
                let listed = runs(&calculator, model, runtime, form, backend);
                let mut raw = asked(model, runtime, form, backend);
                let mut steps = 0;
                while let Err(fault) = calculator.answer(&raw) {
                    assert_eq!(fault.code, FaultCode::NotWithRuntime, "{raw:?}: {fault:?}");
                    steps += 1;
                    assert!(
                        steps <= MOST_STEPS,
                        "{model} {form} in {} on {}",
                        runtime.word(),
                        backend.word()
                    );
                    raw = instead(&raw, &fault);
                }
                assert_eq!(steps == 0, listed, "{model} {form} in {} on {}", runtime.word(), backend.word());
                *if steps == 0 { &mut answered } else { &mut refused } += 1;
            }
        }
    }
    println!("{answered} answered, {refused} refused with what exists instead");
    assert!(answered > 2_000 && refused > 2_000);
}
