//! The evidence beside an answer's rates.

use core::cell::LazyCell;

use super::Calculator;
use super::prepared::Prepared;
use crate::answer::Rate;
use crate::assess::Figures;
use crate::catalog::Test;
use crate::evidence::Evidence;
use crate::memory::KvTypes;
use crate::rules::RigRules;
use crate::speed::{Asked, CONSTANTS, MeasuredOn};
use crate::units::{Known, Tokens};

impl Calculator {
    /// The figures with the evidence their speeds rest on.
    pub(super) fn stand(&self, prepared: &Prepared, figures: Figures) -> Figures {
        let devices = prepared.question.rig.devices;
        let rows = LazyCell::new(|| {
            devices.map(|devices| MeasuredOn::rig(&self.catalog, devices.hardware, devices.count))
        });
        prepared.stood(figures, &|asked| match &*rows {
            Some(rows) => rows.evidence(asked, prepared.rig.family, &CONSTANTS),
            None => Evidence::Estimated,
        })
    }
}

impl Prepared {
    /// The figures with evidence, of which somebody knows what a speed rests on.
    pub(crate) fn stood(&self, mut figures: Figures, of: &dyn Fn(&Asked<'_>) -> Evidence) -> Figures {
        let q = &self.question;
        let placed = figures.placed;
        let whole = placed.gpu_layers == placed.layers && placed.cpu_moe_layers == 0;
        if q.rig.devices.is_none() || !whole || q.settings.n_seq() > 1 || q.runtime.rules().is_some() {
            return figures;
        }
        let set = |rate: Known<Rate>, evidence: Evidence| rate.map(|rate| Rate { evidence, ..rate });
        if !q.rig.unequal.is_empty() {
            // No rows are of such a rig; it is as well known as the least known family in it.
            let known = |device: &RigRules| CONSTANTS.family(device.family).basis.has_rows();
            if self.rig.unequal().iter().all(known) {
                figures.decode = set(figures.decode, Evidence::Extrapolated);
                figures.prefill = set(figures.prefill, Evidence::Extrapolated);
            }
            return figures;
        }
        let rests_on = |test: Test, tokens: Tokens| {
            let asked =
                Asked { model: q.model, quant: q.quant.label(), backend: self.rig.backend, test, tokens };
            let found = of(&asked);
            // Rows are taken with a 16-bit cache.
            if q.settings.kv() == KvTypes::F16 { found } else { found.max(Evidence::MeasuredNear) }
        };
        figures.decode = set(figures.decode, rests_on(Test::Decode, q.depth));
        figures.prefill = set(figures.prefill, rests_on(Test::Prefill, q.prompt));
        figures
    }
}
