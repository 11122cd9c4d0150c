//! The static site in `dist/`.

mod shell;

use std::fs;

use crate::failure::{Result, While};
use crate::project::Project;
use crate::run;
use crate::setup;

/// The facts as people edit them, published beside the app.
const CATALOG: &str = "catalog.json";

/// Sets up, compiles and bundles; leaves `dist/`.
pub fn command(project: &Project) -> Result<()> {
    setup::for_build(project)?;
    site(project)
}

/// Compiles and bundles with tools that are in place.
pub fn site(project: &Project) -> Result<()> {
    println!("build: compiling and bundling the page into dist/");
    run::run(run::program(project, "trunk")?.args(["build", "--release", "--offline"]))?;
    shell::finish(project)?;
    if project.path(CATALOG).is_file() {
        fs::copy(project.path(CATALOG), project.dist().join(CATALOG)).when("cannot publish catalog.json")?;
    }
    println!("build: dist/ is a static site; any file host can serve it, below any path prefix");
    Ok(())
}
