//! Weights, and predictions of each device, or model, by a fit that never saw it.

use std::collections::BTreeMap;

use super::row::Row;
use super::solve::{Problem, Solution, solve};

/// Rows kept apart count so much of a current row: many devices, but hosts of all kinds.
const APART: f64 = 0.3;

/// 1 ÷ √(rows of the device), so that a device measured two hundred times does not decide for all.
pub fn weights(rows: &[Row]) -> Vec<f64> {
    let mut count: BTreeMap<(&str, bool), f64> = BTreeMap::new();
    for row in rows {
        *count.entry((&row.device, row.apart())).or_default() += 1.0;
    }
    rows.iter()
        .map(|row| {
            let n: f64 = count.get(&(row.device.as_str(), row.apart())).copied().unwrap_or(1.0);
            (if row.apart() { APART } else { 1.0 }) / n.sqrt()
        })
        .collect()
}

/// ln(measured ÷ predicted) of every row, predicted without any row that shares its `key` (its device, or its model). `with` gives the
/// problem with other weights.
pub fn leave_one_out<P: Problem>(
    rows: &[Row],
    key: impl Fn(&Row) -> &str,
    full: &Solution,
    weights: &[f64],
    with: impl Fn(Vec<f64>) -> P,
) -> Vec<f64> {
    let mut keys: Vec<&str> = rows.iter().map(&key).collect();
    keys.sort_unstable();
    keys.dedup();
    let mut residuals = vec![f64::NAN; rows.len()];
    for left_out in keys {
        let left: Vec<f64> =
            rows.iter().zip(weights).map(|(row, w)| if key(row) == left_out { 0.0 } else { *w }).collect();
        let problem = with(left);
        let solution = solve(&problem, &full.values, 12);
        for ((row, residual), all) in rows.iter().zip(&mut residuals).zip(problem.residuals(&solution.values))
        {
            if key(row) == left_out {
                *residual = all;
            }
        }
    }
    residuals
}
