//! Laws of speed over a grid of devices and loads: never above the ceiling, monotone where physics is, total everywhere.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use will_it_run_engine::speed::{
    ByPace, CONSTANTS, DeviceRates, Estimate, Family, LayerSteps, Pace, Prompt, Silicon, TokenWork, decode,
    decode_per_user, layer_split, least_time, prefill, step_time,
};
use will_it_run_engine::units::{BytesPerSecond, Flops, FlopsPerSecond, Known, Tokens, Watts};
use will_it_run_engine::weights::GgmlType;

fn work(billions: f64, ty: GgmlType, layers: f64, routed_share: f64, kv: f64) -> TokenWork {
    let mut work = TokenWork {
        experts: if routed_share > 0.0 { 128 } else { 0 },
        used: if routed_share > 0.0 { 8 } else { 0 },
        cache_bytes: kv,
        attention_flops: kv * 8.0,
        layers: LayerSteps {
            attention: layers,
            dense: if routed_share > 0.0 { 0.0 } else { layers },
            experts: if routed_share > 0.0 { layers } else { 0.0 },
            ..LayerSteps::default()
        },
        ..TokenWork::default()
    };
    let bytes = billions * 1e9 * ty.bits() / 8.0;
    work.add_whole(ty, bytes * (1.0 - routed_share));
    if routed_share > 0.0 {
        work.add_routed(ty, bytes * routed_share * 16.0);
    }
    work
}

fn device(gb_s: f64, tflops: Option<f64>, silicon: Silicon) -> DeviceRates {
    DeviceRates {
        bandwidth: BytesPerSecond::gb_s(gb_s),
        vector: tflops.map(FlopsPerSecond::tera).into(),
        matrix: tflops.map(|t| FlopsPerSecond::tera(t * 4.0)).into(),
        power: tflops.map(|t| Watts::new(t * 5.0)).into(),
        silicon,
    }
}

fn grid() -> impl Iterator<Item = (TokenWork, DeviceRates, Family)> {
    let types =
        [GgmlType::F16, GgmlType::BF16, GgmlType::Q8_0, GgmlType::Q4_K, GgmlType::IQ2_XXS, GgmlType::MXFP4];
    let loads = types.into_iter().flat_map(|ty| {
        [(0.1, 12.0, 0.0, 0.0), (8.0, 32.0, 0.0, 1e9), (3.0, 48.0, 0.8, 3e8), (400.0, 126.0, 0.0, 4e9)]
            .map(|(b, l, r, kv)| work(b, ty, l, r, kv))
    });
    let loads: Vec<TokenWork> = loads.collect();
    let devices =
        [(34.0, None), (256.0, Some(29.7)), (1008.0, Some(82.6)), (8000.0, Some(80.0)), (3350.0, None)];
    Family::ALL.iter().flat_map(move |&family| {
        let loads = loads.clone();
        devices.into_iter().flat_map(move |(bw, tf)| {
            loads.clone().into_iter().map(move |load| (load, device(bw, tf, Silicon::Other), family))
        })
    })
}

fn sound(e: &Estimate) {
    assert!(e.low.get() > 0.0 && e.low <= e.typical && e.typical <= e.high && e.high <= e.ceiling, "{e:?}");
    assert!(e.ceiling.get().is_finite());
}

#[test]
fn no_speed_is_above_its_ceiling() {
    for (load, device, family) in grid() {
        let e = decode(&load, &device, family, &CONSTANTS).get().unwrap();
        sound(&e);
        let bound = device.bandwidth.get() / load.bytes_read();
        assert!(e.high.get() <= bound * (1.0 + 1e-12), "{family:?} {} > {bound}", e.high.get());
        for users in [1, 2, 16, 512] {
            sound(&decode_per_user(&load, &device, family, &CONSTANTS, users).get().unwrap());
        }
        for tokens in [1, 100, 512, 4096] {
            let prompt = Prompt {
                tokens: Tokens::new(tokens),
                ubatch: Tokens::new(512),
                attention: Flops::new(f64::from(tokens) * load.attention_flops),
            };
            sound(&prefill(&load, &prompt, &device, family, &CONSTANTS).get().unwrap());
        }
    }
}

#[test]
fn the_formula_itself_stays_under_the_ceiling() {
    // Not by clamping alone: achieved shares are below one.
    for (load, device, family) in grid() {
        let time = step_time(&load, &device, family, &CONSTANTS, 1).get().unwrap();
        let least = least_time(&load, &device, 1).get().unwrap();
        assert!(time > least, "{family:?}");
    }
    for family in Family::ALL {
        let of = CONSTANTS.family(*family);
        for (name, x) in [("read", of.read), ("cache", of.cache)] {
            assert!(x > 0.0 && x < 1.0, "{family:?} {name} {x}");
        }
        for spread in [of.dense, of.routed, of.prefill_spread] {
            assert!(spread.low > 0.0 && spread.low < 1.0 && spread.high > 1.0, "{family:?} {spread:?}");
        }
        assert!(of.step_seconds > 0.0 && of.unpack > 0.0 && of.prefill > 0.0 && of.vector_per_byte > 0.0);
    }
}

#[test]
fn more_work_is_never_faster_and_more_bandwidth_never_slower() {
    let typical =
        |w: &TokenWork, d: &DeviceRates, f: Family| decode(w, d, f, &CONSTANTS).get().unwrap().typical;
    for (load, device, family) in grid() {
        let now = typical(&load, &device, family);
        let deeper = TokenWork {
            cache_bytes: load.cache_bytes * 2.0 + 1e6,
            attention_flops: load.attention_flops * 2.0 + 1e6,
            ..load
        };
        assert!(typical(&deeper, &device, family) <= now);
        let mut wider = load;
        wider.add_whole(GgmlType::Q4_K, 1e8);
        assert!(typical(&wider, &device, family) <= now);
        let faster = DeviceRates { bandwidth: BytesPerSecond::new(device.bandwidth.get() * 1.5), ..device };
        assert!(typical(&load, &faster, family) >= now);
        if let Known::Known(rate) = device.vector {
            let stronger =
                DeviceRates { vector: Known::Known(FlopsPerSecond::new(rate.get() * 2.0)), ..device };
            assert!(typical(&load, &stronger, family) >= now);
        }
    }
}

#[test]
fn one_more_user_slows_each_but_serves_more_in_all() {
    for (load, device, family) in grid() {
        let mut before = (f64::INFINITY, 0.0);
        for users in [1u32, 2, 4, 8, 32, 128] {
            let each = 1.0 / step_time(&load, &device, family, &CONSTANTS, users).get().unwrap().get();
            let all = each * f64::from(users);
            assert!(
                each <= before.0 * (1.0 + 1e-12) && all >= before.1 * (1.0 - 1e-12),
                "{family:?} {users}"
            );
            before = (each, all);
        }
    }
}

#[test]
fn unknown_bandwidth_is_unknown_speed() {
    let load = work(8.0, GgmlType::Q4_K, 32.0, 0.0, 0.0);
    let nothing = device(0.0, Some(10.0), Silicon::Ada);
    assert_eq!(decode(&load, &nothing, Family::CudaAda, &CONSTANTS), Known::Unknown);
    let prompt = Prompt { tokens: Tokens::new(512), ubatch: Tokens::new(512), attention: Flops::ZERO };
    assert_eq!(prefill(&load, &prompt, &nothing, Family::CudaAda, &CONSTANTS), Known::Unknown);
}

#[test]
fn parts_of_a_model_add_up_to_the_whole() {
    let load = work(8.0, GgmlType::Q4_K, 32.0, 0.5, 1e9);
    let whole = load.whole_bytes + load.routed_bytes;
    let part = load.share(0.25);
    assert!((part.whole_bytes + part.routed_bytes - whole * 0.25).abs() < 1.0);
    let (rest, gone) = load.without_experts(1.0);
    assert!(rest.routed_bytes.abs() < 1e-9 && (gone.routed_bytes - load.routed_bytes).abs() < 1e-9);
    assert!((rest.whole_bytes - load.whole_bytes).abs() < 1e-9 && gone.whole_bytes.abs() < 1e-9);
    assert!(load.whole.get(Pace::Mid) > 0.0 && load.whole.dot(&ByPace::ZERO).abs() < 1e-12);
}

#[test]
fn a_layer_split_never_gains() {
    let load = work(70.0, GgmlType::Q4_K, 80.0, 0.0, 1e9);
    let one =
        step_time(&load, &device(936.0, Some(35.6), Silicon::Ampere), Family::CudaAmpere, &CONSTANTS, 1)
            .get()
            .unwrap();
    for n in 1..=8 {
        let step = layer_split(one, n, &CONSTANTS);
        assert!(step >= one && step.get() <= one.get() / 0.6, "{n}");
    }
}
