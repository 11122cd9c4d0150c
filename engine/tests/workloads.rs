//! The seven workload chips and the reader's own.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test stops at its first fault")]

use std::sync::OnceLock;

use serde_json::Value;
use will_it_run_engine::answer::Reason;
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::Catalog;
use will_it_run_engine::fit::Fit;
use will_it_run_engine::question::{FaultCode, RawDevice, RawHost, RawRig};
use will_it_run_engine::units::Known;
use will_it_run_engine::workloads::{Verdict, Workload, WorkloadRow};

const CATALOG: &str = include_str!("../../catalog.json");

fn calculator() -> Calculator {
    static PARSED: OnceLock<Catalog> = OnceLock::new();
    Calculator::new(PARSED.get_or_init(|| Catalog::from_json(CATALOG).unwrap()).clone())
}

fn rig(hardware: &str, memory_gib: Option<f64>) -> RawRig {
    let device = RawDevice { hardware: hardware.to_owned(), memory_gib, ..RawDevice::default() };
    RawRig { devices: vec![device], ..RawRig::default() }
}

fn rows(hardware: &str, memory_gib: Option<f64>) -> Vec<WorkloadRow> {
    calculator().workloads(&rig(hardware, memory_gib), &Workload::standard()).unwrap()
}

fn chip(hardware: &str, memory_gib: Option<f64>, key: &str) -> WorkloadRow {
    rows(hardware, memory_gib).into_iter().find(|row| row.key == key).unwrap()
}

/// As published for the L40S: ✓ ✓ ✓ ~ ✓ ✓ ✓.
#[test]
fn the_l40s_shows_its_published_chips() {
    use Verdict::{Barely, Yes};
    let rows = rows("nvidia-l40s", None);
    let keys: Vec<&str> = rows.iter().map(|row| &*row.key).collect();
    assert_eq!(keys, ["7b", "14b", "32b", "70b", "coding_agent", "vision", "long_context"]);
    let verdicts: Vec<Verdict> = rows.iter().map(|row| row.verdict).collect();
    assert_eq!(verdicts, [Yes, Yes, Yes, Barely, Yes, Yes, Yes], "{rows:#?}");
    assert_eq!(rows[3].fit, Fit::Tight);
    assert!(matches!(rows[3].reasons[0], Reason::HeadroomLow { .. }), "{:?}", rows[3].reasons);
    for row in &rows {
        let (total, usable) = row.total.zip(row.usable).get().unwrap();
        assert!((row.headroom.get().unwrap() - (1.0 - total.as_f64() / usable.as_f64())).abs() < 1e-9);
        assert!(row.decode.get().unwrap().tokens_per_second >= row.usable_rate);
        assert!(!row.reasons.is_empty());
    }
}

/// Published: a 70B comfortable on 80 and 128 GB, not fitting 32 GB; a 32B comfortable on 32 GB.
#[test]
fn large_models_are_where_they_are_published_to_be() {
    for (hardware, memory) in [("nvidia-h100-sxm", None), ("apple-m4-max-40c", Some(128.0))] {
        assert_eq!(chip(hardware, memory, "70b").fit, Fit::Comfortable, "{hardware}");
    }
    let too_large = chip("nvidia-rtx-5090", None, "70b");
    assert_eq!((too_large.fit, too_large.verdict), (Fit::DoesNotFit, Verdict::No));
    assert!(matches!(too_large.reasons[0], Reason::NeedsMoreMemory { .. }));
    // Not with all the RAM in the world beside it: a chip speaks of the device.
    let mut with_host = rig("nvidia-rtx-5090", None);
    with_host.host = Some(RawHost { memory_gib: Some(256.0), bandwidth_gb_s: None });
    let rows = calculator().workloads(&with_host, &Workload::standard()).unwrap();
    assert_eq!(rows[3].verdict, Verdict::No);
    assert_eq!(chip("nvidia-rtx-5090", None, "32b").fit, Fit::Comfortable);
}

/// An accelerator that none of our backends drives, and a card whose bandwidth nobody recorded: unknown, and "no" only for what
/// is known not to fit.
#[test]
fn missing_figures_are_unknown_and_never_a_no() {
    // The host beside it, whose size is known, is not what was asked about.
    let mut accelerator = rig("intel-gaudi-3", Some(128.0));
    let alone = calculator().workloads(&accelerator, &Workload::standard()).unwrap();
    accelerator.host = Some(RawHost { memory_gib: Some(512.0), bandwidth_gb_s: Some(400.0) });
    assert_eq!(alone, calculator().workloads(&accelerator, &Workload::standard()).unwrap());
    for row in alone {
        assert_eq!((row.verdict, row.decode), (Verdict::Unknown, Known::Unknown), "{}", row.key);
        assert_eq!(row.reasons, [Reason::DeviceFigureUnknown { figure: "backend" }]);
    }
    let mut json: Value = serde_json::from_str(CATALOG).unwrap();
    let card = &mut json["hardware"]["nvidia-rtx-5090"];
    for field in ["bandwidth_gb_s", "tdp_w", "fp32_tflops", "fp16_tflops"] {
        card.as_object_mut().unwrap().remove(field);
        card["sources"].as_object_mut().unwrap().remove(field);
    }
    let calculator = Calculator::new(Catalog::from_json(&json.to_string()).unwrap());
    let rows = calculator.workloads(&rig("nvidia-rtx-5090", None), &Workload::standard()).unwrap();
    for row in rows {
        let expected = if row.key == "70b" { Verdict::No } else { Verdict::Unknown };
        assert_eq!(row.verdict, expected, "{}", row.key);
        assert!(row.reasons.contains(&Reason::DeviceFigureUnknown { figure: "bandwidth" }), "{}", row.key);
        assert_eq!(row.decode, Known::Unknown);
    }
}

/// Every device of the catalog has seven rows; "no" needs a figure that says so.
#[test]
fn every_no_rests_on_a_figure() {
    let calculator = calculator();
    for device in calculator.catalog().hardware() {
        for size in device.memory.sizes() {
            let rig = rig(&device.id, Some(size.as_gib()));
            let rows = calculator.workloads(&rig, &Workload::standard()).unwrap();
            assert_eq!(rows.len(), 7);
            for row in rows.iter().filter(|row| row.verdict == Verdict::No) {
                let says = row.reasons.iter().any(|reason| {
                    matches!(reason, Reason::NeedsMoreMemory { .. } | Reason::HostMemoryShort { .. })
                });
                assert!(says, "{} {}: {:?}", device.id, row.key, row.reasons);
            }
        }
    }
}

#[test]
fn readers_bring_their_own_and_faults_name_them() {
    let own = Workload::new("my_bot", "gpt-oss-20b", "MXFP4_MOE", 4096, 0, 1_000.0);
    let saved = serde_json::to_string(&own).unwrap();
    assert_eq!(serde_json::from_str::<Workload>(&saved).unwrap(), own);
    let calculator = calculator();
    let rig = rig("nvidia-rtx-4090", None);
    match calculator.workloads(&rig, std::slice::from_ref(&own)) {
        Ok(rows) => {
            assert_eq!((&*rows[0].key, rows[0].verdict), ("my_bot", Verdict::Barely), "no card is so fast")
        }
        Err(fault) => panic!("{fault:?}"),
    }
    let wrong = Workload::new("wrong", "no-such-model", "Q4_K_M", 4096, 0, 5.0);
    let fault = calculator.workloads(&rig, &[own, wrong]).unwrap_err();
    assert_eq!((fault.code, fault.field.as_str()), (FaultCode::UnknownModel, "workloads.1.model"));
    let mac = self::rig("apple-m4-max-40c", None);
    let fault = calculator.workloads(&mac, &Workload::standard()).unwrap_err();
    assert_eq!((fault.code, fault.field.as_str()), (FaultCode::ChooseMemory, "rig.devices.0.memory_gib"));
}
