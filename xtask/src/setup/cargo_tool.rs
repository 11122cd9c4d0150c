//! Tools that come from crates.io, compiled here.

use std::fs;
use std::path::PathBuf;

use crate::failure::{Failure, Result, While};
use crate::pins;
use crate::project::Project;
use crate::run;

/// A tool that `cargo install` makes.
pub struct CargoTool {
    package: &'static str,
    program: &'static str,
    version: &'static str,
    why: &'static str,
}

/// Makes the JavaScript beside the wasm and runs wasm tests.
pub const WASM_BINDGEN: CargoTool = CargoTool {
    package: "wasm-bindgen-cli",
    program: "wasm-bindgen",
    version: pins::WASM_BINDGEN,
    why: "binds the wasm to the browser and runs wasm tests (some 5 minutes)",
};

/// Bundles the page.
pub const TRUNK: CargoTool = CargoTool {
    package: "trunk",
    program: "trunk",
    version: pins::TRUNK,
    why: "bundles the page (some 10 minutes; once)",
};

const TEST_RUNNER: &str = "wasm-bindgen-test-runner";

/// Installs the tool unless the right version is on PATH.
pub fn ensure(project: &Project, tool: &CargoTool) -> Result<()> {
    if super::version::of(project, tool.program)?.as_deref() == Some(tool.version) {
        return Ok(());
    }
    super::say(&format!("{} {}", tool.package, tool.version), tool.why);
    // The tool's own lock file is the combination its authors tested; where it no longer compiles, newer ones may.
    install(project, tool, &["--locked"]).or_else(|_| {
        println!("setup: {} does not install with its own lock file; trying without", tool.package);
        install(project, tool, &[])
    })?;
    match super::version::of(project, tool.program)?.as_deref() {
        Some(found) if found == tool.version => Ok(()),
        found => Err(Failure::new(format!(
            "{} {} was installed, but the program says {}",
            tool.package,
            tool.version,
            found.unwrap_or("nothing")
        ))),
    }
}

/// Removes what compiling the tools left behind: a gigabyte that is not needed again.
pub fn forget_intermediates(project: &Project) -> Result<()> {
    let folder = intermediates(project);
    if folder.exists() { fs::remove_dir_all(&folder).when("cannot remove .tools/build") } else { Ok(()) }
}

/// The program that runs wasm tests; it comes with wasm-bindgen.
pub fn wasm_test_runner(project: &Project) -> Result<PathBuf> {
    project.find_program(TEST_RUNNER)?.ok_or_else(|| {
        Failure::new(format!(
            "{} is here without {TEST_RUNNER}; reinstall {}",
            WASM_BINDGEN.program, WASM_BINDGEN.package
        ))
    })
}

fn install(project: &Project, tool: &CargoTool, options: &[&str]) -> Result<()> {
    let mut command = run::cargo(project)?;
    command.args(["install", tool.package, "--version", tool.version, "--force", "--root"]);
    command.arg(project.tools()).args(options);
    run::run(command.env("CARGO_TARGET_DIR", intermediates(project)))
}

fn intermediates(project: &Project) -> PathBuf {
    project.tools().join("build")
}
