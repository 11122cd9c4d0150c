//! Ranges from residuals: the middle 80 % of what a fit that never saw the device was off by.

use will_it_run_engine::math::exp;
use will_it_run_engine::speed::{Family, Spread};

use super::row::Row;
use super::stats::{median, quantile};

/// A family's own quantiles count as much as the pool's from this many rows on.
const POOL_ROWS: f64 = 15.0;
/// Families without rows of their own get the pool's range, this much wider on the logarithmic scale.
const UNMEASURED: f64 = 1.5;
/// What the range is to hold.
pub const SHARE: f64 = 0.80;

/// Quantiles of residuals, on the logarithmic scale.
#[derive(Debug, Clone, Copy)]
struct Ends {
    low: f64,
    high: f64,
}

/// Range of each family, from the residuals of the rows that count for it.
pub fn spreads(rows: &[Row], residuals: &[f64], counts: impl Fn(&Row) -> bool) -> Vec<Spread> {
    let of = |keep: &dyn Fn(&Row) -> bool| -> Vec<f64> {
        rows.iter().zip(residuals).filter(|(row, _)| counts(row) && keep(row)).map(|(_, r)| *r).collect()
    };
    let pool = ends(&of(&|row| !row.apart())).unwrap_or(Ends { low: -0.5, high: 0.5 });
    let mut families: Vec<Ends> = Vec::new();
    for family in Family::ALL {
        let current = of(&|row| !row.apart() && row.family == *family);
        // Where there is nothing but LocalScore, its rows are better than none.
        let apart = of(&|row| row.apart() && row.family == *family);
        let own = if current.is_empty() { apart } else { current };
        families.push(match ends(&own) {
            Some(own_ends) => {
                let n = own.len() as f64;
                let mix = |own: f64, pool: f64| (n * own + POOL_ROWS * pool) / (n + POOL_ROWS);
                Ends { low: mix(own_ends.low, pool.low), high: mix(own_ends.high, pool.high) }
            }
            None => Ends { low: pool.low * UNMEASURED, high: pool.high * UNMEASURED },
        });
    }
    // Mixing with the pool moves the share a little: one factor for all brings it back.
    let inside = |factor: f64| {
        let held: Vec<f64> = rows
            .iter()
            .zip(residuals)
            .filter(|(row, _)| counts(row) && !row.apart())
            .map(|(row, r)| {
                let within = families
                    .get(row.family as usize)
                    .is_some_and(|e| *r >= e.low * factor && *r <= e.high * factor);
                f64::from(u8::from(within))
            })
            .collect();
        held.iter().sum::<f64>() / held.len().max(1) as f64
    };
    let (mut narrow, mut wide) = (0.3, 3.0);
    for _ in 0..40 {
        let middle = f64::midpoint(narrow, wide);
        if inside(middle) < SHARE + 0.005 { narrow = middle } else { wide = middle }
    }
    families
        .iter()
        .map(|e| Spread { low: exp((e.low * wide).min(-0.03)), high: exp((e.high * wide).max(0.03)) })
        .collect()
}

fn ends(residuals: &[f64]) -> Option<Ends> {
    (!residuals.is_empty()).then(|| {
        let tail = (1.0 - SHARE) / 2.0;
        let (low, high) =
            (quantile(residuals.iter().copied(), tail), quantile(residuals.iter().copied(), 1.0 - tail));
        // A family that is off to one side keeps the typical rate inside its range.
        let (low, high) = (low.min(-0.03), high.max(0.03));
        if residuals.len() < 3 {
            let middle = median(residuals.iter().copied()).abs().max(0.2);
            return Ends { low: low.min(-middle), high: high.max(middle) };
        }
        Ends { low, high }
    })
}

/// The power of the 80 % range that holds `share` of the rows, one for all families: how the wider and the narrower band are drawn.
pub fn band(rows: &[(Spread, f64)], share: f64) -> f64 {
    let inside = |power: f64| {
        let held = rows.iter().filter(|(spread, r)| holds(spread.scaled(power), *r)).count();
        held as f64 / rows.len().max(1) as f64
    };
    let (mut narrow, mut wide) = (0.05, 8.0);
    for _ in 0..40 {
        let middle = f64::midpoint(narrow, wide);
        if inside(middle) < share { narrow = middle } else { wide = middle }
    }
    wide
}

/// Whether a row's speed is inside the range of its prediction.
pub fn holds(spread: Spread, residual: f64) -> bool {
    let ratio = exp(residual);
    ratio >= spread.low && ratio <= spread.high
}
