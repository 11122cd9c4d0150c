//! The sum of the parts, and the headline.

use serde::Serialize;

use super::curve::{ecosystem_points, efficiency_share, memory_share, throughput_share, value_share};
use super::{PartKey, ScoreBasis, ScoreInputs, ScoreWeights, Tier};
use crate::answer::Rate;
use crate::fit::Fit;
use crate::units::{Bytes, Known};

/// The score of one device.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Score {
    /// What it rests on.
    pub basis: ScoreBasis,
    /// Whole part of sum × evidence factor, 0 to 1000.
    pub headline: Known<u32>,
    /// The headline as a letter.
    pub tier: Known<Tier>,
    /// Sum of the parts as printed.
    pub sum: Known<u32>,
    /// What the evidence is worth, 0.7 to 1.
    pub factor: f64,
    /// The parts that count.
    pub parts: Vec<Part>,
    /// The figures they were made from.
    pub inputs: ScoreInputs,
    /// How much each part counts.
    pub weights: ScoreWeights,
    /// Why the score is unknown, or zero in a part.
    pub reasons: Vec<ScoreReason>,
}

/// A part of a score.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Part {
    /// Which.
    pub key: PartKey,
    /// Points, rounded to the nearest.
    pub points: Known<u32>,
    /// The most there are; all parts together have 1000.
    pub of: u32,
    /// The same as a share, 0 to 1.
    pub share: Known<f64>,
}

/// Why a score is unknown, or zero in a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum ScoreReason {
    /// A figure is not recorded, so there is no score.
    FigureUnknown {
        /// `memory`, `tdp`, `backend`, `decode` or `price`.
        figure: &'static str,
    },
    /// A figure is not recorded and counted as zero, as the published pages do.
    CountedAsZero {
        /// `memory`, `tdp`, `backend` or `decode`.
        figure: &'static str,
    },
    /// The device does not hold the reference question's model: no speed is the truth there, not a gap.
    ReferenceDoesNotFit,
    /// The reader gave every part the weight zero.
    NoWeights,
}

/// A device of the catalog with its score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScoreRow {
    /// Position in the catalog's hardware.
    pub hardware: usize,
    /// Installed memory it stands with: its only size, or the largest it is sold with.
    pub memory: Known<Bytes>,
    /// In how many sizes it is sold.
    pub sizes: usize,
    /// Its score.
    pub score: Score,
    /// Decode of the reference question with its range; unknown where it was not asked. The score itself has the typical rate.
    #[serde(skip)]
    pub decode: Known<Rate>,
}

/// Figures by the names that reasons use.
type Missing = Option<&'static str>;

impl Score {
    /// The score of these figures; as published, the decode rate is the rule of thumb's.
    #[must_use]
    pub fn of(basis: ScoreBasis, inputs: &ScoreInputs, weights: &ScoreWeights) -> Self {
        let inputs = match basis {
            ScoreBasis::Live => *inputs,
            ScoreBasis::AsPublished => inputs.as_published(),
        };
        let mut reasons = Vec::new();
        if inputs.reference_fit == Fit::DoesNotFit {
            reasons.push(ScoreReason::ReferenceDoesNotFit);
        }
        let mut parts = Vec::with_capacity(PartKey::ALL.len());
        let mut given = 0.0;
        for key in PartKey::ALL.into_iter().filter(|key| weights.of(*key) > 0) {
            let (mut share, missing) = share(key, &inputs, basis);
            // Value for money is no part of the published score: without a price nothing is said.
            let zero = basis == ScoreBasis::AsPublished && key != PartKey::Value;
            if zero && missing.is_some() {
                share = Known::Known(0.0);
            }
            let reason = missing.map(|figure| match zero {
                true => ScoreReason::CountedAsZero { figure },
                false => ScoreReason::FigureUnknown { figure },
            });
            reasons.extend(reason.filter(|reason| !reasons.contains(reason)));
            // Rounded as a running sum, so that the parts always make a thousand.
            let before = rounded(given);
            given += weights.points(key);
            let of = rounded(given) - before;
            let points = share.map(|share| rounded(share * f64::from(of)));
            parts.push(Part { key, points, of, share });
        }
        if parts.is_empty() {
            reasons.push(ScoreReason::NoWeights);
        }
        let sum = if parts.is_empty() { Known::Unknown } else { Known::Known(0) };
        let sum = parts.iter().fold(sum, |sum, part| sum.zip(part.points).map(|(a, b)| a + b));
        let factor = inputs.evidence.score_factor();
        // In hundredths, so that 900 × 0.70 is 630 and not a hair below.
        let headline = sum.map(|sum| sum * rounded(factor * 100.0) / 100);
        Self {
            basis,
            headline,
            tier: headline.map(Tier::of),
            sum,
            factor,
            parts,
            inputs,
            weights: *weights,
            reasons,
        }
    }

    /// A part, where it counts.
    #[must_use]
    pub fn part(&self, key: PartKey) -> Option<&Part> {
        self.parts.iter().find(|part| part.key == key)
    }
}

/// The nearest whole number of points.
fn rounded(points: f64) -> u32 {
    (points + 0.5) as u32
}

/// A part's share of its points, and the first figure that is missing for it.
fn share(key: PartKey, inputs: &ScoreInputs, basis: ScoreBasis) -> (Known<f64>, Missing) {
    let needed = |what, known: bool| if known { None } else { Some(what) };
    let nothing_runs = inputs.reference_fit == Fit::DoesNotFit;
    let rate = inputs.tokens_per_second;
    match key {
        PartKey::Throughput | PartKey::Efficiency if nothing_runs => (Known::Known(0.0), None),
        PartKey::Throughput => (rate.map(throughput_share), needed("decode", rate.is_known())),
        PartKey::Memory => (inputs.memory.map(memory_share), needed("memory", inputs.memory.is_known())),
        PartKey::Ecosystem => {
            let share = inputs.backend.map(|backend| f64::from(ecosystem_points(backend)) / 200.0);
            (share, needed("backend", share.is_known()))
        }
        PartKey::Efficiency => {
            let share = rate.zip(inputs.tdp).map(|(rate, rated)| efficiency_share(rate, rated));
            (share, needed("decode", rate.is_known()).or(needed("tdp", inputs.tdp.is_known())))
        }
        PartKey::Value => {
            let (points, missing) = standard_points(inputs, basis);
            let share = points.zip(inputs.price).map(|(points, price)| value_share(points, price.usd));
            (share, needed("price", inputs.price.is_known()).or(missing))
        }
    }
}

/// Points of the four standard parts, unrounded: what a price buys.
fn standard_points(inputs: &ScoreInputs, basis: ScoreBasis) -> (Known<f64>, Missing) {
    let (mut points, mut missing) = (Known::Known(0.0), None);
    for key in PartKey::ALL.into_iter().filter(|key| *key != PartKey::Value) {
        let (mut part, lacking) = share(key, inputs, basis);
        if basis == ScoreBasis::AsPublished {
            part = part.or(Known::Known(0.0));
        } else {
            missing = missing.or(lacking);
        }
        points = points.zip(part).map(|(sum, share)| sum + share * ScoreWeights::STANDARD.points(key));
    }
    (points, missing)
}
