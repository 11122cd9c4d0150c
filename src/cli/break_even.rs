//! `will-it-run break-even`: buy, rent or pay by the token. With options one JSON document; without, JSON lines in and out as `answer` has them.

use std::io::{BufRead, Write};
use std::process::ExitCode;

use serde::Serialize;
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::cost::{
    CostAnswer, RawApi, RawBuy, RawCostQuestion, RawEnds, RawLoad, RawPower, RawRange, RawRent,
};
use will_it_run_engine::question::{Fault, RawQuestion, RawRig};

use super::answer::malformed;
use super::{Failure, args::Args, check};

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
    let load = RawLoad {
        preset: args.option("--preset")?,
        hours_per_day: args.number("--hours")?,
        tokens_per_day: args.number("--tokens")?,
        users: args.number("--people")?,
        cached_share: args.number("--cached")?,
        prompt_per_answer: args.number("--prompt-per-answer")?,
        ..RawLoad::default()
    };
    let buy = RawBuy {
        price_usd: range(&mut args, "--price")?,
        condition: args.option("--condition")?,
        tax: args.number("--tax")?,
        ..RawBuy::default()
    };
    let power = RawPower {
        load_w: range(&mut args, "--load-w")?,
        idle_w: range(&mut args, "--idle-w")?,
        hours_on_per_day: args.number("--hours-on")?,
        tariff_usd_kwh: range(&mut args, "--tariff")?,
        country: args.option("--country")?,
        ..RawPower::default()
    };
    let rent = RawRent {
        usd_per_hour: range(&mut args, "--rent")?,
        provider: args.option("--provider")?,
        kind: args.option("--kind")?,
        ..RawRent::default()
    };
    let api = RawApi {
        provider: args.option("--api-provider")?,
        model: args.option("--api-model")?,
        input_usd: range(&mut args, "--api-input")?,
        output_usd: range(&mut args, "--api-output")?,
        ..RawApi::default()
    };
    let asked = RawCostQuestion {
        question,
        rig,
        rigs: args.number("--rigs")?,
        as_of: args.option("--as-of")?,
        horizon_months: args.number("--horizon")?,
        load: stated(load),
        buy: stated(buy),
        power: stated(power),
        rent: stated(rent),
        api: stated(api),
        ..RawCostQuestion::default()
    };
    match args.rest()?.first() {
        Some(word) => {
            Err(Failure::Usage(format!("`break-even` takes no argument `{word}`; --on names the rig")))
        }
        None => Ok(asked),
    }
}

/// A part of the question in which something is stated.
fn stated<T: Default + PartialEq>(part: T) -> Option<T> {
    (part != T::default()).then_some(part)
}

/// `2`, or `1.5-2.5`.
fn range(args: &mut Args, name: &str) -> Result<Option<RawRange>, Failure> {
    let Some(text) = args.option(name)? else { return Ok(None) };
    let number = |text: &str| {
        text.parse::<f64>()
            .map_err(|_| Failure::Usage(format!("{name} wants a number or LOW-HIGH, not `{text}`")))
    };
    Ok(Some(match text.split_once('-') {
        Some((low, high)) => RawRange::Range(RawEnds { low: number(low)?, high: number(high)?, point: None }),
        None => RawRange::One(number(&text)?),
    }))
}
