//! What a device's own measurements say of the formula: one correction, used by every figure that is shown.
//!
//! Empirical Bayes on the logarithm of measured ÷ formula. A device is off by its own amount under a backend, a model on it by a further
//! one; both are drawn to zero by how few rows there are and how far rows of one device usually scatter (`cargo xtask calibrate` estimates
//! the variances and writes the records; `ACCURACY.md` has both). A model that was measured on the device takes its own record, any
//! other the device's. Rows lose weight with the years between them and the question's date, because engines get faster; what they lose
//! goes back to the formula and to its wider range. The factor is the same for every quant and depth, so no law of the formula bends.

use super::family::Family;
use crate::catalog::kept::Kept;
use crate::catalog::{HardwareKey, Test};
use crate::packed::packed;
use crate::units::Date;

packed! {
    /// What the rows of a device, or of a model on it, say.
    #[derive(Debug, Clone, Copy, PartialEq)]
    pub struct Record {
        /// [`mark`] of the device.
        pub device: u16,
        /// [`shape`] of the model; 0 for the device with any other model.
        pub model: u16,
        /// Family of backend and chip.
        pub family: Family,
        /// Decode or prefill.
        pub test: Test,
        /// Rate ÷ formula − 1, in hundredths.
        pub shift: i8,
        /// Width of the range ÷ the family's, in tenths.
        pub width: u8,
        /// Half-year of the newest row, counted from the first of 2020.
        pub half: u8,
    }
}

/// Squared share that a year takes of the weight: engines change a cell by about 5 % a year beyond what the fit knows of their age,
/// devices differ by about 12 % (`ACCURACY.md`); (5 ÷ 12)².
const YEAR: f64 = 0.174;

/// A short mark of a device's catalog id; never 0. A test holds that no other device of the catalog shares one with a record.
#[must_use]
pub fn mark(id: &str) -> u16 {
    // FNV-1a, folded to 16 bits, from the first start under which the catalog's measured ids are told from all others.
    let hash = id.bytes().fold(5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    ((hash >> 16) ^ (hash & 0xffff)).max(1) as u16
}

/// A short mark of what a model is made of, not of its name: two names of one shape are one model to a device. Never 0.
#[must_use]
pub fn shape(parameters: u64, width: u32, layers: u32, experts: u32) -> u16 {
    // Multiplicative hashing (Knuth, volume 3, section 6.4): the top bits of a product with 2^64 ÷ the golden ratio.
    const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
    let figures = [width, layers, experts];
    let mixed = figures
        .iter()
        .fold(parameters, |mixed, figure| mixed.wrapping_mul(GOLDEN).rotate_left(29) ^ u64::from(*figure));
    ((mixed.wrapping_mul(GOLDEN) >> 48) as u16).max(1)
}

/// The records of one device under one backend, as of a date.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnRows {
    /// The reader's own before the catalog's.
    records: Vec<Record>,
    halves: f64,
}

/// What is done to a rate and its range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Correction {
    /// The rate is the formula's times this.
    pub factor: f64,
    /// The range is the formula's, to this power on either side.
    pub width: f64,
}

impl Correction {
    /// No rows.
    pub const NONE: Self = Self { factor: 1.0, width: 1.0 };
}

impl OwnRows {
    /// No rows.
    pub const NONE: Self = Self { records: Vec::new(), halves: 0.0 };

    /// The rows of a device, by its id, among all that the catalog's rows say.
    #[must_use]
    pub fn of(all: &[Record], device: &str, family: Family, as_of: Date) -> Self {
        let device = mark(device);
        let own = |record: &&Record| record.device == device && record.family == family;
        let records = all.iter().filter(own).copied().collect();
        Self { records, halves: as_of.months_since(Date::JANUARY_2020) as f64 / 6.0 }
    }

    /// The same with what the reader's own rows of that device say.
    #[must_use]
    pub fn with_kept(mut self, kept: &[Kept], device: HardwareKey, family: Family) -> Self {
        let own = |kept: &&Kept| kept.device == device && kept.family == family as u32;
        let mut records = Vec::new();
        for kept in kept.iter().filter(own) {
            for (model, (shift, width)) in [kept.model, 0].into_iter().zip(kept.says) {
                // The device's mark and the family chose the records; nothing reads them again.
                records.push(Record {
                    device: 0,
                    model,
                    family,
                    test: kept.test,
                    shift,
                    width,
                    half: kept.half,
                });
            }
        }
        records.append(&mut self.records);
        self.records = records;
        self
    }

    /// The correction for a model, by its [`shape`].
    #[must_use]
    pub fn correction(&self, model: u16, test: Test) -> Correction {
        // The reader's machine before others of its kind, the model before the device.
        let of = |model: u16| self.records.iter().find(|record| record.test == test && record.model == model);
        of(model).or_else(|| of(0)).map_or(Correction::NONE, |record| {
            // Within the half-year a row is new.
            let years = ((self.halves - f64::from(record.half) - 1.0) / 2.0).max(0.0);
            let weight = 1.0 / (1.0 + YEAR * years * years);
            Correction {
                factor: 1.0 + f64::from(record.shift) / 100.0 * weight,
                width: 1.0 - (1.0 - f64::from(record.width) / 10.0) * weight,
            }
        })
    }
}
