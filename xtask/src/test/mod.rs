//! Every check of the project, in order, with one line of counts at the end.

mod counts;
mod steps;

use std::time::Instant;

use crate::failure::{Failure, Result};
use crate::project::Project;
use crate::setup;
use counts::Counts;
use steps::{FULL, STEPS, Step};

/// `test [--full] [STEP ...]`: all steps, or those named; `--full` adds what depends on the machine. A failed step does not stop the others.
pub fn command(project: &Project, args: &[String]) -> Result<()> {
    let full = args.iter().any(|arg| arg == "--full");
    let args: Vec<&String> = args.iter().filter(|arg| *arg != "--full").collect();
    let steps: Vec<&Step> = STEPS.iter().chain([&FULL]).collect();
    if let Some(unknown) = args.iter().find(|arg| steps.iter().all(|step| step.name != arg.as_str())) {
        let names: Vec<&str> = steps.iter().map(|step| step.name).collect();
        return Err(Failure::new(format!("no step `{unknown}`; there are {}", names.join(", "))));
    }
    let tools = setup::everything(project).inspect_err(|_| println!("{}", Counts::FAILED))?;
    let mut sum = Counts::default();
    let mut failed = Vec::new();
    let named = |step: &Step| args.iter().any(|arg| *arg == step.name);
    let wanted = steps.into_iter().filter(|step| match step.name {
        name if name == FULL.name => full || named(step),
        _ => args.is_empty() || named(step),
    });
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
