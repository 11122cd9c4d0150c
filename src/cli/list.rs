//! `will-it-run list`: what the catalog holds.

use std::io::Write;
use std::process::ExitCode;

use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::question::Runtime;
use will_it_run_engine::rules::needs_imatrix;
use will_it_run_engine::weights::Quant;

use super::{Failure, args::Args};

/// Prints `id<TAB>name` lines; further words narrow the list as typing on the page does.
pub fn run(mut args: Args, calculator: &Calculator, output: &mut dyn Write) -> Result<ExitCode, Failure> {
    let what = args.word().unwrap_or_default();
    let words = args.rest()?.join(" ");
    let catalog = calculator.catalog();
    match what.as_str() {
        "models" => {
            for model in catalog.search_models(&words).iter().filter_map(|hit| catalog.model(hit.key)) {
                writeln!(output, "{}\t{}", model.id, model.name)?;
            }
        }
        "hardware" => {
            for device in catalog.search_hardware(&words).iter().filter_map(|hit| catalog.device(hit.key)) {
                writeln!(output, "{}\t{}", device.id, device.name)?;
            }
        }
        "quants" => {
            for quant in Quant::ALL {
                let note = if needs_imatrix(*quant) { "\twants an importance matrix" } else { "" };
                writeln!(output, "{}{note}", quant.label())?;
            }
        }
        "runtimes" => {
            for runtime in Runtime::ALL {
                let forms: Vec<&str> = runtime.quants().iter().map(|quant| quant.label()).collect();
                writeln!(output, "{}\t{}", runtime.word(), forms.join(" "))?;
            }
        }
        _ => return Err(Failure::Usage("list what? models, hardware, quants or runtimes".to_owned())),
    }
    Ok(ExitCode::SUCCESS)
}
