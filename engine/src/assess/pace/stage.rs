//! Decode and prefill of one stage of a cluster: the station of one of its devices.

use super::{CONSTANTS, Case, Placed, RigRules, Spread, Work, all_reduce_seconds, ends_time};
use crate::assess::runtime::cache_share;
use crate::assess::{Beside, Stage};
use crate::speed::{distinct_experts, least_prefill_time, least_time};
use crate::units::{Known, Seconds};

/// What a stage takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StagePace {
    /// A step of all users of the load, seconds.
    pub step: f64,
    /// The least that its bytes allow.
    pub least: f64,
    /// The range of decode.
    pub spread: Spread,
    /// The load's prompt, seconds; unknown where its attention is.
    pub prefill: Known<f64>,
    /// The least that bytes and operations allow.
    pub least_prefill: f64,
    /// The range of prefill.
    pub prefill_spread: Spread,
}

/// The pace of a stage, without what the network takes. Unknown for layouts nobody recorded and devices without a bandwidth.
///
/// Experts that lie whole on devices are read where they are: of those that a step meets, the fullest device has at least its
/// ⌈met ÷ devices⌉.
#[must_use]
pub fn stage_pace(case: &Case<'_>, beside: &Beside, stage: &Stage) -> Known<StagePace> {
    let rig: RigRules = stage.rig(case.rig);
    let case = &Case { rig: &rig, ..*case };
    let users = case.load.settings.n_seq();
    let Known::Known(work) = Work::of(case, beside, Placed::whole(case.model.layers())) else {
        return Known::Unknown;
    };
    let own = stage.share(case);
    let all = Stage { first: 0, end: stage.of, ..*stage }.share(case);
    let part = |own: crate::units::Bytes, all: crate::units::Bytes| {
        if all.get() == 0 { 0.0 } else { own.as_f64() / all.as_f64() }
    };
    let layers = if stage.of == 0 { 1.0 } else { f64::from(stage.layers()) / f64::from(stage.of) };
    let (whole, experts) = (part(own.read, all.read), part(own.experts, all.experts));
    let each = 1.0 / f64::from(stage.tensor.max(1));
    let held = match stage.experts {
        None => each,
        Some(devices) => {
            let used = f64::from(work.whole.used.max(1));
            let met = distinct_experts(&work.whole, users.saturating_mul(stage.copies)) * used;
            let fullest = (met / f64::from(devices.max(1))).ceil() / met;
            // The step counts what its own users meet.
            fullest * met / (distinct_experts(&work.whole, users) * used)
        }
    };
    let mut part = work.portion((whole * each, experts * held, layers * each));
    part.layers = work.whole.share(layers).layers;
    // What several devices hold, each of them reads.
    part.cache_bytes = work.whole.cache_bytes * layers / f64::from(cache_share(case, stage.tensor));
    let mut station = work.station(&part, layers * each, &rig);
    if stage.tensor > 1 {
        station.more += 2.0 * f64::from(stage.layers()) * all_reduce_seconds(stage.tensor, rig.interconnect);
    }
    if !stage.is_last() {
        station.more -= ends_time(rig.family, &CONSTANTS);
    }
    let ((step, spread), Known::Known(least)) =
        (station.decode(case.ranges), least_time(station.work, station.rates, users))
    else {
        return Known::Unknown;
    };
    if !step.is_finite() {
        return Known::Unknown;
    }
    let prompt = work.prompt();
    let least_prefill = prompt.and_then(|prompt| least_prefill_time(station.work, &prompt, station.rates));
    let prefill = prompt.map(|prompt| station.prefill(&prompt));
    Known::Known(StagePace {
        step,
        least: least.get(),
        spread,
        prefill: prefill.map(|(time, _)| time),
        least_prefill: least_prefill.get().map_or(0.0, Seconds::get),
        prefill_spread: prefill.get().map_or(Spread::NONE, |(_, spread)| spread),
    })
}
