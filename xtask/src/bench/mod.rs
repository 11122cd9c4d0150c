//! `cargo xtask bench`: what the engine costs, on the host and in wasm. Reported, never asserted: times
//! belong to the machine they were taken on.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use crate::failure::{Failure, Result, While};
use crate::project::Project;
use crate::run;
use crate::setup;

/// Runs the cases of `examples/bench.rs` in node; the host's program times itself by the same rule.
const IN_NODE: &str = include_str!("in_node.cjs");
const WASM: &str = "wasm32-unknown-unknown";
/// The page's own profile on both sides, so that the engine is compiled as readers get it.
const EXAMPLE: [&str; 8] = [
    "--package",
    "will-it-run",
    "--no-default-features",
    "--profile",
    "wasm",
    "--example",
    "bench",
    "--quiet",
];

/// Nanoseconds by case.
type Times = BTreeMap<String, f64>;

/// Prints nanoseconds for each case, native and in wasm; with `--pages` what the pages in `dist/` cost a browser.
pub fn command(project: &Project, args: &[String]) -> Result<()> {
    match args {
        [] => engine(project),
        [flag] if flag == "--pages" => pages(project),
        _ => Err(Failure::new("bench takes --pages or nothing")),
    }
}

fn pages(project: &Project) -> Result<()> {
    let tools = setup::everything(project)?;
    let xtask = std::env::current_exe().map_err(|error| Failure::new(error.to_string()))?;
    let mut node = run::program(project, "node")?;
    node.arg("page-times.mjs").current_dir(project.e2e());
    run::run(node.env("CHROMIUM", &tools.browser.program).env("XTASK", xtask))
}

fn engine(project: &Project) -> Result<()> {
    setup::for_build(project)?;
    println!("bench: compiling for the host and for wasm");
    let native = native(project)?;
    let wasm = wasm(project)?;
    println!("\n{:<32} {:>12} {:>12} {:>12}", "nanoseconds", "native", "wasm", "wasm's rate");
    for (case, native) in &native {
        let wasm = wasm.get(case).ok_or_else(|| Failure::new(format!("{case} did not run in wasm")))?;
        println!("{case:<32} {native:>12.0} {wasm:>12.0} {:>10.0} %", 100.0 * native / wasm);
    }
    Ok(())
}

fn native(project: &Project) -> Result<Times> {
    times(run::cargo(project)?.arg("run").args(EXAMPLE))
}

fn wasm(project: &Project) -> Result<Times> {
    run::run(run::cargo(project)?.arg("build").args(EXAMPLE).args(["--target", WASM]))?;
    let built = target_folder(project)?.join(WASM).join("wasm/examples");
    let bound = built.join("bound");
    let mut bindgen = run::program(project, "wasm-bindgen")?;
    run::run(bindgen.args(["--target", "nodejs", "--out-dir"]).arg(&bound).arg(built.join("bench.wasm")))?;
    let wasm = bound.join("bench_bg.wasm");
    run::run(run::program(project, "wasm-opt")?.arg("-Oz").arg(&wasm).arg("-o").arg(&wasm))?;
    times(run::program(project, "node")?.args(["-e", IN_NODE]).arg(bound.join("bench.js")))
}

/// Reads lines of `case nanoseconds`; a case may hold spaces.
fn times(command: &mut Command) -> Result<Times> {
    let mut times = Times::new();
    let well = run::watch(command, |line| {
        if let Some((case, ns)) = line.rsplit_once(' ')
            && let Ok(ns) = ns.parse()
        {
            times.insert(case.to_owned(), ns);
        }
    })?;
    if well && !times.is_empty() {
        Ok(times)
    } else {
        Err(Failure::new("the bench program did not end well"))
    }
}

fn target_folder(project: &Project) -> Result<PathBuf> {
    let metadata = run::output(run::cargo(project)?.args(["metadata", "--no-deps", "--format-version", "1"]))
        .ok_or_else(|| Failure::new("cargo metadata failed"))?;
    let metadata: serde_json::Value = serde_json::from_str(&metadata).when("cargo metadata")?;
    let folder = metadata.get("target_directory").and_then(|folder| folder.as_str());
    folder.map(PathBuf::from).ok_or_else(|| Failure::new("cargo names no target folder"))
}
