//! Prefill: arithmetic at an achieved matrix rate, tiles half empty at small prompts and small experts, attention's quadratic part.
//!
//! ```text
//! per micro-batch of u tokens:
//!   t = √(arithmetic² + read²) + steps
//!   arithmetic = 2 × (whole × (u + r) + routed × (u + r × distinct)) ÷ (p × basis)
//!   read       = (whole bytes + routed bytes × distinct) ÷ (e × bandwidth)
//! and once: attention operations over prompt and depth ÷ (p' × basis)
//! ```
//!
//! The basis is the printed 32-bit vector rate: between chips of one generation it follows the rate that llama.cpp reaches closer
//! than the printed 16-bit matrix rate does (which is halved on GeForce for an accumulator that quantised weights do not use).
//! Apple from M5 has matrix units in front of an unchanged vector rate, so there the matrix rate is the basis; NVIDIA's data-centre parts
//! print 8 to 16 matrix operations per vector operation, so theirs is an eighth of the matrix rate, as far as the program's instructions
//! reach it. AMD prints two for RDNA 1 to 3 and four for RDNA 4, so there it is half the matrix rate. All count with the power behind them.

use super::decode::vector_rate;
use super::device::{DeviceRates, Silicon};
use super::family::Family;
use super::pace::Pace;
use super::params::{Constants, FamilyConstants, Shared, Spread, Units};
use super::range::Estimate;
use super::serving::distinct_experts;
use super::work::TokenWork;
use crate::math::root_sum_square;
use crate::units::{Flops, Known, Seconds, Tokens};

/// A prompt.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prompt {
    /// Tokens to process.
    pub tokens: Tokens,
    /// Tokens processed together (`--ubatch-size`).
    pub ubatch: Tokens,
    /// Operations of attention for the whole prompt ([`super::AttentionWork::prefill`]).
    pub attention: Flops,
}

/// Prefill on one device. Unknown when the device's bandwidth is not recorded.
#[must_use]
pub fn prefill(
    work: &TokenWork,
    prompt: &Prompt,
    device: &DeviceRates,
    family: Family,
    constants: &Constants,
) -> Known<Estimate> {
    let time = prefill_time(work, prompt, device, family, constants);
    let least = least_prefill_time(work, prompt, device);
    match (time, least) {
        (Known::Known(time), Known::Known(least)) => {
            let spread = prefill_spread(device, family, constants);
            Estimate::new(prompt.tokens.as_f64(), time, least, spread)
        }
        _ => Known::Unknown,
    }
}

/// The range of a prefill figure; doubled on the logarithmic scale where the device's rate had to be assumed.
#[must_use]
pub fn prefill_spread(device: &DeviceRates, family: Family, constants: &Constants) -> Spread {
    let spread = constants.family(family).prefill_spread;
    if device.vector.is_known() { spread } else { spread.widened(2.0) }
}

/// Seconds to process the prompt.
#[must_use]
pub fn prefill_time(
    work: &TokenWork,
    prompt: &Prompt,
    device: &DeviceRates,
    family: Family,
    constants: &Constants,
) -> Known<Seconds> {
    if device.bandwidth.get() > 0.0 {
        let (of, shared) = (constants.family(family), &constants.shared);
        let bases = Bases::of(device, of, shared);
        Known::Known(Seconds::new(prefill_seconds(work, prompt, device, of, shared, bases)))
    } else {
        Known::Unknown
    }
}

/// The rates of a device that a prompt's operations are counted at, per second. They depend on the device and the constants alone, and each takes a
/// power: whoever asks about many models works them out once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bases {
    /// Of weights.
    weights: f64,
    /// Of attention.
    attention: f64,
}

impl Bases {
    /// Of a device, on given constants.
    #[must_use]
    pub fn of(device: &DeviceRates, of: &FamilyConstants, shared: &Shared) -> Self {
        let vector = vector_rate(device, of);
        let weights = basis(device, of, shared, vector);
        let attention = match of.attention_on {
            Units::Matrix => weights,
            Units::Vector => vector_basis(device, shared, vector),
        };
        Self { weights, attention }
    }
}

/// The formula itself, on given constants: what calibration fits and every answer uses. The bandwidth must be positive.
#[must_use]
pub fn prefill_seconds(
    work: &TokenWork,
    prompt: &Prompt,
    device: &DeviceRates,
    of: &FamilyConstants,
    shared: &Shared,
    bases: Bases,
) -> f64 {
    let tokens = prompt.tokens.get();
    let ubatch = prompt.ubatch.get().clamp(1, tokens.max(1));
    let (full, rest) = (tokens / ubatch, tokens % ubatch);
    let batch = |size: u32| batch_seconds(work, size, device, of, shared, bases.weights);
    let weights = f64::from(full) * batch(ubatch) + if rest > 0 { batch(rest) } else { 0.0 };
    weights + prompt.attention.get() / (of.prefill_attention * bases.attention)
}

/// Least time: the operations at the best printed rate there is, and not less than every byte once per micro-batch would take; 8-bit
/// matrix units do four times the 16-bit rate at most.
#[must_use]
pub fn least_prefill_time(work: &TokenWork, prompt: &Prompt, device: &DeviceRates) -> Known<Seconds> {
    let bandwidth = device.bandwidth.get();
    if bandwidth <= 0.0 {
        return Known::Unknown;
    }
    let tokens = prompt.tokens.get().max(1);
    let batches = tokens.div_ceil(prompt.ubatch.get().clamp(1, tokens));
    let read = work.whole_bytes * f64::from(batches) / bandwidth;
    let best = match (device.matrix, device.vector) {
        (Known::Known(matrix), Known::Known(vector)) => matrix.get().max(vector.get()) * 4.0,
        (Known::Known(matrix), Known::Unknown) => matrix.get() * 4.0,
        // Without a printed matrix rate only the bytes bound the prompt.
        (Known::Unknown, _) => 0.0,
    };
    let arithmetic =
        if best > 0.0 { 2.0 * work.active_weights() * prompt.tokens.as_f64() / best } else { 0.0 };
    Known::Known(Seconds::new(read.max(arithmetic)))
}

/// The rate that prefill constants are multiples of.
pub(super) fn basis(device: &DeviceRates, of: &FamilyConstants, shared: &Shared, vector: f64) -> f64 {
    match (device.silicon, device.matrix, device.vector) {
        (Silicon::AppleMatrix, Known::Known(matrix), _) => matrix.get(),
        (
            Silicon::Volta | Silicon::AmpereHbm | Silicon::Hopper | Silicon::BlackwellHbm,
            Known::Known(matrix),
            _,
        ) => powered(device, matrix.get() * of.matrix_share / 8.0, shared),
        (Silicon::Rdna4, Known::Known(matrix), _) => powered(device, matrix.get() / 2.0, shared),
        (_, _, Known::Known(rate)) if rate.get() > 0.0 => vector_basis(device, shared, vector),
        // Printed rates count 8 to 16 matrix operations per vector operation of a generation that has matrix units; with only the
        // matrix rate known, 6 is the middle of the catalog's devices that print both.
        (_, Known::Known(matrix), _) if matrix.get() > 0.0 && of.vector_per_byte > 0.0 => matrix.get() / 6.0,
        _ => vector,
    }
}

/// The same where vector units do the work.
fn vector_basis(device: &DeviceRates, shared: &Shared, otherwise: f64) -> f64 {
    match device.vector {
        Known::Known(rate) if rate.get() > 0.0 => powered(device, rate.get(), shared),
        _ => otherwise,
    }
}

/// Matrix units at work draw more than boards are rated for, so big chips on small power run below the clock their rate is printed at:
/// the rate counts with the power behind it. 10 W per 10^12 operations per second is the middle of the catalog's cards.
fn powered(device: &DeviceRates, rate: f64, shared: &Shared) -> f64 {
    const USUAL: f64 = 10.0e-12;
    match device.power {
        Known::Known(power) if power.get() > 0.0 => {
            rate * crate::math::pow((power.get() / (rate * USUAL)).clamp(0.2, 5.0), shared.power)
        }
        _ => rate,
    }
}

fn batch_seconds(
    work: &TokenWork,
    size: u32,
    device: &DeviceRates,
    of: &FamilyConstants,
    shared: &Shared,
    basis: f64,
) -> f64 {
    let tokens = f64::from(size);
    let distinct = distinct_experts(work, size);
    let rows = |weights: &super::pace::ByPace, faster: f64, fills: f64| {
        let (plain, bf16) = (weights.get(Pace::Plain), weights.get(Pace::Bf16));
        let quantised = weights.total() - plain - bf16;
        (quantised + (plain + bf16 / of.prefill_bf16) / faster) * (tokens + shared.half_rows * fills)
    };
    let whole = rows(&work.whole, shared.prefill_plain, 1.0);
    let routed = rows(&work.routed, shared.prefill_plain_routed, distinct);
    let arithmetic = 2.0 * (whole + routed) / (of.prefill * basis);
    let read = (work.whole_bytes + work.routed_bytes * distinct) / (of.read * device.bandwidth.get());
    root_sum_square(arithmetic, read) + of.step_seconds * super::decode::step_count(work, of, shared)
}

/// Prompt to first token: prefill and one decode step. Loading from disk, when cold, is a line of its own.
#[must_use]
pub fn time_to_first_token(prefill: Seconds, decode_step: Seconds) -> Seconds {
    prefill + decode_step
}
