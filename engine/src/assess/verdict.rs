//! From bytes and rates to the verdict.

use super::{Beside, Case, Demand, Figures, pace};
use crate::fit::Fit;
use crate::memory::Refusal;
use crate::rules::{Kind, Pool};
use crate::units::{Bytes, Known};

/// The figures of a placement.
pub(super) fn figures(case: &Case<'_>, beside: &Beside, demand: &Demand) -> Figures {
    let placed = demand.placed;
    let on_host = placed.gpu_layers == 0;
    let (parts, usable) = if on_host {
        (&demand.host, case.rig.host_usable)
    } else {
        (&demand.fullest, Known::Known(case.rig.usable))
    };
    let headroom = parts.total.zip(usable).map(|(total, usable)| free(total, usable));
    let refused = refusal(case).is_some();
    let short = usable.get().is_some_and(|usable| !parts.at_least().fits(usable))
        || !demand.fits_host(case)
        || (!on_host && !demand.fits_devices(case))
        || refused;
    let runs = !short;
    let decode = if runs { pace::decode(case, beside, placed) } else { Known::Unknown };
    let mut figures = Figures {
        fit: Fit::Unknown,
        device: demand.device,
        host: demand.host,
        fullest: parts.total,
        usable,
        headroom,
        placed,
        decode,
        prefill: Known::Unknown,
    };
    figures.fit = if short { Fit::DoesNotFit } else { grade(case, &figures) };
    figures
}

/// Free ÷ usable; nothing usable is as full as can be.
fn free(total: Bytes, usable: Bytes) -> f64 {
    if usable == Bytes::ZERO { -1.0 } else { 1.0 - total.as_f64() / usable.as_f64() }
}

/// The grade of a placement that is not known to be impossible.
fn grade(case: &Case<'_>, figures: &Figures) -> Fit {
    let limits = &case.load.thresholds;
    let Known::Known(headroom) = figures.headroom else { return Fit::Unknown };
    let slow = figures.decode.get().is_some_and(|rate| rate.tokens_per_second < limits.usable_rate);
    if case.model.kind == Kind::Language && !figures.decode.is_known() {
        return Fit::Unknown;
    }
    let offloaded = case.rig.pool != Pool::Host
        && (figures.placed.gpu_layers < figures.placed.layers || figures.placed.cpu_moe_layers > 0);
    if case.weights.bits < limits.marginal_bits || slow || offloaded {
        Fit::Marginal
    } else if headroom < limits.headroom {
        Fit::Tight
    } else {
        Fit::Comfortable
    }
}

/// Why the runtime refuses the settings, if it does.
#[must_use]
pub fn refusal(case: &Case<'_>) -> Option<Refusal> {
    case.model.cache.as_ref().get().and_then(|cache| cache.check(&case.load.settings).err())
}
