//! How fast a tensor type is unpacked: types in classes of equal cost.

use crate::weights::GgmlType;

/// Classes of tensor types that cost about the same arithmetic per weight in the matrix–vector kernels.
///
/// Reading a quantised weight means unpacking it; where memory is fast and arithmetic is not (HBM parts of older generations,
/// Apple M1, processors), that work and not the bandwidth is the limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pace {
    /// F32, F16: no unpacking.
    Plain,
    /// BF16: converted; as cheap as F16 where the hardware knows it.
    Bf16,
    /// 8-bit blocks with one scale.
    Eight,
    /// 4-bit blocks with one scale (Q4_0, Q4_1).
    Four,
    /// 4–6-bit K-quants, and 5-bit blocks with their bits in two places.
    Mid,
    /// 4-bit look-up types (IQ4).
    Lookup,
    /// 2–3-bit K-quants and ternary types.
    Low,
    /// Code-book types of 1–3 bits (IQ1–IQ3).
    Codebook,
    /// 4-bit floating point with block scales (MXFP4, NVFP4).
    Float4,
}

impl Pace {
    /// All classes.
    pub const ALL: [Self; 9] = [
        Self::Plain,
        Self::Bf16,
        Self::Eight,
        Self::Four,
        Self::Mid,
        Self::Lookup,
        Self::Low,
        Self::Codebook,
        Self::Float4,
    ];

    /// The class of a tensor type.
    #[must_use]
    pub const fn of(ty: GgmlType) -> Self {
        use GgmlType as T;
        match ty {
            T::F32 | T::F16 | T::F64 | T::I8 | T::I16 | T::I32 | T::I64 => Self::Plain,
            T::BF16 => Self::Bf16,
            T::Q8_0 | T::Q8_1 | T::Q8_K | T::BYTE | T::MLX8 | T::EXL8_0 => Self::Eight,
            T::Q4_0 | T::Q4_1 | T::INT4_G128 | T::MLX3 | T::MLX4 | T::MLX6 => Self::Four,
            T::Q5_0 | T::Q5_1 | T::Q4_K | T::Q5_K | T::Q6_K => Self::Mid,
            T::IQ4_NL | T::IQ4_XS => Self::Lookup,
            // A trellis is decoded with a few operations a weight, as look-up types are.
            T::EXL2_0 | T::EXL2_5 | T::EXL3_0 | T::EXL3_5 | T::EXL4_0 | T::EXL5_0 | T::EXL6_0 => Self::Lookup,
            T::Q2_K | T::Q3_K | T::TQ1_0 | T::TQ2_0 | T::Q1_0 | T::Q2_0 => Self::Low,
            T::IQ1_S | T::IQ1_M | T::IQ2_XXS | T::IQ2_XS | T::IQ2_S | T::IQ3_XXS | T::IQ3_S => Self::Codebook,
            T::MXFP4 | T::MXFP4_PADDED | T::NVFP4 => Self::Float4,
        }
    }
}

/// A number per class.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ByPace([f64; 9]);

impl ByPace {
    /// Nothing in any class.
    pub const ZERO: Self = Self([0.0; 9]);

    /// Numbers in the order of [`Pace::ALL`].
    #[must_use]
    pub const fn new(values: [f64; 9]) -> Self {
        Self(values)
    }

    /// The number of a class.
    #[must_use]
    pub fn get(&self, pace: Pace) -> f64 {
        self.0.get(pace as usize).copied().unwrap_or(0.0)
    }

    /// Adds to a class.
    pub fn add(&mut self, pace: Pace, amount: f64) {
        if let Some(slot) = self.0.get_mut(pace as usize) {
            *slot += amount;
        }
    }

    /// Σ of products, class by class.
    #[must_use]
    pub fn dot(&self, other: &Self) -> f64 {
        self.0.iter().zip(&other.0).map(|(a, b)| a * b).sum()
    }

    /// Σ over the classes.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.0.iter().sum()
    }

    /// Every class times `factor`.
    #[must_use]
    pub fn scaled(&self, factor: f64) -> Self {
        let mut scaled = *self;
        for x in &mut scaled.0 {
            *x *= factor;
        }
        scaled
    }

    /// Class by class sum.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        let mut sum = *self;
        for (slot, x) in sum.0.iter_mut().zip(other.0) {
            *slot += x;
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_has_a_class_and_classes_index_in_order() {
        for (i, pace) in Pace::ALL.into_iter().enumerate() {
            assert_eq!(pace as usize, i);
        }
        for &ty in GgmlType::ALL {
            assert!(Pace::ALL.contains(&Pace::of(ty)), "{}", ty.name());
        }
    }
}
