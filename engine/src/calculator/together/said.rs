//! The answer from a placing.

use std::rc::Rc;

use super::ledger::World;
use super::runs::{Held, Kind, Run, rates};
use super::search::{Plan, fit, headroom, sharing};
use crate::assess::layers_on;
use crate::calculator::Calculator;
use crate::together::{AllAtOnce, DeviceLeft, HostLeft, LeftOut, OnDevice, Placing, Together, Where};
use crate::units::{Bytes, Known, TokensPerSecond};

pub(super) fn said(calculator: &Calculator, world: &World, runs: &[Run], plan: &Plan) -> Together {
    let placing = |(run, held): (&Run, &Option<Rc<Held>>)| {
        held.as_ref().map(|held| placing(calculator, world, run, held, plan))
    };
    let left_out = |(run, held): (&Run, &Option<Rc<Held>>)| match held {
        Some(_) => None,
        None => left_out(calculator, run),
    };
    let name = |number: &usize| runs.get(*number).map(|run| run.name.clone());
    Together {
        fit: plan.score.fit,
        search: super::found_by(plan),
        models: runs.iter().zip(&plan.held).filter_map(placing).collect(),
        left_out: runs.iter().zip(&plan.held).filter_map(left_out).collect(),
        start: plan.start.iter().filter_map(name).collect(),
        devices: (0..world.count()).map(|number| device(world, runs, plan, number)).collect(),
        host: HostLeft {
            usable: world.host_usable,
            held: world.host_held(&plan.taken),
            free: world.host_free(&plan.taken),
        },
        moves: Vec::new(),
    }
}

fn id(calculator: &Calculator, held: &crate::calculator::prepared::Prepared) -> String {
    let model = calculator.catalog().model(held.question.model);
    model.map(|model| model.id.to_string()).unwrap_or_default()
}

fn placing(calculator: &Calculator, world: &World, run: &Run, held: &Held, plan: &Plan) -> Placing {
    // Only a whole model on devices nobody else is on was measured by somebody.
    let figures = calculator.stand(&held.prepared, held.figures);
    let placed = figures.placed;
    let whole = placed.gpu_layers == placed.layers && placed.cpu_moe_layers == 0;
    let on_device = |(place, (number, parts)): (usize, (&u32, &crate::answer::Parts))| OnDevice {
        device: *number,
        layers: layers_on(&held.rig, placed, place as u32),
        parts: *parts,
    };
    let on: Vec<OnDevice> = held
        .devices
        .iter()
        .zip(&held.parts)
        .enumerate()
        .map(on_device)
        .filter(|on| on.parts.at_least() > Bytes::ZERO)
        .collect();
    Placing {
        name: run.name.clone(),
        model: id(calculator, &held.prepared),
        quant: held.prepared.question.quant.label(),
        place: match (held.kind, on.len()) {
            (Kind::Host, _) | (_, 0) => Where::Host,
            (_, 1) if whole => Where::OneDevice,
            _ if whole => Where::Devices,
            _ => Where::PartlyHost,
        },
        fit: fit(world, held, &plan.taken),
        placement: placed,
        on,
        host: figures.host,
        decode: figures.decode,
        prefill: figures.prefill,
        all_at_once: rates(held).map(|rate| {
            let sharing = sharing(world, &plan.held, held);
            let share = |rate: TokensPerSecond| TokensPerSecond::new(rate.get() / f64::from(sharing));
            let most = if rate.high < share(rate.ceiling) { rate.high } else { share(rate.ceiling) };
            AllAtOnce { sharing, low: share(rate.low), high: most }
        }),
    }
}

fn left_out(calculator: &Calculator, run: &Run) -> Option<LeftOut> {
    let (figures, prepared) = run.at_least()?;
    Some(LeftOut {
        name: run.name.clone(),
        model: id(calculator, &prepared),
        quant: prepared.question.quant.label(),
        device: figures.device,
        host: figures.host,
        alone: run.alone(),
    })
}

fn device(world: &World, runs: &[Run], plan: &Plan, number: u32) -> DeviceLeft {
    let (hardware, usable) = world
        .devices
        .get(number as usize)
        .map_or((String::new(), Bytes::ZERO), |device| (device.hardware.clone(), device.usable));
    let free = world.free(&plan.taken, number);
    let on = |held: &Held| held.takes.device.iter().any(|(on, bytes)| *on == number && *bytes > Bytes::ZERO);
    let models = runs.iter().zip(&plan.held).filter(|(_, held)| held.as_ref().is_some_and(|held| on(held)));
    DeviceLeft {
        device: number,
        hardware,
        usable,
        held: usable - free,
        free,
        headroom: headroom(world, &plan.taken, &[number]),
        models: models.map(|(run, _)| run.name.clone()).collect(),
    }
}

/// Decode where a model decodes.
pub(super) fn decode(held: &Held) -> Known<crate::answer::Rate> {
    held.figures.decode
}
