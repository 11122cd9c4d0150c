//! The score: 0 to 1000 from throughput (500), memory (200), ecosystem (200) and efficiency (100), times what the evidence is
//! worth. The published points it reproduces are `tests/data/score_points.json`; between and beyond them the curves are ours.

mod curve;
mod inputs;
mod price;
mod reference;
mod terms;
mod tier;
mod total;
mod weights;

pub use curve::{
    ecosystem_points, efficiency_share, memory_share, rule_of_thumb, throughput_share, value_share,
};
pub use inputs::{ScoreBasis, ScoreInputs};
pub use price::PriceSeen;
pub use reference::{REFERENCE_CONTEXT, REFERENCE_MODEL, REFERENCE_QUANT, reference_question};
pub use tier::Tier;
pub use total::{Part, Score, ScoreReason, ScoreRow};
pub use weights::{PartKey, ScoreWeights};
