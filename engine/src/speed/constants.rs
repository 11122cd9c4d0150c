//! Constants of the speed formula. Written by `cargo xtask calibrate`: change the measurements or the rule, not this file.
//!
//! What each constant means and its unit is in `params.rs`; standard errors and errors of prediction are in `ACCURACY.md`.

#![allow(clippy::approx_constant, reason = "fitted numbers that happen to be near one of mathematics")]

use super::family::Family as F;
use super::own::Record;
use super::pace::ByPace;
use super::params::{Basis, Constants, FamilyConstants, Shared, Spread, StepCosts, Units};
use crate::catalog::Test::{self, Decode, Prefill};

/// Hash of the rows these constants were fitted to.
pub const INPUTS: &str = "36c3606dd28eed85";

/// The constants.
#[rustfmt::skip]
pub const CONSTANTS: Constants = Constants {
    shared: Shared {
        unpack: ByPace::new([1.013, 1.013, 2.028, 2.525, 3.719, 5.751, 4.453, 10.12, 4.648]),
        routed: 1.052,
        bf16_experts_vulkan: 3.634,
        apple_first: 1.628,
        steps: StepCosts {
            attention: 0.6,
            latent: 0.9104,
            compressed: 9.531,
            delta: 1.061,
            state_space: 0.8645,
            dense: 0.4,
            experts: 0.5636,
            ends: 1.0,
        },
        half_rows: 40.35,
        prefill_plain: 1.286,
        prefill_plain_routed: 0.5133,
        power: 0.4238,
        hop: 0.01336,
    },
    families: [
        // cuda-pascal
        FamilyConstants {
            read: 0.8882, cache: 0.7551, step_seconds: 9.285e-5, unpack: 1.171, attention: 2.707, codebook: 1.089, experts: 0.9676, delta: 0.9629,
            prefill: 1.029, prefill_attention: 0.504, prefill_bf16: 1.0, attention_on: Units::Matrix, matrix_share: 1.0, vector_per_byte: 23.41,
            dense: Spread { low: 0.7063, high: 1.182 }, routed: Spread { low: 0.6826, high: 1.375 }, prefill_spread: Spread { low: 0.5937, high: 1.411 },
            basis: Basis::ApartOnly,
        },
        // cuda-volta
        FamilyConstants {
            read: 0.7014, cache: 0.5978, step_seconds: 5.981e-5, unpack: 1.171, attention: 2.707, codebook: 1.089, experts: 0.9676, delta: 0.9629,
            prefill: 2.133, prefill_attention: 1.044, prefill_bf16: 1.0, attention_on: Units::Matrix, matrix_share: 1.0, vector_per_byte: 16.56,
            dense: Spread { low: 0.8448, high: 1.218 }, routed: Spread { low: 0.6826, high: 1.375 }, prefill_spread: Spread { low: 0.7304, high: 1.492 },
            basis: Basis::ApartOnly,
        },
        // cuda-turing
        FamilyConstants {
            read: 0.8998, cache: 0.7651, step_seconds: 5.980e-5, unpack: 1.171, attention: 2.707, codebook: 1.089, experts: 0.9676, delta: 0.9629,
            prefill: 2.034, prefill_attention: 0.9965, prefill_bf16: 1.0, attention_on: Units::Matrix, matrix_share: 1.0, vector_per_byte: 21.83,
            dense: Spread { low: 0.5729, high: 1.23 }, routed: Spread { low: 0.6826, high: 1.375 }, prefill_spread: Spread { low: 0.4205, high: 1.512 },
            basis: Basis::ApartOnly,
        },
        // cuda-ampere
        FamilyConstants {
            read: 0.9061, cache: 0.7596, step_seconds: 4.897e-5, unpack: 1.171, attention: 2.707, codebook: 1.089, experts: 0.9676, delta: 0.9629,
            prefill: 2.227, prefill_attention: 1.091, prefill_bf16: 1.0, attention_on: Units::Matrix, matrix_share: 1.0, vector_per_byte: 18.84,
            dense: Spread { low: 0.8683, high: 1.145 }, routed: Spread { low: 0.6826, high: 1.375 }, prefill_spread: Spread { low: 0.689, high: 1.231 },
            basis: Basis::Devices,
        },
        // cuda-ampere-hbm
        FamilyConstants {
            read: 0.6679, cache: 0.5652, step_seconds: 8.509e-5, unpack: 1.171, attention: 2.707, codebook: 1.089, experts: 0.9676, delta: 0.9629,
            prefill: 3.758, prefill_attention: 1.841, prefill_bf16: 1.0, attention_on: Units::Matrix, matrix_share: 1.0, vector_per_byte: 11.06,
            dense: Spread { low: 0.8066, high: 1.116 }, routed: Spread { low: 0.6826, high: 1.375 }, prefill_spread: Spread { low: 0.8052, high: 1.312 },
            basis: Basis::Devices,
        },
        // cuda-ada
        FamilyConstants {
            read: 0.9782, cache: 0.8438, step_seconds: 5.082e-5, unpack: 1.171, attention: 2.707, codebook: 1.089, experts: 0.9676, delta: 0.9629,
            prefill: 2.384, prefill_attention: 1.168, prefill_bf16: 1.0, attention_on: Units::Matrix, matrix_share: 1.0, vector_per_byte: 35.46,
            dense: Spread { low: 0.9109, high: 1.107 }, routed: Spread { low: 0.7786, high: 1.234 }, prefill_spread: Spread { low: 0.7867, high: 1.658 },
            basis: Basis::Devices,
        },
        // cuda-hopper
        FamilyConstants {
            read: 0.7073, cache: 0.6025, step_seconds: 8.388e-5, unpack: 1.171, attention: 2.707, codebook: 1.089, experts: 0.9676, delta: 0.9629,
            prefill: 3.748, prefill_attention: 1.836, prefill_bf16: 1.0, attention_on: Units::Matrix, matrix_share: 0.63, vector_per_byte: 7.659,
            dense: Spread { low: 0.8801, high: 1.255 }, routed: Spread { low: 0.6826, high: 1.375 }, prefill_spread: Spread { low: 0.7948, high: 1.546 },
            basis: Basis::OneDevice,
        },
        // cuda-blackwell
        FamilyConstants {
            read: 0.9263, cache: 0.787, step_seconds: 5.910e-5, unpack: 1.171, attention: 2.707, codebook: 1.089, experts: 0.9676, delta: 0.9629,
            prefill: 2.339, prefill_attention: 1.146, prefill_bf16: 1.0, attention_on: Units::Matrix, matrix_share: 1.0, vector_per_byte: 52.9,
            dense: Spread { low: 0.8383, high: 1.177 }, routed: Spread { low: 0.7814, high: 1.242 }, prefill_spread: Spread { low: 0.7303, high: 1.522 },
            basis: Basis::OneDevice,
        },
        // cuda-blackwell-hbm
        FamilyConstants {
            read: 0.6962, cache: 0.5927, step_seconds: 7.495e-5, unpack: 1.171, attention: 2.707, codebook: 1.089, experts: 0.9676, delta: 0.9629,
            prefill: 3.596, prefill_attention: 1.761, prefill_bf16: 1.0, attention_on: Units::Matrix, matrix_share: 1.0, vector_per_byte: 9.967,
            dense: Spread { low: 0.7347, high: 1.304 }, routed: Spread { low: 0.6826, high: 1.375 }, prefill_spread: Spread { low: 0.557, high: 1.994 },
            basis: Basis::Parent,
        },
        // cuda-unified
        FamilyConstants {
            read: 0.8676, cache: 0.7349, step_seconds: 5.852e-5, unpack: 1.171, attention: 2.707, codebook: 1.089, experts: 0.9676, delta: 0.9629,
            prefill: 2.479, prefill_attention: 1.214, prefill_bf16: 1.0, attention_on: Units::Matrix, matrix_share: 1.0, vector_per_byte: 19.58,
            dense: Spread { low: 0.8367, high: 1.126 }, routed: Spread { low: 0.8488, high: 1.149 }, prefill_spread: Spread { low: 0.7141, high: 1.533 },
            basis: Basis::OneDevice,
        },
        // metal
        FamilyConstants {
            read: 0.9191, cache: 0.7592, step_seconds: 1.217e-4, unpack: 4.353, attention: 2.684, codebook: 1.0, experts: 1.049, delta: 1.041,
            prefill: 0.9529, prefill_attention: 0.7798, prefill_bf16: 1.0, attention_on: Units::Matrix, matrix_share: 1.0, vector_per_byte: 26.93,
            dense: Spread { low: 0.7738, high: 1.261 }, routed: Spread { low: 0.7453, high: 1.095 }, prefill_spread: Spread { low: 0.7126, high: 1.454 },
            basis: Basis::Devices,
        },
        // mlx
        FamilyConstants {
            read: 0.98, cache: 0.8967, step_seconds: 8.073e-5, unpack: 3.6, attention: 2.671, codebook: 1.0, experts: 1.063, delta: 1.011,
            prefill: 1.184, prefill_attention: 0.62, prefill_bf16: 1.0, attention_on: Units::Matrix, matrix_share: 1.0, vector_per_byte: 26.93,
            dense: Spread { low: 0.9183, high: 1.236 }, routed: Spread { low: 0.8042, high: 1.126 }, prefill_spread: Spread { low: 0.7626, high: 1.571 },
            basis: Basis::Devices,
        },
        // rocm-rdna
        FamilyConstants {
            read: 0.9419, cache: 0.869, step_seconds: 1.358e-4, unpack: 1.567, attention: 2.76, codebook: 0.9769, experts: 0.9814, delta: 1.019,
            prefill: 0.6278, prefill_attention: 0.2407, prefill_bf16: 1.0, attention_on: Units::Matrix, matrix_share: 1.0, vector_per_byte: 27.73,
            dense: Spread { low: 0.8958, high: 1.23 }, routed: Spread { low: 0.8271, high: 1.249 }, prefill_spread: Spread { low: 0.7436, high: 1.888 },
            basis: Basis::Devices,
        },
        // rocm-hbm
        FamilyConstants {
            read: 0.6917, cache: 0.6081, step_seconds: 1.847e-4, unpack: 1.567, attention: 2.76, codebook: 0.9769, experts: 0.9814, delta: 1.019,
            prefill: 0.7427, prefill_attention: 0.2847, prefill_bf16: 1.0, attention_on: Units::Matrix, matrix_share: 1.0, vector_per_byte: 14.61,
            dense: Spread { low: 0.7347, high: 1.304 }, routed: Spread { low: 0.7814, high: 1.233 }, prefill_spread: Spread { low: 0.7594, high: 1.5 },
            basis: Basis::OneDevice,
        },
        // rocm-unified
        FamilyConstants {
            read: 0.8613, cache: 0.7323, step_seconds: 1.097e-4, unpack: 1.567, attention: 2.76, codebook: 0.9769, experts: 0.9814, delta: 1.019,
            prefill: 0.9387, prefill_attention: 0.3598, prefill_bf16: 1.0, attention_on: Units::Matrix, matrix_share: 1.0, vector_per_byte: 47.88,
            dense: Spread { low: 0.8388, high: 1.1 }, routed: Spread { low: 0.798, high: 1.13 }, prefill_spread: Spread { low: 0.7694, high: 1.582 },
            basis: Basis::OneDevice,
        },
        // vulkan-amd
        FamilyConstants {
            read: 0.8797, cache: 0.7652, step_seconds: 1.524e-4, unpack: 1.913, attention: 2.815, codebook: 1.051, experts: 0.9302, delta: 0.9371,
            prefill: 0.5517, prefill_attention: 0.2365, prefill_bf16: 0.6162, attention_on: Units::Vector, matrix_share: 1.0, vector_per_byte: 31.58,
            dense: Spread { low: 0.7469, high: 1.187 }, routed: Spread { low: 0.796, high: 1.182 }, prefill_spread: Spread { low: 0.6187, high: 1.33 },
            basis: Basis::Devices,
        },
        // vulkan-nvidia
        FamilyConstants {
            read: 0.9157, cache: 0.7797, step_seconds: 5.919e-5, unpack: 1.171, attention: 2.707, codebook: 1.089, experts: 0.9676, delta: 0.9629,
            prefill: 2.109, prefill_attention: 1.033, prefill_bf16: 1.0, attention_on: Units::Matrix, matrix_share: 1.0, vector_per_byte: 23.41,
            dense: Spread { low: 0.7917, high: 1.23 }, routed: Spread { low: 0.6826, high: 1.375 }, prefill_spread: Spread { low: 0.6277, high: 1.701 },
            basis: Basis::OneDevice,
        },
        // vulkan-intel
        FamilyConstants {
            read: 0.8923, cache: 0.7823, step_seconds: 1.687e-4, unpack: 1.913, attention: 2.815, codebook: 1.051, experts: 0.9302, delta: 0.9371,
            prefill: 0.2516, prefill_attention: 0.1079, prefill_bf16: 0.6162, attention_on: Units::Matrix, matrix_share: 1.0, vector_per_byte: 31.95,
            dense: Spread { low: 0.7347, high: 1.304 }, routed: Spread { low: 0.6826, high: 1.375 }, prefill_spread: Spread { low: 0.557, high: 1.994 },
            basis: Basis::Parent,
        },
        // vulkan-unified
        FamilyConstants {
            read: 0.8791, cache: 0.7861, step_seconds: 1.453e-4, unpack: 1.913, attention: 2.815, codebook: 1.051, experts: 0.9302, delta: 0.9371,
            prefill: 0.6663, prefill_attention: 0.2857, prefill_bf16: 0.6162, attention_on: Units::Vector, matrix_share: 1.0, vector_per_byte: 47.88,
            dense: Spread { low: 0.8979, high: 1.142 }, routed: Spread { low: 0.7395, high: 1.328 }, prefill_spread: Spread { low: 0.5408, high: 1.655 },
            basis: Basis::OneDevice,
        },
        // vulkan-mobile
        FamilyConstants {
            read: 0.8616, cache: 0.7554, step_seconds: 1.580e-4, unpack: 1.913, attention: 2.815, codebook: 1.051, experts: 0.9302, delta: 0.9371,
            prefill: 0.3154, prefill_attention: 0.1352, prefill_bf16: 0.6162, attention_on: Units::Matrix, matrix_share: 1.0, vector_per_byte: 29.6,
            dense: Spread { low: 0.7347, high: 1.304 }, routed: Spread { low: 0.6826, high: 1.375 }, prefill_spread: Spread { low: 0.557, high: 1.994 },
            basis: Basis::Parent,
        },
        // sycl
        FamilyConstants {
            read: 0.8959, cache: 0.7763, step_seconds: 1.055e-4, unpack: 1.5, attention: 2.675, codebook: 1.0, experts: 1.0, delta: 1.0,
            prefill: 0.6978, prefill_attention: 0.3486, prefill_bf16: 1.0, attention_on: Units::Matrix, matrix_share: 1.0, vector_per_byte: 26.93,
            dense: Spread { low: 0.7347, high: 1.304 }, routed: Spread { low: 0.6826, high: 1.375 }, prefill_spread: Spread { low: 0.557, high: 1.994 },
            basis: Basis::Parent,
        },
        // cpu
        FamilyConstants {
            read: 0.7896, cache: 0.6871, step_seconds: 1.078e-4, unpack: 5.085, attention: 2.674, codebook: 1.347, experts: 1.0, delta: 1.0,
            prefill: 0.7708, prefill_attention: 0.3893, prefill_bf16: 1.0, attention_on: Units::Matrix, matrix_share: 1.0, vector_per_byte: 27.8,
            dense: Spread { low: 0.6907, high: 1.09 }, routed: Spread { low: 0.6826, high: 1.375 }, prefill_spread: Spread { low: 0.3891, high: 1.348 },
            basis: Basis::OneDevice,
        },
        // exllama
        FamilyConstants {
            read: 0.9284, cache: 0.7903, step_seconds: 4.470e-5, unpack: 1.171, attention: 2.707, codebook: 1.089, experts: 0.9676, delta: 0.9629,
            prefill: 2.109, prefill_attention: 1.033, prefill_bf16: 1.0, attention_on: Units::Matrix, matrix_share: 1.0, vector_per_byte: 23.41,
            dense: Spread { low: 0.8819, high: 1.185 }, routed: Spread { low: 0.6826, high: 1.375 }, prefill_spread: Spread { low: 0.557, high: 1.994 },
            basis: Basis::Devices,
        },
        // mlx-vlm
        FamilyConstants {
            read: 0.9068, cache: 0.7858, step_seconds: 2.127e-4, unpack: 7.286, attention: 2.675, codebook: 1.0, experts: 0.9797, delta: 0.9643,
            prefill: 0.8026, prefill_attention: 0.401, prefill_bf16: 1.0, attention_on: Units::Matrix, matrix_share: 1.0, vector_per_byte: 26.93,
            dense: Spread { low: 0.7166, high: 1.112 }, routed: Spread { low: 0.8056, high: 1.184 }, prefill_spread: Spread { low: 0.557, high: 1.994 },
            basis: Basis::OneDevice,
        },
        // other
        FamilyConstants {
            read: 0.8959, cache: 0.7763, step_seconds: 1.055e-4, unpack: 1.5, attention: 2.675, codebook: 1.0, experts: 1.0, delta: 1.0,
            prefill: 0.6978, prefill_attention: 0.3486, prefill_bf16: 1.0, attention_on: Units::Matrix, matrix_share: 1.0, vector_per_byte: 26.93,
            dense: Spread { low: 0.7347, high: 1.304 }, routed: Spread { low: 0.6826, high: 1.375 }, prefill_spread: Spread { low: 0.557, high: 1.994 },
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
    of(0x03f8, F::RocmRdna, Prefill, 0x0000, -9, 9, 9),
    of(0x03f8, F::RocmRdna, Prefill, 0xa102, -23, 4, 9),
    of(0x1109, F::RocmHbm, Prefill, 0x0000, 3, 10, 12),
    of(0x1109, F::RocmHbm, Prefill, 0xa102, 15, 5, 12),
    of(0x1109, F::RocmHbm, Decode, 0x0000, 0, 10, 11),
    of(0x1a9c, F::RocmRdna, Prefill, 0x0000, 13, 8, 11),
    of(0x1a9c, F::RocmRdna, Prefill, 0x185e, 47, 3, 11),
    of(0x1a9c, F::RocmRdna, Prefill, 0x18e5, -6, 5, 11),
    of(0x1a9c, F::RocmRdna, Prefill, 0xeb1e, 22, 3, 11),
    of(0x1a9c, F::RocmRdna, Decode, 0x0000, 4, 9, 11),
    of(0x1a9c, F::RocmRdna, Decode, 0x6a52, -1, 6, 11),
    of(0x1a9c, F::RocmRdna, Decode, 0xeb1e, 10, 6, 11),
    of(0x1a9c, F::VulkanAmd, Prefill, 0x0000, -5, 10, 11),
    of(0x1a9c, F::VulkanAmd, Prefill, 0x185e, 4, 4, 11),
    of(0x1a9c, F::VulkanAmd, Prefill, 0x18e5, -19, 7, 11),
    of(0x1a9c, F::VulkanAmd, Prefill, 0x6a52, -24, 4, 11),
    of(0x1a9c, F::VulkanAmd, Prefill, 0x7a71, 12, 4, 11),
    of(0x1a9c, F::VulkanAmd, Prefill, 0xef84, -21, 7, 11),
    of(0x1a9c, F::VulkanAmd, Prefill, 0xf338, 12, 4, 11),
    of(0x1a9c, F::VulkanAmd, Decode, 0x0000, -4, 6, 11),
    of(0x1a9c, F::VulkanAmd, Decode, 0x185e, -16, 4, 11),
    of(0x1a9c, F::VulkanAmd, Decode, 0x18e5, 2, 7, 11),
    of(0x1a9c, F::VulkanAmd, Decode, 0x6a52, -18, 4, 11),
    of(0x1a9c, F::VulkanAmd, Decode, 0xeb1e, 12, 4, 11),
    of(0x1bc4, F::CudaAmpere, Prefill, 0x0000, 3, 10, 8),
    of(0x1bc4, F::CudaAmpere, Decode, 0x0000, 2, 10, 12),
    of(0x1bc4, F::CudaAmpere, Decode, 0xa875, 14, 6, 12),
    of(0x1bc4, F::CudaAmpere, Decode, 0xca1b, -2, 6, 12),
    of(0x1bc4, F::CudaAmpere, Decode, 0xf384, -6, 7, 12),
    of(0x23c7, F::RocmRdna, Prefill, 0x0000, 35, 8, 12),
    of(0x23c7, F::RocmRdna, Prefill, 0xae19, 69, 5, 8),
    of(0x23c7, F::RocmRdna, Prefill, 0xfd76, 79, 4, 12),
    of(0x23c7, F::RocmRdna, Decode, 0x0000, -1, 10, 12),
    of(0x23c7, F::VulkanAmd, Prefill, 0x0000, 0, 10, 8),
    of(0x23c7, F::VulkanAmd, Decode, 0x0000, -1, 7, 8),
    of(0x3af8, F::CudaAmpere, Prefill, 0x0000, 3, 10, 8),
    of(0x3af8, F::CudaAmpere, Decode, 0x0000, 1, 10, 8),
    of(0x45a4, F::RocmRdna, Prefill, 0x0000, -11, 9, 8),
    of(0x45a4, F::RocmRdna, Prefill, 0xeb1e, -28, 5, 8),
    of(0x45a4, F::RocmRdna, Decode, 0x0000, -1, 10, 8),
    of(0x45a4, F::VulkanAmd, Prefill, 0x0000, 5, 10, 10),
    of(0x45a4, F::VulkanAmd, Prefill, 0xeb1e, 13, 5, 10),
    of(0x45a4, F::VulkanAmd, Decode, 0x0000, 7, 7, 10),
    of(0x45a4, F::VulkanAmd, Decode, 0xeb1e, 21, 5, 10),
    of(0x50af, F::CudaAmpere, Prefill, 0x0000, -11, 10, 8),
    of(0x50af, F::CudaAmpere, Prefill, 0x4f1a, -27, 7, 8),
    of(0x50af, F::CudaAmpere, Decode, 0x0000, -2, 10, 8),
    of(0x5377, F::CudaAda, Prefill, 0x0000, 1, 10, 8),
    of(0x5377, F::CudaAda, Decode, 0x0000, -1, 10, 12),
    of(0x582a, F::CudaAmpere, Decode, 0x0000, 1, 10, 7),
    of(0x5fc7, F::CudaAmpereHbm, Prefill, 0x0000, -2, 10, 8),
    of(0x5fc7, F::CudaAmpereHbm, Decode, 0x0000, 0, 10, 8),
    of(0x655a, F::CudaBlackwell, Prefill, 0x0000, 3, 10, 12),
    of(0x655a, F::CudaBlackwell, Prefill, 0xa102, 21, 5, 12),
    of(0x655a, F::CudaBlackwell, Prefill, 0xeb1e, -11, 5, 12),
    of(0x655a, F::CudaBlackwell, Decode, 0x0000, 3, 10, 12),
    of(0x655a, F::CudaBlackwell, Decode, 0x69ac, 24, 7, 12),
    of(0x655a, F::CudaBlackwell, Decode, 0xb9c7, 9, 6, 12),
    of(0x663c, F::CudaAmpere, Prefill, 0x0000, 1, 10, 8),
    of(0x663c, F::CudaAmpere, Decode, 0x0000, 1, 10, 8),
    of(0x6a18, F::CudaHopper, Prefill, 0x0000, 2, 10, 8),
    of(0x6a18, F::CudaHopper, Decode, 0x0000, 1, 9, 8),
    of(0x6c73, F::CudaAda, Prefill, 0x0000, 29, 10, 12),
    of(0x6c73, F::CudaAda, Prefill, 0x0fcd, 38, 4, 12),
    of(0x6c73, F::CudaAda, Prefill, 0x7cb9, 38, 4, 12),
    of(0x6c73, F::CudaAda, Prefill, 0xa76d, -8, 4, 12),
    of(0x6c73, F::CudaAda, Prefill, 0xd30a, 19, 4, 12),
    of(0x6c73, F::CudaAda, Prefill, 0xf338, 61, 5, 12),
    of(0x6c73, F::CudaAda, Prefill, 0xf384, 52, 4, 12),
    of(0x6c73, F::CudaAda, Prefill, 0xfd76, 73, 5, 12),
    of(0x6c73, F::CudaAda, Decode, 0x0000, 2, 10, 12),
    of(0x6c73, F::CudaAda, Decode, 0xa76d, 8, 8, 12),
    of(0x6c73, F::CudaAda, Decode, 0xd30a, -1, 8, 12),
    of(0x6c73, F::CudaAda, Decode, 0xfd76, 7, 10, 12),
    of(0x6d66, F::CudaAda, Prefill, 0x0000, -3, 10, 8),
    of(0x6d66, F::CudaAda, Decode, 0x0000, 0, 10, 8),
    of(0x8d73, F::CudaAda, Prefill, 0x0000, 4, 10, 8),
    of(0x8d73, F::CudaAda, Decode, 0x0000, 0, 10, 8),
    of(0x980b, F::VulkanNvidia, Prefill, 0x0000, -6, 8, 10),
    of(0x980b, F::VulkanNvidia, Prefill, 0x2992, -14, 4, 10),
    of(0x980b, F::VulkanNvidia, Decode, 0x0000, -1, 7, 10),
    of(0x9df0, F::Metal, Prefill, 0x0000, 7, 10, 8),
    of(0x9df0, F::Metal, Decode, 0x0000, 3, 6, 12),
    of(0x9df0, F::Metal, Decode, 0x6a9a, 7, 3, 12),
    of(0x9df0, F::Metal, Decode, 0xba0a, -5, 6, 12),
    of(0x9df0, F::Metal, Decode, 0xcdff, -21, 7, 12),
    of(0x9df0, F::Metal, Decode, 0xdc4d, 18, 3, 12),
    of(0xa4da, F::CudaAmpere, Prefill, 0x0000, -15, 10, 13),
    of(0xa4da, F::CudaAmpere, Prefill, 0x0fcd, -23, 6, 13),
    of(0xa4da, F::CudaAmpere, Prefill, 0x507e, -26, 6, 13),
    of(0xa4da, F::CudaAmpere, Prefill, 0x68b3, -3, 6, 13),
    of(0xa4da, F::CudaAmpere, Prefill, 0x6a52, 6, 6, 13),
    of(0xa4da, F::CudaAmpere, Prefill, 0x897d, -5, 6, 13),
    of(0xa4da, F::CudaAmpere, Prefill, 0xa76d, -53, 6, 13),
    of(0xa4da, F::CudaAmpere, Prefill, 0xc72a, 8, 6, 13),
    of(0xa4da, F::CudaAmpere, Decode, 0x0000, 0, 10, 13),
    of(0xa4da, F::CudaAmpere, Decode, 0x0fcd, -12, 7, 13),
    of(0xa4da, F::CudaAmpere, Decode, 0x507e, -14, 7, 13),
    of(0xa4da, F::CudaAmpere, Decode, 0x5c28, 17, 7, 13),
    of(0xa4da, F::CudaAmpere, Decode, 0x68b3, 6, 7, 13),
    of(0xa4da, F::CudaAmpere, Decode, 0x897d, 9, 7, 13),
    of(0xa4da, F::CudaAmpere, Decode, 0xc72a, 4, 7, 13),
    of(0xaa17, F::Metal, Prefill, 0x0000, -5, 10, 8),
    of(0xaa17, F::Metal, Prefill, 0x4f1a, -16, 6, 8),
    of(0xaa17, F::Metal, Decode, 0x0000, -2, 6, 8),
    of(0xad97, F::CudaAmpere, Prefill, 0x0000, 0, 10, 8),
    of(0xad97, F::CudaAmpere, Decode, 0x0000, -2, 10, 8),
    of(0xb05a, F::CudaAda, Prefill, 0x0000, -3, 10, 8),
    of(0xb05a, F::CudaAda, Decode, 0x0000, 1, 10, 8),
    of(0xb481, F::CudaAda, Prefill, 0x0000, 1, 10, 8),
    of(0xb481, F::CudaAda, Decode, 0x0000, 0, 10, 8),
    of(0xc036, F::RocmUnified, Prefill, 0x0000, -1, 10, 12),
    of(0xc036, F::RocmUnified, Prefill, 0x2d94, -15, 7, 12),
    of(0xc036, F::RocmUnified, Prefill, 0x4601, 39, 7, 12),
    of(0xc036, F::RocmUnified, Prefill, 0x6a9a, 7, 4, 12),
    of(0xc036, F::RocmUnified, Prefill, 0x7a71, 22, 4, 12),
    of(0xc036, F::RocmUnified, Prefill, 0xa608, -16, 6, 12),
    of(0xc036, F::RocmUnified, Prefill, 0xeb1e, -33, 4, 12),
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
    of(0xc036, F::VulkanUnified, Prefill, 0x0000, -11, 8, 12),
    of(0xc036, F::VulkanUnified, Prefill, 0x2cec, 27, 4, 12),
    of(0xc036, F::VulkanUnified, Prefill, 0x2d94, 38, 4, 12),
    of(0xc036, F::VulkanUnified, Prefill, 0x4601, 7, 4, 12),
    of(0xc036, F::VulkanUnified, Prefill, 0x61f4, 6, 4, 12),
    of(0xc036, F::VulkanUnified, Prefill, 0x6a9a, 7, 3, 12),
    of(0xc036, F::VulkanUnified, Prefill, 0x7a71, -48, 3, 12),
    of(0xc036, F::VulkanUnified, Prefill, 0x881f, -1, 3, 12),
    of(0xc036, F::VulkanUnified, Prefill, 0xa608, -53, 4, 12),
    of(0xc036, F::VulkanUnified, Prefill, 0xba0a, 1, 4, 12),
    of(0xc036, F::VulkanUnified, Prefill, 0xe6f8, -44, 4, 12),
    of(0xc036, F::VulkanUnified, Prefill, 0xeb1e, -22, 3, 12),
    of(0xc036, F::VulkanUnified, Decode, 0x0000, 0, 8, 12),
    of(0xc036, F::VulkanUnified, Decode, 0x2cec, 18, 4, 12),
    of(0xc036, F::VulkanUnified, Decode, 0x4601, 11, 5, 12),
    of(0xc036, F::VulkanUnified, Decode, 0x83b6, -19, 5, 12),
    of(0xc036, F::VulkanUnified, Decode, 0xa608, -9, 4, 12),
    of(0xc257, F::Metal, Prefill, 0x0000, -15, 10, 11),
    of(0xc257, F::Metal, Prefill, 0xae19, -35, 5, 11),
    of(0xc257, F::Metal, Decode, 0x0000, 4, 6, 11),
    of(0xc257, F::Metal, Decode, 0x291c, 13, 4, 11),
    of(0xd03b, F::CudaAmpereHbm, Prefill, 0x0000, 2, 10, 8),
    of(0xd03b, F::CudaAmpereHbm, Decode, 0x0000, 0, 10, 8),
    of(0xdf0b, F::CudaAda, Prefill, 0x0000, -12, 10, 13),
    of(0xdf0b, F::CudaAda, Prefill, 0x881f, -43, 4, 13),
    of(0xdf0b, F::CudaAda, Prefill, 0xca1b, 2, 5, 13),
    of(0xdf0b, F::CudaAda, Decode, 0x0000, -7, 10, 13),
    of(0xdf0b, F::CudaAda, Decode, 0xca1b, -11, 10, 13),
    of(0xdf0b, F::CudaAda, Decode, 0xf384, -13, 10, 13),
    of(0xf493, F::CudaUnified, Prefill, 0x0000, 6, 10, 11),
    of(0xf493, F::CudaUnified, Prefill, 0x18e5, 42, 6, 11),
    of(0xf493, F::CudaUnified, Prefill, 0x4601, 33, 6, 11),
    of(0xf493, F::CudaUnified, Prefill, 0x6a52, -9, 4, 11),
    of(0xf493, F::CudaUnified, Prefill, 0xca1b, -14, 4, 11),
    of(0xf493, F::CudaUnified, Decode, 0x0000, -2, 10, 11),
    of(0xf493, F::CudaUnified, Decode, 0x6a52, -6, 6, 11),
    of(0xfcac, F::CudaAda, Prefill, 0x0000, -9, 10, 8),
    of(0xfcac, F::CudaAda, Prefill, 0x4f1a, -20, 5, 8),
    of(0xfcac, F::CudaAda, Decode, 0x0000, 0, 10, 8),
];
