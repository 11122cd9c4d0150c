//! Devices: raw to checked.

use core::ops::RangeInclusive;

use super::reader::Reader;
use crate::catalog::raw::{Number, RawHardware};
use crate::catalog::{ComputeCapability, FaultKind, Figure, Hardware, MemorySize, Pcie, Rates};
use crate::units::{Bytes, BytesPerSecond, FlopsPerSecond, Usd, Watts};

/// From a small phone to the largest server: gibibytes.
pub(super) const MEMORY_GIB: RangeInclusive<f64> = 1.0..=8192.0;
/// One slow channel to stacked memory: 10^9 bytes per second.
const BANDWIDTH_GB_S: RangeInclusive<f64> = 5.0..=25_000.0;
/// Tera-operations per second.
const RATE_TERA: RangeInclusive<f64> = 0.01..=50_000.0;

pub(super) fn hardware(id: &str, raw: &RawHardware, mut reader: Reader<'_, '_>) -> Hardware {
    let r = &mut reader;
    let rate =
        |r: &mut Reader<'_, '_>, field, number| r.figure(field, number, RATE_TERA, FlopsPerSecond::tera);
    let rates = Rates {
        fp32: rate(r, "fp32_tflops", raw.fp32_tflops),
        fp16: rate(r, "fp16_tflops", raw.fp16_tflops),
        bf16: rate(r, "bf16_tflops", raw.bf16_tflops),
        fp8: rate(r, "fp8_tflops", raw.fp8_tflops),
        int8: rate(r, "int8_tops", raw.int8_tops),
        fp4: rate(r, "fp4_tflops", raw.fp4_tflops),
    };
    let _ = r.source_of("memory_kind");
    let checked = Hardware {
        id: id.into(),
        name: raw.name.as_str().into(),
        vendor: r.word("vendor", &raw.vendor),
        kind: r.word("kind", &raw.kind),
        class: r.word("class", &raw.class),
        architecture: raw.architecture.as_str().into(),
        memory: memory(raw, r),
        memory_kind: r.word("memory_kind", &raw.memory_kind),
        memory_detail: raw.memory_detail.as_deref().unwrap_or_default().into(),
        bandwidth: r.figure("bandwidth_gb_s", raw.bandwidth_gb_s, BANDWIDTH_GB_S, BytesPerSecond::gb_s),
        bus_bits: r
            .figure("bus_bits", raw.bus_bits.map(|b| Number(f64::from(b))), 16.0..=16_384.0, |b| b as u32),
        tdp: r.figure("tdp_w", raw.tdp_w, 2.0..=3_000.0, Watts::new),
        rates,
        pcie: pcie(raw, r),
        nvlink: r.figure("nvlink_gb_s", raw.nvlink_gb_s, 20.0..=5_000.0, BytesPerSecond::gb_s),
        released: match raw.released.as_deref() {
            None => Figure::Unknown,
            Some(text) => Figure::Known { value: r.date("released", text), source: r.source_of("released") },
        },
        msrp: r.figure("msrp_usd", raw.msrp_usd, 10.0..=100_000.0, Usd::new),
        form_factor: r.word("form_factor", &raw.form_factor),
        apis: r.words("compute_api", raw.compute_api.as_deref().unwrap_or_default()),
        compute_capability: capability(raw, r),
        notes: raw.notes.as_deref().unwrap_or_default().into(),
        date: r.date("date", &raw.date),
    };
    bus(raw, r);
    reader.finish();
    checked
}

fn memory(raw: &RawHardware, r: &mut Reader<'_, '_>) -> MemorySize {
    match (raw.memory_gib, &raw.memory_options_gib) {
        (Some(gib), None) => MemorySize::One {
            size: Bytes::gib(r.number("memory_gib", gib, MEMORY_GIB)),
            source: r.source_of("memory_gib"),
        },
        (None, Some(options)) => {
            let field = "memory_options_gib";
            if options.is_empty() || !options.is_sorted_by(|a, b| a < b) {
                let detail = "wants the sizes it is sold in, ascending".to_owned();
                r.fault(field, FaultKind::Implausible, detail);
            }
            let sizes = options.iter().map(|gib| Bytes::gib(r.number(field, *gib, MEMORY_GIB))).collect();
            MemorySize::Choice { sizes, source: r.source_of(field) }
        }
        _ => {
            let detail = "wants either `memory_gib` or `memory_options_gib`".to_owned();
            r.fault("memory_gib", FaultKind::Structure, detail);
            MemorySize::Choice { sizes: Vec::new(), source: crate::catalog::SourceKey(0) }
        }
    }
}

fn pcie(raw: &RawHardware, r: &mut Reader<'_, '_>) -> Figure<Pcie> {
    let Some(link) = &raw.pcie else { return Figure::Unknown };
    r.count("pcie", u64::from(link.r#gen), 1..=8);
    if ![1, 2, 4, 8, 16].contains(&link.lanes) {
        r.fault("pcie", FaultKind::Implausible, format!("{} lanes: want 1, 2, 4, 8 or 16", link.lanes));
    }
    let value = Pcie { generation: link.r#gen, lanes: link.lanes };
    Figure::Known { value, source: r.source_of("pcie") }
}

fn capability(raw: &RawHardware, r: &mut Reader<'_, '_>) -> Figure<ComputeCapability> {
    let field = "cuda_compute_capability";
    let Some(text) = raw.cuda_compute_capability.as_deref() else { return Figure::Unknown };
    let value = ComputeCapability::parse(text).unwrap_or_else(|| {
        r.fault(field, FaultKind::Implausible, format!("`{text}` is not like 8.9"));
        ComputeCapability { major: 0, minor: 0 }
    });
    Figure::Known { value, source: r.source_of(field) }
}

/// Bus width times data rate is the bandwidth, but for printed roundings.
fn bus(raw: &RawHardware, r: &mut Reader<'_, '_>) {
    /// Vendors round data rates: 3 %.
    const ROUNDING: f64 = 0.03;
    if raw.data_rate_gt_s.is_some() {
        let _ = r.source_of("data_rate_gt_s");
    }
    let (Some(bits), Some(rate), Some(stated)) = (raw.bus_bits, raw.data_rate_gt_s, raw.bandwidth_gb_s)
    else {
        return;
    };
    let made = f64::from(bits) / 8.0 * rate.0;
    if (made - stated.0).abs() > stated.0 * ROUNDING {
        let detail = format!("{bits} bits at {} GT/s make {made:.1} GB/s, not {}", rate.0, stated.0);
        r.fault("bandwidth_gb_s", FaultKind::Implausible, detail);
    }
}
