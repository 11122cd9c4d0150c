//! `will-it-run weights`: tensor bytes of a model in a quant.

use std::io::Write;
use std::process::ExitCode;

use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::rules::needs_imatrix;
use will_it_run_engine::weights::{Imatrix, Quant};

use super::{Failure, args::Args};

/// Prints `file` and `loaded` tensor bytes; a type that wants an importance matrix is noted, never refused.
pub fn run(mut args: Args, calculator: &Calculator, output: &mut dyn Write) -> Result<ExitCode, Failure> {
    let imatrix = if args.flag("--imatrix") { Imatrix::With } else { Imatrix::Without };
    let words = args.rest()?;
    let [model, label] = words.as_slice() else {
        return Err(Failure::Usage(
            "weights of what? will-it-run weights MODEL QUANT [--imatrix]".to_owned(),
        ));
    };
    let quant = label.parse::<Quant>().ok().ok_or_else(|| {
        Failure::Question(format!("unknown-quant: no quant `{label}`; see will-it-run list quants"))
    })?;
    let weights = calculator.weights(model, quant, imatrix).map_err(|fault| {
        Failure::Question(format!("{}: {} {}", fault.code.as_str(), fault.message, fault.near.join(", ")))
    })?;
    writeln!(output, "file {}", weights.file.get())?;
    writeln!(output, "loaded {}", weights.loaded.get())?;
    writeln!(output, "basis {}", weights.basis)?;
    if needs_imatrix(quant) && imatrix == Imatrix::Without {
        writeln!(
            output,
            "note {} wants an importance matrix; the quantiser refuses it without one",
            quant.label()
        )?;
    }
    Ok(ExitCode::SUCCESS)
}
