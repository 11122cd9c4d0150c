//! Sums of products of symbols.

use super::symbol::{Dim, Sizes};

/// Most distinct products one graph has.
const TERMS: usize = 24;

/// A sum `Σ factor × product of symbols`, terms in the order of the graph's [`Products`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form([u64; TERMS]);

impl Form {
    /// The empty sum.
    pub const ZERO: Self = Self([0; TERMS]);

    /// Adds a size to the sum.
    #[must_use]
    pub fn plus(mut self, products: &mut Products, size: Dim) -> Self {
        let at = products.index(size.set);
        if let Some(term) = self.0.get_mut(at) {
            *term = term.saturating_add(size.n);
        }
        self
    }

    /// The terms that are not zero, as (symbols, factor).
    pub fn terms<'a>(&'a self, products: &'a Products) -> impl Iterator<Item = (u16, u64)> + 'a {
        products.0.iter().copied().zip(self.0).filter(|&(_, factor)| factor != 0)
    }
}

/// The products of symbols that occur, each with a place in a [`Form`].
#[derive(Debug, Default, Clone)]
pub struct Products(Vec<u16>);

impl Products {
    fn index(&mut self, set: u16) -> usize {
        match self.0.iter().position(|&known| known == set) {
            Some(at) => at,
            None if self.0.len() < TERMS => {
                self.0.push(set);
                self.0.len() - 1
            }
            // more kinds of products than any graph here has; counted with the last one rather than lost
            None => TERMS - 1,
        }
    }
}

/// The value of a list of terms.
pub fn value(terms: &[(u16, u64)], sizes: &Sizes) -> u64 {
    terms.iter().fold(0, |sum, &(set, factor)| sum.saturating_add(factor.saturating_mul(sizes.product(set))))
}
