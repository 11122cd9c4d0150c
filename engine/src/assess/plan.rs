//! What goes to the host when not everything fits the devices: whole layers, or routed experts; whichever decodes faster.
//!
//! A first, simple planner: each way takes the least that fits. Both are monotone in the number moved, so a binary
//! search finds it.

use super::pace::{self, Work};
use super::{Beside, Case, Demand, deal};
use crate::answer::{Deal, Placed};

/// The faster of the ways that fit devices and host; `None` when none does.
pub(super) fn best(case: &Case<'_>, beside: &Beside) -> Option<Placed> {
    let ways = [experts_on_host(case, beside), layers_on_host(case, beside)];
    ways.into_iter().flatten().max_by(|a, b| {
        let speed = |placed: &Placed| {
            Work::of(case, beside, *placed)
                .and_then(|work| pace::decode(&work))
                .get()
                .map_or(0.0, |rate| rate.tokens_per_second.get())
        };
        speed(a).total_cmp(&speed(b))
    })
}

/// Experts of the fewest first layers on the host.
fn experts_on_host(case: &Case<'_>, beside: &Beside) -> Option<Placed> {
    let layers = case.model.layers();
    if case.model.moe_layers == 0 {
        return None;
    }
    let placed =
        |cpu_moe_layers| Placed { layers, gpu_layers: layers, cpu_moe_layers, deal: Deal::BY_MEMORY };
    least(case, beside, case.model.repeating(layers), placed)
}

/// The fewest first layers on the host.
fn layers_on_host(case: &Case<'_>, beside: &Beside) -> Option<Placed> {
    let layers = case.model.layers();
    let placed =
        |moved: u32| Placed { layers, gpu_layers: layers - moved, cpu_moe_layers: 0, deal: Deal::BY_MEMORY };
    least(case, beside, layers, placed)
}

/// The smallest number from 1 to `most` whose placement fits.
fn least(case: &Case<'_>, beside: &Beside, most: u32, placed: impl Fn(u32) -> Placed) -> Option<Placed> {
    let fits = |n: u32| Demand::would_fit_devices(case, beside, placed(n));
    let (mut low, mut high) = (1, most);
    if most == 0 || !fits(most) {
        return None;
    }
    while low < high {
        let middle = low + (high - low) / 2;
        if fits(middle) { high = middle } else { low = middle + 1 }
    }
    let found = deal::demand(case, beside, placed(low));
    found.fits_host(case).then_some(found.placed)
}
