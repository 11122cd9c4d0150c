//! What goes to the host when not everything fits the devices: routed experts, whole layers, or both; whichever decodes fastest.
//!
//! A token reads all of a layer but few of its experts, so a byte of device memory is worth most where the layers are, and experts go first.
//! Where the layers do not fit without any experts, whole layers follow, and what is then free takes experts back. Each way takes the least that
//! fits; all are monotone in the number moved, so binary searches find it. The tests hold the plan against every one there is.

use super::pace::{self, Work};
use super::{Beside, Case, Demand, Ranges, deal};
use crate::answer::Placed;
use crate::order;

/// The fastest of the ways that fit devices and host; `None` when none does.
pub(super) fn best(case: &Case<'_>, beside: &Beside) -> Option<Placed> {
    let mut best = layers_on_host(case, beside).map(|placed| (speed(case, beside, placed), placed));
    with_experts_on_host(case, beside, &mut |placed| {
        let rate = speed(case, beside, placed);
        if best.is_none_or(|(than, _)| rate > than) {
            best = Some((rate, placed));
        }
    });
    best.map(|(_, placed)| placed)
}

/// Ways to go about memory that is short, each at its best; those that fit devices and host.
#[must_use]
pub fn ways(case: &Case<'_>, beside: &Beside) -> Vec<Placed> {
    let layers = case.model.layers();
    let whole = Placed::whole(layers);
    let no_experts = Placed { cpu_moe_layers: case.model.repeating(layers), ..whole };
    let mut all: Vec<Placed> = Vec::new();
    let mut add = |placed: Placed| {
        if !all.contains(&placed) {
            all.push(placed);
        }
    };
    let mut add_where_it_fits = |placed: Placed| {
        if Demand::would_fit_devices(case, beside, placed) {
            add(deal::demand(case, beside, placed).placed);
        }
    };
    add_where_it_fits(whole);
    if case.model.moe_layers > 0 {
        add_where_it_fits(no_experts);
    }
    with_experts_on_host(case, beside, &mut add);
    if let Some(placed) = layers_on_host(case, beside) {
        add(placed);
    }
    add(Placed { gpu_layers: 0, ..whole });
    all
}

fn speed(case: &Case<'_>, beside: &Beside, placed: Placed) -> f64 {
    let case = &Case { ranges: Ranges::Hidden, ..*case };
    let rate = Work::of(case, beside, placed).as_ref().and_then(pace::decode);
    rate.get().map_or(0.0, |rate| rate.tokens_per_second.get())
}

/// Whole layers that are tried on the host beyond the fewest. Each costs its own reading there, so that experts of another that come back for it must be
/// worth more than all of them: a layer's experts are read to a small part, and are seldom worth six layers.
const MORE: u32 = 6;

/// All experts and the fewest first layers on the host, then as many experts back as that leaves room for; and once more with so many more layers that one
/// layer's experts come back for them.
fn with_experts_on_host(case: &Case<'_>, beside: &Beside, see: &mut dyn FnMut(Placed)) {
    let layers = case.model.layers();
    let experts = case.model.repeating(layers);
    if case.model.moe_layers == 0 {
        return;
    }
    let placed = |gpu_layers, cpu_moe_layers| Placed { gpu_layers, cpu_moe_layers, ..Placed::whole(layers) };
    let Some(first) = least(case, beside, (0, layers), |moved| placed(layers - moved, experts)) else {
        return;
    };
    let on = first.gpu_layers;
    let Some(found) = least(case, beside, (0, experts), |n| placed(on, n)).filter(|_| on > 0) else { return };
    see(found);
    let Some(fewer) = found.cpu_moe_layers.checked_sub(1) else { return };
    let more = (on.saturating_sub(MORE).max(1)..on).rev();
    for gpu_layers in more {
        if let Some(found) = least(case, beside, (fewer, fewer), |n| placed(gpu_layers, n)) {
            see(found);
            return;
        }
    }
}

/// The fewest first layers on the host.
fn layers_on_host(case: &Case<'_>, beside: &Beside) -> Option<Placed> {
    let layers = case.model.layers();
    let placed = |moved: u32| Placed { gpu_layers: layers - moved, ..Placed::whole(layers) };
    least(case, beside, (1, layers), placed)
}

/// The smallest number in a range whose placement fits.
fn least(
    case: &Case<'_>,
    beside: &Beside,
    (low, high): (u32, u32),
    placed: impl Fn(u32) -> Placed,
) -> Option<Placed> {
    let fits = |n: u32| Demand::would_fit_devices(case, beside, placed(n));
    if low > high || !fits(high) {
        return None;
    }
    let found = deal::demand(case, beside, placed(order::first(low, high, fits)));
    found.fits_host(case).then_some(found.placed)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::float_cmp, reason = "a test that cannot go on fails")]
mod tests;
