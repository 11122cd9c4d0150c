//! Every check of the project, in order, with one line of counts at the end.

mod counts;
mod steps;

use std::time::Instant;

use crate::failure::{Failure, Result};
use crate::project::Project;
use crate::setup;
use counts::Counts;
use steps::STEPS;

/// `test [STEP ...]`: all steps, or those named. A failed step does not stop the others.
pub fn command(project: &Project, args: &[String]) -> Result<()> {
    if let Some(unknown) = args.iter().find(|arg| STEPS.iter().all(|step| step.name != arg.as_str())) {
        let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
        return Err(Failure::new(format!("no step `{unknown}`; there are {}", names.join(", "))));
    }
    let tools = setup::everything(project).inspect_err(|_| println!("{}", Counts::FAILED))?;
    let mut sum = Counts::default();
    let mut failed = Vec::new();
    let wanted = STEPS.iter().filter(|step| args.is_empty() || args.iter().any(|arg| arg == step.name));
    for step in wanted {
        println!("\n=== {}: {} ===", step.name, step.what);
        let began = Instant::now();
        let counts = (step.run)(project, &tools).unwrap_or_else(|failure| {
            eprintln!("error: {failure}");
            Counts::FAILED
        });
        let took = began.elapsed().as_secs();
        println!("--- {}: {counts} ({took} s)", step.name);
        if counts.failed > 0 {
            failed.push(step.name);
        }
        sum.add(counts);
    }
    println!();
    if !failed.is_empty() {
        println!("failed: {}", failed.join(", "));
    }
    println!("{sum}");
    if failed.is_empty() { Ok(()) } else { Err(Failure::new("not everything passes")) }
}
