//! Decode: seconds per step from bytes, unpacking, attention over the cache, and a fixed cost per layer.
//!
//! ```text
//! t = √(read² + unpack²) + attention + steps
//! read      = (whole bytes + routed bytes × m) ÷ (e × bandwidth)
//! unpack    = Σ weights × u(type) × family factor ÷ vector rate
//! attention = √((cache bytes ÷ (e' × bandwidth))² + (operations × a ÷ vector rate)²)
//! steps     = c × Σ layers × cost(kind)
//! ```
//!
//! Reading and unpacking overlap, so the larger of the two rules; the root of squares is the smooth form of that. What a data sheet
//! does not say (e, e', m, u, a, c) is fitted by `cargo xtask calibrate`.

use super::device::{DeviceRates, Silicon};
use super::family::Family;
use super::pace::Pace;
use super::params::{Constants, FamilyConstants, Shared, Spread};
use super::range::Estimate;
use super::serving::distinct_experts;
use super::work::TokenWork;
use crate::math::root_sum_square;
use crate::units::{Known, Seconds};

/// Decode of one sequence with everything on one device. Unknown when the device's bandwidth is not recorded.
#[must_use]
pub fn decode(
    work: &TokenWork,
    device: &DeviceRates,
    family: Family,
    constants: &Constants,
) -> Known<Estimate> {
    let time = step_time(work, device, family, constants, 1);
    let least = least_time(work, device, 1);
    match (time, least) {
        (Known::Known(time), Known::Known(least)) => {
            Estimate::new(1.0, time, least, decode_spread(work, device, family, constants))
        }
        _ => Known::Unknown,
    }
}

/// The range that goes with a decode figure: the family's residuals, wider where the vector rate had to be assumed.
#[must_use]
pub fn decode_spread(
    work: &TokenWork,
    device: &DeviceRates,
    family: Family,
    constants: &Constants,
) -> Spread {
    let of = constants.family(family);
    let spread = if work.is_routed() { of.routed } else { of.dense };
    match device.vector {
        Known::Known(_) => spread,
        // 1.25: the assumed rate is off by up to a factor of two between chips of a family, which moves the step by a quarter
        // where unpacking rules.
        Known::Unknown => spread.widened(1.25),
    }
}

/// Seconds of one step for `users` sequences. Parts of a model in several places add up: the step visits them in turn.
#[must_use]
pub fn step_time(
    work: &TokenWork,
    device: &DeviceRates,
    family: Family,
    constants: &Constants,
    users: u32,
) -> Known<Seconds> {
    let bandwidth = device.bandwidth.get();
    if bandwidth > 0.0 {
        let seconds = step_seconds(work, device, family, constants.family(family), &constants.shared, users);
        Known::Known(Seconds::new(seconds))
    } else {
        Known::Unknown
    }
}

/// The least time a step can take: every byte once, at the full printed bandwidth.
#[must_use]
pub fn least_time(work: &TokenWork, device: &DeviceRates, users: u32) -> Known<Seconds> {
    let bandwidth = device.bandwidth.get();
    if bandwidth > 0.0 {
        let bytes = if users <= 1 {
            work.bytes_read()
        } else {
            work.whole_bytes
                + work.routed_bytes * distinct_experts(work, users)
                + work.cache_bytes * f64::from(users)
        };
        Known::Known(Seconds::new(bytes / bandwidth))
    } else {
        Known::Unknown
    }
}

/// The vector rate the formula uses, brought to one measure between generations.
#[must_use]
pub fn vector_rate(device: &DeviceRates, of: &FamilyConstants) -> f64 {
    match device.vector {
        Known::Known(rate) if rate.get() > 0.0 => rate.get() * device.silicon.issue_share(),
        _ => device.bandwidth.get() * of.vector_per_byte,
    }
}

/// The formula itself, on given constants: what calibration fits and every answer uses. The bandwidth must be positive.
#[must_use]
pub fn step_seconds(
    work: &TokenWork,
    device: &DeviceRates,
    family: Family,
    of: &FamilyConstants,
    shared: &Shared,
    users: u32,
) -> f64 {
    let bandwidth = device.bandwidth.get();
    let vector = vector_rate(device, of);
    let sequences = f64::from(users.max(1));

    let weights = |distinct| weights_seconds(work, device, (family, of, shared), distinct);
    let weights = if users <= 1 {
        weights(1.0)
    } else {
        let batch = super::serving::batch_seconds(work, device, of, shared, users);
        let together = root_sum_square(weights(distinct_experts(work, users)), batch);
        // One after the other is always possible.
        together.min(weights(1.0) * sequences)
    };

    let cache = work.cache_bytes * sequences / (of.cache * bandwidth);
    let attention = work.attention_flops * sequences * of.attention / vector;
    weights + root_sum_square(cache, attention) + of.step_seconds * step_count(work, of, shared)
}

/// Reading and unpacking the weights, of experts `distinct` times what one token uses. Not inlined: a batch needs it twice.
#[inline(never)]
fn weights_seconds(
    work: &TokenWork,
    device: &DeviceRates,
    (family, of, shared): (Family, &FamilyConstants, &Shared),
    distinct: f64,
) -> f64 {
    let slow = slow_routed_bytes(work, family) * (shared.bf16_experts_vulkan - 1.0);
    let bytes = work.whole_bytes + (work.routed_bytes + slow) * shared.routed * distinct;
    let read = bytes / (of.read * device.bandwidth.get());
    // One pass unpacks for all sequences of a small batch; experts are unpacked once each.
    let codebook = shared.unpack.get(Pace::Codebook) * (of.codebook - 1.0);
    let operations = work.whole.dot(&shared.unpack)
        + work.whole.get(Pace::Codebook) * codebook
        + (work.routed.dot(&shared.unpack) + work.routed.get(Pace::Codebook) * codebook) * distinct;
    let early = if device.silicon == Silicon::AppleFirst { shared.apple_first } else { 1.0 };
    root_sum_square(read, operations * of.unpack * early / vector_rate(device, of))
}

/// Routed bytes on a known slow path: BF16 experts under Vulkan.
fn slow_routed_bytes(work: &TokenWork, family: Family) -> f64 {
    match family {
        Family::VulkanAmd
        | Family::VulkanNvidia
        | Family::VulkanIntel
        | Family::VulkanUnified
        | Family::VulkanMobile => work.routed.get(Pace::Bf16) * 2.0,
        _ => 0.0,
    }
}

/// Layers in multiples of a plain dense layer.
#[must_use]
pub fn step_count(work: &TokenWork, of: &FamilyConstants, shared: &Shared) -> f64 {
    let (n, c) = (&work.layers, &shared.steps);
    n.attention * c.attention
        + n.latent * c.latent
        + n.compressed * c.compressed
        + n.delta * c.delta * of.delta
        + n.state_space * c.state_space
        + n.dense * c.dense
        + n.experts * c.experts * of.experts
        + c.ends
}
