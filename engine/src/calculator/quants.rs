//! All quants of the question's model on the question's rig.

use super::Calculator;
use crate::answer::QuantRow;
use crate::assess::{Beside, Case, assess_row};
use crate::order;
use crate::question::{Fault, RawQuestion};
use crate::units::Known;

impl Calculator {
    /// A row for each quant, smallest file first.
    ///
    /// # Errors
    /// What is wrong with the question.
    pub fn quants(&self, raw: &RawQuestion) -> Result<Vec<QuantRow>, Fault> {
        let prepared = self.prepare(raw)?;
        let (q, case) = (&prepared.question, prepared.case());
        let beside = Beside::of(&case);
        let native = self.catalog.model(q.model).map(|model| model.native);
        let mut rows: Vec<QuantRow> = q
            .runtime
            .forms(native)
            .iter()
            .map(|&quant| {
                let weights = self.weights_of(q.model, quant, q.imatrix);
                let figures = assess_row(&Case { weights: &weights, ..case }, &beside);
                QuantRow {
                    quant: quant.label(),
                    file: Known::Known(weights.file),
                    bits: Known::Known(weights.bits),
                    needs_imatrix: prepared.model.needs_imatrix(quant),
                    fit: figures.fit,
                    total: figures.fullest,
                    headroom: figures.headroom,
                    decode: figures.decode,
                }
            })
            .collect();
        order::sort_by_key(&mut rows, |row| row.file.get());
        Ok(rows)
    }
}
