//! The npm package in `dist/npm`: the whole engine with its catalog, ready for `npm pack`.

use std::fs;

use super::embed::bindgen;
use crate::failure::{Result, While};
use crate::project::Project;

/// Where the package is written.
const PLACE: &str = "npm";
/// Files as they are written by hand.
const PLAIN: [&str; 4] = ["index.js", "index.d.ts", "package.json", "README.md"];

/// Compiles the engine.
pub fn compile(project: &Project) -> Result<()> {
    bindgen(project, "api", &["--flatten", "--rereloop", "-Oz", "--one-caller-inline-max-function-size=50"])
}

/// Puts the package into `dist/`; `catalog` is the name of the packed catalog there.
pub fn publish(project: &Project, catalog: &str) -> Result<()> {
    let package = project.dist().join(PLACE);
    fs::create_dir_all(&package).when("cannot make dist/npm")?;
    let compiled = super::embed::work(project, "api");
    let copies = [
        (compiled.join("api.js"), "engine.js"),
        (compiled.join("engine.wasm"), "engine.wasm"),
        (project.dist().join(catalog), "catalog.bin"),
    ];
    let written = PLAIN.map(|name| (project.path("assets/npm").join(name), name));
    for (from, to) in copies.into_iter().chain(written) {
        fs::copy(&from, package.join(to)).when(format_args!("cannot publish npm/{to}"))?;
    }
    Ok(())
}
