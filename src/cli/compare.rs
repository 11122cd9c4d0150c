//! `will-it-run compare`: rigs side by side.

use std::io::Write;
use std::process::ExitCode;

use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::compare::rig_of;
use will_it_run_engine::question::RawRig;
use will_it_run_engine::workloads::Workload;

use super::{Failure, args::Args, document};

/// Prints the comparison; the order of the rigs does not matter.
pub fn run(args: Args, calculator: &Calculator, output: &mut dyn Write) -> Result<ExitCode, Failure> {
    let rigs: Vec<RawRig> = args.rest()?.iter().map(|id| rig_of(id)).collect();
    if !(2..=4).contains(&rigs.len()) {
        let text = "compare which? two to four: will-it-run compare A B [C D]";
        return Err(Failure::Usage(text.to_owned()));
    }
    document::print(calculator.compare(&rigs, &Workload::standard()), output)
}
