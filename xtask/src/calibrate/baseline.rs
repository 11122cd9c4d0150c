//! Simpler rules, on the same rows.

use std::collections::{BTreeMap, BTreeSet};

use will_it_run_engine::math::ln;
use will_it_run_engine::speed::Family;

use super::layout::traits;
use super::row::Row;
use super::stats::median;

/// ln(measured ÷ predicted) of each row, by rule.
pub fn all(rows: &[Row]) -> Vec<(&'static str, Vec<f64>)> {
    let bound = |row: &Row| row.rates.bandwidth.get() / row.work.bytes_read();
    // An 8B model in Q4_K_M reads 4.6 GB per token.
    let twelve = |row: &Row| 0.12 * row.rates.bandwidth.as_gb_s() * 4.6e9 / row.work.bytes_read();
    let shares = vendor_shares(rows);
    let vendor_rule = |row: &Row| {
        bound(row) * shares.get(&(row.device.as_str(), vendor(row.family))).copied().unwrap_or(f64::NAN)
    };
    let residuals = |rule: &dyn Fn(&Row) -> f64| rows.iter().map(|row| ln(row.speed / rule(row))).collect();
    vec![
        ("bandwidth ÷ bytes read", residuals(&bound)),
        ("0.12 tok/s per GB/s for an 8B Q4, others by bytes", residuals(&twelve)),
        ("one efficiency per vendor, device left out", residuals(&vendor_rule)),
    ]
}

fn vendor(family: Family) -> &'static str {
    traits(family).first().copied().unwrap_or("other")
}

/// Median share of bandwidth of a vendor's other devices.
fn vendor_shares(rows: &[Row]) -> BTreeMap<(&str, &'static str), f64> {
    let pairs: BTreeSet<(&str, &'static str)> =
        rows.iter().map(|row| (row.device.as_str(), vendor(row.family))).collect();
    let share = |row: &Row| row.speed * row.work.bytes_read() / row.rates.bandwidth.get();
    pairs
        .into_iter()
        .map(|(device, name)| {
            let others = rows.iter().filter(|row| !row.apart() && row.device != device);
            let same: Vec<f64> = others.clone().filter(|row| vendor(row.family) == name).map(share).collect();
            // A vendor with one device: everything else there is.
            let value = if same.is_empty() { median(others.map(share)) } else { median(same) };
            ((device, name), value)
        })
        .collect()
}
