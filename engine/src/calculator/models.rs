//! Every model of the catalog at its best quant on the question's rig.

use crate::order;
use core::cmp::Reverse;

use super::Calculator;
use super::prepared::Prepared;
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
        let case = any_model(&prepared);
        let mut rows: Vec<(ModelRow, u64)> =
            self.catalog().model_keys().map(|key| self.model_row(&case, key)).collect();
        order::sort_by_key(&mut rows, |(row, parameters)| (Reverse(row.fit.rank()), Reverse(*parameters)));
        Ok(rows.into_iter().map(|(row, _)| row).collect())
    }

    /// Goes through models as [`Calculator::models`] would, from the `from`-th on, until `go` says no; gives where to go on, or `None` at the
    /// end. What is prepared and laid out on the way is kept, so that a page that calls it while idle is not stopped by the list. A
    /// question with a fault has no list, and nothing to prepare.
    pub fn warm(&self, raw: &RawQuestion, from: usize, go: &mut dyn FnMut() -> bool) -> Option<usize> {
        let prepared = self.prepare(raw).ok()?;
        let case = any_model(&prepared);
        let mut keys = self.catalog().model_keys().skip(from);
        for key in keys.by_ref() {
            self.model_row(&case, key);
            if !go() {
                break;
            }
        }
        keys.next().map(ModelKey::index)
    }

    fn model_row(&self, case: &Case<'_>, key: ModelKey) -> (ModelRow, u64) {
        let ladder = self.ladder(key, case.load.runtime);
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

/// A question's load without what it says of its own model.
fn any_model(prepared: &Prepared) -> Case<'_> {
    let mut case = Case { evidence: Evidence::Estimated, ..prepared.case() };
    case.load.projector = Projector::Absent;
    case.load.gpu_layers = None;
    case.load.cpu_moe_layers = None;
    case
}
