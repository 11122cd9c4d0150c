//! How much memory macOS lets the GPU wire when `iogpu.wired_limit_mb` is not set.

use crate::units::Bytes;

/// Installed memory from which a share holds, GiB, and the share in percent, as macOS 26 gives them. Read from logs for 16,
/// 24, 32, 36, 48, 64 and 128 GB; 8, 96, 192 and 256 GB follow their neighbours.
const SHARES: [(u64, u64); 5] = [(0, 74), (32, 78), (64, 81), (128, 84), (256, 87)];

/// Above this, macOS keeps a fixed [`LARGE_RESERVE`]: 464 of 512 GiB.
const LARGE: u64 = 512;
/// What macOS keeps of [`LARGE`] GiB and more, GiB.
const LARGE_RESERVE: u64 = 48;

/// `recommendedMaxWorkingSetSize` of a Mac with this much memory.
pub(super) fn wired_limit(installed: Bytes) -> Bytes {
    if Bytes::GIB * LARGE <= installed {
        return installed - Bytes::GIB * LARGE_RESERVE;
    }
    let step = SHARES.iter().rfind(|&&(from, _)| Bytes::GIB * from <= installed);
    step.map_or(Bytes::ZERO, |&(_, share)| Bytes::new(installed.get() / 100 * share))
}
