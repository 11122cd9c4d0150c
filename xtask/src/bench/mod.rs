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

/// Prints nanoseconds for each case, native and in wasm: in a browser, and in Node, whose older compiler does not inline; with `--pages`
/// what the pages in `dist/` cost a browser.
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
    let tools = setup::everything(project)?;
    println!("bench: compiling for the host and for wasm");
    let native = times(run::cargo(project)?.arg("run").args(EXAMPLE))?;
    run::run(run::cargo(project)?.arg("build").args(EXAMPLE).args(["--target", WASM]))?;
    let mut browser = run::program(project, "node")?;
    browser.arg("engine-times.mjs").arg(bound(project, "no-modules")?).current_dir(project.e2e());
    let browser = times(browser.env("CHROMIUM", &tools.browser.program))?;
    let node = bound(project, "nodejs")?.join("bench.js");
    let node = times(run::program(project, "node")?.args(["-e", IN_NODE]).arg(node))?;
    println!(
        "\n{:<32} {:>12} {:>12} {:>12} {:>12}",
        "nanoseconds", "native", "Chromium", "of native", "Node"
    );
    for (case, native) in &native {
        let [browser, node] = [&browser, &node].map(|times| times.get(case).copied());
        let (Some(browser), Some(node)) = (browser, node) else {
            return Err(Failure::new(format!("{case} did not run in wasm")));
        };
        let share = 100.0 * native / browser;
        println!("{case:<32} {native:>12.0} {browser:>12.0} {share:>10.0} % {node:>12.0}");
    }
    Ok(())
}

/// The module as readers get it: bound for a target, optimized as the page's own.
fn bound(project: &Project, target: &str) -> Result<PathBuf> {
    let built = target_folder(project)?.join(WASM).join("wasm/examples");
    let bound = built.join(target);
    let mut bindgen = run::program(project, "wasm-bindgen")?;
    run::run(bindgen.args(["--target", target, "--out-dir"]).arg(&bound).arg(built.join("bench.wasm")))?;
    let wasm = bound.join("bench_bg.wasm");
    let page = std::fs::read_to_string(project.root().join("index.html")).when("index.html")?;
    let of_page = |name: &str| {
        let (_, from) = page.split_once(&format!("{name}=\""))?;
        Some(from.split_once('"')?.0.to_owned())
    };
    let (Some(level), Some(more)) = (of_page("data-wasm-opt"), of_page("data-wasm-opt-params")) else {
        return Err(Failure::new("index.html does not say how wasm is optimized"));
    };
    let mut optimize = run::program(project, "wasm-opt")?;
    optimize.arg(format!("-O{level}")).args(more.split(' '));
    run::run(optimize.arg(&wasm).arg("-o").arg(&wasm))?;
    Ok(bound)
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
