//! Constants of the speed formula. Written by `cargo xtask calibrate`: change the measurements or the rule, not this file.
//!
//! What each constant means and its unit is in `params.rs`; standard errors and errors of prediction are in `ACCURACY.md`.

#![allow(clippy::approx_constant, reason = "fitted numbers that happen to be near one of mathematics")]

use super::family::Family as F;
use super::own::Record;
use super::pace::ByPace;
use super::params::{Basis, Constants, FamilyConstants, Shared, Spread, StepCosts};
use crate::catalog::Test::{self, Decode, Prefill};

/// Hash of the rows these constants were fitted to.
pub const INPUTS: &str = "51de6733a77380e9";

/// The constants.
#[rustfmt::skip]
pub const CONSTANTS: Constants = Constants {
    shared: Shared {
        unpack: ByPace::new([1.013, 1.013, 2.03, 2.548, 3.742, 5.73, 4.479, 10.05, 4.652]),
        routed: 1.052,
        bf16_experts_vulkan: 3.633,
        apple_first: 1.614,
        steps: StepCosts {
            attention: 0.6,
            latent: 0.9097,
            compressed: 9.548,
            delta: 1.059,
            state_space: 0.8676,
            dense: 0.4,
            experts: 0.5721,
            ends: 1.0,
        },
        half_rows: 39.28,
        prefill_plain: 1.266,
        prefill_plain_routed: 0.4337,
        power: 0.3933,
        hop: 0.01311,
    },
    families: [
        // cuda-pascal
        FamilyConstants {
            read: 0.8787, cache: 0.7488, step_seconds: 1.195e-4, unpack: 1.186, attention: 2.736, codebook: 1.087, experts: 0.9719, delta: 0.96,
            prefill: 1.099, prefill_attention: 0.5557, vector_per_byte: 23.41,
            dense: Spread { low: 0.7161, high: 1.206 }, routed: Spread { low: 0.6876, high: 1.351 }, prefill_spread: Spread { low: 0.5849, high: 1.429 },
            basis: Basis::ApartOnly,
        },
        // cuda-volta
        FamilyConstants {
            read: 0.6998, cache: 0.5984, step_seconds: 5.812e-5, unpack: 1.186, attention: 2.736, codebook: 1.087, experts: 0.9719, delta: 0.96,
            prefill: 2.223, prefill_attention: 1.124, vector_per_byte: 16.56,
            dense: Spread { low: 0.8562, high: 1.187 }, routed: Spread { low: 0.6876, high: 1.351 }, prefill_spread: Spread { low: 0.7118, high: 1.535 },
            basis: Basis::ApartOnly,
        },
        // cuda-turing
        FamilyConstants {
            read: 0.9024, cache: 0.7696, step_seconds: 5.920e-5, unpack: 1.186, attention: 2.736, codebook: 1.087, experts: 0.9719, delta: 0.96,
            prefill: 2.239, prefill_attention: 1.132, vector_per_byte: 21.83,
            dense: Spread { low: 0.5639, high: 1.157 }, routed: Spread { low: 0.6876, high: 1.351 }, prefill_spread: Spread { low: 0.3998, high: 1.501 },
            basis: Basis::ApartOnly,
        },
        // cuda-ampere
        FamilyConstants {
            read: 0.9034, cache: 0.759, step_seconds: 4.674e-5, unpack: 1.186, attention: 2.736, codebook: 1.087, experts: 0.9719, delta: 0.96,
            prefill: 2.251, prefill_attention: 1.138, vector_per_byte: 18.84,
            dense: Spread { low: 0.873, high: 1.127 }, routed: Spread { low: 0.6876, high: 1.351 }, prefill_spread: Spread { low: 0.6737, high: 1.24 },
            basis: Basis::Devices,
        },
        // cuda-ampere-hbm
        FamilyConstants {
            read: 0.6636, cache: 0.5625, step_seconds: 7.986e-5, unpack: 1.186, attention: 2.736, codebook: 1.087, experts: 0.9719, delta: 0.96,
            prefill: 3.725, prefill_attention: 1.884, vector_per_byte: 11.06,
            dense: Spread { low: 0.8155, high: 1.115 }, routed: Spread { low: 0.6876, high: 1.351 }, prefill_spread: Spread { low: 0.8037, high: 1.363 },
            basis: Basis::Devices,
        },
        // cuda-ada
        FamilyConstants {
            read: 0.98, cache: 0.8568, step_seconds: 5.350e-5, unpack: 1.186, attention: 2.736, codebook: 1.087, experts: 0.9719, delta: 0.96,
            prefill: 2.379, prefill_attention: 1.203, vector_per_byte: 35.46,
            dense: Spread { low: 0.9305, high: 1.117 }, routed: Spread { low: 0.7821, high: 1.221 }, prefill_spread: Spread { low: 0.7644, high: 1.655 },
            basis: Basis::Devices,
        },
        // cuda-hopper
        FamilyConstants {
            read: 0.7042, cache: 0.6015, step_seconds: 7.979e-5, unpack: 1.186, attention: 2.736, codebook: 1.087, experts: 0.9719, delta: 0.96,
            prefill: 2.782, prefill_attention: 1.406, vector_per_byte: 7.659,
            dense: Spread { low: 0.8887, high: 1.375 }, routed: Spread { low: 0.6876, high: 1.351 }, prefill_spread: Spread { low: 0.786, high: 1.971 },
            basis: Basis::OneDevice,
        },
        // cuda-blackwell
        FamilyConstants {
            read: 0.9278, cache: 0.7907, step_seconds: 5.707e-5, unpack: 1.186, attention: 2.736, codebook: 1.087, experts: 0.9719, delta: 0.96,
            prefill: 2.28, prefill_attention: 1.153, vector_per_byte: 52.9,
            dense: Spread { low: 0.847, high: 1.176 }, routed: Spread { low: 0.7849, high: 1.224 }, prefill_spread: Spread { low: 0.7176, high: 1.574 },
            basis: Basis::OneDevice,
        },
        // cuda-blackwell-hbm
        FamilyConstants {
            read: 0.6932, cache: 0.5919, step_seconds: 7.251e-5, unpack: 1.186, attention: 2.736, codebook: 1.087, experts: 0.9719, delta: 0.96,
            prefill: 2.536, prefill_attention: 1.282, vector_per_byte: 9.967,
            dense: Spread { low: 0.7533, high: 1.319 }, routed: Spread { low: 0.6876, high: 1.351 }, prefill_spread: Spread { low: 0.5411, high: 2.128 },
            basis: Basis::Parent,
        },
        // cuda-unified
        FamilyConstants {
            read: 0.868, cache: 0.7371, step_seconds: 5.851e-5, unpack: 1.186, attention: 2.736, codebook: 1.087, experts: 0.9719, delta: 0.96,
            prefill: 2.347, prefill_attention: 1.187, vector_per_byte: 19.58,
            dense: Spread { low: 0.8461, high: 1.13 }, routed: Spread { low: 0.8513, high: 1.14 }, prefill_spread: Spread { low: 0.7764, high: 1.68 },
            basis: Basis::OneDevice,
        },
        // metal
        FamilyConstants {
            read: 0.9194, cache: 0.7607, step_seconds: 1.218e-4, unpack: 4.269, attention: 2.703, codebook: 1.0, experts: 1.048, delta: 1.041,
            prefill: 0.9509, prefill_attention: 0.8032, vector_per_byte: 26.93,
            dense: Spread { low: 0.8136, high: 1.235 }, routed: Spread { low: 0.7439, high: 1.091 }, prefill_spread: Spread { low: 0.6988, high: 1.483 },
            basis: Basis::Devices,
        },
        // mlx
        FamilyConstants {
            read: 0.98, cache: 0.8981, step_seconds: 8.026e-5, unpack: 3.593, attention: 2.689, codebook: 1.0, experts: 1.063, delta: 1.012,
            prefill: 1.163, prefill_attention: 0.6256, vector_per_byte: 26.93,
            dense: Spread { low: 0.9238, high: 1.229 }, routed: Spread { low: 0.8052, high: 1.12 }, prefill_spread: Spread { low: 0.7539, high: 1.605 },
            basis: Basis::Devices,
        },
        // rocm-rdna
        FamilyConstants {
            read: 0.9419, cache: 0.8688, step_seconds: 1.341e-4, unpack: 1.611, attention: 2.778, codebook: 0.976, experts: 0.988, delta: 1.019,
            prefill: 0.855, prefill_attention: 0.3496, vector_per_byte: 27.73,
            dense: Spread { low: 0.9031, high: 1.222 }, routed: Spread { low: 0.83, high: 1.233 }, prefill_spread: Spread { low: 0.7796, high: 2.347 },
            basis: Basis::Devices,
        },
        // rocm-hbm
        FamilyConstants {
            read: 0.6878, cache: 0.6052, step_seconds: 1.820e-4, unpack: 1.611, attention: 2.778, codebook: 0.976, experts: 0.988, delta: 1.019,
            prefill: 0.7677, prefill_attention: 0.3139, vector_per_byte: 14.61,
            dense: Spread { low: 0.7533, high: 1.319 }, routed: Spread { low: 0.7843, high: 1.22 }, prefill_spread: Spread { low: 0.6421, high: 1.423 },
            basis: Basis::OneDevice,
        },
        // rocm-unified
        FamilyConstants {
            read: 0.8611, cache: 0.7329, step_seconds: 1.091e-4, unpack: 1.611, attention: 2.778, codebook: 0.976, experts: 0.988, delta: 1.019,
            prefill: 0.8949, prefill_attention: 0.366, vector_per_byte: 47.88,
            dense: Spread { low: 0.8484, high: 1.103 }, routed: Spread { low: 0.8018, high: 1.128 }, prefill_spread: Spread { low: 0.7206, high: 1.488 },
            basis: Basis::OneDevice,
        },
        // vulkan-amd
        FamilyConstants {
            read: 0.8791, cache: 0.7658, step_seconds: 1.515e-4, unpack: 1.917, attention: 2.834, codebook: 1.051, experts: 0.9294, delta: 0.9375,
            prefill: 0.5852, prefill_attention: 0.2546, vector_per_byte: 31.58,
            dense: Spread { low: 0.7566, high: 1.186 }, routed: Spread { low: 0.7985, high: 1.172 }, prefill_spread: Spread { low: 0.6928, high: 1.469 },
            basis: Basis::Devices,
        },
        // vulkan-nvidia
        FamilyConstants {
            read: 0.8885, cache: 0.7801, step_seconds: 2.362e-4, unpack: 1.917, attention: 2.834, codebook: 1.051, experts: 0.9294, delta: 0.9375,
            prefill: 0.1732, prefill_attention: 0.07537, vector_per_byte: 23.41,
            dense: Spread { low: 0.8051, high: 1.237 }, routed: Spread { low: 0.6876, high: 1.351 }, prefill_spread: Spread { low: 0.6153, high: 1.775 },
            basis: Basis::OneDevice,
        },
        // vulkan-intel
        FamilyConstants {
            read: 0.8921, cache: 0.7833, step_seconds: 1.670e-4, unpack: 1.917, attention: 2.834, codebook: 1.051, experts: 0.9294, delta: 0.9375,
            prefill: 0.3531, prefill_attention: 0.1536, vector_per_byte: 31.95,
            dense: Spread { low: 0.7533, high: 1.319 }, routed: Spread { low: 0.6876, high: 1.351 }, prefill_spread: Spread { low: 0.5411, high: 2.128 },
            basis: Basis::Parent,
        },
        // vulkan-unified
        FamilyConstants {
            read: 0.8785, cache: 0.7868, step_seconds: 1.445e-4, unpack: 1.917, attention: 2.834, codebook: 1.051, experts: 0.9294, delta: 0.9375,
            prefill: 0.6192, prefill_attention: 0.2694, vector_per_byte: 47.88,
            dense: Spread { low: 0.905, high: 1.145 }, routed: Spread { low: 0.7393, high: 1.32 }, prefill_spread: Spread { low: 0.5176, high: 1.647 },
            basis: Basis::OneDevice,
        },
        // vulkan-mobile
        FamilyConstants {
            read: 0.8612, cache: 0.7562, step_seconds: 1.563e-4, unpack: 1.917, attention: 2.834, codebook: 1.051, experts: 0.9294, delta: 0.9375,
            prefill: 0.4118, prefill_attention: 0.1792, vector_per_byte: 29.6,
            dense: Spread { low: 0.7533, high: 1.319 }, routed: Spread { low: 0.6876, high: 1.351 }, prefill_spread: Spread { low: 0.5411, high: 2.128 },
            basis: Basis::Parent,
        },
        // sycl
        FamilyConstants {
            read: 0.896, cache: 0.7777, step_seconds: 1.038e-4, unpack: 1.5, attention: 2.694, codebook: 1.0, experts: 1.0, delta: 1.0,
            prefill: 0.7601, prefill_attention: 0.3915, vector_per_byte: 26.93,
            dense: Spread { low: 0.7533, high: 1.319 }, routed: Spread { low: 0.6876, high: 1.351 }, prefill_spread: Spread { low: 0.5411, high: 2.128 },
            basis: Basis::Parent,
        },
        // cpu
        FamilyConstants {
            read: 0.7872, cache: 0.6878, step_seconds: 8.889e-5, unpack: 5.149, attention: 2.692, codebook: 1.343, experts: 1.0, delta: 1.0,
            prefill: 0.7392, prefill_attention: 0.3839, vector_per_byte: 27.8,
            dense: Spread { low: 0.7142, high: 1.143 }, routed: Spread { low: 0.6876, high: 1.351 }, prefill_spread: Spread { low: 0.4446, high: 1.62 },
            basis: Basis::OneDevice,
        },
        // exllama
        FamilyConstants {
            read: 0.9297, cache: 0.7937, step_seconds: 4.468e-5, unpack: 1.186, attention: 2.736, codebook: 1.087, experts: 0.9719, delta: 0.96,
            prefill: 2.011, prefill_attention: 1.017, vector_per_byte: 23.41,
            dense: Spread { low: 0.8896, high: 1.182 }, routed: Spread { low: 0.6876, high: 1.351 }, prefill_spread: Spread { low: 0.5411, high: 2.128 },
            basis: Basis::Devices,
        },
        // mlx-vlm
        FamilyConstants {
            read: 0.9067, cache: 0.7872, step_seconds: 2.114e-4, unpack: 7.294, attention: 2.694, codebook: 1.0, experts: 0.9796, delta: 0.9649,
            prefill: 0.847, prefill_attention: 0.4362, vector_per_byte: 26.93,
            dense: Spread { low: 0.7263, high: 1.116 }, routed: Spread { low: 0.8076, high: 1.173 }, prefill_spread: Spread { low: 0.5411, high: 2.128 },
            basis: Basis::OneDevice,
        },
        // other
        FamilyConstants {
            read: 0.896, cache: 0.7777, step_seconds: 1.038e-4, unpack: 1.5, attention: 2.694, codebook: 1.0, experts: 1.0, delta: 1.0,
            prefill: 0.7601, prefill_attention: 0.3915, vector_per_byte: 26.93,
            dense: Spread { low: 0.7533, high: 1.319 }, routed: Spread { low: 0.6876, high: 1.351 }, prefill_spread: Spread { low: 0.5411, high: 2.128 },
            basis: Basis::Parent,
        },
    ],
};

/// Of a device and a model (0: any): rate ÷ formula − 1 in hundredths, width in tenths, half-year.
#[rustfmt::skip]
const fn of(device: u16, family: F, test: Test, model: u16, shift: i8, width: u8, half: u8) -> Record {
    Record { device, model, family, test, shift, width, half }
}

/// What devices' own rows say; the records of a device and family lie together.
#[rustfmt::skip]
pub const MEASURED: &[Record] = &[
    of(0x03f8, F::RocmRdna, Prefill, 0x0000, -18, 8, 9),
    of(0x03f8, F::RocmRdna, Prefill, 0xa102, -40, 4, 9),
    of(0x1109, F::RocmHbm, Prefill, 0x0000, 2, 10, 12),
    of(0x1109, F::RocmHbm, Prefill, 0xa102, 14, 4, 12),
    of(0x1109, F::RocmHbm, Decode, 0x0000, 0, 10, 11),
    of(0x1a9c, F::RocmRdna, Prefill, 0x0000, 17, 7, 11),
    of(0x1a9c, F::RocmRdna, Prefill, 0x185e, 55, 3, 11),
    of(0x1a9c, F::RocmRdna, Prefill, 0x18e5, -2, 5, 11),
    of(0x1a9c, F::RocmRdna, Prefill, 0xeb1e, 28, 3, 11),
    of(0x1a9c, F::RocmRdna, Decode, 0x0000, 4, 10, 11),
    of(0x1a9c, F::RocmRdna, Decode, 0x6a52, -2, 6, 11),
    of(0x1a9c, F::RocmRdna, Decode, 0xeb1e, 10, 6, 11),
    of(0x1a9c, F::RocmRdna, Decode, 0xf338, 8, 6, 11),
    of(0x1a9c, F::VulkanAmd, Prefill, 0x0000, 2, 10, 11),
    of(0x1a9c, F::VulkanAmd, Prefill, 0x185e, 29, 5, 11),
    of(0x1a9c, F::VulkanAmd, Prefill, 0x18e5, -12, 7, 11),
    of(0x1a9c, F::VulkanAmd, Prefill, 0xeb1e, 10, 5, 11),
    of(0x1a9c, F::VulkanAmd, Decode, 0x0000, -5, 7, 11),
    of(0x1a9c, F::VulkanAmd, Decode, 0x185e, -16, 4, 11),
    of(0x1a9c, F::VulkanAmd, Decode, 0x18e5, 2, 8, 11),
    of(0x1a9c, F::VulkanAmd, Decode, 0x6a52, -18, 4, 11),
    of(0x1a9c, F::VulkanAmd, Decode, 0xeb1e, 12, 4, 11),
    of(0x1bc4, F::CudaAmpere, Prefill, 0x0000, 3, 10, 8),
    of(0x1bc4, F::CudaAmpere, Decode, 0x0000, 2, 10, 12),
    of(0x1bc4, F::CudaAmpere, Decode, 0xa875, 14, 7, 12),
    of(0x1bc4, F::CudaAmpere, Decode, 0xca1b, -2, 7, 12),
    of(0x1bc4, F::CudaAmpere, Decode, 0xf384, -7, 8, 12),
    of(0x23c7, F::RocmRdna, Prefill, 0x0000, 18, 8, 12),
    of(0x23c7, F::RocmRdna, Prefill, 0xae19, 33, 4, 8),
    of(0x23c7, F::RocmRdna, Prefill, 0xfd76, 36, 4, 12),
    of(0x23c7, F::RocmRdna, Decode, 0x0000, -1, 10, 12),
    of(0x23c7, F::VulkanAmd, Prefill, 0x0000, -2, 10, 8),
    of(0x23c7, F::VulkanAmd, Decode, 0x0000, -1, 7, 8),
    of(0x3af8, F::CudaAmpere, Prefill, 0x0000, 2, 10, 8),
    of(0x3af8, F::CudaAmpere, Decode, 0x0000, 1, 10, 8),
    of(0x45a4, F::RocmRdna, Prefill, 0x0000, -19, 8, 8),
    of(0x45a4, F::RocmRdna, Prefill, 0xeb1e, -41, 4, 8),
    of(0x45a4, F::RocmRdna, Decode, 0x0000, -1, 10, 8),
    of(0x45a4, F::VulkanAmd, Prefill, 0x0000, 3, 10, 10),
    of(0x45a4, F::VulkanAmd, Decode, 0x0000, 8, 7, 10),
    of(0x45a4, F::VulkanAmd, Decode, 0xeb1e, 21, 5, 10),
    of(0x50af, F::CudaAmpere, Prefill, 0x0000, -11, 10, 8),
    of(0x50af, F::CudaAmpere, Prefill, 0x4f1a, -28, 7, 8),
    of(0x50af, F::CudaAmpere, Decode, 0x0000, -2, 10, 8),
    of(0x5377, F::CudaAda, Prefill, 0x0000, 1, 10, 8),
    of(0x5377, F::CudaAda, Decode, 0x0000, -1, 10, 12),
    of(0x582a, F::CudaAmpere, Decode, 0x0000, 1, 10, 7),
    of(0x5fc7, F::CudaAmpereHbm, Prefill, 0x0000, -1, 10, 8),
    of(0x5fc7, F::CudaAmpereHbm, Decode, 0x0000, 0, 10, 8),
    of(0x655a, F::CudaBlackwell, Prefill, 0x0000, 3, 10, 12),
    of(0x655a, F::CudaBlackwell, Prefill, 0xa102, 21, 5, 12),
    of(0x655a, F::CudaBlackwell, Prefill, 0xeb1e, -10, 5, 12),
    of(0x655a, F::CudaBlackwell, Decode, 0x0000, 2, 10, 12),
    of(0x655a, F::CudaBlackwell, Decode, 0x69ac, 23, 7, 12),
    of(0x655a, F::CudaBlackwell, Decode, 0xb9c7, 8, 6, 12),
    of(0x655a, F::CudaBlackwell, Decode, 0xba0a, -4, 7, 12),
    of(0x655a, F::CudaBlackwell, Decode, 0xeb1e, -2, 6, 12),
    of(0x663c, F::CudaAmpere, Prefill, 0x0000, 1, 10, 8),
    of(0x663c, F::CudaAmpere, Decode, 0x0000, 1, 10, 8),
    of(0x6a18, F::CudaHopper, Prefill, 0x0000, 2, 9, 8),
    of(0x6a18, F::CudaHopper, Decode, 0x0000, 1, 7, 8),
    of(0x6c73, F::CudaAda, Prefill, 0x0000, 28, 10, 12),
    of(0x6c73, F::CudaAda, Prefill, 0xa76d, -9, 4, 12),
    of(0x6c73, F::CudaAda, Prefill, 0xd30a, 18, 4, 12),
    of(0x6c73, F::CudaAda, Prefill, 0xf338, 59, 5, 12),
    of(0x6c73, F::CudaAda, Prefill, 0xf384, 51, 4, 12),
    of(0x6c73, F::CudaAda, Prefill, 0xfd76, 70, 5, 12),
    of(0x6c73, F::CudaAda, Decode, 0x0000, 3, 10, 12),
    of(0x6c73, F::CudaAda, Decode, 0xa76d, 10, 9, 12),
    of(0x6c73, F::CudaAda, Decode, 0xd30a, -1, 9, 12),
    of(0x6c73, F::CudaAda, Decode, 0xfd76, 7, 10, 12),
    of(0x6d66, F::CudaAda, Prefill, 0x0000, -4, 10, 8),
    of(0x6d66, F::CudaAda, Decode, 0x0000, 0, 10, 8),
    of(0x8d73, F::CudaAda, Prefill, 0x0000, 4, 10, 8),
    of(0x8d73, F::CudaAda, Decode, 0x0000, 0, 10, 8),
    of(0x980b, F::VulkanNvidia, Prefill, 0x0000, -2, 8, 10),
    of(0x980b, F::VulkanNvidia, Decode, 0x0000, -1, 8, 10),
    of(0x9df0, F::Metal, Prefill, 0x0000, 7, 10, 8),
    of(0x9df0, F::Metal, Decode, 0x0000, 3, 7, 12),
    of(0x9df0, F::Metal, Decode, 0x6a9a, 7, 4, 12),
    of(0x9df0, F::Metal, Decode, 0xba0a, -4, 7, 12),
    of(0x9df0, F::Metal, Decode, 0xcdff, -21, 8, 12),
    of(0x9df0, F::Metal, Decode, 0xdc4d, 18, 4, 12),
    of(0xa4da, F::CudaAmpere, Prefill, 0x0000, -16, 10, 13),
    of(0xa4da, F::CudaAmpere, Prefill, 0x0fcd, -24, 7, 13),
    of(0xa4da, F::CudaAmpere, Prefill, 0x507e, -27, 7, 13),
    of(0xa4da, F::CudaAmpere, Prefill, 0x68b3, -5, 7, 13),
    of(0xa4da, F::CudaAmpere, Prefill, 0x6a52, 5, 7, 13),
    of(0xa4da, F::CudaAmpere, Prefill, 0x897d, -6, 7, 13),
    of(0xa4da, F::CudaAmpere, Prefill, 0xa76d, -53, 6, 13),
    of(0xa4da, F::CudaAmpere, Prefill, 0xc72a, 6, 7, 13),
    of(0xa4da, F::CudaAmpere, Decode, 0x0000, -1, 10, 13),
    of(0xa4da, F::CudaAmpere, Decode, 0x0fcd, -13, 7, 13),
    of(0xa4da, F::CudaAmpere, Decode, 0x507e, -15, 7, 13),
    of(0xa4da, F::CudaAmpere, Decode, 0x5c28, 15, 7, 13),
    of(0xa4da, F::CudaAmpere, Decode, 0x68b3, 4, 7, 13),
    of(0xa4da, F::CudaAmpere, Decode, 0x897d, 8, 7, 13),
    of(0xa4da, F::CudaAmpere, Decode, 0xc72a, 3, 7, 13),
    of(0xaa17, F::Metal, Prefill, 0x0000, -6, 10, 8),
    of(0xaa17, F::Metal, Prefill, 0x4f1a, -16, 6, 8),
    of(0xaa17, F::Metal, Decode, 0x0000, -3, 8, 8),
    of(0xad97, F::CudaAmpere, Prefill, 0x0000, 0, 10, 8),
    of(0xad97, F::CudaAmpere, Decode, 0x0000, -2, 10, 8),
    of(0xb05a, F::CudaAda, Prefill, 0x0000, -3, 10, 8),
    of(0xb05a, F::CudaAda, Decode, 0x0000, 1, 10, 8),
    of(0xb481, F::CudaAda, Prefill, 0x0000, 1, 10, 8),
    of(0xb481, F::CudaAda, Decode, 0x0000, 0, 10, 8),
    of(0xc036, F::RocmUnified, Prefill, 0x0000, -2, 10, 12),
    of(0xc036, F::RocmUnified, Prefill, 0x2d94, -15, 7, 12),
    of(0xc036, F::RocmUnified, Prefill, 0x4601, 36, 8, 12),
    of(0xc036, F::RocmUnified, Prefill, 0x6a9a, 7, 5, 12),
    of(0xc036, F::RocmUnified, Prefill, 0x7a71, 20, 5, 12),
    of(0xc036, F::RocmUnified, Prefill, 0xa608, -17, 7, 12),
    of(0xc036, F::RocmUnified, Prefill, 0xeb1e, -34, 5, 12),
    of(0xc036, F::RocmUnified, Decode, 0x0000, -5, 10, 12),
    of(0xc036, F::RocmUnified, Decode, 0x4601, 4, 8, 12),
    of(0xc036, F::RocmUnified, Decode, 0x61f4, -11, 8, 12),
    of(0xc036, F::RocmUnified, Decode, 0x6a9a, 1, 6, 12),
    of(0xc036, F::RocmUnified, Decode, 0x7a71, 5, 6, 12),
    of(0xc036, F::RocmUnified, Decode, 0x83b6, -22, 8, 12),
    of(0xc036, F::RocmUnified, Decode, 0x881f, -1, 6, 12),
    of(0xc036, F::RocmUnified, Decode, 0xa608, 6, 7, 12),
    of(0xc036, F::RocmUnified, Decode, 0xe6f8, -38, 8, 12),
    of(0xc036, F::RocmUnified, Decode, 0xeb1e, -18, 6, 12),
    of(0xc036, F::VulkanUnified, Prefill, 0x0000, -12, 8, 12),
    of(0xc036, F::VulkanUnified, Prefill, 0x2cec, 21, 4, 12),
    of(0xc036, F::VulkanUnified, Prefill, 0x2d94, 34, 5, 12),
    of(0xc036, F::VulkanUnified, Prefill, 0x4601, 9, 5, 12),
    of(0xc036, F::VulkanUnified, Prefill, 0x61f4, 9, 5, 12),
    of(0xc036, F::VulkanUnified, Prefill, 0x6a9a, -4, 3, 12),
    of(0xc036, F::VulkanUnified, Prefill, 0x7a71, -57, 3, 12),
    of(0xc036, F::VulkanUnified, Prefill, 0x83b6, -1, 5, 12),
    of(0xc036, F::VulkanUnified, Prefill, 0x881f, 3, 3, 12),
    of(0xc036, F::VulkanUnified, Prefill, 0xa608, -51, 4, 12),
    of(0xc036, F::VulkanUnified, Prefill, 0xe6f8, -43, 5, 12),
    of(0xc036, F::VulkanUnified, Prefill, 0xeb1e, -20, 3, 12),
    of(0xc036, F::VulkanUnified, Decode, 0x0000, 0, 8, 12),
    of(0xc036, F::VulkanUnified, Decode, 0x2cec, 18, 4, 12),
    of(0xc036, F::VulkanUnified, Decode, 0x4601, 11, 5, 12),
    of(0xc036, F::VulkanUnified, Decode, 0x83b6, -19, 5, 12),
    of(0xc036, F::VulkanUnified, Decode, 0xa608, -9, 4, 12),
    of(0xc257, F::Metal, Prefill, 0x0000, -15, 10, 11),
    of(0xc257, F::Metal, Prefill, 0xae19, -34, 6, 11),
    of(0xc257, F::Metal, Decode, 0x0000, 4, 8, 11),
    of(0xc257, F::Metal, Decode, 0x291c, 13, 5, 11),
    of(0xd03b, F::CudaAmpereHbm, Prefill, 0x0000, 3, 10, 8),
    of(0xd03b, F::CudaAmpereHbm, Decode, 0x0000, 0, 10, 8),
    of(0xdf0b, F::CudaAda, Prefill, 0x0000, -13, 10, 13),
    of(0xdf0b, F::CudaAda, Prefill, 0x881f, -43, 4, 13),
    of(0xdf0b, F::CudaAda, Prefill, 0xca1b, 1, 5, 13),
    of(0xdf0b, F::CudaAda, Decode, 0x0000, -7, 10, 13),
    of(0xdf0b, F::CudaAda, Decode, 0xca1b, -11, 10, 13),
    of(0xdf0b, F::CudaAda, Decode, 0xf384, -13, 10, 13),
    of(0xf493, F::CudaUnified, Prefill, 0x0000, 6, 10, 11),
    of(0xf493, F::CudaUnified, Prefill, 0x18e5, 42, 7, 11),
    of(0xf493, F::CudaUnified, Prefill, 0x4601, 33, 7, 11),
    of(0xf493, F::CudaUnified, Prefill, 0x6a52, -7, 5, 11),
    of(0xf493, F::CudaUnified, Prefill, 0xca1b, -12, 5, 11),
    of(0xf493, F::CudaUnified, Decode, 0x0000, -2, 10, 11),
    of(0xf493, F::CudaUnified, Decode, 0x6a52, -6, 6, 11),
    of(0xfcac, F::CudaAda, Prefill, 0x0000, -11, 10, 8),
    of(0xfcac, F::CudaAda, Prefill, 0x4f1a, -22, 6, 8),
    of(0xfcac, F::CudaAda, Decode, 0x0000, 0, 10, 8),
];
