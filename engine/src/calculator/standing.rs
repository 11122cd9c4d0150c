//! The evidence beside an answer's rates.

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
    /// Says what decode and prefill rest on. Splits with the host and several users are not among the rows: they stay as they are.
    pub(super) fn stand(&self, prepared: &Prepared, mut figures: Figures) -> Figures {
        let q = &prepared.question;
        let placed = figures.placed;
        let whole = placed.gpu_layers == placed.layers && placed.cpu_moe_layers == 0;
        let Some(devices) = q.rig.devices.filter(|_| whole && q.settings.n_seq() == 1) else {
            return figures;
        };
        let set = |rate: Known<Rate>, evidence: Evidence| rate.map(|rate| Rate { evidence, ..rate });
        if !q.rig.unequal.is_empty() {
            // No rows are of such a rig; it is as well known as the least known family in it.
            let known = |device: &RigRules| CONSTANTS.family(device.family).basis.has_rows();
            if prepared.rig.unequal.iter().all(known) {
                figures.decode = set(figures.decode, Evidence::Extrapolated);
                figures.prefill = set(figures.prefill, Evidence::Extrapolated);
            }
            return figures;
        }
        let rows = MeasuredOn::rig(&self.catalog, devices.hardware, devices.count);
        let rests_on = |test: Test, tokens: Tokens| {
            let asked =
                Asked { model: q.model, quant: q.quant.label(), backend: prepared.rig.backend, test, tokens };
            let found = rows.evidence(&asked, prepared.rig.family, &CONSTANTS);
            // Rows are taken with a 16-bit cache.
            if q.settings.kv() == KvTypes::F16 { found } else { found.max(Evidence::MeasuredNear) }
        };
        figures.decode = set(figures.decode, rests_on(Test::Decode, q.depth));
        figures.prefill = set(figures.prefill, rests_on(Test::Prefill, q.prompt));
        figures
    }
}
