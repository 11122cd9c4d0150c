//! Sums of products of symbols.

use super::symbol::{Dim, Sizes};
use crate::packed::{Packed, Reader, Writer};

/// A sum `Σ factor × product of symbols`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sum(Vec<(u16, u64)>);

impl Sum {
    /// Adds a size to the sum.
    pub fn add(&mut self, size: Dim) {
        if size.n == 0 {
            return;
        }
        match self.0.iter_mut().find(|(set, _)| *set == size.set) {
            Some((_, factor)) => *factor = factor.saturating_add(size.n),
            None => self.0.push((size.set, size.n)),
        }
    }

    /// The sum for the given sizes.
    pub fn value(&self, sizes: &Sizes) -> u64 {
        self.0.iter().fold(0, |sum, &(set, factor)| sum.saturating_add(sizes.times(factor, set)))
    }
}

impl Packed for Sum {
    const WIDTH: usize = <Vec<(u16, u64)> as Packed>::WIDTH;
    fn write(&self, out: &mut Writer) {
        self.0.write(out);
    }
    fn read(from: &mut Reader<'_>) -> Self {
        Self(Packed::read(from))
    }
}
