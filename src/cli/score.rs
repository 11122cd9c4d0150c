//! `will-it-run score`: the score of a device, its parts, and the sum as terms.

use std::io::Write;
use std::process::ExitCode;

use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::score::{ScoreBasis, ScoreWeights};

use super::{Failure, args::Args, document};
use crate::lines::score;

/// Prints the score of one device.
pub fn run(mut args: Args, calculator: &Calculator, output: &mut dyn Write) -> Result<ExitCode, Failure> {
    let basis = if args.flag("--as-published") { ScoreBasis::AsPublished } else { ScoreBasis::Live };
    let weights = weights(&mut args)?;
    let device = document::device(args, "score")?;
    let scored = score(calculator, &device, basis, &weights);
    document::print(scored, output)
}

/// How much each part counts: `--throughput 300 --value 200`; what is not named counts as published.
fn weights(args: &mut Args) -> Result<ScoreWeights, Failure> {
    let mut weights = ScoreWeights::STANDARD;
    for (name, weight) in [
        ("--throughput", &mut weights.throughput),
        ("--memory-weight", &mut weights.memory),
        ("--ecosystem", &mut weights.ecosystem),
        ("--efficiency", &mut weights.efficiency),
        ("--value", &mut weights.value),
    ] {
        *weight = args.number(name)?.unwrap_or(*weight);
    }
    Ok(weights)
}
