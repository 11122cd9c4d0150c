//! Side by side: up to four rigs, or up to four models on one rig, the largest differences first. Sides stand in the order of their
//! ids, so that any order of asking gives the same comparison and the same address.

mod figure;
mod side;
mod whom;
mod workload;

use serde::Serialize;

pub use crate::cost::DEFAULT_HORIZON_MONTHS as COST_MONTHS;
pub use figure::{Better, FigureKey, FigureRow};
pub use side::{COST_COUNTRY, COST_HOURS_PER_DAY, MOST_SIDES, Side, devices_of, rig_of};
pub use whom::{ForWhom, WhomCode, for_whom};
pub use workload::WorkloadCompared;

use crate::fit::Fit;

/// Rigs side by side.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// The rigs, by id. Every list of values below is in this order.
    pub sides: Vec<Side>,
    /// Figure by figure: the largest difference first, then what is unknown, equal figures last.
    pub rows: Vec<FigureRow>,
    /// Workload by workload: different verdicts first.
    pub workloads: Vec<WorkloadCompared>,
    /// What each is the one for.
    pub for_whom: Vec<ForWhom>,
}

/// Models side by side on one rig.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ModelComparison {
    /// Catalog ids of the models, sorted.
    pub models: Vec<String>,
    /// Quant of each.
    pub quants: Vec<&'static str>,
    /// Verdict of each.
    pub fits: Vec<Fit>,
    /// Figure by figure, as in [`Comparison::rows`].
    pub rows: Vec<FigureRow>,
    /// Use by use, as in [`Comparison::workloads`]: each model in place of the workload's.
    pub workloads: Vec<WorkloadCompared>,
    /// What each is the one for.
    pub for_whom: Vec<ForWhom>,
}
