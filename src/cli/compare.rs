//! `will-it-run compare`: rigs side by side, or models on one rig.

use std::io::Write;
use std::process::ExitCode;

use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::compare::rig_of;
use will_it_run_engine::question::{RawQuestion, RawRig, find_model};

use super::{Failure, args::Args, document, workloads};

/// Prints the comparison; the order of the sides does not matter.
pub fn run(mut args: Args, calculator: &Calculator, output: &mut dyn Write) -> Result<ExitCode, Failure> {
    let on = args.option("--on")?;
    let asked = RawQuestion {
        context: args.number("--context")?,
        quant: args.option("--quant")?,
        ..RawQuestion::default()
    };
    let workloads = workloads::asked(&mut args)?;
    let sides = args.rest()?;
    if !(2..=4).contains(&sides.len()) {
        let text = "compare which? two to four: will-it-run compare A B [C D]";
        return Err(Failure::Usage(text.to_owned()));
    }
    let catalog = calculator.catalog();
    let is_model = |side: &String| catalog.find_hardware(side).is_err() && find_model(catalog, side).is_ok();
    if sides.iter().all(is_model) {
        let Some(on) = on else {
            let text = "compare models on which rig? will-it-run compare MODEL MODEL --on DEVICE";
            return Err(Failure::Usage(text.to_owned()));
        };
        let question = RawQuestion { rig: rig_of(&on), ..asked };
        return document::print(calculator.compare_models(&question, &sides), output);
    }
    if on.is_some() || asked != RawQuestion::default() {
        let text = "--on, --context and --quant belong to models; a rig says its own: DEVICE@GIB:N+GIB";
        return Err(Failure::Usage(text.to_owned()));
    }
    let rigs: Vec<RawRig> = sides.iter().map(|id| rig_of(id)).collect();
    let compared = workloads.and_then(|workloads| calculator.compare(&rigs, &workloads));
    document::print(compared, output)
}
