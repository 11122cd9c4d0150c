//! Which for whom: codes with the figures that a sentence needs, never the sentence.

use serde::Serialize;

use super::{FigureKey, FigureRow, WorkloadCompared};
use crate::units::Known;

/// A lead below 5 % is not worth a sentence: prices of one day and the ranges of rates differ by more. Ours.
const LEAD: f64 = 0.05;

/// What a side is the one for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhomCode {
    /// The fastest decode, tokens per second.
    Fastest,
    /// The most memory, bytes.
    MostMemory,
    /// The lowest price, United States dollars.
    Cheapest,
    /// The least rated power, watts.
    LeastPower,
    /// The most decoded tokens for a joule of rated power.
    MostTokensPerJoule,
    /// The most points of the score for a dollar.
    MostPointsPerDollar,
    /// The most parameters, which is what quality is bought with.
    MostParameters,
    /// The least memory needed on the fullest device, bytes.
    LeastNeeded,
    /// The longest context that fits, tokens.
    LongestContext,
    /// The only one that does a workload; the value is its decode, tokens per second.
    OnlyOneFor,
}

/// A side and what it is the one for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ForWhom {
    /// What for.
    pub code: WhomCode,
    /// The side.
    pub side: usize,
    /// Its figure, in the code's unit.
    pub value: Known<f64>,
    /// The best of the others.
    pub next: Known<f64>,
    /// The workload of `only-one-for`; else empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub workload: String,
}

/// What the rows say. Workloads first: they are what a machine is bought for.
#[must_use]
pub fn for_whom(rows: &[FigureRow], workloads: &[WorkloadCompared]) -> Vec<ForWhom> {
    let mut found = Vec::new();
    for workload in workloads {
        if let Some(side) = workload.only_yes() {
            let decode = |side: usize| {
                let rate = workload.sides.get(side).map_or(Known::Unknown, |row| row.decode);
                rate.map(|rate| rate.tokens_per_second.get())
            };
            let others = (0..workload.sides.len()).filter(|other| *other != side);
            let next = others.filter_map(|other| decode(other).get()).max_by(f64::total_cmp);
            found.push(ForWhom {
                code: WhomCode::OnlyOneFor,
                side,
                value: decode(side),
                next: next.into(),
                workload: workload.key.clone(),
            });
        }
    }
    let row = |key: FigureKey| rows.iter().find(|row| row.key == key);
    let codes = [
        (WhomCode::Fastest, FigureKey::Decode),
        (WhomCode::MostMemory, FigureKey::Memory),
        (WhomCode::Cheapest, FigureKey::Price),
        (WhomCode::LeastPower, FigureKey::Tdp),
        (WhomCode::MostParameters, FigureKey::Parameters),
        (WhomCode::LeastNeeded, FigureKey::Total),
        (WhomCode::LongestContext, FigureKey::MaxContext),
    ];
    for (code, key) in codes {
        found.extend(row(key).and_then(|row| ahead(code, row)));
    }
    let per = [
        (WhomCode::MostTokensPerJoule, FigureKey::Decode, FigureKey::Tdp),
        (WhomCode::MostPointsPerDollar, FigureKey::Score, FigureKey::Price),
    ];
    for (code, gain, cost) in per {
        if let (Some(gain_row), Some(cost_row)) = (row(gain), row(cost)) {
            let pairs = gain_row.values.iter().zip(&cost_row.values);
            let each =
                pairs.map(|(gain, cost)| {
                    gain.zip(*cost).and_then(|(gain, cost)| {
                        if cost > 0.0 { Known::Known(gain / cost) } else { Known::Unknown }
                    })
                });
            found.extend(ahead(code, &FigureRow::new(gain, each.collect())));
        }
    }
    found
}

/// The side ahead of all others by at least the lead; nobody where a side's figure is unknown.
fn ahead(code: WhomCode, row: &FigureRow) -> Option<ForWhom> {
    let side = row.best.get()?;
    let mut others = row.ratios.iter().enumerate().filter(|(other, _)| *other != side);
    if !others.all(|(_, ratio)| ratio.get().is_some_and(|ratio| ratio <= 1.0 - LEAD)) {
        return None;
    }
    let value = row.values.get(side).copied().unwrap_or_default();
    Some(ForWhom { code, side, value, next: row.next(), workload: String::new() })
}
