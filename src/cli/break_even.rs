//! `will-it-run break-even`: buy, rent or pay by the token. With options one JSON document; without, JSON lines in and out as `answer` has them.

use std::io::{BufRead, Write};
use std::process::ExitCode;

use serde::Serialize;
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::cost::{CostAnswer, RawCostQuestion};
use will_it_run_engine::question::{Fault, RawQuestion, RawRig};

use super::answer::malformed;
use super::{Failure, args::Args, check, cost_options};

/// The figures.
#[derive(Serialize)]
struct Answered {
    ok: bool,
    #[serde(flatten)]
    answer: CostAnswer,
}

/// All faults at once.
#[derive(Serialize)]
struct Refused {
    ok: bool,
    id: Option<String>,
    errors: Vec<Fault>,
}

/// Answers the options, or every line of the input; the exit status is 1 where one of them has a fault.
pub fn run(
    args: Args,
    calculator: &Calculator,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> Result<ExitCode, Failure> {
    let asked = asked(args)?;
    if asked != RawCostQuestion::default() {
        return print(&asked, calculator, output).map(status);
    }
    let mut all_ok = true;
    for line in input.lines() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let read: Result<RawCostQuestion, _> =
            serde_path_to_error::deserialize(&mut serde_json::Deserializer::from_str(&line));
        all_ok &= match read {
            Ok(question) => print(&question, calculator, output)?,
            Err(error) => refuse(Refused { ok: false, id: None, errors: vec![malformed(&error)] }, output)?,
        };
    }
    Ok(status(all_ok))
}

fn status(ok: bool) -> ExitCode {
    ExitCode::from(u8::from(!ok))
}

fn print(
    question: &RawCostQuestion,
    calculator: &Calculator,
    output: &mut dyn Write,
) -> Result<bool, Failure> {
    match calculator.cost(question) {
        Ok(answer) => {
            line(&Answered { ok: true, answer }, output)?;
            Ok(true)
        }
        Err(errors) => refuse(Refused { ok: false, id: question.id.clone(), errors }, output),
    }
}

fn refuse(refused: Refused, output: &mut dyn Write) -> Result<bool, Failure> {
    line(&refused, output)?;
    Ok(false)
}

fn line(value: &impl Serialize, output: &mut dyn Write) -> Result<(), Failure> {
    let text = serde_json::to_string(value).map_err(|error| Failure::Question(error.to_string()))?;
    writeln!(output, "{text}")?;
    output.flush()?;
    Ok(())
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
