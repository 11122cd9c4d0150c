//! Rigs of unequal devices: where layers lie, what limits, how fast, and what is refused.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

use proptest::prelude::*;
use will_it_run_engine::answer::{Answer, Parts};
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::{Catalog, DeviceKind, Vendor};
use will_it_run_engine::evidence::Evidence;
use will_it_run_engine::fit::Fit;
use will_it_run_engine::question::{Fault, FaultCode, RawDevice, RawHost, RawOptions, RawQuestion, RawRig};
use will_it_run_engine::units::{Bytes, Known};
use will_it_run_engine::weights::Quant;

thread_local! {
    static CALCULATOR: Calculator =
        Calculator::new(Catalog::from_json(include_str!("../../catalog.json")).expect("the catalog is sound"));
}

fn with<T>(f: impl FnOnce(&Calculator) -> T) -> T {
    CALCULATOR.with(|calculator| f(calculator))
}

fn ask(question: &RawQuestion) -> Result<Answer, Fault> {
    with(|calculator| calculator.answer(question))
}

fn device(hardware: &str, count: u32) -> RawDevice {
    RawDevice { hardware: hardware.to_owned(), count: Some(count), ..RawDevice::default() }
}

fn rig(devices: Vec<RawDevice>) -> RawRig {
    RawRig { devices, ..RawRig::default() }
}

fn on(model: &str, devices: Vec<RawDevice>) -> RawQuestion {
    RawQuestion {
        model: model.to_owned(),
        rig: rig(devices),
        placement: Some("device".to_owned()),
        ..RawQuestion::default()
    }
}

fn layers(answer: &Answer) -> Vec<u32> {
    answer.memory.per_device.iter().map(|device| device.layers).collect()
}

/// The rule by hand: item j of n is on the first device whose share of all free memory, with those before it, is above j ÷ n
/// (llama.cpp `src/llama-model.cpp`, `load_tensors`).
#[test]
fn layers_are_dealt_by_free_memory() {
    let options = RawOptions { runtime_overhead_mib: Some(0.0), ..RawOptions::default() };
    let usable = |hardware: &str, gib: f64| RawDevice { usable_gib: Some(gib), ..device(hardware, 1) };
    for (gib, expected) in [
        (vec![24.0, 8.0], vec![28, 9]),
        (vec![8.0, 24.0], vec![10, 27]),
        (vec![16.0, 16.5], vec![19, 18]),
        (vec![24.0, 16.0, 8.0], vec![19, 12, 6]),
    ] {
        let names = ["nvidia-rtx-3090", "nvidia-rtx-4060-ti-16gb", "nvidia-rtx-4090"];
        let devices = gib.iter().zip(names).map(|(gib, name)| usable(name, *gib)).collect();
        let question = RawQuestion { options: Some(options.clone()), ..on("qwen3-8b", devices) };
        let answer = ask(&question).unwrap();
        // 36 layers and the output.
        let by_hand: Vec<u32> = {
            let all: f64 = gib.iter().sum();
            let begin = |k: usize| (37.0 * gib.iter().take(k).sum::<f64>() / all).ceil() as u32;
            (0..gib.len()).map(|k| begin(k + 1).min(37) - begin(k)).collect()
        };
        assert_eq!(by_hand, expected, "{gib:?}");
        assert_eq!(layers(&answer), expected, "{gib:?}");
    }
}

/// Memory is never added up: each device must hold its own part, and the one with the least room is named.
#[test]
fn the_fullest_device_decides() {
    let answer =
        ask(&on("qwen3-32b", vec![device("nvidia-rtx-4090", 1), device("nvidia-rtx-3060-12gb", 1)])).unwrap();
    let free = |place: usize| {
        let device = &answer.memory.per_device[place];
        1.0 - device.parts.total.get().unwrap().as_f64() / device.usable.as_f64()
    };
    let limiting = answer.memory.limiting.unwrap() as usize;
    assert!((0..2).all(|place| free(place) >= free(limiting)));
    assert!((answer.memory.headroom.get().unwrap() - free(limiting)).abs() < 1e-12);
    assert_eq!(answer.memory.per_device[1].hardware, "nvidia-rtx-3060-12gb");
}

/// Two devices that differ by next to nothing answer as two equal ones do.
#[test]
fn nearly_equal_devices_are_as_equal_ones() {
    for model in ["qwen3-8b", "gpt-oss-20b", "gemma-3-27b-it"] {
        let usable = |gib: f64| RawDevice { usable_gib: Some(gib), ..device("nvidia-rtx-4090", 1) };
        let equal = ask(&on(model, vec![usable(23.0), usable(23.0)])).unwrap();
        let nearly = ask(&on(model, vec![usable(23.0), usable(23.0001)])).unwrap();
        assert!(equal.memory.limiting.is_none() && nearly.memory.limiting.is_some());
        let near = |a: f64, b: f64| (a / b - 1.0).abs() < 0.002;
        let rate = |answer: &Answer| answer.decode.get().unwrap();
        assert!(near(rate(&equal).tokens_per_second.get(), rate(&nearly).tokens_per_second.get()), "{model}");
        assert!(near(rate(&equal).ceiling.get(), rate(&nearly).ceiling.get()), "{model}");
        let prefill = |answer: &Answer| answer.prefill.get().unwrap().tokens_per_second.get();
        assert!((prefill(&equal) / prefill(&nearly) - 1.0).abs() < 0.02, "{model}");
        assert!(rate(&nearly).low <= rate(&equal).low, "no narrower");
        assert_eq!(equal.memory.device.weights, nearly.memory.device.weights);
        assert_eq!(equal.memory.device.kv_cache, nearly.memory.device.kv_cache);
    }
}

/// A step is slower than on the faster device alone and faster than on the slower one.
#[test]
fn a_split_is_as_fast_as_its_parts() {
    let alone = |name: &str| ask(&on("qwen3-8b", vec![device(name, 1)])).unwrap().decode.get().unwrap();
    let (fast, slow) = (alone("nvidia-rtx-4090"), alone("nvidia-tesla-p40"));
    let pair = on("qwen3-8b", vec![device("nvidia-rtx-4090", 1), device("nvidia-tesla-p40", 1)]);
    let both = ask(&pair).unwrap().decode.get().unwrap();
    assert!(
        slow.tokens_per_second < both.tokens_per_second && both.tokens_per_second < fast.tokens_per_second
    );
    assert!(slow.ceiling < both.ceiling && both.ceiling < fast.ceiling);
    assert!(both.evidence >= Evidence::Extrapolated, "nobody measured this pair");
}

#[test]
fn one_backend_drives_all() {
    let fault = |question: &RawQuestion| ask(question).unwrap_err();
    let both = on("qwen3-8b", vec![device("nvidia-rtx-3090", 1), device("amd-radeon-rx-7900-xtx", 1)]);
    assert!(ask(&both).unwrap().fit.runs(), "through Vulkan");
    let cuda = fault(&RawQuestion { backend: Some("cuda".to_owned()), ..both.clone() });
    assert_eq!((cuda.code, cuda.field.as_str()), (FaultCode::BackendNotOnDevice, "backend"));
    assert!(cuda.near.contains(&"vulkan".to_owned()) && !cuda.near.contains(&"cuda".to_owned()));
    let npu = with(|c| {
        let devices = c.catalog().hardware().iter();
        devices.filter(|d| d.kind == DeviceKind::Npu).map(|d| d.id.to_string()).next().unwrap()
    });
    let none = fault(&on("qwen3-8b", vec![device("nvidia-rtx-3090", 1), device(&npu, 1)]));
    assert_eq!((none.code, none.field.as_str()), (FaultCode::MixedRig, "rig.devices"));
    let shared =
        fault(&on("qwen3-8b", vec![device("nvidia-rtx-3090", 1), device("amd-ryzen-ai-max-395", 1)]));
    assert_eq!(
        shared.code,
        if shared.field.ends_with("memory_gib") { FaultCode::ChooseMemory } else { FaultCode::MixedRig }
    );
    let many = fault(&on("qwen3-8b", vec![device("nvidia-rtx-3090", 9), device("nvidia-rtx-4090", 8)]));
    assert_eq!((many.code, many.field.as_str()), (FaultCode::OutOfRange, "rig.devices.1.count"));
}

/// A CPU among the devices is the host, wherever it stands.
#[test]
fn a_processor_is_the_host() {
    let cpu = RawDevice { memory_gib: Some(64.0), ..device("amd-ryzen-9-7950x", 1) };
    let Ok(first) = ask(&on("qwen3-8b", vec![cpu.clone(), device("nvidia-rtx-3090", 1)])) else {
        panic!("the processor is in the catalog")
    };
    let last = ask(&on("qwen3-8b", vec![device("nvidia-rtx-3090", 1), cpu])).unwrap();
    assert_eq!(first, last);
    assert!(first.memory.host_usable.is_known());
}

/// Where shares of memory leave one device short, layers are dealt so that they fit, and a device may be left out.
#[test]
fn layers_move_where_there_is_room() {
    let usable = |hardware: &str, gib: f64| RawDevice { usable_gib: Some(gib), ..device(hardware, 1) };
    // The small card's share and its buffers do not fit it.
    let devices = || vec![usable("nvidia-rtx-4090", 22.0), usable("nvidia-rtx-3060-12gb", 2.0)];
    let options = RawOptions { ubatch: Some(4096), batch: Some(4096), ..RawOptions::default() };
    let question = RawQuestion { context: Some(16384), options: Some(options), ..on("qwen3-14b", devices()) };
    let answer = ask(&question).unwrap();
    assert!(answer.fit.runs(), "{:?}", answer.reasons);
    let both = layers(&answer);
    assert_eq!(both.iter().sum::<u32>(), answer.placement.gpu_layers);
    assert_eq!(both[1], 0, "left out: {both:?}");
    assert_eq!(answer.memory.per_device[1].parts.total, Known::Known(Bytes::ZERO));
    let alone = ask(&RawQuestion { rig: rig(vec![usable("nvidia-rtx-4090", 22.0)]), ..question }).unwrap();
    assert_eq!(
        alone.decode.map(|rate| rate.tokens_per_second),
        answer.decode.map(|rate| rate.tokens_per_second)
    );
}

/// GPUs of the catalog of one maker.
fn gpu(vendor: Vendor, n: usize) -> RawDevice {
    with(|c| {
        let hardware = c.catalog().hardware().iter();
        let all: Vec<_> = hardware.filter(|d| d.kind == DeviceKind::Gpu && d.vendor == vendor).collect();
        let chosen = all[n % all.len()];
        let sizes = chosen.memory.sizes();
        RawDevice {
            hardware: chosen.id.to_string(),
            count: None,
            memory_gib: Some(sizes[n / all.len() % sizes.len()].as_gib()),
            usable_gib: None,
        }
    })
}

fn model(n: usize) -> String {
    with(|c| c.catalog().models()[n % c.catalog().models().len()].id.to_string())
}

prop_compose! {
    fn mixed()(
        vendor in prop::sample::select(vec![Vendor::Nvidia, Vendor::Nvidia, Vendor::Amd]),
        cards in prop::collection::vec((any::<usize>(), 1u32..=3), 2..=5),
        model_at in any::<usize>(),
        quant in prop::sample::select(vec![Quant::Q8_0, Quant::Q6_K, Quant::Q4_K_M, Quant::IQ3_XXS, Quant::Q2_K]),
        context in prop::sample::select(vec![2048u32, 8192, 32_768, 131_072]),
        placement in prop::sample::select(vec!["auto", "auto", "device"]),
        host in prop::option::of(prop::sample::select(vec![16.0, 64.0, 256.0])),
        users in prop::sample::select(vec![1u32, 1, 4]),
    ) -> RawQuestion {
        let devices = cards.into_iter().map(|(n, count)| RawDevice { count: Some(count), ..gpu(vendor, n) }).collect();
        RawQuestion {
            model: model(model_at),
            quant: Some(quant.label().to_owned()),
            rig: RawRig {
                devices,
                host: host.map(|gib| RawHost { memory_gib: Some(gib), bandwidth_gb_s: None }),
                ..RawRig::default()
            },
            backend: Some(if vendor == Vendor::Nvidia { "cuda" } else { "vulkan" }.to_owned()),
            context: Some(context),
            users: Some(users),
            placement: Some(placement.to_owned()),
            ..RawQuestion::default()
        }
    }
}

fn sums(parts: impl Iterator<Item = Parts>) -> Parts {
    parts.fold(Parts::ZERO, |a, b| {
        let sum = |a: Known<Bytes>, b: Known<Bytes>| a.zip(b).map(|(a, b)| a + b);
        Parts {
            weights: sum(a.weights, b.weights),
            kv_cache: sum(a.kv_cache, b.kv_cache),
            kv_cache_swa: sum(a.kv_cache_swa, b.kv_cache_swa),
            recurrent: sum(a.recurrent, b.recurrent),
            compute: sum(a.compute, b.compute),
            output: sum(a.output, b.output),
            projector: sum(a.projector, b.projector),
            runtime: sum(a.runtime, b.runtime),
            total: sum(a.total, b.total),
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn what_fits_fits_every_device(q in mixed()) {
        let Ok(a) = ask(&q) else { return Ok(()) };
        let devices = &a.memory.per_device;
        if a.placement.gpu_layers > 0 {
            prop_assert_eq!(a.memory.device, sums(devices.iter().map(|device| device.parts)));
            prop_assert_eq!(devices.iter().map(|device| device.layers).sum::<u32>(), a.placement.gpu_layers);
            prop_assert_eq!(a.memory.usable, Known::Known(devices.iter().map(|device| device.usable).sum()));
        }
        if a.fit.runs() {
            for device in devices {
                prop_assert!(device.parts.at_least() <= device.usable, "{:?}", device);
            }
            if let Known::Known(room) = a.memory.host_usable {
                prop_assert!(a.memory.host.at_least() <= room);
            }
            prop_assert!(a.memory.headroom.get().is_some_and(|free| free >= 0.0));
        }
        for rate in [a.decode, a.prefill].into_iter().filter_map(Known::get) {
            let [low, typical, high, ceiling] = [rate.low, rate.tokens_per_second, rate.high, rate.ceiling].map(|r| r.get());
            prop_assert!(0.0 < low && low <= typical && typical <= high && high <= ceiling && ceiling.is_finite());
        }
    }

    #[test]
    fn another_device_never_turns_a_fit_into_a_misfit(q in mixed(), n in any::<usize>(), at in any::<usize>()) {
        let Ok(before) = ask(&q) else { return Ok(()) };
        let mut more = q.clone();
        let vendor = if q.backend.as_deref() == Some("cuda") { Vendor::Nvidia } else { Vendor::Amd };
        more.rig.devices.insert(at % (q.rig.devices.len() + 1), gpu(vendor, n));
        let Ok(after) = ask(&more) else { return Ok(()) };
        let fits = |answer: &Answer| answer.fit != Fit::DoesNotFit;
        prop_assert!(!fits(&before) || fits(&after), "{:?}", more.rig.devices);
    }
}

/// The longest way a planner has: four unequal cards, none of whose shares fit.
#[test]
fn four_cards_just_large_enough() {
    let usable = |hardware: &str, gib: f64| RawDevice { usable_gib: Some(gib), ..device(hardware, 1) };
    let question = on(
        "qwen3-32b",
        vec![
            usable("nvidia-rtx-4090", 12.0),
            usable("nvidia-rtx-3090", 8.0),
            usable("nvidia-tesla-p40", 3.0),
            usable("nvidia-rtx-3060-12gb", 2.0),
        ],
    );
    let answer = ask(&RawQuestion { context: Some(4096), ..question }).unwrap();
    assert!(answer.fit.runs(), "{:?}", layers(&answer));
}

/// A model whose compute buffer and speed nobody knows: what is known of it fits both rigs, the larger one, too, whatever stands first.
#[test]
fn a_model_without_a_known_speed_is_dealt_where_it_fits() {
    let two = vec![device("nvidia-rtx-pro-5000-blackwell-72gb", 3), device("nvidia-a10", 1)];
    for place in 0..=two.len() {
        let mut rig = two.clone();
        rig.insert(place, device("nvidia-rtx-2080-ti", 1));
        let question = RawQuestion {
            quant: Some("Q8_0".to_owned()),
            context: Some(2048),
            ..on("command-a-plus-05-2026", rig)
        };
        let answer = ask(&question).unwrap();
        assert_ne!(answer.fit, Fit::DoesNotFit, "{place}: {:?}", layers(&answer));
        assert_eq!(answer.placement.gpu_layers, answer.placement.layers, "{place}");
    }
}
