//! The evidence beside an answer's rates.

use super::Calculator;
use super::prepared::Prepared;
use crate::answer::Rate;
use crate::assess::Figures;
use crate::catalog::Test;
use crate::evidence::Evidence;
use crate::memory::KvTypes;
use crate::speed::{Asked, CONSTANTS, MeasuredOn};
use crate::units::{Known, Tokens};

impl Calculator {
    /// Says what decode and prefill rest on. Splits with the host and several users are not among the rows: they stay as they are.
    pub(super) fn stand(&self, prepared: &Prepared, mut figures: Figures) -> Figures {
        let q = &prepared.question;
        let placed = figures.placed;
        let whole = placed.gpu_layers == placed.layers && placed.cpu_moe_layers == 0;
        if q.rig.devices.is_none() || !whole || q.settings.n_seq() != 1 {
            return figures;
        }
        let rests_on = |test: Test, tokens: Tokens| {
            let asked =
                Asked { model: q.model, quant: q.quant.label(), backend: prepared.rig.backend, test, tokens };
            let mut place = 0;
            let found = q.rig.kinds().map(|kind| {
                let family = prepared.rig.unequal.get(place).map_or(prepared.rig.family, |d| d.family);
                place += kind.count as usize;
                let count = if q.rig.more.is_empty() { kind.count } else { 1 };
                MeasuredOn::rig(&self.catalog, kind.hardware, count).evidence(&asked, family, &CONSTANTS)
            });
            // A chain is as good as its weakest part; of unequal devices together there are no rows.
            let best = if q.rig.more.is_empty() { Evidence::Measured } else { Evidence::Extrapolated };
            let found = found.fold(best, Evidence::max);
            // Rows are taken with a 16-bit cache.
            if q.settings.kv() == KvTypes::F16 { found } else { found.max(Evidence::MeasuredNear) }
        };
        let set = |rate: Known<Rate>, evidence: Evidence| rate.map(|rate| Rate { evidence, ..rate });
        figures.decode = set(figures.decode, rests_on(Test::Decode, q.depth));
        figures.prefill = set(figures.prefill, rests_on(Test::Prefill, q.prompt));
        figures
    }
}
