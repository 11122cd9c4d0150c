//! What the loss keeps of logits.

use super::ask::Tune;
use super::words::{Logits, Precision};

/// Parts that torchtune divides a batch in (`CEWithChunkedOutputLoss`, `num_output_chunks` 8).
const CHUNKS: u64 = 8;

/// Bytes a token.
///
/// - Full: logits as computed, a copy in 32 bits, and the logarithm of their softmax or the gradient, in 32 bits again (`ForCausalLMLoss` of
///   transformers `loss/loss_utils.py`: `logits.float()`, then `cross_entropy`). In 32 bits the copy is none.
/// - Chunked: logits as computed; of one part in eight the two in 32 bits and the gradient, for parts are gone through one after the other.
/// - Fused: of a part of the batch so many logits that they take no more than the hidden states in 32 bits, and the gradient of those (Liger
///   `fused_linear_cross_entropy.py`).
#[must_use]
pub fn logits(tune: &Tune, vocab: u64, d_model: u64) -> u64 {
    let width = tune.width();
    match tune.logits {
        Logits::Full => {
            let copy = if tune.precision == Precision::Fp32 { 0 } else { 4 };
            vocab.saturating_mul(width + copy + 4)
        }
        Logits::Chunked => {
            vocab.saturating_mul(width).saturating_add(vocab.saturating_mul(8 + width) / CHUNKS)
        }
        Logits::Fused => d_model.saturating_mul(4 + width),
    }
}
