//! One tensor of a file: name, shape, type, and where its data are.

use std::borrow::Cow;

use super::fault::{FileFault, FileFaultCode};
use crate::units::Bytes;
use crate::weights::{GgmlType, Suffix, Tensor};

/// A tensor as the file lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileTensor {
    /// Name and shape.
    pub tensor: Tensor,
    /// How it is stored.
    pub ty: GgmlType,
    /// Where it begins, bytes from the start of the tensor data.
    pub offset: u64,
}

impl FileTensor {
    /// Checks what the list says of one tensor.
    pub(super) fn new(name: &str, shape: &[u64], ty: u32, offset: u64) -> Result<Self, FileFault> {
        let ty =
            GgmlType::from_id(ty).ok_or_else(|| FileFault::new(FileFaultCode::UnknownTensorType, name))?;
        // llama.cpp counts elements in 63 bits.
        let limit = i64::MAX as u64;
        let elements = shape.iter().try_fold(1_u64, |product, ne| product.checked_mul(*ne));
        let row = shape.first().copied().unwrap_or(1);
        match elements {
            Some(elements) if elements > 0 && elements < limit && row.is_multiple_of(ty.block()) => {
                // A type takes at most eight bytes for an element; the sum must be a place in a file, too.
                if (elements / ty.block()).checked_mul(ty.block_bytes()).is_none_or(|bytes| bytes >= limit) {
                    return Err(FileFault::corrupt(name));
                }
                Ok(Self { tensor: named(name, shape), ty, offset })
            }
            _ => Err(FileFault::corrupt(name)),
        }
    }

    /// Bytes of its data, without padding.
    #[must_use]
    pub fn bytes(&self) -> Bytes {
        self.tensor.bytes(self.ty)
    }
}

/// `blk.7.attn_v.weight` taken apart.
fn named(name: &str, shape: &[u64]) -> Tensor {
    let block = name.strip_prefix("blk.").and_then(|rest| rest.split_once('.'));
    let block = block.and_then(|(layer, rest)| Some((layer.parse().ok()?, rest)));
    let (layer, rest) = block.map_or((None, name), |(layer, rest)| (Some(layer), rest));
    let (stem, suffix) = match rest.rsplit_once('.') {
        Some((stem, "weight")) => (stem, Suffix::Weight),
        Some((stem, "bias")) => (stem, Suffix::Bias),
        _ => (rest, Suffix::Bare),
    };
    // ggml counts dimensions without the ones at the end.
    let used = shape.iter().rposition(|&ne| ne != 1).map_or(1, |last| last + 1);
    let bare = Tensor::new(layer, "", suffix, shape.get(..used).unwrap_or(shape));
    Tensor { stem: Cow::Owned(stem.to_owned()), ..bare }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart_and_put_together_again() {
        for name in [
            "blk.7.attn_v.weight",
            "blk.12.ssm_a",
            "output.weight",
            "blk.0.ffn_down_exps.scale",
            "blk.3.attn_q.bias",
            "cls.output.weight",
        ] {
            assert_eq!(named(name, &[32, 2]).name(), name);
        }
        assert_eq!(named("blk.7.attn_v.weight", &[32, 2]).layer, Some(7));
        assert_eq!(named("blk.x.attn_v.weight", &[32, 2]).layer, None);
        assert_eq!(named("a.weight", &[32, 1, 1]).n_dims, 1);
    }
}
