//! Every model of the catalog at its best quant on the question's rig.

use core::cmp::Reverse;

use super::Calculator;
use super::fixes::LADDER;
use super::prepared::Prepared;
use crate::answer::ModelRow;
use crate::assess::{Case, Figures, assess};
use crate::catalog::ModelKey;
use crate::evidence::Evidence;
use crate::fit::Fit;
use crate::question::{Fault, Projector, RawQuestion};
use crate::units::TokensPerSecond;
use crate::weights::{Imatrix, Quant};

impl Calculator {
    /// A row for each model: those that run best first, among them the largest first.
    ///
    /// # Errors
    /// What is wrong with the question.
    pub fn models(&self, raw: &RawQuestion) -> Result<Vec<ModelRow>, Fault> {
        let prepared = self.prepare(raw)?;
        let mut rows: Vec<(ModelRow, u64)> =
            self.catalog().model_keys().map(|key| self.model_row(&prepared, key)).collect();
        rows.sort_by_key(|(row, parameters)| (Reverse(row.fit.rank()), Reverse(*parameters)));
        Ok(rows.into_iter().map(|(row, _)| row).collect())
    }

    fn model_row(&self, prepared: &Prepared, key: ModelKey) -> (ModelRow, u64) {
        let (quant, figures) = self.best(prepared, key);
        let parameters =
            self.catalog().model(key).and_then(|model| model.params.total.known().get()).unwrap_or(0);
        let row = ModelRow {
            model: key.index(),
            quant: quant.label(),
            fit: figures.fit,
            total: figures.fullest,
            headroom: figures.headroom,
            decode: figures.decode,
        };
        (row, parameters)
    }

    /// The best quant: the highest on the ladder that is comfortable, else the one with the best grade; the native quant
    /// alone for models published only so.
    fn best(&self, prepared: &Prepared, key: ModelKey) -> (Quant, Figures) {
        let rules = self.rules(key);
        let native = self.catalog().model(key).map_or(Quant::Q4_K_M, crate::catalog::Model::default_quant);
        let try_quant = |quant: Quant| {
            let weights = self.weights_of(key, quant, Imatrix::Without);
            let mut case =
                Case { model: &rules, weights: &weights, evidence: Evidence::Estimated, ..prepared.case() };
            case.load.projector = Projector::Absent;
            assess(&case)
        };
        if native != Quant::Q4_K_M {
            return (native, try_quant(native));
        }
        // What the smallest of the ladder cannot do, none can.
        let smallest = LADDER.last().copied().unwrap_or(Quant::Q4_K_M);
        let mut best = (smallest, try_quant(smallest));
        if best.1.fit == Fit::DoesNotFit {
            return best;
        }
        for quant in LADDER {
            let figures = try_quant(quant);
            if figures.fit == Fit::Comfortable {
                return (quant, figures);
            }
            if better(&figures, &best.1) {
                best = (quant, figures);
            }
        }
        best
    }
}

/// A better grade, or the same grade at a usable higher rate among offloaded ones.
fn better(a: &Figures, b: &Figures) -> bool {
    let rate = |f: &Figures| f.decode.get().map_or(TokensPerSecond::ZERO, |rate| rate.tokens_per_second);
    a.fit.rank() > b.fit.rank()
        || (a.fit == b.fit && a.fit != Fit::Marginal && rate(b) == TokensPerSecond::ZERO)
}
