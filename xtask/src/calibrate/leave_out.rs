//! Weights, and predictions of each device, or model, by a fit that never saw it.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

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
/// problem with other weights. Each fit stands alone, so that they are shared out over the processor's cores; what comes of them is the same
/// in any order.
pub fn leave_one_out<P: Problem>(
    rows: &[Row],
    key: impl Fn(&Row) -> &str + Sync,
    full: &Solution,
    weights: &[f64],
    with: impl Fn(Vec<f64>) -> P + Sync,
) -> Vec<f64> {
    let mut keys: Vec<&str> = rows.iter().map(&key).collect();
    keys.sort_unstable();
    keys.dedup();
    let without = |left_out: &str| -> Vec<(usize, f64)> {
        let left: Vec<f64> =
            rows.iter().zip(weights).map(|(row, w)| if key(row) == left_out { 0.0 } else { *w }).collect();
        let problem = with(left);
        let values = solve(&problem, &full.values, 12);
        let asked: Vec<usize> =
            rows.iter().enumerate().filter(|(_, row)| key(row) == left_out).map(|(i, _)| i).collect();
        let residuals = problem.residuals_of(&values, &asked);
        asked.into_iter().zip(residuals).collect()
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let (next, found) = (AtomicUsize::new(0), Mutex::new(vec![f64::NAN; rows.len()]));
    std::thread::scope(|threads| {
        for _ in 0..cores.min(keys.len()) {
            threads.spawn(|| {
                while let Some(left_out) = keys.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let residuals = without(left_out);
                    let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
                    for (i, residual) in residuals {
                        if let Some(slot) = found.get_mut(i) {
                            *slot = residual;
                        }
                    }
                }
            });
        }
    });
    found.into_inner().unwrap_or_else(PoisonError::into_inner)
}
