//! One figure of all sides: values, ratios to the best, and how far apart they are.

use serde::Serialize;

use crate::order;
use crate::units::Known;

/// A figure that sides are compared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureKey {
    /// Installed memory of all devices, bytes.
    Memory,
    /// Memory bandwidth of one device, bytes per second: a split over layers reads one device after the other.
    Bandwidth,
    /// Dense 16-bit rate of one device, operations per second.
    Fp16,
    /// Rated power of all devices, watts.
    Tdp,
    /// Newest price of all devices, United States dollars.
    Price,
    /// Live headline of the score, points of 1000; of one device alone.
    Score,
    /// Decode, tokens per second: of the score's reference question between rigs, of the question between models.
    Decode,
    /// Parameters.
    Parameters,
    /// The model's file, bytes.
    File,
    /// Memory on the fullest device, bytes.
    Total,
    /// Free ÷ usable there.
    Headroom,
    /// Prefill of the question's prompt, tokens per second.
    Prefill,
    /// Longest context that fits, tokens.
    MaxContext,
    /// A million tokens of one's own rig, United States dollars: going price over [`COST_MONTHS`](super::COST_MONTHS) and energy at work.
    CostPerMillion,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Better {
    /// More.
    Higher,
    /// Less.
    Lower,
}

impl FigureKey {
    /// Which way is better. More parameters count as better: they are what memory and time are spent on.
    #[must_use]
    pub const fn better(self) -> Better {
        match self {
            Self::Tdp | Self::Price | Self::File | Self::Total | Self::CostPerMillion => Better::Lower,
            Self::Memory
            | Self::Bandwidth
            | Self::Fp16
            | Self::Score
            | Self::Decode
            | Self::Parameters
            | Self::Headroom
            | Self::Prefill
            | Self::MaxContext => Better::Higher,
        }
    }
}

/// A figure of all sides.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FigureRow {
    /// Which.
    pub key: FigureKey,
    /// Which way is better.
    pub better: Better,
    /// Side by side, in the key's unit.
    pub values: Vec<Known<f64>>,
    /// To the best, 0 to 1: 0.5 is half as good.
    pub ratios: Vec<Known<f64>>,
    /// The side that is better than all others; unknown where two are equally good, and where a value is unknown: it might be better.
    pub best: Known<usize>,
    /// 1 − the smallest ratio; unknown where fewer than two values are.
    pub difference: Known<f64>,
}

impl FigureRow {
    /// Compares the values.
    #[must_use]
    pub fn new(key: FigureKey, values: Vec<Known<f64>>) -> Self {
        let better = key.better();
        let compared = Compared::new(better, &values);
        Self {
            key,
            better,
            ratios: compared.ratios,
            best: compared.best,
            difference: compared.difference,
            values,
        }
    }

    /// Rows with a difference, the largest first; unknown ones; equal ones. What is alike stays in the order given.
    pub(crate) fn sort(rows: &mut [Self]) {
        let class = |row: &Self| match row.difference {
            Known::Known(difference) if difference > 0.0 => 0_u8,
            Known::Unknown => 1,
            Known::Known(_) => 2,
        };
        order::sort_by(rows, |a, b| {
            let difference = |row: &Self| row.difference.get().unwrap_or(0.0);
            class(a).cmp(&class(b)).then_with(|| difference(b).total_cmp(&difference(a)))
        });
    }

    /// The best of the other sides' values, beside which the best stands.
    pub(crate) fn next(&self) -> Known<f64> {
        let others = self.values.iter().enumerate().filter(|(side, _)| self.best != Known::Known(*side));
        let others = others.filter_map(|(_, value)| value.get());
        Known::from(match self.better {
            Better::Higher => others.max_by(f64::total_cmp),
            Better::Lower => others.min_by(f64::total_cmp),
        })
    }
}

/// Values beside the best of them.
pub(crate) struct Compared {
    pub(crate) ratios: Vec<Known<f64>>,
    pub(crate) best: Known<usize>,
    pub(crate) difference: Known<f64>,
}

impl Compared {
    pub(crate) fn new(better: Better, values: &[Known<f64>]) -> Self {
        let mut known: Vec<(usize, f64)> =
            values.iter().enumerate().filter_map(|(side, value)| Some((side, value.get()?))).collect();
        order::sort_by(&mut known, |(_, a), (_, b)| match better {
            Better::Higher => b.total_cmp(a),
            Better::Lower => a.total_cmp(b),
        });
        let best = known.first().copied();
        let ratio = |value: f64| match (best, better) {
            (Some((_, best)), _) if best.to_bits() == value.to_bits() => 1.0,
            (Some((_, best)), Better::Higher) if best > 0.0 => (value / best).clamp(0.0, 1.0),
            (Some((_, best)), Better::Lower) if value > 0.0 => (best / value).clamp(0.0, 1.0),
            _ => 0.0,
        };
        let ratios: Vec<Known<f64>> = values.iter().map(|value| value.map(ratio)).collect();
        let enough = known.len() >= 2;
        let all_known = known.len() == values.len();
        let ahead = |(side, best): (usize, f64)| {
            let second = known.get(1).filter(|_| all_known);
            second.filter(|(_, second)| second.to_bits() != best.to_bits()).map(|_| side)
        };
        let worst = known.last().map(|(_, value)| 1.0 - ratio(*value)).filter(|_| enough);
        Self { ratios, best: best.and_then(ahead).into(), difference: worst.into() }
    }
}
