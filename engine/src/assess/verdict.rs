//! From bytes and rates to the verdict.

use super::pace::{self, Work};
use super::{Beside, Case, Demand, Figures};
use crate::answer::{Placed, Rate};
use crate::fit::Fit;
use crate::memory::Refusal;
use crate::rules::{Kind, Pool};
use crate::units::{Bytes, Known};

/// The figures of a placement.
pub(super) fn figures(
    case: &Case<'_>,
    beside: &Beside,
    demand: &Demand,
    work: Known<&Work<'_, '_>>,
    prefill: bool,
) -> Figures {
    let placed = demand.placed;
    let on_host = placed.gpu_layers == 0;
    let (fullest, usable) = if on_host {
        (demand.host.total, case.rig.host_usable)
    } else {
        (demand.devices.fullest, Known::Known(case.rig.device(demand.devices.limiting).usable))
    };
    let headroom = fullest.zip(usable).map(|(total, usable)| free(total, usable));
    let room = if on_host {
        usable.get().is_none_or(|usable| demand.host.at_least().fits(usable))
    } else {
        demand.fits_devices(case)
    };
    let short = !room || !demand.fits_host(case) || beside.refusal.is_some();
    let (decode, prefill) = match work {
        Known::Known(work) if !short => {
            pace::rates(work, if prefill { work.prompt() } else { Known::Unknown })
        }
        _ => (Known::Unknown, Known::Unknown),
    };
    Figures {
        fit: if short { Fit::DoesNotFit } else { grade(case, headroom, &decode, &placed) },
        device: demand.devices.all,
        host: demand.host,
        fullest,
        usable,
        headroom,
        limiting: demand.devices.limiting,
        placed,
        decode,
        prefill,
    }
}

/// Free ÷ usable; nothing usable is as full as can be.
pub(crate) fn free(total: Bytes, usable: Bytes) -> f64 {
    if usable == Bytes::ZERO { -1.0 } else { 1.0 - total.as_f64() / usable.as_f64() }
}

/// The grade of a placement that is not known to be impossible.
pub(super) fn grade(case: &Case<'_>, headroom: Known<f64>, decode: &Known<Rate>, placed: &Placed) -> Fit {
    let limits = &case.load.thresholds;
    let Known::Known(headroom) = headroom else { return Fit::Unknown };
    if case.model.kind == Kind::Language && !decode.is_known() {
        return Fit::Unknown;
    }
    let slow = decode.as_ref().get().is_some_and(|rate| rate.tokens_per_second < limits.usable_rate);
    let offloaded =
        case.rig.pool != Pool::Host && (placed.gpu_layers < placed.layers || placed.cpu_moe_layers > 0);
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
    if case.load.rules().is_some() {
        return super::runtime::refusal(case);
    }
    case.model.cache.as_ref().get().and_then(|cache| cache.check(&case.load.settings).err())
}
