//! One assessment: bytes and rates of a case, and the verdict. No allocation; everything slow was prepared.

mod beside;
mod case;
mod deal;
mod demand;
mod pace;
mod plan;
mod runtime;
mod stage;
mod verdict;
mod verify;

pub use beside::Beside;
pub use case::{Case, Figures, Load, Ranges};
pub(crate) use demand::plus;
pub use demand::{Demand, device_parts, layers_on};
pub use pace::{StagePace, stage_pace};
pub use plan::ways;
pub use stage::{Stage, dealt, stage_fit, stage_parts};
pub(crate) use verdict::free;
pub use verdict::refusal;
pub use verify::{StepTime, holding, step};

use pace::Work;

use crate::answer::Placed;
use crate::question::Placement;
use crate::rules::Pool;

/// Answers a case with figures alone.
#[must_use]
pub fn assess(case: &Case<'_>) -> Figures {
    let beside = Beside::of(case);
    let demand = place(case, &beside);
    let work = Work::of(case, &beside, demand.placed);
    verdict::figures(case, &beside, &demand, work.as_ref(), true)
}

/// The same without prefill, which no verdict depends on: for lists. Rows of one model under one load share what stands beside its weights.
#[must_use]
pub fn assess_row(case: &Case<'_>, beside: &Beside) -> Figures {
    let demand = place(case, beside);
    let work = Work::of(case, beside, demand.placed);
    verdict::figures(case, beside, &demand, work.as_ref(), false)
}

/// Where the layers go, and what that demands.
fn place(case: &Case<'_>, beside: &Beside) -> Demand {
    match case.load.rules() {
        Some(_) => Demand::of(case, beside, Placed::whole(case.model.layers())),
        None => place_layers(case, beside),
    }
}

fn place_layers(case: &Case<'_>, beside: &Beside) -> Demand {
    let layers = case.model.layers();
    let load = &case.load;
    let mut placed = Placed::whole(layers);
    let host = case.rig.pool == Pool::Host || load.placement == Placement::Host;
    let told = load.gpu_layers.is_some() || load.cpu_moe_layers.is_some();
    if host {
        placed.gpu_layers = 0;
    } else if told {
        placed.gpu_layers = load.gpu_layers.unwrap_or(layers).min(layers);
        placed.cpu_moe_layers = load.cpu_moe_layers.unwrap_or(0).min(layers.saturating_sub(1));
    }
    // Written where it is returned: it is too large to be copied about.
    let mut demand = deal::demand(case, beside, placed);
    let device_only = load.placement == Placement::Device || !case.model.counted.is_known();
    if !(host || told || device_only || demand.fits_devices(case))
        && let Some(placed) = plan::best(case, beside)
    {
        demand = Demand::of(case, beside, placed);
    }
    demand
}
