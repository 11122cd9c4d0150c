//! `will-it-run workloads`: the seven workloads on a device.

use std::io::Write;
use std::process::ExitCode;

use serde::Serialize;
use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::question::RawRig;
use will_it_run_engine::workloads::{Workload, WorkloadRow};

use super::{Failure, args::Args, document};

/// The rows under a name, so that more can stand beside them.
#[derive(Serialize)]
struct Workloads {
    workloads: Vec<WorkloadRow>,
}

/// Prints a row for each workload.
pub fn run(args: Args, calculator: &Calculator, output: &mut dyn Write) -> Result<ExitCode, Failure> {
    let rig = RawRig { devices: vec![document::device(args, "workloads")?], ..RawRig::default() };
    let rows = calculator.workloads(&rig, &Workload::standard());
    document::print(rows.map(|workloads| Workloads { workloads }), output)
}
