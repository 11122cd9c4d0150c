//! Checks of the whole list of tensors: names once, data inside the file and apart from each other.

use super::fault::{FileFault, FileFaultCode};
use super::tensor::FileTensor;
use crate::order;

/// Checks the list against the data section: it begins at `data` of a file of `size` bytes.
pub(super) fn check(tensors: &[FileTensor], alignment: u64, data: u64, size: u64) -> Result<(), FileFault> {
    let name = |at: usize| tensors.get(at).map(|tensor| tensor.tensor.name()).unwrap_or_default();
    let mut names: Vec<(String, usize)> = (0..tensors.len()).map(|at| (name(at), at)).collect();
    order::sort_by(&mut names, Ord::cmp);
    for pair in names.windows(2) {
        if let [(a, _), (b, _)] = pair
            && a == b
        {
            return Err(FileFault::corrupt(a));
        }
    }
    let mut places: Vec<(u64, u64, usize)> = Vec::with_capacity(tensors.len());
    for (at, tensor) in tensors.iter().enumerate() {
        let end = tensor.offset.checked_add(tensor.bytes().get());
        let Some(end) = end.filter(|_| tensor.offset.is_multiple_of(alignment)) else {
            return Err(FileFault::corrupt(&name(at)));
        };
        places.push((tensor.offset, end, at));
    }
    order::sort_by(&mut places, Ord::cmp);
    for pair in places.windows(2) {
        if let [(_, end, _), (begin, _, at)] = pair
            && begin < end
        {
            return Err(FileFault::corrupt(&name(*at)));
        }
    }
    match places.last() {
        Some((_, end, at)) if data.checked_add(*end).is_none_or(|end| end > size) => {
            Err(FileFault::new(FileFaultCode::Truncated, &name(*at)))
        }
        _ => Ok(()),
    }
}
