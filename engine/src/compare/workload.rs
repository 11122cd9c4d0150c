//! A workload on all sides.

use core::cmp::Reverse;

use serde::Serialize;

use super::figure::{Better, Compared};
use crate::order;
use crate::units::Known;
use crate::workloads::{Verdict, WorkloadRow};

/// A workload on all sides.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WorkloadCompared {
    /// The workload.
    pub key: String,
    /// Its answer on each side.
    pub sides: Vec<WorkloadRow>,
    /// Decode to the fastest, 0 to 1.
    pub ratios: Vec<Known<f64>>,
    /// The side with the best verdict, of equal ones the fastest; unknown where none is ahead, or a verdict is unknown.
    pub best: Known<usize>,
    /// 1 − the smallest ratio.
    pub difference: Known<f64>,
}

impl WorkloadCompared {
    pub(crate) fn new(key: String, sides: Vec<WorkloadRow>) -> Self {
        let rates: Vec<Known<f64>> =
            sides.iter().map(|row| row.decode.map(|rate| rate.tokens_per_second.get())).collect();
        let decode = Compared::new(Better::Higher, &rates);
        // Above every rate, so that the verdict decides and the rate only among equals.
        let merits: Vec<Known<f64>> = sides
            .iter()
            .map(|row| {
                let rate = row.decode.get().map_or(0.0, |rate| rate.tokens_per_second.get().min(1e9));
                row.verdict.rank().map(|rank| if rank == 0 { 0.0 } else { f64::from(rank) * 1e10 + rate })
            })
            .collect();
        Self {
            key,
            sides,
            ratios: decode.ratios,
            best: Compared::new(Better::Higher, &merits).best,
            difference: decode.difference,
        }
    }

    /// How far the verdicts are apart, 0 to 2.
    fn gap(&self) -> u8 {
        let ranks = || self.sides.iter().filter_map(|row| row.verdict.rank().get());
        ranks().max().unwrap_or(0) - ranks().min().unwrap_or(0)
    }

    /// Different verdicts first, then the larger difference in decode.
    pub(crate) fn sort(rows: &mut [Self]) {
        order::sort_by(rows, |a, b| {
            let difference = |row: &Self| row.difference.get().unwrap_or(0.0);
            Reverse(a.gap()).cmp(&Reverse(b.gap())).then_with(|| difference(b).total_cmp(&difference(a)))
        });
    }

    /// The only side that answers yes; where a verdict is unknown nobody is.
    pub(crate) fn only_yes(&self) -> Option<usize> {
        if self.sides.iter().any(|row| row.verdict == Verdict::Unknown) {
            return None;
        }
        let mut yes = self.sides.iter().enumerate().filter(|(_, row)| row.verdict == Verdict::Yes);
        let (side, _) = yes.next()?;
        if yes.next().is_some() { None } else { Some(side) }
    }
}
