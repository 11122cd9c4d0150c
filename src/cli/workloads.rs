//! `will-it-run workloads`: the seven workloads, or the reader's own, on a device.

use std::io::Write;
use std::process::ExitCode;

use serde::Serialize;
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::question::{Fault, RawRig};
use will_it_run_engine::workloads::{Workload, WorkloadRow};

use super::{Failure, args::Args, document};

/// The rows under a name, so that more can stand beside them.
#[derive(Serialize)]
struct Workloads {
    workloads: Vec<WorkloadRow>,
}

/// Prints a row for each workload.
pub fn run(mut args: Args, calculator: &Calculator, output: &mut dyn Write) -> Result<ExitCode, Failure> {
    let asked = match asked(&mut args)? {
        Ok(asked) => asked,
        Err(fault) => return document::print(Err::<Workloads, _>(fault), output),
    };
    let rig = RawRig { devices: vec![document::device(args, "workloads")?], ..RawRig::default() };
    let rows = calculator.workloads(&rig, &asked);
    document::print(rows.map(|workloads| Workloads { workloads }), output)
}

/// The workloads of a command line: those of `--workload`, in their order; without any the seven.
pub fn asked(args: &mut Args) -> Result<Result<Vec<Workload>, Fault>, Failure> {
    let lines = args.options("--workload")?;
    if lines.is_empty() {
        return Ok(Ok(Workload::standard()));
    }
    Ok(lines.iter().map(|line| Workload::parse(line)).collect())
}
