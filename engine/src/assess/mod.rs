//! One assessment: bytes and rates of a case, and the verdict. No allocation; everything slow was prepared.

mod beside;
mod case;
mod deal;
mod demand;
mod pace;
mod plan;
mod verdict;

pub use beside::Beside;
pub use case::{Case, Figures, Load};
pub use demand::{Demand, device_parts, layers_on};
pub use verdict::refusal;

use pace::Stations;

use crate::answer::{Deal, Placed};
use crate::question::Placement;
use crate::rules::Pool;

/// Answers a case with figures alone.
#[must_use]
pub fn assess(case: &Case<'_>) -> Figures {
    let beside = Beside::of(case);
    let demand = place(case, &beside);
    let stations = Stations::of(case, &beside, demand.placed);
    let mut figures = verdict::figures(case, &beside, &demand, stations.as_ref());
    if figures.fit != crate::fit::Fit::DoesNotFit {
        figures.prefill = stations.as_ref().and_then(|stations| pace::prefill(case, stations, demand.placed));
    }
    figures
}

/// The same without prefill, which no verdict depends on: for lists. Rows of one model under one load share what stands beside its weights.
#[must_use]
pub fn assess_row(case: &Case<'_>, beside: &Beside) -> Figures {
    let demand = place(case, beside);
    let stations = Stations::of(case, beside, demand.placed);
    verdict::figures(case, beside, &demand, stations.as_ref())
}

/// Where the layers go, and what that demands.
fn place(case: &Case<'_>, beside: &Beside) -> Demand {
    let layers = case.model.layers();
    let placed = |gpu_layers, cpu_moe_layers| Placed { layers, gpu_layers, cpu_moe_layers, deal: Deal::ByMemory };
    let demand = |placed: Placed| Demand::of(case, beside, deal::dealt(case, beside, placed));
    if case.rig.pool == Pool::Host || case.load.placement == Placement::Host {
        return demand(placed(0, 0));
    }
    if case.load.gpu_layers.is_some() || case.load.cpu_moe_layers.is_some() {
        return demand(placed(
            case.load.gpu_layers.unwrap_or(layers).min(layers),
            case.load.cpu_moe_layers.unwrap_or(0).min(layers.saturating_sub(1)),
        ));
    }
    let whole = demand(placed(layers, 0));
    let device_only = case.load.placement == Placement::Device || !case.model.architecture.is_known();
    if device_only || whole.fits_devices(case) {
        return whole;
    }
    plan::best(case, beside).map_or(whole, demand)
}
