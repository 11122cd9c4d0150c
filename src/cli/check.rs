//! `will-it-run check`: one answer for people.

use std::io::Write;
use std::process::ExitCode;

use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::compare::devices_of;
use will_it_run_engine::draft::RawDraft;
use will_it_run_engine::host::{Disk, MemoryType};
use will_it_run_engine::question::{Fault, RawDevice, RawHost, RawOptions, RawQuestion, RawRig};

use super::{Failure, args::Args, cluster};
use crate::lines::answer_line;

/// Reads the options into a question, answers it, prints it.
pub fn run(mut args: Args, calculator: &Calculator, output: &mut dyn Write) -> Result<ExitCode, Failure> {
    let json = args.flag("--json");
    if let Some(nodes) = args.number("--nodes")? {
        return cluster::run(nodes, args, json, calculator, output);
    }
    let disk = args.option("--disk")?;
    let draft = draft(&mut args)?;
    let question = question(args)?;
    if json {
        let line = line(&question, disk, draft.as_ref()).map_err(|e| Failure::Question(e.to_string()))?;
        let (text, ok) = answer_line(calculator, &line);
        writeln!(output, "{text}")?;
        return Ok(ExitCode::from(u8::from(!ok)));
    }
    let answer = calculator.answer(&question).map_err(told)?;
    let launch = calculator.launch(&question).map_err(told)?.get();
    let draft = draft.map(|draft| calculator.draft(&question, &draft)).transpose().map_err(told)?;
    output.write_all(super::report::report(&answer, launch.as_ref()).as_bytes())?;
    if let Some(disk) = disk {
        let reading = calculator.from_disk(&question, Disk::parse(&disk).map_err(told)?).map_err(told)?;
        output.write_all(super::report::from_disk(&reading).as_bytes())?;
    }
    if let Some(draft) = draft {
        output.write_all(super::draft::report(&draft).as_bytes())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What is wrong with a question, for people.
pub(super) fn told(fault: Fault) -> Failure {
    let near =
        if fault.near.is_empty() { String::new() } else { format!("\nNear: {}", fault.near.join(", ")) };
    Failure::Question(format!("{}{near}", fault.message))
}

/// The question as a line, with the disk and the drafter that the engine is asked about beside it.
fn line(
    question: &RawQuestion,
    disk: Option<String>,
    draft: Option<&RawDraft>,
) -> serde_json::Result<String> {
    let mut value = serde_json::to_value(question)?;
    if let (Some(draft), Some(fields)) = (draft, value.as_object_mut()) {
        fields.insert("draft".to_owned(), serde_json::to_value(draft)?);
    }
    if let (Some(disk), Some(rig)) = (disk, value.get_mut("rig").and_then(|rig| rig.as_object_mut())) {
        match rig.get_mut("host").and_then(|host| host.as_object_mut()) {
            Some(host) => drop(host.insert("disk".to_owned(), disk.into())),
            None => drop(rig.insert("host".to_owned(), serde_json::json!({ "disk": disk }))),
        }
    }
    Ok(value.to_string())
}

/// `--host-memory GIB --host ddr5-5600x2`: the host, if anything is said of it.
pub(super) fn host(args: &mut Args) -> Result<Option<RawHost>, Failure> {
    let memory_gib: Option<f64> = args.number("--host-memory")?;
    let word = args.option("--host")?;
    let bandwidth = word.map(|word| MemoryType::bandwidth_gb_s(&word, None).map_err(told)).transpose()?;
    let said = memory_gib.is_some() || bandwidth.is_some();
    Ok(said.then_some(RawHost { memory_gib, bandwidth_gb_s: bandwidth }))
}

/// `--draft MODEL2@Q4_K_M|mtp|auto` and `--draft-tokens N`.
fn draft(args: &mut Args) -> Result<Option<RawDraft>, Failure> {
    let (draft, tokens) = (args.option("--draft")?, args.number("--draft-tokens")?);
    match (draft, tokens) {
        (None, Some(_)) => Err(Failure::Usage("--draft-tokens goes with --draft".to_owned())),
        (draft, tokens) => Ok(draft.map(|draft| RawDraft { tokens, ..RawDraft::word(&draft) })),
    }
}

pub(super) fn question(mut args: Args) -> Result<RawQuestion, Failure> {
    let memory_gib: Option<f64> = args.number("--memory")?;
    let devices = args.options("--on")?.iter().flat_map(|on| devices(on, memory_gib)).collect();
    let host = host(&mut args)?;
    let kv = args.option("--kv")?;
    let question = RawQuestion {
        quant: args.option("--quant")?,
        imatrix: args.flag("--imatrix").then_some(true),
        mmproj: args.flag("--mmproj").then_some(true),
        rig: RawRig {
            devices,
            host,
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
