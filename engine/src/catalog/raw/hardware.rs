//! Devices as written.

use serde::{Deserialize, Serialize};

use super::{Keyed, Number, record};

record! {
    /// A device.
    RawHardware {
        name: String,
        vendor: String,
        kind: String,
        class: String,
        architecture: String,
    } optional {
        memory_gib: Number,
        memory_options_gib: Vec<Number>,
        memory_detail: String,
        bandwidth_gb_s: Number,
        bus_bits: u32,
        data_rate_gt_s: Number,
        tdp_w: Number,
        fp32_tflops: Number,
        fp16_tflops: Number,
        bf16_tflops: Number,
        fp8_tflops: Number,
        int8_tops: Number,
        fp4_tflops: Number,
        pcie: RawPcie,
        nvlink_gb_s: Number,
        released: String,
        msrp_usd: Number,
        compute_api: Vec<String>,
        cuda_compute_capability: String,
        notes: String,
    } last {
        memory_kind: String,
        form_factor: String,
        date: String,
        sources: Keyed<String>,
    }
}

record! {
    /// A PCI Express link.
    RawPcie { r#gen: u8, lanes: u8, } optional {} last {}
}
