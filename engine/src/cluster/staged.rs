//! Engines that hold a run of layers on equal devices: vLLM, SGLang, exo.

use super::answer::StageMemory;
use super::layout::Layout;
use super::pace;
use super::weigh::{Asked, Weighed, fullest};
use crate::assess::{Beside, Case, Stage, stage_fit, stage_parts};
use crate::fit::Fit;
use crate::rules::Kind;
use crate::units::{Bytes, Known};

/// What each stage of a layout holds with so many users on a copy.
fn stages(asked: &Asked<'_>, case: &Case<'_>, layout: &Layout) -> Vec<StageMemory> {
    let beside = Beside::of(case);
    let usable = case.rig.usable;
    let memory = |(number, stage): (u32, &Stage)| {
        let parts = stage_parts(case, &beside, stage);
        let (node, after) = asked.machine.of_stage(layout, number);
        StageMemory {
            node,
            nodes: after - node,
            hardware: asked.hardware(0),
            devices: stage.tensor,
            first_layer: stage.first,
            layers: stage.layers(),
            free: parts.total.map(|total| usable - total),
            parts,
            usable,
        }
    };
    let run = layout.stages(asked.engine, asked.layers().repeating);
    (0..).zip(&run).map(memory).collect()
}

/// Whether the stages hold so many users.
pub(super) fn fits(asked: &Asked<'_>, layout: Layout, users: u32) -> bool {
    let case = asked.case(users);
    stages(asked, &case, &layout)
        .iter()
        .all(|stage| stage.parts.total.get().is_some_and(|total| total.fits(stage.usable)))
}

/// Weighs a layout.
pub(super) fn weigh(asked: &Asked<'_>, layout: Layout) -> Weighed {
    let users = asked.users(&layout);
    let case = asked.case(users);
    let stages = stages(asked, &case, &layout);
    let limiting = fullest(&stages);
    let mut weighed = Weighed {
        layout,
        stages,
        limiting,
        host: Known::Known(Bytes::ZERO),
        host_fits: true,
        fit: Fit::Unknown,
        decode: Known::Unknown,
        each: Known::Unknown,
        prefill: Known::Unknown,
        traffic: asked.traffic(layout),
        dealt: None,
    };
    let (parts, usable) = weighed.fullest();
    let sender = asked.sender(layout);
    let room = parts.at_least().fits(usable);
    if room && case.model.counted.is_known() && case.model.kind == Kind::Language {
        weighed.decode = pace::decode(&case, asked, &sender, 1);
        weighed.each = pace::decode(&case, asked, &sender, users);
    }
    if room && case.model.counted.is_known() {
        weighed.prefill = pace::prefill(&case, asked, &sender);
    }
    weighed.fit = stage_fit(&case, &parts, usable, weighed.each);
    weighed
}
