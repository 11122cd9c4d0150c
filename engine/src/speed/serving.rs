//! Several sequences in one step: weights once, experts as often as they are hit, cache for each, arithmetic for all.

use super::constants::CONSTANTS;
use super::decode::{decode_spread, least_time, step_time, vector_rate};
use super::device::DeviceRates;
use super::family::Family;
use super::params::{Constants, FamilyConstants, Shared};
use super::range::Estimate;
use super::work::TokenWork;
use crate::math::pow_whole;
use crate::units::{Known, Seconds};

/// Expected distinct experts of a batch, in multiples of what one token uses: (E ÷ k) × (1 − (1 − k ÷ E)^B).
///
/// Sequences pick independently in this rule; real batches share a topic and hit fewer.
#[must_use]
pub fn distinct_experts(work: &TokenWork, batch: u32) -> f64 {
    if work.experts == 0 || work.used == 0 {
        return 1.0;
    }
    let (all, used) = (f64::from(work.experts), f64::from(work.used));
    let missed = pow_whole(1.0 - (used / all).min(1.0), batch.max(1));
    (all / used * (1.0 - missed)).max(1.0)
}

/// Arithmetic of a batch: 2 × active weights × B at the matrix rate. What binds a large batch, on any family.
pub(super) fn batch_seconds(
    work: &TokenWork,
    device: &DeviceRates,
    of: &FamilyConstants,
    shared: &Shared,
    users: u32,
) -> f64 {
    let rate = of.prefill * super::prefill::basis(device, of, shared, vector_rate(device, of));
    if rate > 0.0 { 2.0 * work.active_weights() * f64::from(users) / rate } else { 0.0 }
}

/// What a step of a batch waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// Reading weights and caches.
    Memory,
    /// Multiplying: more users no longer gain.
    Compute,
}

/// What binds the weights' part of a step of `users` sequences: their bytes, or the multiplications of all. Unknown without a bandwidth.
#[must_use]
pub fn bound(work: &TokenWork, device: &DeviceRates, family: Family, users: u32) -> Known<Bound> {
    let bandwidth = device.bandwidth.get();
    if bandwidth <= 0.0 {
        return Known::Unknown;
    }
    let of = CONSTANTS.family(family);
    let read = (work.whole_bytes + work.routed_bytes * distinct_experts(work, users)) / (of.read * bandwidth);
    let compute = batch_seconds(work, device, of, &CONSTANTS.shared, users);
    Known::Known(if compute > read { Bound::Compute } else { Bound::Memory })
}

/// Decode of one of `users` sequences that share the steps of one device.
#[must_use]
pub fn decode_per_user(
    work: &TokenWork,
    device: &DeviceRates,
    family: Family,
    constants: &Constants,
    users: u32,
) -> Known<Estimate> {
    match (step_time(work, device, family, constants, users), least_time(work, device, users)) {
        (Known::Known(time), Known::Known(least)) => {
            let spread = decode_spread(work, device, family, constants);
            // Batches are measured on few devices: the range is wider by half on the logarithmic scale.
            Estimate::new(1.0, time, least, if users > 1 { spread.widened(1.5) } else { spread })
        }
        _ => Known::Unknown,
    }
}

/// Steps of a layer split over `devices` equal devices: they take turns, so the step takes what one device holding everything
/// would take, plus a hop for each further device. Never a gain.
#[must_use]
pub fn layer_split(step: Seconds, devices: u32, constants: &Constants) -> Seconds {
    step * (1.0 + constants.shared.hop.max(0.0) * f64::from(devices.saturating_sub(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_hits_more_experts_but_never_more_than_all() {
        let work = TokenWork { experts: 256, used: 8, ..TokenWork::default() };
        assert!((distinct_experts(&work, 1) - 1.0).abs() < 1e-12);
        assert!(
            (distinct_experts(&work, 2) - 32.0 * (1.0 - (248.0f64 / 256.0) * (248.0 / 256.0))).abs() < 1e-9
        );
        assert!(distinct_experts(&work, 100_000) <= 32.0);
        assert!((distinct_experts(&TokenWork::default(), 64) - 1.0).abs() < 1e-12);
    }
}
