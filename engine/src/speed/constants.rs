//! Constants of the speed formula. Written by `cargo xtask calibrate`: change the measurements or the rule, not this file.
//!
//! What each constant means and its unit is in `params.rs`; standard errors and errors of prediction are in `ACCURACY.md`.

#![allow(clippy::approx_constant, reason = "fitted numbers that happen to be near one of mathematics")]

use super::pace::ByPace;
use super::params::{Basis, Constants, FamilyConstants, Shared, Spread, StepCosts};

/// Hash of the rows these constants were fitted to.
pub const INPUTS: &str = "ffc392a6010c9f9f";

/// The constants.
#[rustfmt::skip]
pub const CONSTANTS: Constants = Constants {
    shared: Shared {
        unpack: ByPace::new([1.012, 1.012, 2.041, 2.709, 3.741, 5.763, 4.425, 9.79, 4.948]),
        routed: 1.062,
        bf16_experts_vulkan: 3.759,
        apple_first: 1.626,
        steps: StepCosts {
            attention: 0.6,
            latent: 0.9233,
            compressed: 9.202,
            delta: 1.237,
            state_space: 0.9008,
            dense: 0.4,
            experts: 0.6182,
            ends: 1.0,
        },
        half_rows: 45.1,
        prefill_plain: 1.172,
        hop: 0.01466,
    },
    families: [
        // cuda-pascal
        FamilyConstants {
            read: 0.8917, cache: 0.7609, step_seconds: 1.238e-4, unpack: 1.146, attention: 2.59, codebook: 1.057, experts: 0.9992, delta: 0.9644,
            prefill: 1.509, prefill_attention: 0.6374, vector_per_byte: 23.41,
            dense: Spread { low: 0.7089, high: 1.201 }, routed: Spread { low: 0.5993, high: 1.39 }, prefill_spread: Spread { low: 0.5448, high: 1.506 },
            basis: Basis::ApartOnly,
        },
        // cuda-volta
        FamilyConstants {
            read: 0.7115, cache: 0.6091, step_seconds: 5.617e-5, unpack: 1.146, attention: 2.59, codebook: 1.057, experts: 0.9992, delta: 0.9644,
            prefill: 2.921, prefill_attention: 1.234, vector_per_byte: 16.56,
            dense: Spread { low: 0.8449, high: 1.179 }, routed: Spread { low: 0.5993, high: 1.39 }, prefill_spread: Spread { low: 0.6307, high: 1.628 },
            basis: Basis::ApartOnly,
        },
        // cuda-turing
        FamilyConstants {
            read: 0.9123, cache: 0.779, step_seconds: 5.830e-5, unpack: 1.146, attention: 2.59, codebook: 1.057, experts: 0.9992, delta: 0.9644,
            prefill: 2.811, prefill_attention: 1.187, vector_per_byte: 21.83,
            dense: Spread { low: 0.5531, high: 1.149 }, routed: Spread { low: 0.5993, high: 1.39 }, prefill_spread: Spread { low: 0.3871, high: 1.688 },
            basis: Basis::ApartOnly,
        },
        // cuda-ampere
        FamilyConstants {
            read: 0.9074, cache: 0.7623, step_seconds: 4.560e-5, unpack: 1.146, attention: 2.59, codebook: 1.057, experts: 0.9992, delta: 0.9644,
            prefill: 2.273, prefill_attention: 0.9603, vector_per_byte: 18.84,
            dense: Spread { low: 0.8626, high: 1.119 }, routed: Spread { low: 0.5993, high: 1.39 }, prefill_spread: Spread { low: 0.6853, high: 1.315 },
            basis: Basis::Devices,
        },
        // cuda-ampere-hbm
        FamilyConstants {
            read: 0.6746, cache: 0.5729, step_seconds: 8.111e-5, unpack: 1.146, attention: 2.59, codebook: 1.057, experts: 0.9992, delta: 0.9644,
            prefill: 7.295, prefill_attention: 3.082, vector_per_byte: 11.06,
            dense: Spread { low: 0.8133, high: 1.111 }, routed: Spread { low: 0.5993, high: 1.39 }, prefill_spread: Spread { low: 0.7526, high: 1.388 },
            basis: Basis::Devices,
        },
        // cuda-ada
        FamilyConstants {
            read: 0.98, cache: 0.8613, step_seconds: 5.378e-5, unpack: 1.146, attention: 2.59, codebook: 1.057, experts: 0.9992, delta: 0.9644,
            prefill: 2.02, prefill_attention: 0.8534, vector_per_byte: 35.46,
            dense: Spread { low: 0.9315, high: 1.126 }, routed: Spread { low: 0.7175, high: 1.243 }, prefill_spread: Spread { low: 0.6398, high: 1.788 },
            basis: Basis::Devices,
        },
        // cuda-hopper
        FamilyConstants {
            read: 0.7159, cache: 0.612, step_seconds: 8.097e-5, unpack: 1.146, attention: 2.59, codebook: 1.057, experts: 0.9992, delta: 0.9644,
            prefill: 3.647, prefill_attention: 1.541, vector_per_byte: 7.659,
            dense: Spread { low: 0.8802, high: 1.374 }, routed: Spread { low: 0.5993, high: 1.39 }, prefill_spread: Spread { low: 0.7225, high: 1.943 },
            basis: Basis::OneDevice,
        },
        // cuda-blackwell
        FamilyConstants {
            read: 0.9393, cache: 0.8009, step_seconds: 6.104e-5, unpack: 1.146, attention: 2.59, codebook: 1.057, experts: 0.9992, delta: 0.9644,
            prefill: 1.99, prefill_attention: 0.8407, vector_per_byte: 52.9,
            dense: Spread { low: 0.8356, high: 1.173 }, routed: Spread { low: 0.7235, high: 1.25 }, prefill_spread: Spread { low: 0.6297, high: 1.656 },
            basis: Basis::OneDevice,
        },
        // cuda-blackwell-hbm
        FamilyConstants {
            read: 0.7046, cache: 0.6023, step_seconds: 7.154e-5, unpack: 1.146, attention: 2.59, codebook: 1.057, experts: 0.9992, delta: 0.9644,
            prefill: 3.634, prefill_attention: 1.535, vector_per_byte: 9.967,
            dense: Spread { low: 0.7348, high: 1.312 }, routed: Spread { low: 0.5993, high: 1.39 }, prefill_spread: Spread { low: 0.431, high: 2.383 },
            basis: Basis::Parent,
        },
        // cuda-unified
        FamilyConstants {
            read: 0.8733, cache: 0.7423, step_seconds: 5.700e-5, unpack: 1.146, attention: 2.59, codebook: 1.057, experts: 0.9992, delta: 0.9644,
            prefill: 1.869, prefill_attention: 0.7894, vector_per_byte: 19.58,
            dense: Spread { low: 0.848, high: 1.128 }, routed: Spread { low: 0.8055, high: 1.172 }, prefill_spread: Spread { low: 0.6965, high: 1.724 },
            basis: Basis::OneDevice,
        },
        // metal
        FamilyConstants {
            read: 0.9317, cache: 0.7734, step_seconds: 1.309e-4, unpack: 4.167, attention: 2.549, codebook: 1.0, experts: 1.125, delta: 1.065,
            prefill: 0.8119, prefill_attention: 0.58, vector_per_byte: 26.93,
            dense: Spread { low: 0.8082, high: 1.243 }, routed: Spread { low: 0.67, high: 1.098 }, prefill_spread: Spread { low: 0.6448, high: 1.546 },
            basis: Basis::Devices,
        },
        // mlx
        FamilyConstants {
            read: 0.98, cache: 0.8855, step_seconds: 7.961e-5, unpack: 3.006, attention: 2.522, codebook: 1.0, experts: 1.061, delta: 1.062,
            prefill: 0.9983, prefill_attention: 0.4798, vector_per_byte: 26.93,
            dense: Spread { low: 0.9185, high: 1.233 }, routed: Spread { low: 0.7408, high: 1.097 }, prefill_spread: Spread { low: 0.7016, high: 1.697 },
            basis: Basis::Devices,
        },
        // rocm-rdna
        FamilyConstants {
            read: 0.9547, cache: 0.887, step_seconds: 1.395e-4, unpack: 1.604, attention: 2.648, codebook: 0.9834, experts: 0.9773, delta: 1.028,
            prefill: 0.7603, prefill_attention: 0.2931, vector_per_byte: 27.73,
            dense: Spread { low: 0.8959, high: 1.228 }, routed: Spread { low: 0.7772, high: 1.266 }, prefill_spread: Spread { low: 0.7348, high: 2.024 },
            basis: Basis::Devices,
        },
        // rocm-hbm
        FamilyConstants {
            read: 0.7004, cache: 0.6196, step_seconds: 1.777e-4, unpack: 1.604, attention: 2.648, codebook: 0.9834, experts: 0.9773, delta: 1.028,
            prefill: 1.095, prefill_attention: 0.4221, vector_per_byte: 14.61,
            dense: Spread { low: 0.7348, high: 1.312 }, routed: Spread { low: 0.7235, high: 1.242 }, prefill_spread: Spread { low: 0.61, high: 1.498 },
            basis: Basis::OneDevice,
        },
        // rocm-unified
        FamilyConstants {
            read: 0.8639, cache: 0.7379, step_seconds: 1.210e-4, unpack: 1.604, attention: 2.648, codebook: 0.9834, experts: 0.9773, delta: 1.028,
            prefill: 0.659, prefill_attention: 0.254, vector_per_byte: 47.88,
            dense: Spread { low: 0.8358, high: 1.102 }, routed: Spread { low: 0.7447, high: 1.105 }, prefill_spread: Spread { low: 0.4798, high: 1.301 },
            basis: Basis::OneDevice,
        },
        // vulkan-amd
        FamilyConstants {
            read: 0.895, cache: 0.7961, step_seconds: 1.916e-4, unpack: 1.842, attention: 2.597, codebook: 1.027, experts: 0.8661, delta: 0.9184,
            prefill: 0.5893, prefill_attention: 0.2038, vector_per_byte: 31.58,
            dense: Spread { low: 0.8146, high: 1.181 }, routed: Spread { low: 0.7772, high: 1.298 }, prefill_spread: Spread { low: 0.5685, high: 1.425 },
            basis: Basis::Devices,
        },
        // vulkan-nvidia
        FamilyConstants {
            read: 0.89, cache: 0.7898, step_seconds: 4.908e-4, unpack: 1.842, attention: 2.597, codebook: 1.027, experts: 0.8661, delta: 0.9184,
            prefill: 0.1846, prefill_attention: 0.06383, vector_per_byte: 23.41,
            dense: Spread { low: 0.7813, high: 1.251 }, routed: Spread { low: 0.5993, high: 1.39 }, prefill_spread: Spread { low: 0.5369, high: 1.894 },
            basis: Basis::OneDevice,
        },
        // vulkan-intel
        FamilyConstants {
            read: 0.8977, cache: 0.7967, step_seconds: 2.535e-4, unpack: 1.842, attention: 2.597, codebook: 1.027, experts: 0.8661, delta: 0.9184,
            prefill: 0.3715, prefill_attention: 0.1285, vector_per_byte: 31.95,
            dense: Spread { low: 0.7348, high: 1.312 }, routed: Spread { low: 0.5993, high: 1.39 }, prefill_spread: Spread { low: 0.431, high: 2.383 },
            basis: Basis::Parent,
        },
        // vulkan-unified
        FamilyConstants {
            read: 0.8839, cache: 0.7964, step_seconds: 1.720e-4, unpack: 1.842, attention: 2.597, codebook: 1.027, experts: 0.8661, delta: 0.9184,
            prefill: 0.465, prefill_attention: 0.1608, vector_per_byte: 47.88,
            dense: Spread { low: 0.898, high: 1.146 }, routed: Spread { low: 0.7561, high: 1.391 }, prefill_spread: Spread { low: 0.3651, high: 1.55 },
            basis: Basis::OneDevice,
        },
        // vulkan-mobile
        FamilyConstants {
            read: 0.8628, cache: 0.7658, step_seconds: 2.280e-4, unpack: 1.842, attention: 2.597, codebook: 1.027, experts: 0.8661, delta: 0.9184,
            prefill: 0.3451, prefill_attention: 0.1194, vector_per_byte: 29.6,
            dense: Spread { low: 0.7348, high: 1.312 }, routed: Spread { low: 0.5993, high: 1.39 }, prefill_spread: Spread { low: 0.431, high: 2.383 },
            basis: Basis::Parent,
        },
        // sycl
        FamilyConstants {
            read: 0.9027, cache: 0.7875, step_seconds: 1.244e-4, unpack: 1.5, attention: 2.541, codebook: 1.0, experts: 1.0, delta: 1.0,
            prefill: 0.8312, prefill_attention: 0.3745, vector_per_byte: 26.93,
            dense: Spread { low: 0.7348, high: 1.312 }, routed: Spread { low: 0.5993, high: 1.39 }, prefill_spread: Spread { low: 0.431, high: 2.383 },
            basis: Basis::Parent,
        },
        // cpu
        FamilyConstants {
            read: 0.7979, cache: 0.7004, step_seconds: 1.051e-4, unpack: 5.296, attention: 2.539, codebook: 1.365, experts: 1.0, delta: 1.0,
            prefill: 0.6802, prefill_attention: 0.3128, vector_per_byte: 27.8,
            dense: Spread { low: 0.7036, high: 1.131 }, routed: Spread { low: 0.5993, high: 1.39 }, prefill_spread: Spread { low: 0.5452, high: 2.135 },
            basis: Basis::OneDevice,
        },
        // exllama
        FamilyConstants {
            read: 0.9359, cache: 0.7998, step_seconds: 4.517e-5, unpack: 1.146, attention: 2.59, codebook: 1.057, experts: 0.9992, delta: 0.9644,
            prefill: 2.098, prefill_attention: 0.8864, vector_per_byte: 23.41,
            dense: Spread { low: 0.8876, high: 1.182 }, routed: Spread { low: 0.5993, high: 1.39 }, prefill_spread: Spread { low: 0.431, high: 2.383 },
            basis: Basis::Devices,
        },
        // mlx-vlm
        FamilyConstants {
            read: 0.9109, cache: 0.7925, step_seconds: 2.106e-4, unpack: 11.51, attention: 2.542, codebook: 1.0, experts: 1.009, delta: 0.9839,
            prefill: 0.8536, prefill_attention: 0.3846, vector_per_byte: 26.93,
            dense: Spread { low: 0.6002, high: 1.114 }, routed: Spread { low: 0.6166, high: 1.154 }, prefill_spread: Spread { low: 0.431, high: 2.383 },
            basis: Basis::OneDevice,
        },
        // other
        FamilyConstants {
            read: 0.9027, cache: 0.7875, step_seconds: 1.244e-4, unpack: 1.5, attention: 2.541, codebook: 1.0, experts: 1.0, delta: 1.0,
            prefill: 0.8312, prefill_attention: 0.3745, vector_per_byte: 26.93,
            dense: Spread { low: 0.7348, high: 1.312 }, routed: Spread { low: 0.5993, high: 1.39 }, prefill_spread: Spread { low: 0.431, high: 2.383 },
            basis: Basis::Parent,
        },
    ],
};
