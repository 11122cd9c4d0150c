//! `will-it-run choose`, `best` and `alternatives`: what to buy, each as one JSON document.

use std::io::Write;
use std::process::ExitCode;

use serde::Serialize;
use will_it_run_engine::alternatives::alternatives;
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::question::{Fault, RawDevice, RawHost};
use will_it_run_engine::recommend::{BEST, RawWant, RawWishes, best as best_list};
use will_it_run_engine::units::Date;

use super::{Failure, args::Args, check::told};

/// Rigs for what one wants to run.
pub fn run(args: Args, calculator: &Calculator, output: &mut dyn Write) -> Result<ExitCode, Failure> {
    let wishes = wishes(args)?;
    document(output, &calculator.choose(&wishes).map_err(|fault| failure(&fault))?)
}

/// A saved question to the chooser; without a slug, the slugs.
pub fn best(mut args: Args, calculator: &Calculator, output: &mut dyn Write) -> Result<ExitCode, Failure> {
    let limit = args.number("--limit")?;
    match args.rest()?.as_slice() {
        [] => document(output, &BEST.iter().map(|list| list.slug).collect::<Vec<_>>()),
        [slug] => {
            let list = best_list(slug).ok_or_else(|| {
                let slugs: Vec<&str> = BEST.iter().map(|list| list.slug).collect();
                Failure::Question(format!("no best list `{slug}`; there are {}", slugs.join(", ")))
            })?;
            let wishes = RawWishes { limit, ..list.wishes() };
            document(output, &calculator.choose(&wishes).map_err(|fault| failure(&fault))?)
        }
        more => Err(Failure::Usage(format!("one list at a time, not `{}`", more.join(" ")))),
    }
}

/// Devices near one.
pub fn near(mut args: Args, calculator: &Calculator, output: &mut dyn Write) -> Result<ExitCode, Failure> {
    let memory_gib = args.number("--memory")?;
    let as_of = args.option("--as-of")?.map(|text| date(&text)).transpose()?;
    match args.rest()?.as_slice() {
        [hardware] => {
            let device = RawDevice { hardware: hardware.clone(), memory_gib, ..RawDevice::default() };
            document(
                output,
                &alternatives(calculator.catalog(), &device, as_of).map_err(|fault| failure(&fault))?,
            )
        }
        [] => Err(Failure::Usage("alternatives to what? will-it-run alternatives DEVICE".to_owned())),
        more => Err(Failure::Usage(format!("one device at a time, not `{}`", more.join(" ")))),
    }
}

fn wishes(mut args: Args) -> Result<RawWishes, Failure> {
    let models = args.options("--model")?;
    if models.is_empty() {
        return Err(Failure::Usage("choose for which model? will-it-run choose --model MODEL".to_owned()));
    }
    let want = RawWant {
        model: String::new(),
        quant: args.option("--quant")?,
        context: args.number("--context")?,
        users: args.number("--users")?,
        depth: args.number("--depth")?,
        kv: args.option("--kv")?,
        images: args.number("--images")?,
        speed: args.number("--speed")?,
    };
    let buy = match (args.flag("--new"), args.flag("--used")) {
        (true, true) => return Err(Failure::Usage("either --used or --new, not both".to_owned())),
        (false, false) => None,
        (true, false) => Some("new".to_owned()),
        (false, true) => Some("used".to_owned()),
    };
    let memory: Option<f64> = args.number("--host-memory")?;
    let wishes = RawWishes {
        wants: models.into_iter().map(|model| RawWant { model, ..want.clone() }).collect(),
        budget_usd: args.number("--budget")?,
        power_w: args.number("--power")?,
        buy,
        vendors: args.options("--vendor")?,
        forms: args.options("--form")?,
        classes: args.options("--class")?,
        backend: args.option("--backend")?,
        os: args.option("--os")?,
        max_devices: args.number("--devices")?,
        min_devices: None,
        host: memory.map(|gib| RawHost { memory_gib: Some(gib), bandwidth_gb_s: None }),
        order: args.option("--order")?,
        list: args.flag("--all").then(|| "all".to_owned()),
        limit: args.number("--limit")?,
        as_of: args.option("--as-of")?,
    };
    match args.rest()?.first() {
        Some(word) => Err(Failure::Usage(format!("`choose` takes no argument `{word}`; --model names it"))),
        None => Ok(wishes),
    }
}

fn date(text: &str) -> Result<Date, Failure> {
    Date::parse(text)
        .ok_or_else(|| Failure::Question(format!("as_of is {text}; it must be a date such as 2026-11-22")))
}

/// A fault in the words of `check`.
fn failure(fault: &Fault) -> Failure {
    let message = format!("{}: {}", fault.code.as_str(), fault.message);
    told(Fault { message, ..fault.clone() })
}

fn document(output: &mut dyn Write, value: &impl Serialize) -> Result<ExitCode, Failure> {
    let text = serde_json::to_string(value).map_err(|error| Failure::Question(error.to_string()))?;
    writeln!(output, "{text}")?;
    Ok(ExitCode::SUCCESS)
}
