//! `will-it-run break-even`: buy, rent or pay by the token. With options one JSON document; without, JSON lines in and out as `answer` has them.

use std::io::{BufRead, Write};
use std::process::ExitCode;

use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::cost::RawCostQuestion;
use will_it_run_engine::question::{RawQuestion, RawRig};

use super::{Failure, args::Args, check, cost_options};
use crate::lines::{break_even, break_even_line};

/// Answers the options, or every line of the input; the exit status is 1 where one of them has a fault.
pub fn run(
    args: Args,
    calculator: &Calculator,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> Result<ExitCode, Failure> {
    let asked = asked(args)?;
    if asked != RawCostQuestion::default() {
        return say(break_even(calculator, &asked), output).map(status);
    }
    let mut all_ok = true;
    for line in input.lines() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        all_ok &= say(break_even_line(calculator, &line), output)?;
    }
    Ok(status(all_ok))
}

fn status(ok: bool) -> ExitCode {
    ExitCode::from(u8::from(!ok))
}

/// Writes a line; gives whether it is an answer.
fn say(said: serde_json::Result<(String, bool)>, output: &mut dyn Write) -> Result<bool, Failure> {
    let (text, ok) = said.map_err(|error| Failure::Question(error.to_string()))?;
    writeln!(output, "{text}")?;
    output.flush()?;
    Ok(ok)
}

/// The question that the options state.
fn asked(mut args: Args) -> Result<RawCostQuestion, Failure> {
    let memory = args.number("--memory")?;
    let on = args.option("--on")?;
    let devices = on.iter().flat_map(|device| check::devices(device, memory)).collect();
    let rig = RawRig { devices, ..RawRig::default() };
    let model = args.option("--model")?;
    let (quant, context, users) =
        (args.option("--quant")?, args.number("--context")?, args.number("--users")?);
    let (question, rig) = match (model, on) {
        (Some(model), _) => {
            (Some(RawQuestion { model, quant, context, users, rig, ..RawQuestion::default() }), None)
        }
        (None, on) => (None, on.map(|_| rig)),
    };
    let asked = RawCostQuestion { question, rig, ..cost_options::asked(&mut args)? };
    match args.rest()?.first() {
        Some(word) => {
            Err(Failure::Usage(format!("`break-even` takes no argument `{word}`; --on names the rig")))
        }
        None => Ok(asked),
    }
}
