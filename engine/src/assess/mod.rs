//! One assessment: bytes and rates of a case, and the verdict. No allocation; everything slow was prepared.

mod case;
mod demand;
mod pace;
mod plan;
mod verdict;

pub use case::{Case, Figures, Load};
pub use demand::{Demand, device_parts, layers_on};
pub use verdict::refusal;

use crate::answer::Placed;
use crate::question::Placement;
use crate::rules::Pool;

/// Answers a case with figures alone.
#[must_use]
pub fn assess(case: &Case<'_>) -> Figures {
    let placed = place(case);
    let demand = Demand::of(case, placed);
    verdict::figures(case, placed, demand)
}

/// Where the layers go.
fn place(case: &Case<'_>) -> Placed {
    let layers = case.model.layers();
    let whole = Placed { layers, gpu_layers: layers, cpu_moe_layers: 0 };
    let none = Placed { layers, gpu_layers: 0, cpu_moe_layers: 0 };
    if case.rig.pool == Pool::Host || case.load.placement == Placement::Host {
        return none;
    }
    if case.load.gpu_layers.is_some() || case.load.cpu_moe_layers.is_some() {
        return Placed {
            layers,
            gpu_layers: case.load.gpu_layers.unwrap_or(layers).min(layers),
            cpu_moe_layers: case.load.cpu_moe_layers.unwrap_or(0).min(layers.saturating_sub(1)),
        };
    }
    if case.load.placement == Placement::Device
        || !case.model.architecture.is_known()
        || Demand::of(case, whole).fits_devices(case)
    {
        return whole;
    }
    plan::best(case).unwrap_or(whole)
}
