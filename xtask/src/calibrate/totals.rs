//! What is read off the rows and the catalog beside the fits.

use std::collections::BTreeSet;

use will_it_run_engine::catalog::{Catalog, Hardware};
use will_it_run_engine::question::Backend;
use will_it_run_engine::speed::{Basis, Constants, Family};
use will_it_run_engine::units::Known;

use super::row::Row;
use super::spread::spreads;
use super::stats::median;

/// Vector operations per byte of bandwidth, for devices whose rate is not recorded: the median of the family's devices.
pub fn vector_rates(constants: &mut Constants, catalog: &Catalog) {
    /// A desktop processor: 16 cores × 32 operations (two 256-bit multiply-adds) × 4.5 GHz ÷ 83 GB/s.
    const PROCESSOR: f64 = 27.8;
    for (family, slot) in Family::ALL.iter().zip(&mut constants.families) {
        let of_family: Vec<f64> = catalog
            .hardware()
            .iter()
            .map(Hardware::device_rates)
            .filter(|rates| {
                let under = |backend: &Backend| stands_for(Family::of(rates.silicon, *backend), *family);
                Backend::ALL.iter().any(under)
            })
            .filter_map(|rates| match rates.vector {
                Known::Known(rate) if rates.bandwidth.get() > 0.0 => {
                    Some(rate.get() * rates.silicon.issue_share() / rates.bandwidth.get())
                }
                _ => None,
            })
            .collect();
        slot.vector_per_byte = if of_family.is_empty() || *family == Family::Cpu {
            PROCESSOR
        } else {
            super::emit::rounded(median(of_family))
        };
    }
}

/// Families of other programs run on the devices of these.
fn stands_for(found: Family, family: Family) -> bool {
    match family {
        Family::Mlx | Family::MlxVision => found == Family::Metal,
        Family::ExLlama => found.key().starts_with("cuda"),
        Family::Other => true,
        _ => found == family,
    }
}

/// How many devices stand behind a family.
pub fn bases(constants: &mut Constants, decode: &[Row]) {
    for (family, slot) in Family::ALL.iter().zip(&mut constants.families) {
        let devices = |apart: bool| {
            let of_family = decode.iter().filter(|row| row.family == *family && row.apart() == apart);
            of_family.map(|row| row.device.as_str()).collect::<BTreeSet<_>>().len()
        };
        slot.basis = match (devices(false), devices(true)) {
            (0, 0) => Basis::Parent,
            (0, _) => Basis::ApartOnly,
            (1, _) => Basis::OneDevice,
            _ => Basis::Devices,
        };
    }
}

/// The ranges.
pub fn ranges(constants: &mut Constants, decode: (&[Row], &[f64]), prefill: (&[Row], &[f64])) {
    let dense = spreads(decode.0, decode.1, |row| !row.work.is_routed());
    let routed = spreads(decode.0, decode.1, |row| row.work.is_routed());
    let prompt = spreads(prefill.0, prefill.1, |_| true);
    for (slot, ((dense, routed), prompt)) in
        constants.families.iter_mut().zip(dense.into_iter().zip(routed).zip(prompt))
    {
        (slot.dense, slot.routed, slot.prefill_spread) = (dense, routed, prompt);
    }
}

/// Extra time of a layer split per further device: the median of what splits over two and more devices lost.
pub fn hop(splits: &[(u8, f64)]) -> f64 {
    let per_device =
        splits.iter().map(|(n, ratio)| (1.0 / ratio - 1.0) / f64::from(n.saturating_sub(1).max(1)));
    let middle = median(per_device);
    // A split cannot gain: the devices take turns.
    if middle.is_finite() { middle.clamp(0.0, 0.2) } else { 0.03 }
}
