//! Every model of the catalog at its best quant on the question's rig.

use crate::order;
use core::cmp::Reverse;

use super::Calculator;
use crate::answer::ModelRow;
use crate::assess::{Beside, Case};
use crate::catalog::ModelKey;
use crate::evidence::Evidence;
use crate::fit::Fit;
use crate::question::{Fault, Projector, RawQuestion};
use crate::units::Known;

impl Calculator {
    /// A row for each model: those that run best first, among them the largest first.
    ///
    /// # Errors
    /// What is wrong with the question.
    pub fn models(&self, raw: &RawQuestion) -> Result<Vec<ModelRow>, Fault> {
        let prepared = self.prepare(raw)?;
        let mut case = Case { evidence: Evidence::Estimated, ..prepared.case() };
        case.load.projector = Projector::Absent;
        case.load.gpu_layers = None;
        case.load.cpu_moe_layers = None;
        let mut rows: Vec<(ModelRow, u64)> =
            self.catalog().model_keys().map(|key| self.model_row(&case, key)).collect();
        order::sort_by_key(&mut rows, |(row, parameters)| (Reverse(row.fit.rank()), Reverse(*parameters)));
        Ok(rows.into_iter().map(|(row, _)| row).collect())
    }

    fn model_row(&self, case: &Case<'_>, key: ModelKey) -> (ModelRow, u64) {
        let ladder = self.ladder(key);
        let case = Case { model: &ladder.rules, ..*case };
        let best = ladder.best(&case, &Beside::of(&case));
        let parameters =
            self.catalog().model(key).and_then(|model| model.params.total.known().get()).unwrap_or(0);
        let row = ModelRow {
            model: key.index(),
            quant: best.map_or("", |(quant, _)| quant.label()),
            fit: best.map_or(Fit::Unknown, |(_, f)| f.fit),
            total: best.map_or(Known::Unknown, |(_, f)| f.fullest),
            headroom: best.map_or(Known::Unknown, |(_, f)| f.headroom),
            decode: best.map_or(Known::Unknown, |(_, f)| f.decode),
        };
        (row, parameters)
    }
}
