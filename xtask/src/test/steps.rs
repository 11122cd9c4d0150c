//! The steps of `cargo xtask test`, cheapest first.

use std::process::Command;

use super::counts::Counts;
use crate::build;
use crate::failure::{Failure, Result};
use crate::project::Project;
use crate::run;
use crate::setup::{self, TestTools};
use crate::size;

/// One step: a name to call it by, what it checks, how.
pub struct Step {
    pub name: &'static str,
    pub what: &'static str,
    pub run: fn(&Project, &TestTools) -> Result<Counts>,
}

/// All steps in order.
pub const STEPS: [Step; 12] = [
    Step { name: "fmt", what: "the code is formatted", run: fmt },
    Step { name: "catalog", what: "the catalog is canonical and without faults", run: catalog },
    Step { name: "clippy", what: "no warnings on the host", run: clippy },
    Step { name: "clippy-wasm", what: "no warnings in the browser", run: clippy_wasm },
    Step { name: "pure", what: "engine and command line name no browser crate", run: pure },
    Step { name: "host", what: "tests on the host", run: host },
    Step { name: "doc", what: "documentation without warnings", run: doc },
    Step { name: "wasm", what: "the engine's tests in wasm", run: wasm },
    Step { name: "browser", what: "the page's own tests in Chromium", run: browser },
    Step { name: "build", what: "the static site", run: site },
    Step { name: "size", what: "byte budgets", run: sizes },
    Step { name: "e2e", what: "the site in Chromium, from end to end", run: e2e },
];

/// What `test --full` adds.
pub const FULL: Step =
    Step { name: "lighthouse", what: "pages as Lighthouse's mobile preset sees them", run: lighthouse };

const WASM: &str = "wasm32-unknown-unknown";
/// Crates that exist for the browser; the engine and the command line must not reach any.
const BROWSER_CRATES: [&str; 6] = ["wasm-bindgen", "js-sys", "web-sys", "gloo", "yew", "yew-router"];

fn fmt(project: &Project, _: &TestTools) -> Result<Counts> {
    check(run::cargo(project)?.args(["fmt", "--all", "--check"]))
}

fn catalog(project: &Project, _: &TestTools) -> Result<Counts> {
    crate::catalog::command(project, &["check".to_owned()]).map(|()| Counts::PASSED)
}

fn clippy(project: &Project, _: &TestTools) -> Result<Counts> {
    check(run::cargo(project)?.args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

fn clippy_wasm(project: &Project, _: &TestTools) -> Result<Counts> {
    let options = [
        "clippy",
        "--package",
        "will-it-run",
        "--features",
        "widget",
        "--lib",
        "--bins",
        "--tests",
        "--target",
        WASM,
    ];
    check(run::cargo(project)?.args(options).args(["--", "-D", "warnings"]))
}

fn pure(project: &Project, _: &TestTools) -> Result<Counts> {
    let mut counts = Counts::default();
    for package in [["will-it-run-engine", "--all-features"], ["will-it-run", "--no-default-features"]] {
        counts.add(no_browser_crate(project, package)?);
    }
    counts.add(check(run::cargo(project)?.args([
        "check",
        "--package",
        "will-it-run-engine",
        "--target",
        WASM,
    ]))?);
    let cli = ["build", "--package", "will-it-run", "--no-default-features", "--bin", "will-it-run"];
    counts.add(check(run::cargo(project)?.args(cli))?);
    Ok(counts)
}

fn no_browser_crate(project: &Project, package: [&str; 2]) -> Result<Counts> {
    let options =
        ["tree", "--edges", "normal", "--prefix", "none", "--format", "{p}", "--target", "all", "--package"];
    let tree = run::output(run::cargo(project)?.args(options).args(package))
        .ok_or_else(|| Failure::new("cargo tree failed"))?;
    let found: Vec<&str> = tree
        .lines()
        .filter_map(|line| line.split(' ').next())
        .filter(|name| BROWSER_CRATES.contains(name))
        .collect();
    if found.is_empty() {
        return Ok(Counts::PASSED);
    }
    println!("{} reaches browser crates: {}", package.join(" "), found.join(", "));
    Ok(Counts::FAILED)
}

fn host(project: &Project, _: &TestTools) -> Result<Counts> {
    tests(run::cargo(project)?.args(["test", "--workspace", "--no-fail-fast"]))
}

fn doc(project: &Project, _: &TestTools) -> Result<Counts> {
    check(run::cargo(project)?.args(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings"))
}

fn wasm(project: &Project, tools: &TestTools) -> Result<Counts> {
    tests(wasm_tests(project, tools, "wasm")?.arg("--no-default-features"))
}

fn browser(project: &Project, tools: &TestTools) -> Result<Counts> {
    tests(wasm_tests(project, tools, "browser")?.env("CHROMEDRIVER", &tools.browser.driver))
}

fn wasm_tests(project: &Project, tools: &TestTools, name: &str) -> Result<Command> {
    let mut command = run::cargo(project)?;
    command.args(["test", "--package", "will-it-run", "--target", WASM, "--test", name]);
    command.env("WASM_BINDGEN_TEST_TIMEOUT", "300");
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", &tools.wasm_test_runner);
    Ok(command)
}

fn site(project: &Project, _: &TestTools) -> Result<Counts> {
    build::site(project, &build::Options::ANYWHERE).map(|()| Counts::PASSED)
}

fn sizes(project: &Project, _: &TestTools) -> Result<Counts> {
    size::command(project).map(|()| Counts::PASSED)
}

fn e2e(project: &Project, tools: &TestTools) -> Result<Counts> {
    let xtask = std::env::current_exe().map_err(|error| Failure::new(error.to_string()))?;
    let mut node = run::program(project, "node")?;
    node.args(["--test", "--test-reporter=spec", "--test-timeout=1200000"]).current_dir(project.e2e());
    tests(node.env("CHROMIUM", &tools.browser.program).env("XTASK", xtask))
}

/// A command that is one check.
fn check(command: &mut Command) -> Result<Counts> {
    run::run(command).map(|()| Counts::PASSED)
}

/// A command that runs tests and prints how many.
fn tests(command: &mut Command) -> Result<Counts> {
    let mut counts = Counts::default();
    let well = run::watch(command, |line| counts.read(line))?;
    Ok(counts.ended(well))
}

fn lighthouse(project: &Project, tools: &TestTools) -> Result<Counts> {
    let package = setup::lighthouse(project)?;
    let mut node = run::program(project, "node")?;
    node.arg("lighthouse.mjs").current_dir(project.e2e());
    check(node.env("CHROMIUM", &tools.browser.program).env("LIGHTHOUSE", package))
}
