//! `cargo xtask catalog fmt|check|stats`.

use std::fs;

use will_it_run_engine::catalog::{Catalog, Fault, canonical};

use crate::failure::{Failure, Result, While};
use crate::project::Project;

const FILE: &str = "catalog.json";

/// The catalog's canonical form, faults and coverage.
pub fn command(project: &Project, args: &[String]) -> Result<()> {
    match args.first().map(String::as_str) {
        Some("fmt") => format(project),
        Some("check") => check(project),
        Some("stats") => stats(project),
        _ => Err(Failure::new("catalog fmt, catalog check or catalog stats?")),
    }
}

/// Reads and checks `catalog.json`; all faults are in the failure.
pub fn load(project: &Project) -> Result<Catalog> {
    Catalog::from_canonical_json(&project.read(FILE)?).map_err(|faults| listed(&faults))
}

fn format(project: &Project) -> Result<()> {
    let text = project.read(FILE)?;
    let formatted = canonical::format(&text).map_err(|faults| listed(&faults))?;
    if formatted == text {
        println!("{FILE} is in canonical form");
        return Ok(());
    }
    fs::write(project.path(FILE), formatted).when(format_args!("cannot write {FILE}"))?;
    println!("{FILE} rewritten");
    Ok(())
}

fn check(project: &Project) -> Result<()> {
    let catalog = load(project)?;
    println!("{FILE}: {} devices, {} models, no faults", catalog.hardware().len(), catalog.models().len());
    Ok(())
}

fn stats(project: &Project) -> Result<()> {
    print!("{}", will_it_run_engine::catalog::stats(&load(project)?));
    Ok(())
}

fn listed(faults: &[Fault]) -> Failure {
    let lines: Vec<String> = faults.iter().map(|fault| format!("  {fault}")).collect();
    Failure::new(format!("{FILE} has {} faults\n{}", faults.len(), lines.join("\n")))
}
