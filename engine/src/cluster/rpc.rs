//! llama.cpp with `rpc-server` on the other nodes: all devices are one rig, those of the other nodes first, and layers are dealt over it as on one machine
//! (`llama_prepare_model_devices`, llama.cpp `src/llama.cpp`: servers stand before the devices of the program's own machine).

use super::answer::StageMemory;
use super::layout::Layout;
use super::network::Wire;
use super::pace::{self, over_network};
use super::weigh::{Asked, Weighed, fullest};
use crate::answer::Placed;
use crate::assess::{Beside, Case, Demand, Figures, assess, dealt, device_parts, layers_on, refusal};
use crate::fit::Fit;
use crate::question::Placement;
use crate::rules::{Kind, Pool, RigRules};
use crate::units::{Bytes, Known};

/// The devices of a copy as one rig.
fn rig(asked: &Asked<'_>, layout: &Layout) -> RigRules {
    let node = &asked.prepared.rig;
    let nodes = asked.machine.nodes_of(1, layout.pipeline).max(1);
    if !node.unequal.is_empty() {
        let all = (0..nodes).flat_map(|_| node.unequal.iter().cloned());
        let mut all = all.collect::<Vec<_>>().into_iter();
        return match all.next() {
            Some(first) => RigRules {
                devices: layout.pipeline,
                ..RigRules::together(RigRules { devices: 1, ..first }, all)
            },
            None => node.clone(),
        };
    }
    let pool = match node.pool {
        Pool::Shared { all } => Pool::Shared { all: all * u64::from(nodes) },
        pool => pool,
    };
    RigRules { devices: layout.pipeline, pool, ..node.clone() }
}

/// The case of a copy: everything on devices.
fn case<'a>(asked: &'a Asked<'_>, rig: &'a RigRules, users: u32) -> Case<'a> {
    let mut case = asked.case(users);
    case.rig = rig;
    case.load.placement = Placement::Device;
    case
}

/// Whether the devices and the program's host hold it. Where a device shares its host's memory, what the program keeps beside it is on one node alone.
fn holds(case: &Case<'_>, demand: &Demand, last: Bytes) -> (bool, bool) {
    let host = match (case.rig.pool, case.rig.host_usable) {
        (Pool::Shared { .. }, Known::Known(usable)) => (last + demand.host.at_least()).fits(usable),
        _ => demand.fits_host(case),
    };
    (demand.fits_devices(case) && refusal(case).is_none(), host)
}

/// Whether a copy holds so many users.
pub(super) fn fits(asked: &Asked<'_>, layout: Layout, users: u32) -> bool {
    let rig = rig(asked, &layout);
    let case = case(asked, &rig, users);
    let beside = Beside::of(&case);
    let demand = dealt(&case, &beside);
    let last = device_parts(&case, &beside, demand.placed, layout.pipeline.saturating_sub(1));
    let known = demand.devices.fullest.is_known();
    let (devices, host) = holds(&case, &demand, last.at_least());
    known && devices && host
}

/// Weighs a layout.
pub(super) fn weigh(asked: &Asked<'_>, layout: Layout) -> Weighed {
    let rig = rig(asked, &layout);
    let users = asked.users(&layout);
    let own = case(asked, &rig, users);
    let figures = assess(&own);
    let beside = Beside::of(&own);
    let demand = dealt(&own, &beside);
    let stages = stages(asked, &own, &beside, &figures, &layout);
    let last = stages.last().map_or(Bytes::ZERO, |stage| stage.parts.at_least());
    let (devices, host_fits) = holds(&own, &demand, last);
    let limiting = fullest(&stages);
    let sender = asked.sender(layout);
    let (network, wider) = (&asked.network, sender.wider());
    let alone = assess(&case(asked, &rig, 1));
    let step = |users: u32| -> (f64, f64, Wire) { (1.0, 1.0, sender.all(&[], f64::from(users), true)) };
    let (tokens, batch, batches) = pace::prompt(&own);
    let language = own.model.kind == Kind::Language;
    let mut weighed = Weighed {
        layout,
        stages,
        limiting,
        host: demand.host.total,
        host_fits,
        fit: Fit::DoesNotFit,
        decode: over_network(alone.decode, network, step(1), wider),
        each: over_network(figures.decode, network, step(users), wider),
        prefill: over_network(
            figures.prefill,
            network,
            (tokens, batches, sender.all(&[], batch, false)),
            wider,
        ),
        traffic: asked.traffic(layout),
        dealt: told(&figures.placed, layout.pipeline),
    };
    let (parts, usable) = weighed.fullest();
    if devices && host_fits {
        let rate = if language { weighed.each } else { Known::Unknown };
        weighed.fit = crate::assess::stage_fit(&own, &parts, usable, rate);
    } else {
        (weighed.decode, weighed.each, weighed.prefill) = (Known::Unknown, Known::Unknown, Known::Unknown);
    }
    weighed
}

/// Device by device, in the order that the program sees them.
fn stages(
    asked: &Asked<'_>,
    case: &Case<'_>,
    beside: &Beside,
    figures: &Figures,
    layout: &Layout,
) -> Vec<StageMemory> {
    let per = asked.machine.devices.max(1);
    let nodes = layout.pipeline / per;
    let mut first = 0;
    (0..layout.pipeline)
        .map(|number| {
            let parts = device_parts(case, beside, figures.placed, number);
            let usable = case.rig.device(number).usable;
            let layers = layers_on(case.rig, figures.placed, number);
            let begin = first;
            first += layers;
            StageMemory {
                // The program's own node is the first, and its devices are the last.
                node: (number / per + 1) % nodes.max(1),
                nodes: 1,
                hardware: asked.hardware(number % per),
                devices: 1,
                first_layer: begin,
                layers,
                free: parts.total.map(|total| usable - total),
                parts,
                usable,
            }
        })
        .collect()
}

/// Layers of each device, where the program has to be told.
fn told(placed: &Placed, devices: u32) -> Option<Vec<u32>> {
    placed.deal.end(0)?;
    let mut begin = 0;
    let each = (0..devices).map(|number| {
        let end = placed.deal.end(number as usize).unwrap_or(begin);
        let own = end.saturating_sub(begin);
        begin = end;
        own
    });
    Some(each.collect())
}
