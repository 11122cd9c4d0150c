//! The score of a device, its parts, and the sum as terms.

use serde::{Deserialize, Serialize};
use will_it_run_engine::answer::Term;
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::question::{Fault, RawDevice};
use will_it_run_engine::score::{Score, ScoreBasis, ScoreWeights};

use super::malformed;

/// The score with its derivation.
#[derive(Serialize)]
pub struct Scored {
    hardware: String,
    #[serde(flatten)]
    score: Score,
    terms: Term,
}

/// What is asked of a device.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    device: RawDevice,
    #[serde(default)]
    basis: Basis,
    #[serde(default = "standard")]
    weights: ScoreWeights,
}

/// What a score is reckoned from.
#[derive(Deserialize, Default, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
enum Basis {
    #[default]
    Live,
    AsPublished,
}

const fn standard() -> ScoreWeights {
    ScoreWeights::STANDARD
}

#[derive(Serialize)]
struct Refused {
    ok: bool,
    error: Fault,
}

#[derive(Serialize)]
struct Found {
    ok: bool,
    #[serde(flatten)]
    scored: Scored,
}

/// The score of a device.
///
/// # Errors
/// What is wrong with the device.
pub fn score(
    calculator: &Calculator,
    device: &RawDevice,
    basis: ScoreBasis,
    weights: &ScoreWeights,
) -> Result<Scored, Fault> {
    let score = calculator.score(device, basis, weights)?;
    let catalog = calculator.catalog();
    let key = catalog.find_hardware(&device.hardware).ok();
    let record = key.and_then(|key| catalog.device(key));
    let hardware = record.map(|record| record.id.to_string()).unwrap_or_default();
    Ok(Scored { hardware, terms: score.explain(), score })
}

/// The score that a line of JSON asks for: `{"device":{"hardware":…},"basis":…,"weights":…}`.
///
/// # Errors
/// The figures cannot be written, which no figure of ours causes.
pub fn score_line(calculator: &Calculator, line: &str) -> serde_json::Result<String> {
    let asked: Result<Asked, _> =
        serde_path_to_error::deserialize(&mut serde_json::Deserializer::from_str(line));
    let found = asked.map_err(|error| malformed(&error)).and_then(|asked| {
        let basis = match asked.basis {
            Basis::Live => ScoreBasis::Live,
            Basis::AsPublished => ScoreBasis::AsPublished,
        };
        score(calculator, &asked.device, basis, &asked.weights)
    });
    match found {
        Ok(scored) => serde_json::to_string(&Found { ok: true, scored }),
        Err(error) => serde_json::to_string(&Refused { ok: false, error }),
    }
}
