//! `will-it-run check`: one answer for people.

use std::io::Write;
use std::process::ExitCode;

use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::compare::devices_of;
use will_it_run_engine::draft::RawDraft;
use will_it_run_engine::question::{RawDevice, RawHost, RawOptions, RawQuestion, RawRig};

use super::{Failure, args::Args};
use crate::lines::answer_line;

/// Reads the options into a question, answers it, prints it.
pub fn run(mut args: Args, calculator: &Calculator, output: &mut dyn Write) -> Result<ExitCode, Failure> {
    let json = args.flag("--json");
    let draft = draft(&mut args)?;
    let question = question(args)?;
    if json {
        let mut asked = serde_json::to_value(&question).map_err(|e| Failure::Question(e.to_string()))?;
        if let (Some(draft), Some(fields)) = (&draft, asked.as_object_mut()) {
            let draft = serde_json::to_value(draft).map_err(|e| Failure::Question(e.to_string()))?;
            fields.insert("draft".to_owned(), draft);
        }
        let (text, ok) = answer_line(calculator, &asked.to_string());
        writeln!(output, "{text}")?;
        return Ok(ExitCode::from(u8::from(!ok)));
    }
    let fault = |fault: will_it_run_engine::question::Fault| {
        let near =
            if fault.near.is_empty() { String::new() } else { format!("\nNear: {}", fault.near.join(", ")) };
        Failure::Question(format!("{}{near}", fault.message))
    };
    let answer = calculator.answer(&question).map_err(fault)?;
    let launch = calculator.launch(&question).map_err(fault)?.get();
    let draft = draft.map(|draft| calculator.draft(&question, &draft)).transpose().map_err(fault)?;
    output.write_all(super::report::report(&answer, launch.as_ref()).as_bytes())?;
    if let Some(draft) = draft {
        output.write_all(super::draft::report(&draft).as_bytes())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// `--draft MODEL2@Q4_K_M|mtp|auto` and `--draft-tokens N`.
fn draft(args: &mut Args) -> Result<Option<RawDraft>, Failure> {
    let (draft, tokens) = (args.option("--draft")?, args.number("--draft-tokens")?);
    match (draft, tokens) {
        (None, Some(_)) => Err(Failure::Usage("--draft-tokens goes with --draft".to_owned())),
        (draft, tokens) => Ok(draft.map(|draft| RawDraft { tokens, ..RawDraft::word(&draft) })),
    }
}

fn question(mut args: Args) -> Result<RawQuestion, Failure> {
    let memory_gib: Option<f64> = args.number("--memory")?;
    let devices = args.options("--on")?.iter().flat_map(|on| devices(on, memory_gib)).collect();
    let memory: Option<f64> = args.number("--host-memory")?;
    let kv = args.option("--kv")?;
    let question = RawQuestion {
        quant: args.option("--quant")?,
        imatrix: args.flag("--imatrix").then_some(true),
        mmproj: args.flag("--mmproj").then_some(true),
        rig: RawRig {
            devices,
            host: memory.map(|gib| RawHost { memory_gib: Some(gib), bandwidth_gb_s: None }),
            os: args.option("--os")?,
            display: args.flag("--display").then_some(true),
            ecc: None,
        },
        runtime: args.option("--runtime")?,
        backend: args.option("--backend")?,
        context: args.number("--context")?,
        users: args.number("--users")?,
        kv_k: kv.clone(),
        kv_v: kv,
        depth: args.number("--depth")?,
        prompt: args.number("--prompt")?,
        placement: args.option("--placement")?,
        options: args
            .number("--gpu-layers")?
            .map(|layers| RawOptions { gpu_layers: Some(layers), ..RawOptions::default() }),
        ..RawQuestion::default()
    };
    match args.rest()?.as_slice() {
        [model] => Ok(RawQuestion { model: model.clone(), ..question }),
        [] => Err(Failure::Usage("check which model? will-it-run check MODEL --on DEVICE".to_owned())),
        more => Err(Failure::Usage(format!("one model at a time, not `{}`", more.join(" ")))),
    }
}

/// `nvidia-rtx-3090:2` is two of them.
pub(super) fn devices(text: &str, memory_gib: Option<f64>) -> Vec<RawDevice> {
    let sized = |device: RawDevice| RawDevice { memory_gib: device.memory_gib.or(memory_gib), ..device };
    devices_of(text).into_iter().map(sized).collect()
}
