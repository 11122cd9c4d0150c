//! The copied oracle data is whole: as many rows as were measured, and the sums of their columns.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

#[path = "common/memory.rs"]
mod memory;

use memory::Outcome;

#[test]
fn every_measured_and_refused_row_is_here() {
    let rows = memory::rows();
    let measured: Vec<_> = rows
        .iter()
        .filter_map(|row| match row.outcome {
            Outcome::Measured(measured) => Some(measured),
            Outcome::Refused(_) => None,
        })
        .collect();
    assert_eq!((rows.len(), measured.len()), (4422, 4378));
    assert_eq!(measured.iter().map(|m| m.weights + m.weights_host).sum::<u64>(), WEIGHTS);
    assert_eq!(measured.iter().map(|m| m.kv + m.swa_kv + m.recurrent).sum::<u64>(), CACHES);
    assert_eq!(measured.iter().map(|m| m.compute + m.compute_host).sum::<u64>(), COMPUTE);
    assert_eq!(measured.iter().map(|m| m.output).sum::<u64>(), OUTPUT);
}

#[test]
fn every_partial_offload_is_here() {
    let rows = memory::offload_rows();
    assert_eq!(rows.len(), 112);
    assert_eq!(rows.iter().map(|r| r.cache_device + r.cache_host).sum::<u64>(), OFFLOAD_CACHES);
}

const WEIGHTS: u64 = 199_831_979_138_880;
const CACHES: u64 = 10_199_654_318_080;
const COMPUTE: u64 = 4_582_595_093_184;
const OUTPUT: u64 = 3_170_568_128;
const OFFLOAD_CACHES: u64 = 256_576_323_584;
