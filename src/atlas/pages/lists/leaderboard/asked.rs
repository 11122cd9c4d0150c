//! What the reader asks of the leaderboard, read from the address.

use will_it_run_engine::score::{PartKey, ScoreBasis, ScoreWeights};

use crate::app::state::value_of;

/// The weights, in the order of [`PartKey::ALL`], divided by commas.
pub const WEIGHTS: &str = "w";
/// `published`, or none for live.
pub const BASIS: &str = "basis";
/// The word for as published.
pub const PUBLISHED: &str = "published";
/// A class by its name.
pub const CLASS: &str = "class";
/// The most a slider gives.
pub const MOST: u16 = 1000;

/// How much each part counts.
#[must_use]
pub fn weights(query: &str) -> ScoreWeights {
    let text = value_of(query, WEIGHTS);
    let mut weights = ScoreWeights::STANDARD;
    for (part, text) in PartKey::ALL.into_iter().zip(text.split(',')) {
        if let Ok(weight) = text.parse::<u16>() {
            *slot(&mut weights, part) = weight.min(MOST);
        }
    }
    weights
}

/// The weights with one of them changed, as the address has them; nothing for those that hold anyway.
#[must_use]
pub fn weights_word(weights: &ScoreWeights, part: PartKey, weight: u16) -> String {
    let mut weights = *weights;
    *slot(&mut weights, part) = weight;
    if weights == ScoreWeights::STANDARD {
        return String::new();
    }
    PartKey::ALL.map(|part| weights.of(part).to_string()).join(",")
}

/// What the score rests on.
#[must_use]
pub fn basis(query: &str) -> ScoreBasis {
    if value_of(query, BASIS) == PUBLISHED { ScoreBasis::AsPublished } else { ScoreBasis::Live }
}

const fn slot(weights: &mut ScoreWeights, part: PartKey) -> &mut u16 {
    match part {
        PartKey::Throughput => &mut weights.throughput,
        PartKey::Memory => &mut weights.memory,
        PartKey::Ecosystem => &mut weights.ecosystem,
        PartKey::Efficiency => &mut weights.efficiency,
        PartKey::Value => &mut weights.value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_read_and_written() {
        assert_eq!(weights(""), ScoreWeights::STANDARD);
        let word = weights_word(&ScoreWeights::STANDARD, PartKey::Value, 300);
        assert_eq!(word, "500,200,200,100,300");
        assert_eq!(weights(&["w=", &word].concat()).value, 300);
        assert_eq!(weights_word(&weights("w=500,200,200,100,300"), PartKey::Value, 0), "");
        assert_eq!(weights("w=9999,x").throughput, MOST);
        assert_eq!(weights("w=9999,x").memory, 200);
    }
}
