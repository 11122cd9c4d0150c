//! Sums of products of symbols.

use super::symbol::{Dim, Sizes};
use crate::math::times;

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
}

/// Sums of the same products side by side: each product is formed once for all of them.
#[derive(Debug)]
pub struct Sums<const N: usize>(Vec<(u16, [u64; N])>);

impl<const N: usize> Sums<N> {
    /// Puts sums together.
    pub fn of(sums: [Sum; N]) -> Self {
        let mut all = Self(Vec::new());
        for (place, sum) in sums.iter().enumerate() {
            for &(set, factor) in &sum.0 {
                let at = all.0.iter().position(|(other, _)| *other == set).unwrap_or_else(|| {
                    all.0.push((set, [0; N]));
                    all.0.len() - 1
                });
                if let Some(slot) = all.0.get_mut(at).and_then(|(_, factors)| factors.get_mut(place)) {
                    *slot = factor;
                }
            }
        }
        all
    }

    /// The sums for the given sizes.
    pub fn values(&self, sizes: &Sizes) -> [u64; N] {
        let mut sums = [0_u64; N];
        for (set, factors) in &self.0 {
            let product = sizes.times(1, *set);
            for (sum, factor) in sums.iter_mut().zip(factors) {
                *sum = sum.saturating_add(times(product, *factor));
            }
        }
        sums
    }
}
