//! `cargo xtask catalog fmt|check|stats|pack FILE`.

use std::fs;
use std::io::Write;

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
        Some("pack") => pack(project, args.get(1)),
        _ => Err(Failure::new("catalog fmt, catalog check, catalog stats or catalog pack FILE?")),
    }
}

/// Reads and checks `catalog.json`; all faults are in the failure.
pub fn load(project: &Project) -> Result<Catalog> {
    Catalog::from_canonical_json(&project.read(FILE)?).map_err(|faults| listed(&faults))
}

/// The catalog as the app loads it; a faulty catalog makes no app.
pub fn packed(project: &Project) -> Result<Vec<u8>> {
    Ok(load(project)?.pack())
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

fn pack(project: &Project, file: Option<&String>) -> Result<()> {
    let file = file.ok_or_else(|| Failure::new("catalog pack: into which file?"))?;
    let bytes = packed(project)?;
    fs::write(file, &bytes).when(format_args!("cannot write {file}"))?;
    println!("{file}: {} bytes", bytes.len());
    Ok(())
}

fn stats(project: &Project) -> Result<()> {
    let table = will_it_run_engine::catalog::stats(&load(project)?).to_string();
    std::io::stdout().write_all(table.as_bytes()).when("cannot print")
}

fn listed(faults: &[Fault]) -> Failure {
    let lines: Vec<String> = faults.iter().map(|fault| format!("  {fault}")).collect();
    Failure::new(format!("{FILE} has {} faults\n{}", faults.len(), lines.join("\n")))
}
