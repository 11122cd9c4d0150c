//! States of optimizers, tensor by tensor.

use super::matrices::{Matrix, Role};
use super::words::{Optimizer, Precision};
use crate::units::Bytes;

/// Elements that share one 32-bit scale in an 8-bit state, and the smallest tensor that is kept so (bitsandbytes `Optimizer2State`: blocks of
/// 256, `min_8bit_size` 4096); smaller ones stay in 32 bits.
const BLOCK: u64 = 256;
const LEAST_8BIT: u64 = 4096;

/// Bytes of the states of a trained tensor.
#[must_use]
pub fn states(matrix: &Matrix, optimizer: Optimizer, precision: Precision) -> Bytes {
    let n = matrix.elements();
    // PyTorch's states have the type of what they belong to.
    let width = if precision == Precision::Bf16 { 2 } else { 4 };
    let plain = |states: u64| Bytes::new(n) * (states * width);
    let eight = |states: u64| {
        if n < LEAST_8BIT {
            Bytes::new(n) * (states * 4)
        } else {
            (Bytes::new(n) + Bytes::new(n.div_ceil(BLOCK)) * 4) * states
        }
    };
    match optimizer {
        Optimizer::AdamW | Optimizer::PagedAdamW => plain(2),
        Optimizer::AdamW8 | Optimizer::PagedAdamW8 => eight(2),
        Optimizer::Lion => plain(1),
        Optimizer::Lion8 => eight(1),
        Optimizer::Sgd => Bytes::ZERO,
        // One value for each row and each column (Shazeer, Stern, "Adafactor", arXiv 1804.04235, section 3); of a vector for each element.
        Optimizer::Adafactor if matrix.to > 1 => {
            Bytes::new(matrix.from.saturating_add(matrix.to)) * 4 * matrix.count
        }
        Optimizer::Adafactor => Bytes::new(n) * 4,
        // Momentum alone for what is a matrix in a layer (Jordan et al., "Muon", 2024).
        Optimizer::Muon => {
            let vector = matrix.to == 1 || matches!(matrix.role, Role::Table | Role::Head | Role::Small);
            plain(if vector { 2 } else { 1 })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_counted_by_hand() {
        let matrix = |from, to| Matrix { role: Role::Dense, layer: Some(0), from, to, count: 1 };
        let of = |from, to, optimizer, precision| states(&matrix(from, to), optimizer, precision).get();
        assert_eq!(of(1024, 1024, Optimizer::AdamW, Precision::Mixed), 8 << 20);
        assert_eq!(of(1024, 1024, Optimizer::AdamW, Precision::Bf16), 4 << 20);
        assert_eq!(of(1024, 1024, Optimizer::AdamW8, Precision::Mixed), (2 << 20) + 2 * 4 * 4096);
        assert_eq!(of(1024, 1, Optimizer::AdamW8, Precision::Mixed), 8 * 1024);
        assert_eq!(of(1024, 4096, Optimizer::Adafactor, Precision::Mixed), 4 * 5120);
        assert_eq!(of(1024, 1024, Optimizer::Sgd, Precision::Fp32), 0);
        assert_eq!(of(1024, 1024, Optimizer::Muon, Precision::Mixed), 4 << 20);
    }
}
